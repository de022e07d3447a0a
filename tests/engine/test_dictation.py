from __future__ import annotations

from engine.conditions import Condition, Moment
from engine.dictation import compare_record
from engine.scenario import Decision

CLINIC = Decision(
    id="clinic", text="Hazel books the clinic.", about=("clinic",), owner=("Hazel", "Colin"), by=("Friday",)
)
HOME = Decision(
    id="home",
    text="You keep Edie in school.",
    about=("Edie", "home time"),
    owner=("I", "me", "school"),
    by=("today", "quarter past"),
)
JOINT = Decision(
    id="joint",
    text="A joint enquiry begins.",
    about=("joint enquiry",),
    owner=("Colin",),
    by=("today",),
    when=Condition(flags=("joint-agreed",)),
)
WORD = Decision(id="word", text="The worry is named.", about=("sexual abuse",))
NOTHING = Moment()
AGREED = Moment(flags=frozenset({"joint-agreed"}))


def rows(*dictated: str, decisions=(CLINIC, HOME), moment=NOTHING):
    return {r.decision.id: (r.named, r.owner, r.by) for r in compare_record(decisions, moment, dictated)}


def test_a_decision_is_named_with_its_owner_and_its_date() -> None:
    assert rows("Hazel books the clinic by Friday.", decisions=(CLINIC,)) == {"clinic": (True, True, True)}


def test_one_decisions_date_and_owner_are_not_lent_to_another() -> None:
    assert rows("Edie stays in. Colin will ring the clinic by Friday.") == {
        "clinic": (True, True, True),
        "home": (True, False, False),
    }


def test_what_is_not_named_has_neither() -> None:
    assert rows("Everyone to continue, by Friday.") == {"clinic": (False, False, False), "home": (False, False, False)}


def test_owners_are_whole_words_in_any_case() -> None:
    assert rows("The meeting hopes that Edie will come home.", decisions=(HOME,))["home"] == (True, False, False)
    assert rows("EDIE, with ME, TODAY", decisions=(HOME,))["home"] == (True, True, True)
    assert rows("I'll see Edie out at quarter  past.", decisions=(HOME,))["home"] == (True, True, True)
    assert rows("Schooling for Edie", decisions=(HOME,))["home"] == (True, False, False)


def test_each_line_and_each_part_between_semicolons_stands_alone() -> None:
    assert rows("Edie stays in\nthe clinic: Hazel, Friday")["home"] == (True, False, False)
    assert rows("Edie stays in; Hazel rings the clinic Friday")["home"] == (True, False, False)


def test_a_name_before_a_colon_holds_for_the_whole_sentence() -> None:
    assert rows("Me: Edie at home time, today; the clinic, Friday.") == {
        "clinic": (True, False, True),
        "home": (True, True, True),
    }


def test_a_sentence_may_go_on_in_the_next() -> None:
    assert rows("Hazel books the clinic. By Friday.")["clinic"] == (True, True, True)
    assert rows("Hazel books the clinic. It is for Friday.")["clinic"] == (True, True, True)
    assert rows("Hazel books the clinic. Josie orders lunch for Friday.")["clinic"] == (True, True, False)
    assert rows("The clinic.\nBy Friday, Hazel.")["clinic"] == (True, False, False)


def test_a_title_or_a_time_does_not_end_a_sentence() -> None:
    assert rows("The clinic is rung by Mrs. Hazel Adeyemi at 3.15 on Friday.")["clinic"] == (True, True, True)


def test_several_dictated_replies_count_together() -> None:
    assert rows("Hazel, the clinic.", "The clinic is for Friday.")["clinic"] == (True, True, True)


def test_where_there_is_no_owner_or_date_to_give_none_is_asked() -> None:
    (row,) = compare_record((WORD,), NOTHING, ["Concern: sexual abuse."])
    assert (row.owner, row.by, row.whole) == (None, None, True)


def test_the_records_own_words_are_quoted_once() -> None:
    (row,) = compare_record((CLINIC,), NOTHING, ["The clinic. Lunch.", "The clinic."])
    assert row.said == ("The clinic.",)


def test_only_what_holds_is_agreed() -> None:
    assert rows("Nothing.", decisions=(JOINT,)) == {}
    assert rows("Nothing.", decisions=(JOINT,), moment=AGREED) == {"joint": (False, False, False)}


def test_what_was_not_agreed_is_told_only_of_a_plain_whole_statement() -> None:
    (row,) = compare_record((JOINT,), NOTHING, ["Colin starts the joint enquiry today."])
    assert not row.agreed and row.said == ("Colin starts the joint enquiry today.",)
    for unclear in (
        "Colin does not start a joint enquiry today.",
        "Colin isn't in a joint enquiry today.",
        "Colin, a joint enquiry today?",
        "If she speaks, Colin starts a joint enquiry today.",
        "We spoke of a joint enquiry.",
        "Colin and a joint enquiry.",
    ):
        assert compare_record((JOINT,), NOTHING, [unclear]) == ()


def test_a_sentence_about_something_agreed_is_not_held_against_the_record() -> None:
    both = compare_record((CLINIC, JOINT), NOTHING, ["Colin books the clinic and the joint enquiry today."])
    assert [row.decision.id for row in both] == ["clinic"]


def test_one_sentence_tells_of_one_thing_not_agreed() -> None:
    again = JOINT.model_copy(update={"id": "again"})
    assert list(rows("Colin starts the joint enquiry today.", decisions=(JOINT, again))) == ["joint"]


def test_an_empty_record_names_nothing() -> None:
    assert rows("", "  \n ; ;") == {"clinic": (False, False, False), "home": (False, False, False)}
    assert compare_record((), NOTHING, ["Anything."]) == ()


def test_a_denial_records_nothing() -> None:
    neglect = Decision(id="neglect", text="The flat is put right.", about=("neglect",))
    denied = "School doesn't agree it's neglect, it's that she is frightened."
    assert rows(denied, decisions=(neglect,))["neglect"][0] is False
    assert rows("No clinic.", decisions=(CLINIC,))["clinic"] == (False, False, False)


def test_a_denial_of_something_else_takes_nothing_away() -> None:
    assert rows("Hazel books the clinic by Friday, not for samples.", decisions=(CLINIC,))["clinic"] == (True,) * 3
    assert rows("Not Colin: Hazel books the clinic by Friday.", decisions=(CLINIC,))["clinic"] == (True,) * 3


def test_a_decision_that_denies_may_be_put_either_way() -> None:
    apart = Decision(id="apart", text="He is not alone with Otis.", about=("alone with Otis",))
    for said in ("He's never alone with Otis.", "Somebody is always there, so alone with Otis he is not."):
        assert rows(said, decisions=(apart,))["apart"][0] is True
