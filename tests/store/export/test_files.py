from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from store.export.files import write_file


def test_a_file_is_written_and_written_again(tmp_path: Path) -> None:
    for content in (b"first", b"second, longer"):
        write_file(tmp_path / "run.json", content)
        assert (tmp_path / "run.json").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "run.json")
    write_file(tmp_path / "link.json", b"words")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "run.json").read_bytes() == b"words"


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe, heard = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: heard.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, b"words")
    reader.join()
    assert heard == [b"words"]


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_file(tmp_path / "nowhere" / "run.json", b"words")
    assert list(tmp_path.iterdir()) == []
