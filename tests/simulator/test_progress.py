from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from engine.conversation import Standing, Turn
from engine.verdict import Judgement, Kind, Verdict
from simulator.library import Library
from simulator.progress import PointProgress, Progress, build_progress
from store.records import RunRecord

MAY = datetime(2026, 5, 1, tzinfo=UTC)
PITFALLS = ("promises-secrecy", "presses-for-answer")
JUDGEMENTS = {
    "met": (Judgement.MET, True),
    "partial": (Judgement.PARTIAL, True),
    "missed": (Judgement.MISSED, True),
    "present": (Judgement.PRESENT, True),
    "absent": (Judgement.ABSENT, True),
    "unsure": (Judgement.MISSED, False),
}


def record(number: int, **more: object) -> RunRecord:
    started = MAY + timedelta(days=number)
    return replace(RunRecord(f"r{number}", "local", "the-last-coat", 1, "k", "quiet", started), **more)


def turns_of(*replies: dict[str, str]) -> tuple[Turn, ...]:
    """One turn a reply, its verdicts by point: `{"open-invitation": "met"}`."""
    place = Standing(node="weekend", variables={}, flags=(), visits={})
    return tuple(
        Turn(number=i, node="cloakroom", said=(), reply="r", verdicts=_verdicts(v), route="x", answer=(), after=place)
        for i, v in enumerate(replies, 1)
    )


def _verdicts(words: dict[str, str]) -> tuple[Verdict, ...]:
    return tuple(
        Verdict(
            point=point,
            kind=Kind.PITFALL if point in PITFALLS else Kind.PRACTICE,
            verdict=JUDGEMENTS[word][0],
            sure=JUDGEMENTS[word][1],
            probability=0.5,
        )
        for point, word in words.items()
    )


def progress_of(library: Library, *runs: dict[str, str]) -> Progress:
    """One run of one turn each, in order."""
    records = [record(number) for number in range(len(runs))]
    return build_progress(records, {r.id: turns_of(run) for r, run in zip(records, runs, strict=True)}, library)


def point(progress: Progress, name: str) -> PointProgress:
    return next(point for point in progress.points if point.point == name)


def test_verdicts_are_counted_by_point_and_run_oldest_first(library: Library) -> None:
    turns = {
        "r1": turns_of({"open-invitation": "met"}, {"open-invitation": "missed"}, {"open-invitation": "unsure"}),
        "r0": turns_of({"open-invitation": "partial", "promises-secrecy": "present"}, {"promises-secrecy": "absent"}),
    }
    progress = build_progress([record(1), record(0)], turns, library)
    counts = [(t.run, t.met, t.partial, t.missed, t.unsure, t.sure) for t in point(progress, "open-invitation").tallies]
    assert counts == [("r0", 0, 1, 0, 0, 1), ("r1", 1, 0, 1, 1, 2)]
    assert [(t.run, t.present, t.absent) for t in point(progress, "promises-secrecy").tallies] == [("r0", 1, 1)]
    assert [p.point for p in progress.points] == ["open-invitation", "promises-secrecy"]
    assert (point(progress, "open-invitation").domain, progress.runs[0].id) == ("hearing", "r0")


def test_a_copied_turn_counts_only_where_it_was_taken(library: Library) -> None:
    told = turns_of({"open-invitation": "met"}, {"open-invitation": "missed"})
    branch = record(1, branched_from="r0", branched_at=2)
    progress = build_progress([record(0), branch], {"r0": told, "r1": told}, library)
    assert [(t.run, t.met, t.missed) for t in point(progress, "open-invitation").tallies] == [
        ("r0", 1, 1),
        ("r1", 0, 1),
    ]


def test_a_run_set_aside_counts_nowhere(library: Library) -> None:
    progress = build_progress([record(0, discarded=True)], {"r0": turns_of({"open-invitation": "met"})}, library)
    assert (progress.runs, progress.points, progress.next) == ((), (), None)


@pytest.mark.parametrize(
    ("words", "settled"),
    [
        (["met", "met", "met"], True),
        (["met", "met"], False),
        (["missed", "met", "met", "met"], True),
        (["met", "met", "met", "missed"], False),
        (["met", "met", "unsure", "met"], True),
        (["met", "met", "partial"], False),
    ],
)
def test_a_practice_settles_when_done_in_the_last_three_runs(library: Library, words: list[str], settled: bool) -> None:
    progress = progress_of(library, *({"open-invitation": word} for word in words))
    assert point(progress, "open-invitation").settled is settled
    assert bool(progress.settled) is settled


@pytest.mark.parametrize(
    ("words", "settled", "stopped"),
    [
        (["absent", "absent", "absent"], True, False),
        (["present", "absent", "absent", "absent"], True, True),
        (["absent", "present", "absent"], False, False),
        (["unsure", "unsure", "unsure"], False, False),
    ],
)
def test_a_pitfall_settles_when_kept_out_of_and_stops_when_it_was_there_once(
    library: Library, words: list[str], settled: bool, stopped: bool
) -> None:
    secrecy = point(progress_of(library, *({"promises-secrecy": word} for word in words)), "promises-secrecy")
    assert (secrecy.settled, secrecy.stopped) == (settled, stopped)


def test_a_pitfall_that_is_there_is_practised_before_a_practice_that_is_not(library: Library) -> None:
    progress = progress_of(library, {"open-invitation": "missed", "presses-for-answer": "present"})
    assert progress.next is not None
    assert (progress.next.point, progress.next.kind) == ("presses-for-answer", Kind.PITFALL)
    assert (progress.next.scenario, progress.next.scenario_title) == ("the-last-coat", "The last coat")
    assert (progress.next.node, progress.next.node_title) == ("cloakroom", "Under the coat")


def test_the_practice_most_often_left_out_lately_comes_next(library: Library) -> None:
    # explain-next-steps was left out in 2 runs of 2, open-invitation in 1 of 2.
    progress = progress_of(
        library,
        {"open-invitation": "missed", "explain-next-steps": "missed"},
        {"open-invitation": "met", "explain-next-steps": "partial"},
    )
    assert progress.next is not None
    assert (progress.next.point, progress.next.node) == ("explain-next-steps", "telling")


def test_a_scenario_played_less_is_suggested_first(library: Library) -> None:
    file = library.scenarios[0]
    other = file.scenario.model_copy(update={"id": "the-first-bus", "title": "The first bus", "start_here": False})
    wider = Library(library.catalogue, [file, type(file)(other, file.source)])
    progress = progress_of(wider, {"open-invitation": "missed"})
    assert progress.next is not None
    assert progress.next.scenario == "the-first-bus"


@pytest.mark.parametrize("word", ["met", "unsure"])
def test_what_went_well_or_is_not_known_is_not_asked_for(library: Library, word: str) -> None:
    assert progress_of(library, {"open-invitation": word}).next is None


def test_a_point_no_scenario_listens_for_is_not_suggested(library: Library) -> None:
    bare = Library(library.catalogue, [])
    assert progress_of(bare, {"open-invitation": "missed"}).next is None


def test_a_point_the_catalogue_no_longer_has_is_left_out(library: Library) -> None:
    assert progress_of(library, {"old-point": "met"}).points == ()
