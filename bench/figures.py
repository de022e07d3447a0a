"""docs/scoring.json, where what was measured is kept, and docs/scoring.md, the card written from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scoring.card import build_card

DOCS = Path("docs")


def kept() -> dict[str, Any]:
    """Return all that was measured so far; empty before anything was."""
    path = DOCS / "scoring.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def keep(**figures: Any) -> None:
    """Put figures in place of those of the same name, and write the card again."""
    report = kept() | figures
    (DOCS / "scoring.json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (DOCS / "scoring.md").write_text(build_card(report), encoding="utf-8")
