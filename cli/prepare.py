"""`attune prepare`: what would otherwise be worked out at the first reply."""

from __future__ import annotations

import os

from cli.terminal import complain
from simulator.settings import Settings
from simulator.wiring import build_scorer


def prepare() -> None:
    """Encode the catalogue's examples once and keep them on disk; a second time it does nothing.

    Example: attune prepare
    """
    complain("Encoding the catalogue's examples; the first time this takes a minute or two.")
    build_scorer(Settings.from_environment(os.environ)).warm()
