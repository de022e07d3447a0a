from __future__ import annotations

import pytest

from engine.catalogue import Catalogue
from engine.conversation import Standing as Place
from engine.conversation import Turn
from engine.scenario import Scenario
from engine.verdict import Judgement, Kind, Verdict
from simulator.library import Library
from simulator.notes import SIGNS, Standing, build_coach_note, build_notes
from tests.simulator.keyword_scorer import KeywordScorer

POINTS = ("open-invitation", "not-your-fault", "explain-next-steps", "promises-secrecy", "presses-for-answer")


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


@pytest.fixture
def scenario(library: Library) -> Scenario:
    return library.get("the-last-coat").scenario


def turn_of(reply: str, *verdicts: Verdict) -> Turn:
    judged = verdicts or KeywordScorer().score(reply, POINTS)
    place = Place(node="cloakroom", variables={}, flags=(), visits={})
    return Turn(number=4, node="cloakroom", said=(), reply=reply, verdicts=judged, route="wait", answer=(), after=place)


def test_each_standing_has_a_sign_and_a_word() -> None:
    assert {s.value: SIGNS[s] for s in Standing} == {
        "watch-out": ("!", "Watch out"),
        "did": ("✓", "You did"),
        "partly": ("◐", "Partly"),
        "not-sure": ("?", "Not sure"),
        "not-yet": ("○", "Not yet"),
        "clear": ("–", "Not here"),
    }


def test_notes_come_pitfalls_first_then_what_was_done(scenario: Scenario, catalogue: Catalogue) -> None:
    reply = "Tell me about it. We'll sort it. I won't tell anyone."
    notes = build_notes(turn_of(reply), scenario, catalogue)
    assert [(note.word, note.point) for note in notes] == [
        ("Watch out", "promises-secrecy"),
        ("You did", "open-invitation"),
        ("Partly", "explain-next-steps"),
        ("Not yet", "not-your-fault"),
        ("Not here", "presses-for-answer"),
    ]


def test_a_sure_verdict_is_stated_with_words_phrases_and_sources(scenario: Scenario, catalogue: Catalogue) -> None:
    note = build_notes(turn_of("Tell me about it."), scenario, catalogue)[0]
    assert (note.turn, note.sign, note.quote) == (4, "✓", "Tell me about it.")
    assert note.feedback == "You left the child to choose the words."
    assert note.question == ""
    assert note.phrases[1] == "Help me understand."
    assert [(c.document, c.section) for c in note.sources] == [("kent", "Working with children")]


def phrases_of(point: str, scenario: Scenario | None, catalogue: Catalogue) -> tuple[str, ...]:
    notes = build_notes(turn_of("Coats on."), scenario, catalogue)
    return next(note.phrases for note in notes if note.point == point)


def test_a_phrase_for_this_very_moment_comes_before_the_points_own(scenario: Scenario, catalogue: Catalogue) -> None:
    own = "It's all right to be slow on Fridays. You're not in trouble."
    assert phrases_of("not-your-fault", scenario, catalogue) == (own, "You have done nothing wrong.")


def test_without_one_the_points_own_phrases_stand(scenario: Scenario, catalogue: Catalogue) -> None:
    without = Scenario.model_validate(scenario.model_dump() | {"nodes": scenario.model_dump()["nodes"][1:]})
    assert phrases_of("promises-secrecy", scenario, catalogue) == ("I said I'd keep it to myself, and I was wrong to.",)
    for gone in (without, None):
        assert phrases_of("not-your-fault", gone, catalogue) == ("You have done nothing wrong.",)


def test_an_unsure_verdict_is_asked_and_never_stated(scenario: Scenario, catalogue: Catalogue) -> None:
    notes = {note.point: note for note in build_notes(turn_of("Perhaps I won't tell anyone."), scenario, catalogue)}
    note = notes["promises-secrecy"]
    assert (note.standing, note.feedback) == (Standing.NOT_SURE, "")
    assert note.question == "Did you mean that you would keep this to yourself?"


def test_a_point_the_catalogue_no_longer_has_keeps_its_name(scenario: Scenario, catalogue: Catalogue) -> None:
    gone = {"point": "old-point", "kind": Kind.PRACTICE, "verdict": Judgement.MET, "probability": 0.9}
    sure, unsure = build_notes(turn_of("Hm.", Verdict(**gone), Verdict(**gone, sure=False)), scenario, catalogue)
    assert (sure.title, sure.feedback, sure.sources) == ("old point", "", ())
    assert unsure.question == "This could be read either way. Did you mean it as “old point”?"


@pytest.mark.parametrize(
    ("reply", "did", "next_"),
    [
        ("Tell me about it.", "open-invitation", None),
        ("Tell me about it. I won't tell anyone. We'll sort it.", "open-invitation", "promises-secrecy"),
        ("Tell me about it. We'll sort it.", "open-invitation", "explain-next-steps"),
        ("Tell me about it. Perhaps it's not your fault.", "open-invitation", "not-your-fault"),
        ("Coats on.", None, "open-invitation"),
        ("You have to say.", None, "presses-for-answer"),
    ],
)
def test_the_coach_says_what_was_done_and_at_most_one_thing_more(
    scenario: Scenario, catalogue: Catalogue, reply: str, did: str | None, next_: str | None
) -> None:
    note = build_coach_note(turn_of(reply), scenario, catalogue)
    assert (note.did and note.did.point, note.next and note.next.point) == (did, next_)


def test_the_coach_praises_nothing_without_the_learners_words(scenario: Scenario, catalogue: Catalogue) -> None:
    bare = Verdict(point="open-invitation", kind=Kind.PRACTICE, verdict=Judgement.MET, probability=0.9)
    assert build_coach_note(turn_of("Hm.", bare), scenario, catalogue).did is None


def test_the_coach_asks_the_likeliest_of_what_is_not_sure_and_nothing_unlikely(
    scenario: Scenario, catalogue: Catalogue
) -> None:
    def unsure(point: str, probability: float) -> Verdict:
        fields = {"kind": Kind.PITFALL, "verdict": Judgement.ABSENT, "sure": False}
        return Verdict(point=point, probability=probability, **fields)

    unlikely, likely = unsure("promises-secrecy", 0.1), unsure("presses-for-answer", 0.3)
    note = build_coach_note(turn_of("Hm.", unlikely, unsure("closes-down", 0.2), likely), scenario, catalogue)
    assert note.next is not None and note.next.point == "presses-for-answer"
    assert build_coach_note(turn_of("Hm.", unlikely), scenario, catalogue).next is None
