"""How commands speak: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.console import Console

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def complain(message: str) -> None:
    """Write one line to standard error as it is, without markup."""
    err.print(message, markup=False)


def print_json(value: Any, *, lines: bool = False) -> None:
    """Write a value as JSON to standard output: on one line, or indented for a reader."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=None if lines else 2) + "\n")
    sys.stdout.flush()
