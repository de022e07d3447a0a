from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from cli.main import app
from simulator.settings import PROJECT
from tests.cli.conftest import Attune


def commands() -> list[str]:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return list(group.commands)


def test_every_command_of_the_contract_is_there() -> None:
    assert {"run", "scenarios", "play", "score", "check", "train", "evaluate", "coverage", "graph", "new"} <= set(
        commands()
    )


@pytest.mark.parametrize("command", commands())
def test_every_help_page_has_an_example(attune: Attune, command: str) -> None:
    ran = attune(command, "--help")
    assert ran.code == 0
    assert f"Example: attune {command}" in " ".join(ran.out.split())
    assert ran.err == ""


def test_the_help_lists_every_command(attune: Attune) -> None:
    ran = attune("--help")
    assert ran.code == 0
    assert all(command in ran.out for command in commands())


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["scenarios", "--nonsense"],
        ["play"],
        ["graph", "after-the-last-bell", "--format", "png"],
        ["check", "--random", "-1"],
    ],
)
def test_a_command_typed_wrongly_exits_with_2(attune: Attune, arguments: list[str]) -> None:
    ran = attune(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err != ""


def test_a_catalogue_with_findings_lists_them_and_exits_with_1(attune: Attune, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("domain: one\npoints: []\n")
    ran = attune("score", "--reply", "Hi.", "--catalogue", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert f"{tmp_path}/one.yaml:2: Y04" in ran.err


def test_it_starts_as_a_program_without_importing_the_encoder() -> None:
    code = "import sys, cli.main; sys.exit(bool({'torch', 'sentence_transformers', 'streamlit'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0
    ran = subprocess.run(
        [sys.executable, "-m", "cli.main", "graph", "no-such"], cwd=PROJECT, check=False, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "there is no scenario 'no-such'" in ran.stderr
    assert "Traceback" not in ran.stderr
