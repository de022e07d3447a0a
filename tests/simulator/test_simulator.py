from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import ConversationError
from engine.scenario import Scenario
from simulator.errors import ScenarioMissing
from simulator.library import Library, load_library
from simulator.run import Run
from simulator.simulator import Simulator
from store.errors import RunNotFound, StoreError
from tests.simulator.keyword_scorer import KeywordScorer
from tests.simulators import altered

HERE = Path(__file__).parent
GUIDANCE, SCENARIOS = HERE / "guidance", HERE / "scenarios"


@pytest.fixture
def run(simulator: Simulator) -> Run:
    run = simulator.begin("the-last-coat", "quiet", "ada")
    run.say("I won't tell anyone, so tell me about it.")
    run.say("I was wrong to say that. I can't keep this secret.")
    return run


def test_a_run_begins_while_the_scorer_still_loads(simulator: Simulator) -> None:
    class LoadingScorer(KeywordScorer):
        @property
        def version(self) -> str:  # type: ignore[override]
            raise AssertionError("asked for before anything was judged")

    begun = altered(simulator, scorer=LoadingScorer()).begin("the-last-coat", "coach", "ada")
    assert (begun.record.scenario, begun.record.scenario_version) == ("the-last-coat", 2)
    assert (begun.record.mode, begun.record.owner, begun.record.scorer_version) == ("coach", "ada", "")
    assert begun.node is not None
    assert begun.node.id == "cloakroom"


def test_an_unknown_scenario_is_refused(simulator: Simulator) -> None:
    with pytest.raises(ScenarioMissing):
        simulator.begin("the-first-coat-of-all", "coach", "ada")


def test_a_run_opens_where_it_stood(simulator: Simulator, run: Run) -> None:
    opened = simulator.open(run.record.id, "ada")
    assert opened.turns == run.turns
    assert opened.record == run.record
    assert opened.node is not None
    assert opened.node.id == "telling"


@pytest.mark.parametrize(
    "ask",
    [
        lambda simulator, run_id: simulator.open(run_id, "bea"),
        lambda simulator, run_id: simulator.branch(run_id, 1, "bea"),
        lambda simulator, run_id: simulator.discard(run_id, "bea"),
        lambda simulator, run_id: simulator.erase(run_id, "bea"),
    ],
)
def test_somebody_elses_run_is_told_like_none(
    simulator: Simulator, run: Run, ask: Callable[[Simulator, str], object]
) -> None:
    with pytest.raises(RunNotFound) as refused:
        ask(simulator, run.record.id)
    with pytest.raises(RunNotFound) as missing:
        ask(simulator, "0" * 32)
    assert str(refused.value) == str(missing.value).replace("0" * 32, run.record.id)
    assert simulator.open(run.record.id, "ada").record == run.record


def test_a_moment_is_tried_again_and_the_first_kept(simulator: Simulator, run: Run) -> None:
    again = simulator.branch(run.record.id, 2, "ada")
    assert again.turns == run.turns[:1]
    assert (again.record.branched_from, again.record.branched_at) == (run.record.id, 2)
    again.say("It's not your fault.")
    assert [turn.route for turn in again.turns] == ["promise", "honest"]
    assert simulator.open(run.record.id, "ada").turns == run.turns
    assert [record.id for record in simulator.runs("ada")] == [again.record.id, run.record.id]


def test_a_moment_that_never_was_cannot_be_tried_again(simulator: Simulator, run: Run) -> None:
    with pytest.raises(StoreError, match="no turn 3"):
        simulator.branch(run.record.id, 3, "ada")


def test_a_moment_the_scenario_no_longer_has_cannot_be_tried_again(simulator: Simulator, run: Run) -> None:
    file = simulator.library.get("the-last-coat")
    first, *others = file.scenario.model_dump()["nodes"]
    changed = Scenario.model_validate(
        file.scenario.model_dump() | {"nodes": [first | {"id": "beginning"}, *others], "start": "beginning"}
    )
    newer = altered(simulator, Library(simulator.library.catalogue, [type(file)(changed, file.source)]))
    with pytest.raises(ConversationError, match="no longer has 'cloakroom'"):
        newer.branch(run.record.id, 1, "ada")
    assert len(simulator.runs("ada")) == 1


def test_a_run_whose_scenario_is_gone_says_so(simulator: Simulator, run: Run) -> None:
    bare = altered(simulator, Library(simulator.library.catalogue, []))
    with pytest.raises(ScenarioMissing):
        bare.open(run.record.id, "ada")
    assert bare.runs("ada") == (run.record,)


def test_a_run_keeps_the_scenario_it_began_with(tmp_path: Path, simulator: Simulator) -> None:
    shutil.copytree(SCENARIOS, tmp_path / "scenarios")
    path = tmp_path / "scenarios" / "the-last-coat" / "scenario.yaml"
    live = load_library(GUIDANCE, [tmp_path / "scenarios"])
    learner = altered(simulator, live)
    begun = learner.begin("the-last-coat", "quiet", "ada")
    path.write_text(path.read_text().replace("id: cloakroom", "id: pegs").replace("start: cloakroom", "start: pegs"))
    live.refresh()
    assert learner.open(begun.record.id, "ada").scenario.start == "cloakroom"
    assert learner.begin("the-last-coat", "quiet", "ada").scenario.start == "pegs"


def test_a_run_set_aside_is_kept(simulator: Simulator, run: Run) -> None:
    simulator.discard(run.record.id, "ada")
    assert simulator.runs("ada")[0].discarded
    assert simulator.progress("ada").points == ()


def test_erasing_one_and_all(simulator: Simulator, run: Run) -> None:
    simulator.branch(run.record.id, 2, "ada")
    simulator.erase(run.record.id, "ada")
    with pytest.raises(RunNotFound):
        simulator.open(run.record.id, "ada")
    assert simulator.erase_all("ada") == 1
    assert simulator.runs("ada") == ()


def test_progress_is_built_from_what_is_kept(simulator: Simulator, run: Run) -> None:
    secrecy = next(p for p in simulator.progress("ada").points if p.point == "promises-secrecy")
    assert [(t.present, t.absent) for t in secrecy.tallies] == [(1, 1)]
    assert simulator.progress("bea").points == ()
