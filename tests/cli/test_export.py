from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from simulator.settings import PROJECT
from store.export.json_export import parse_json
from store.export.outline import NOTICE
from store.export.xapi_rules import find_faults
from tests.cli.conftest import COAT, Attune
from tests.cli.kept import keep_example, transcripts
from tests.store.export.examples import REPLY, RUN, WORDS_OF_LEARNER, make_whole


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTUNE_SCENARIOS", str(COAT))
    keep_example()


def test_word_and_pdf_say_what_was_said(attune: Attune, tmp_path: Path) -> None:
    for form in ("docx", "pdf"):
        ran = attune("export", RUN, "--format", form, "--learner", "Ada L.", "--out", tmp_path / f"run.{form}")
        assert (ran.code, ran.out) == (0, "")
        assert f"written to {tmp_path / f'run.{form}'}" in ran.err
    word = Document(str(tmp_path / "run.docx"))
    assert word.sections[0].header.paragraphs[0].text == NOTICE
    assert f"Learner: {REPLY}" in [paragraph.text for paragraph in word.paragraphs]
    assert word.tables[0].rows[0].cells[1].text == "Ada L."
    pages = [page.extract_text() for page in PdfReader(tmp_path / "run.pdf").pages]
    assert all(page.startswith(NOTICE) for page in pages)
    assert "Next I find Mrs Hale." in "".join(pages)


def test_markdown_goes_to_standard_output(attune: Attune) -> None:
    ran = attune("export", RUN, "--format", "md")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"**{NOTICE}**\n\n# The last coat\n")
    assert "## Questions for supervision\n\n**What told you that there was enough to act on?**" in ran.out


def test_json_comes_back_by_import(attune: Attune, tmp_path: Path) -> None:
    ran = attune("export", RUN, "--format", "json")
    assert parse_json(ran.out.encode()).whole.turns == make_whole().turns
    path = tmp_path / "run.json"
    path.write_text(ran.out, encoding="utf-8")
    again = attune("import", path)
    assert (again.code, again.out) == (2, "")
    assert f"the run '{RUN}' is already kept" in again.err
    before = transcripts().whole(RUN)
    assert attune("erase", RUN).code == 0
    taken = attune("import", path)
    assert (taken.code, taken.out) == (0, f"{RUN}\n")
    assert transcripts().whole(RUN) == before


def test_statements_hold_no_words_unless_asked(attune: Attune) -> None:
    ran = attune("export", RUN, "--format", "xapi")
    assert list(find_faults(ran.json)) == []
    assert not any(words in ran.out for words in WORDS_OF_LEARNER)
    asked = attune("export", RUN, "--format", "xapi", "--words")
    assert [s["result"]["response"] for s in asked.json if "response" in s.get("result", {})] == list(
        WORDS_OF_LEARNER[:2]
    )


def test_a_word_file_may_go_to_standard_output_but_not_to_a_terminal(
    attune: Attune, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-m", "cli.main", "export", RUN, "--format", "docx"]
    ran = subprocess.run(command, cwd=PROJECT, check=False, capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert Document(BytesIO(ran.stdout)).sections[0].header.paragraphs[0].text == NOTICE
    monkeypatch.setattr("_pytest.capture.CaptureIO.isatty", lambda stream: True, raising=False)
    refused = attune("export", RUN, "--format", "pdf")
    assert (refused.code, refused.out) == (2, "")
    assert "name one with --out" in refused.err


@pytest.mark.parametrize("run_id", ["nowhere", "", "../" * 20, "f" * 32])
def test_an_unknown_run_exits_with_2(attune: Attune, run_id: str) -> None:
    ran = attune("export", run_id, "--format", "json")
    assert (ran.code, ran.out) == (2, "")
    assert f"there is no run '{run_id[:40]}' of yours" in ran.err


def test_somebody_elses_run_is_told_like_none(attune: Attune) -> None:
    keep_example("somebody", "e" * 32)
    ran = attune("export", "e" * 32, "--format", "json")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no run" in ran.err


@pytest.mark.parametrize("out", ["", "missing/run.md"])
def test_a_place_that_cannot_be_written_exits_with_2(attune: Attune, tmp_path: Path, out: str) -> None:
    ran = attune("export", RUN, "--format", "md", "--out", tmp_path / out)
    assert (ran.code, ran.out) == (2, "")
    assert f"{tmp_path / out}: the run cannot be written" in ran.err


def test_another_format_exits_with_2(attune: Attune) -> None:
    assert attune("export", RUN, "--format", "odt").code == 2
    assert attune("export", RUN).code == 2


@pytest.mark.parametrize(("content", "reason"), [(b"{", "cut short or changed"), (b"{}", "not a run written by")])
def test_what_is_no_run_is_not_taken_in(attune: Attune, tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "run.json").write_bytes(content)
    ran = attune("import", tmp_path / "run.json")
    assert (ran.code, ran.out) == (2, "")
    assert f"{tmp_path}/run.json: " in ran.err
    assert reason in ran.err


def test_a_missing_file_is_not_taken_in(attune: Attune, tmp_path: Path) -> None:
    ran = attune("import", tmp_path / "none.json")
    assert (ran.code, ran.out) == (2, "")
    assert "none.json: this cannot be read: No such file or directory" in ran.err
