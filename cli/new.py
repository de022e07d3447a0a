"""`attune new`: a scenario that already passes `attune check`, to edit."""

from __future__ import annotations

import os
import re
from typing import Annotated

import typer

from cli.terminal import out
from engine.errors import AuthorError
from simulator.settings import PROJECT, Settings
from simulator.wiring import SCENARIOS

TEMPLATE = PROJECT / "assets" / "new-scenario"
TEMPLATE_ID = "a-new-conversation"


def new(
    scenario_id: Annotated[str, typer.Argument(metavar="ID", help="Small letters, digits and hyphens.")],
) -> None:
    """Write a small scenario with its walks, in ATTUNE_SCENARIOS or beside those that come with Attune.

    Example: attune new a-quiet-word
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", scenario_id):
        raise AuthorError(f"'{scenario_id}' cannot be an id", hint="small letters, digits and hyphens: a-quiet-word")
    folder = (Settings.from_environment(os.environ).scenarios or SCENARIOS) / scenario_id
    if folder.exists():
        raise AuthorError(f"there is already a scenario '{scenario_id}'", str(folder), "choose another id")
    for source in sorted(TEMPLATE.rglob("*.yaml")):
        target = folder / source.relative_to(TEMPLATE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source.read_text(encoding="utf-8").replace(TEMPLATE_ID, scenario_id), encoding="utf-8")
    out.print(f"{folder}/scenario.yaml is ready to edit; docs/authoring.md explains it.", markup=False)
