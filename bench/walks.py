"""How the story branches with the real scorer: `python -m bench.walks [-v]`.

Every walk says what its replies show and which route they take. Here each reply is judged by the shipped head instead,
at the moment where the walk stands, and the route taken is compared with the one the walk's author expects. Kept for
the card.
"""

from __future__ import annotations

import sys
from collections import Counter

from bench.figures import keep
from engine.conversation import Conversation
from engine.load import ScenarioFile
from engine.ports import Scorer
from engine.scenario import Walk
from engine.walks import build_verdicts
from simulator.library import Library
from simulator.settings import Settings
from simulator.wiring import build_library, build_scorer


def main(verbose: bool) -> None:
    """Print for each scenario how many replies took the expected route, and in all."""
    settings = Settings.from_environment({})
    library, scorer = build_library(settings), build_scorer(settings)
    total: Counter[bool] = Counter()
    for file in library.scenarios:
        found: Counter[bool] = Counter()
        for walk, source in file.walks:
            for line, as_expected in _compare(file, walk, library, scorer):
                found[as_expected] += 1
                if verbose and not as_expected:
                    print(f"{file.scenario.id}/{source.path.name}: {line}")
        total += found
        print(f"{file.scenario.id:<34} {found[True]:4} of {found.total():4} as expected")
    print(f"{'all':<34} {total[True]:4} of {total.total():4} as expected ({total[True] / total.total():.1%})")
    keep(walks={"replies": total.total(), "as_expected": total[True]})


def _compare(file: ScenarioFile, walk: Walk, library: Library, scorer: Scorer) -> list[tuple[str, bool]]:
    conversation, rows = Conversation(file.scenario), []
    for step in walk.steps:
        node = file.scenario.node[step.at]
        judged = conversation.answer(step.reply, scorer.score(step.reply, node.listens_for, conversation.prompt))
        shown = [v.point for v in judged.verdicts if v.counts_as_shown]
        line = f"{step.at}: {judged.route}, not {step.route}; {shown} for {list(step.shows)}: {step.reply[:100]}"
        rows.append((line, judged.route == step.route))
        conversation.take(conversation.answer(step.reply, build_verdicts(file.scenario, step, library.catalogue)))
    return rows


if __name__ == "__main__":
    main("-v" in sys.argv)
