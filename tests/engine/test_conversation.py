"""One run in memory, with turns worked out by hand, and properties that hold for any valid scenario."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.conversation import Conversation, Said, Standing, Turn
from engine.errors import ConversationError
from engine.machine import RouteChooser
from engine.scenario import Scenario
from engine.verdict import Judgement, Kind, Verdict
from tests.engine.examples import base_catalogue, base_scenario, base_with
from tests.engine.strategies import scenarios

PITFALLS = {"leading-question", "promises-secrecy"}


COSTLY_SILENCE = """
nodes:
  - id: hall
    says:
      - {who: robin, text: "Can I stay here for a bit?"}
    listens_for: [open-invitation, leading-question]
    routes:
      - {id: invited, to: telling, when: {shown: [open-invitation], not_shown: [leading-question]}}
      - {id: stayed, to: hall, when: {visits: {hall: {at_most: 2}}}, effects: {change: {trust: -2}}}
      - {id: left, to: waiting, otherwise: true}
"""
"""No invitation, or one with a leading question beside it, costs two of the three that Robin opens with."""


def verdict(point: str, shown: bool = True, sure: bool = True) -> Verdict:
    if point in PITFALLS:
        judgement = Judgement.PRESENT if shown else Judgement.ABSENT
        return Verdict(point=point, kind=Kind.PITFALL, verdict=judgement, probability=float(shown), sure=sure)
    judgement = Judgement.MET if shown else Judgement.MISSED
    return Verdict(point=point, kind=Kind.PRACTICE, verdict=judgement, probability=float(shown), sure=sure)


def say(conversation: Conversation, reply: str, *shown: str) -> Turn:
    node = conversation.node
    assert node is not None
    turn = conversation.answer(reply, [verdict(point, point in shown) for point in node.listens_for])
    conversation.take(turn)
    return turn


def test_it_opens_at_the_start_with_what_is_said_there() -> None:
    conversation = Conversation(base_scenario())
    assert conversation.node is not None and conversation.node.id == "hall"
    assert conversation.said[0] == Said(who="narrator", text="Robin waits until the others have gone.")
    assert conversation.prompt == "Can I stay here for a bit?"
    assert conversation.moment.variables == {"trust": 3}
    assert conversation.ending is None


def test_an_author_may_have_it_open_elsewhere() -> None:
    opening = Standing(node="telling", variables={"trust": 5}, flags=("promised-secrecy",), visits={"telling": 1})
    conversation = Conversation(base_scenario(), opening=opening)
    assert [said.text for said in conversation.said] == ["I don't like it at home at the weekend.", "You promised."]
    verdicts = [Verdict(point="honest-confidentiality", kind=Kind.PRACTICE, verdict=Judgement.MET, probability=0.9)]
    turn = conversation.answer("I have to tell somebody.", verdicts)
    assert (turn.route, turn.after.visits, turn.after.flags) == ("mended", {"telling": 2}, ())


def test_a_turn_holds_the_reply_the_route_and_the_answer() -> None:
    conversation = Conversation(base_scenario())
    turn = say(conversation, "This stays between us.", "promises-secrecy")
    assert (turn.number, turn.node, turn.route, turn.next) == (1, "hall", "promised", "telling")
    assert [said.text for said in turn.answer] == [
        "All right. But you said nobody.",
        "I don't like it at home at the weekend.",
        "You promised.",
    ]
    assert turn.after.variables == {"trust": 4}
    assert turn.after.flags == ("promised-secrecy",)
    assert turn.after.visits == {"hall": 1}
    assert conversation.said == turn.answer


def test_a_line_is_spoken_only_where_its_condition_holds() -> None:
    conversation = Conversation(base_scenario())
    turn = say(conversation, "What's been going on?", "open-invitation")
    assert [said.text for said in turn.answer] == ["I don't like it at home at the weekend."]


def test_staying_speaks_the_reaction_and_not_the_arrival_again() -> None:
    conversation = Conversation(base_scenario())
    turn = say(conversation, "Where's your coat?")
    assert (turn.route, turn.next) == ("stayed", "hall")
    assert [said.text for said in turn.answer] == ["It's nothing."]
    assert say(conversation, "And your bag?").after.visits == {"hall": 2}
    assert say(conversation, "Off you go.").route == "left"


def test_a_repair_is_noted_on_its_turn() -> None:
    conversation = Conversation(base_scenario())
    assert not say(conversation, "I won't tell.", "promises-secrecy").repairs
    turn = say(conversation, "I was wrong to say that.", "honest-confidentiality")
    assert (turn.repairs, turn.after.flags) == (True, ())
    assert conversation.ending is not None and conversation.ending.id == "heard"
    assert conversation.node is None


def test_each_reply_takes_effect_before_routes_are_tried() -> None:
    scenario = base_with(
        "variables: {clock: {start: 2}}\neach_reply: {change: {clock: -1}}\n"
        "nodes: [{id: hall, routes: [{id: late, to: waiting, when: {variables: {clock: {at_most: 0}}}},"
        " {id: early, to: hall, otherwise: true}]}]\n"
    )
    conversation = Conversation(scenario)
    assert [say(conversation, "…").route for _ in range(2)] == ["early", "late"]


def test_answering_changes_nothing_until_it_is_taken() -> None:
    conversation = Conversation(base_scenario())
    conversation.answer("…", [])
    assert conversation.turns == []
    assert conversation.moment.visits == {}


def test_what_could_not_be_made_out_costs_nothing() -> None:
    # 'stayed' asks for no point. Had the invitation been sure and made, 'invited' would have been taken.
    conversation = Conversation(base_with(COSTLY_SILENCE))
    unsure = [verdict("open-invitation", shown=False, sure=False), verdict("leading-question", shown=False)]
    turn = conversation.answer("Hm.", unsure)
    assert (turn.route, turn.after.variables) == ("stayed", {"trust": 3})


@pytest.mark.parametrize("sure, led", [(True, False), (False, True)])
def test_what_was_left_out_or_done_besides_has_its_cost(sure: bool, led: bool) -> None:
    # With a leading question beside it no invitation takes 'invited': being unsure of one changed nothing.
    conversation = Conversation(base_with(COSTLY_SILENCE))
    verdicts = [verdict("open-invitation", shown=False, sure=sure), verdict("leading-question", shown=led)]
    assert conversation.answer("Hm.", verdicts).after.variables == {"trust": 1}


def test_the_first_posture_that_fits_is_held() -> None:
    conversation = Conversation(base_scenario())
    robin = conversation.scenario.character["robin"]
    assert conversation.posture(robin).posture == "closed"
    say(conversation, "What's been going on?", "open-invitation")  # trust 3 + 2
    assert conversation.posture(robin).posture == "open"


def test_an_ended_conversation_takes_no_more_replies() -> None:
    conversation = Conversation(base_scenario())
    say(conversation, "Is it your dad?", "leading-question")
    with pytest.raises(ConversationError, match="has ended"):
        conversation.answer("…", [])


def test_a_turn_out_of_order_is_refused() -> None:
    conversation = Conversation(base_scenario())
    turn = say(conversation, "…")
    with pytest.raises(ConversationError, match="turn 1 does not follow turn 1"):
        conversation.take(turn)


def test_a_run_of_an_older_version_says_so() -> None:
    turn = say(Conversation(base_scenario()), "…")
    moved = turn.model_copy(update={"after": turn.after.model_copy(update={"node": "attic"})})
    with pytest.raises(ConversationError, match="this run stands at 'attic'"):
        _ = Conversation(base_scenario(), [moved]).node


shares = st.lists(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=5, max_size=5), max_size=12)


def drawn(conversation: Conversation, draws: list[tuple[bool, bool]]) -> list[Verdict]:
    node = conversation.node
    assert node is not None
    return [verdict(point, *draw) for point, draw in zip(node.listens_for, draws, strict=False)]


@settings(max_examples=80, deadline=None)
@given(scenarios(), shares)
def test_a_valid_scenario_never_leaves_its_nodes_whatever_the_verdicts(
    scenario: Scenario, replies: list[list[tuple[bool, bool]]]
) -> None:
    conversation = Conversation(scenario)
    for draws in replies:
        if conversation.node is None:
            break
        turn = conversation.answer("…", drawn(conversation, draws))
        conversation.take(turn)
        assert turn.next in scenario.node or turn.next in scenario.ending
        assert all(scenario.variables[name].clamp(value) == value for name, value in turn.after.variables.items())
    assert (conversation.node is None) == (conversation.ending is not None)


@settings(max_examples=50, deadline=None)
@given(scenarios(), shares)
def test_restored_after_every_turn_it_goes_the_same_way(
    scenario: Scenario, replies: list[list[tuple[bool, bool]]]
) -> None:
    straight, stored = Conversation(scenario), list[str]()
    for draws in replies:
        if straight.node is None:
            break
        restored = Conversation(scenario, [Turn.model_validate_json(text) for text in stored], RouteChooser(scenario))
        verdicts = drawn(straight, draws)
        turn = straight.answer("…", verdicts)
        assert restored.answer("…", verdicts) == turn
        assert (restored.node, restored.said, restored.moment) == (straight.node, straight.said, straight.moment)
        straight.take(turn)
        stored.append(turn.model_dump_json())


def test_kinds_in_these_tests_are_those_of_the_base_catalogue() -> None:
    assert {id for id, point in base_catalogue().points.items() if point.kind is Kind.PITFALL} == PITFALLS
