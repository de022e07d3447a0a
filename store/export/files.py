"""A file written whole: until it is, what had its name stays."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4


def write_file(file: Path, content: bytes) -> None:
    """Write a file, or put it in place of the one of its name; a process killed meanwhile leaves that one as it was.

    What is no ordinary file, such as a pipe, is written to directly. Raises OSError, and then has left nothing.
    """
    target = file.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    part = target.with_name(f".{target.name}.{uuid4().hex[:8]}.part")
    try:
        with part.open("xb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
