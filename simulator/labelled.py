"""What supervisors said of verdicts, as labelled replies, on which a head is fitted and its agreement measured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from engine.catalogue import Catalogue
from engine.conversation import Turn
from engine.scenario import NARRATOR, Scenario
from simulator.group import anonymised
from simulator.shared_run import SharedRun
from store.review import Override

_SHOWN = ("met", "present")


def write_replies(runs: Iterable[SharedRun], author: str, catalogue: Catalogue, today: date) -> str:
    """Return JSON Lines, a row for each reply and domain on which this author said a verdict of their own.

    A row is judged on those points only. The learner's name and what looks like an identifier are taken out.
    """
    rows = (row for run in runs for turn in run.turns for row in _rows(run, turn, author, catalogue, today))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _rows(run: SharedRun, turn: Turn, author: str, catalogue: Catalogue, today: date) -> Iterator[dict[str, Any]]:
    mine = [o for o in run.review.overrides if o.author == author and o.turn == turn.number]
    domains = dict.fromkeys(catalogue.domain_of.get(override.point, run.scenario.domain) for override in mine)
    reply = anonymised(turn.reply, run.learner, [c.name for c in run.scenario.characters], today)
    for domain in domains:
        said = [o for o in mine if catalogue.domain_of.get(o.point, run.scenario.domain) == domain]
        yield {
            "id": f"review-{run.record.id}-{turn.number}-{domain}",
            "domain": domain,
            "situation": _situation(run.scenario, turn),
            "prompt": " ".join(line.text for line in turn.said if line.who != NARRATOR),
            "reply": reply,
            "shown": _points(said, _SHOWN),
            "partial": _points(said, ("partial",)),
            "points": [override.point for override in said],
        }


def _points(overrides: Iterable[Override], verdicts: Sequence[str]) -> list[str]:
    return [override.point for override in overrides if override.verdict in verdicts]


def _situation(scenario: Scenario, turn: Turn) -> str:
    node = scenario.node.get(turn.node)
    return f"{scenario.role}. {(node.scene if node else '') or scenario.summary}"
