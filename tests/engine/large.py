"""A valid scenario of any number of nodes, one after another, with a walk to each ending."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.engine.examples import BASE, copy_base

LISTENS = ["open-invitation", "leading-question", "show-belief"]


def write_large_scenario(root: Path, nodes: int) -> Path:
    """Write the base scenario with its nodes replaced, and return its folder."""
    folder = copy_base(root).scenario
    data = yaml.safe_load((BASE / "scenario.yaml").read_text(encoding="utf-8"))
    data |= {"start": "n-0", "nodes": [_node(i, nodes) for i in range(nodes)], "debrief": LISTENS}
    (folder / "scenario.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    for old in (folder / "walks").iterdir():
        old.unlink()
    onward = [{"at": f"n-{i}", "reply": "Go on.", "shows": ["open-invitation"], "route": "on"} for i in range(nodes)]
    _write_walk(folder, "long", onward, "heard")
    _write_walk(
        folder, "led", [{"at": "n-0", "reply": "Was it him?", "shows": LISTENS[1:2], "route": "led"}], "waiting"
    )
    return folder


def _node(i: int, nodes: int) -> dict[str, object]:
    onward = f"n-{i + 1}" if i + 1 < nodes else "heard"
    promised = {"any": [{"flags": ["promised-secrecy"]}, {"variables": {"trust": {"at_least": 9}}}]}
    routes: list[dict[str, object]] = [
        {
            "id": "on",
            "to": onward,
            "otherwise": True,
            "effects": {"change": {"trust": 1}, "raises": ["promised-secrecy"]},
        },
    ]
    if i == 0:
        routes.insert(0, {"id": "led", "to": "waiting", "when": {"shown": ["leading-question"]}})
    says = [{"who": "robin", "text": f"This is line {i}.", "when": promised}]
    return {"id": f"n-{i}", "title": f"Moment {i}", "says": says, "listens_for": [*LISTENS], "routes": routes}


def _write_walk(folder: Path, name: str, steps: list[dict[str, object]], ending: str) -> None:
    walk = {"learner": "mixed", "about": name, "steps": steps, "ending": ending}
    (folder / "walks" / f"{name}.yaml").write_text(yaml.safe_dump(walk, sort_keys=False), encoding="utf-8")
