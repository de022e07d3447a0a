"""Two runs side by side, worked by hand with the keyword scorer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.comparison import Changed, compare_runs
from simulator.errors import RequestRefused
from simulator.notes import Standing
from simulator.run import Run
from simulator.simulator import Simulator

PROMISED = "I won't tell anyone, so tell me about it."
HONEST = "I was wrong to say that. I can't keep this secret."
ASKED = "Tell me about Fridays."


def played(simulator: Simulator, *replies: str) -> Run:
    run = simulator.begin("the-last-coat", "quiet", "local")
    for reply in replies:
        run.say(reply)
    return run


def test_turns_stand_side_by_side_by_the_moment_they_were_said_at(simulator: Simulator) -> None:
    first, second = played(simulator, PROMISED, HONEST), played(simulator, ASKED)
    compared = compare_runs(first, second, simulator.library.catalogue)
    cloakroom, weekend = compared.moments
    assert cloakroom.first is not None and cloakroom.second is not None
    assert (cloakroom.node, cloakroom.first.reply, cloakroom.second.reply) == ("cloakroom", PROMISED, ASKED)
    assert weekend.first is not None and (weekend.first.number, weekend.second) == (2, None)


def test_what_changed_is_told_point_by_point(simulator: Simulator) -> None:
    first, second = played(simulator, PROMISED), played(simulator, ASKED)
    changed = compare_runs(first, second, simulator.library.catalogue).changed
    assert [(c.point, c.first, c.second) for c in changed] == [("promises-secrecy", Standing.WATCH_OUT, None)]


def test_the_same_words_change_nothing(simulator: Simulator) -> None:
    compared = compare_runs(played(simulator, ASKED), played(simulator, ASKED), simulator.library.catalogue)
    assert compared.changed == ()
    assert compared.endings == ("", "")


def test_a_pitfall_outweighs_what_was_asked_about_the_same_point(simulator: Simulator) -> None:
    unsure = played(simulator, "Perhaps I won't tell anyone.", "I won't tell anyone.")
    changed = compare_runs(played(simulator, ASKED), unsure, simulator.library.catalogue).changed
    assert Changed("promises-secrecy", changed[-1].title, None, Standing.WATCH_OUT) in changed


def test_runs_of_two_conversations_are_refused(simulator: Simulator) -> None:
    first, second = played(simulator, ASKED), played(simulator, ASKED)
    second.record = replace(second.record, scenario="another")
    with pytest.raises(RequestRefused, match="different conversations"):
        compare_runs(first, second, simulator.library.catalogue)
