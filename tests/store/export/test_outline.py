from __future__ import annotations

import pytest

from store.export.outline import (
    Answered,
    Fields,
    Form,
    Heading,
    Judged,
    Noted,
    Paragraph,
    Speech,
    Table,
    build_outline,
    printable,
)
from tests.store.export.examples import REPLY, branched, dictated, make_document, reviewed, unfinished, without_turns

KIT = Speech("Kit", "It’s Friday.")
DOOR = Speech("", "A door.")


def headings(blocks) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading)]


def test_the_record_is_told_in_this_order() -> None:
    assert headings(build_outline(make_document())) == [
        "The last coat",
        "What happened next",
        "The conversation",
        "1. Under the coat",
        "2. The weekend",
        "Reflection",
        "Questions for supervision",
        "Agreed actions",
        "Signatures",
    ]


def test_it_begins_with_who_what_and_when() -> None:
    fields = next(block for block in build_outline(make_document(learner="Ada L.")) if isinstance(block, Fields))
    assert fields.rows == (
        ("Learner", "Ada L."),
        ("Scenario", "The last coat (the-last-coat, version 2)"),
        ("Part played", "Teaching assistant"),
        ("Date", "1 March 2026, 12:00 UTC"),
        ("Ending", "Told in time"),
        ("Record", "0123456789abcdef0123456789abcdef"),
    )


def test_each_line_is_said_once_and_the_last_answer_closes() -> None:
    spoken = [block for block in build_outline(make_document()) if isinstance(block, Speech)]
    assert spoken == [
        DOOR,
        KIT,
        Speech("Learner", REPLY, own=True),
        DOOR,
        KIT,
        Speech("Learner", "Next I find Mrs Hale.", own=True),
        Speech("Kit", "OK."),
    ]


def test_verdicts_stand_with_the_learners_remarks() -> None:
    blocks = build_outline(make_document())
    assert [block for block in blocks if isinstance(block, Judged)] == [
        Judged(
            "✓",
            "You did",
            "Open invitation",
            "Tell me",
            "You left the words to Kit.",
            ("The learner sees this otherwise: It was an open question.",),
        ),
        Judged(
            "?",
            "Not sure",
            "Presses for an answer",
            "",
            "Did you mean to press?",
            ("The learner says: this was not meant.",),
        ),
    ]
    assert Paragraph("○ Not yet: Plain words; Calm voice", quiet=True) in blocks
    assert Paragraph("Here the learner put something right.", quiet=True) in blocks


def test_what_is_told_in_passing_is_told_in_full_once_the_learner_remarked_on_it() -> None:
    first, *others = make_document().readings
    blocks = build_outline(make_document(readings=(first.model_copy(update={"standing": "not-yet"}), *others)))
    assert next(block for block in blocks if isinstance(block, Judged)).title == "Open invitation"


def test_questions_have_their_answers_or_room() -> None:
    assert [block for block in build_outline(make_document()) if isinstance(block, Answered)] == [
        Answered("In the learner's own words", "I asked twice."),
        Answered("What did you notice?", "That he went quiet."),
        Answered("What did you leave unasked?", ""),
    ]


def test_there_are_lines_for_agreed_actions_and_signatures() -> None:
    actions, signatures = (block for block in build_outline(make_document()) if isinstance(block, Form))
    assert actions.columns == ("Decision", "Why", "Action", "Who", "By when")
    assert actions.rows == (("",) * 5,) * 4
    assert [row[0] for row in signatures.rows] == ["Learner", "Supervisor"]


def test_a_dictated_record_stands_beside_what_was_agreed() -> None:
    blocks = build_outline(dictated())
    assert headings(blocks)[4:6] == ["2. The weekend", "What was agreed, and what the record says"]
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert table.rows == (
        ("Hazel books the clinic.", "✓ In the record   ✓ Says who   ○ No date\n“Hazel, the clinic.”\n“*She* | rings.”"),
        ("The school writes it down.", "○ Not in the record"),
        ("Not agreed: A joint enquiry begins.", "! Recorded, though it was not agreed\n“Colin starts it.”"),
    )


def test_a_run_left_before_its_end_says_so() -> None:
    blocks = build_outline(unfinished())
    assert "What happened next" not in headings(blocks)
    assert ("Ending", "Left before the end") in next(b for b in blocks if isinstance(b, Fields)).rows


def test_a_run_without_a_turn_has_its_pages_too() -> None:
    blocks = build_outline(without_turns())
    assert Paragraph("Nothing was said.", quiet=True) in blocks
    assert Paragraph("Nothing has been written.", quiet=True) in blocks


def test_a_moment_tried_again_is_named() -> None:
    rows = next(block for block in build_outline(branched()) if isinstance(block, Fields)).rows
    assert rows[-1][1].endswith("; an earlier run, tried again from turn 2")


@pytest.mark.parametrize(
    ("given", "kept"),
    [("a\0b\x0bc\ud800", "abc"), ("\ufffe\uffff\U0001fffe\ufdd0", "\ufffd" * 4), ("🧸\n\t", "🧸\n\t")],
)
def test_what_no_document_takes_is_left_out(given: str, kept: str) -> None:
    assert printable(given) == kept


def test_a_supervisors_verdict_stands_beside_the_programs() -> None:
    first, second = (block for block in build_outline(reviewed()) if isinstance(block, Judged))
    assert (first.sign, first.word) == ("✓", "You did")
    assert first.remarks == (
        "The learner sees this otherwise: It was an open question.",
        "Bea Żak reads this otherwise than the program: ◐ Partly. It closed again at the end.",
    )
    assert second.remarks == (
        "The learner says: this was not meant.",
        "Bea Żak agrees with the program: ! Watch out",
    )


def test_comments_stand_at_their_turns_and_those_on_the_run_after_the_last() -> None:
    blocks = build_outline(reviewed())
    noted = [block for block in blocks if isinstance(block, Noted)]
    assert noted == [
        Noted("Bea Żak", "Tell me", "You waited for him."),
        Noted("Bea Żak", "", "Calm all through. 🧸"),
    ]
    places = [
        block.text if isinstance(block, Heading) else block for block in blocks if isinstance(block, Heading | Noted)
    ]
    assert places[3:8] == [
        "1. Under the coat",
        noted[0],
        "2. The weekend",
        "Comments from supervision",
        noted[1],
    ]
    nameless = [
        block for block in build_outline(reviewed().model_copy(update={"people": {}})) if isinstance(block, Noted)
    ]
    assert nameless[0].name == "Supervisor"


def test_agreed_actions_and_signatures_are_filled_in() -> None:
    actions, signatures = (block for block in build_outline(reviewed()) if isinstance(block, Form))
    assert actions.rows == (
        ("", "", "Practise pauses", "Learner", "1 April 2026, done 1 March 2026"),
        ("", "", "Read the policy", "Learner", ""),
        ("",) * 5,
        ("",) * 5,
    )
    assert signatures.rows == (
        ("Learner", "Ada", "Signed in Attune", "1 March 2026, 12:07 UTC"),
        ("Supervisor", "Bea Żak", "Signed in Attune", "1 March 2026, 12:07 UTC"),
    )
