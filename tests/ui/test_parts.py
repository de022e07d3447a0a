from datetime import UTC, datetime

import pytest

from engine.catalogue import Citation, PracticePoint
from engine.conversation import Said, Standing, Turn
from engine.verdict import Evidence, Kind
from simulator.notes import CoachNote, Note, to_ask
from simulator.notes import Standing as Shown
from simulator.progress import Tally
from ui.parts.coach import coach_html, note_html
from ui.parts.dates import said_when
from ui.parts.escape import as_html, as_label, as_paragraphs, with_mark
from ui.parts.help_lines import HELP_LINES, help_lines_html
from ui.parts.notice import broken_html
from ui.parts.points import point_html
from ui.parts.signs import sign_html
from ui.parts.small_multiples import standing_of_run
from ui.parts.transcript import Entry, entries, transcript_html

NASTY = "<script>alert('x')</script>"


def turn(number=1, reply="Tell me."):
    standing = Standing(node="b", variables={}, flags=(), visits={})
    said, answer = (Said(who="ines", text="Hm."),), (Said(who="narrator", text="She waits."),)
    return Turn(number=number, node="a", said=said, reply=reply, verdicts=(), route="r", answer=answer, after=standing)


def note(standing=Shown.DID, **more):
    values = dict(  # noqa: C408
        turn=1,
        point="open-invitation",
        title="Open invitation",
        kind=Kind.PRACTICE,
        standing=standing,
        feedback="You left it open.",
        question="",
        evidence=Evidence(text="Tell me", start=0, end=7),
        probability=0.9,
        shown=True,
        phrases=("Tell me about that.",),
        repair="Say so.",
        sources=(Citation(document="kent", section="Talking"),),
        because=None,
    )
    return Note(**(values | more))


def test_words_are_text_and_never_markup():
    assert as_html(NASTY) == "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"


def test_labels_say_what_they_say():
    assert as_label("Say *this* to [her](x)…\nnow") == r"Say \*this\* to \[her\]\(x\)… now"


def test_paragraphs_are_kept_and_empty_text_is_nothing():
    assert as_paragraphs("One.\n\nTwo.") == "<p>One.</p><p>Two.</p>"
    assert as_paragraphs("  ") == ""


@pytest.mark.parametrize(("start", "end", "shown"), [(0, 1, "<mark>a</mark>&lt;b"), (2, 2, "a&lt;b"), (1, 9, "a&lt;b")])
def test_evidence_is_marked_where_it_stands(start, end, shown):
    assert with_mark("a<b", start, end) == shown


def test_speech_stage_directions_and_own_words_are_told_apart():
    shown = entries((), [turn()], {"ines": "Ines"}, {})
    assert [(entry.kind, entry.who) for entry in shown] == [("speech", "Ines"), ("own", "You"), ("stage", "")]


def test_before_the_first_reply_the_opening_is_shown():
    assert [entry.text for entry in entries((Said(who="ines", text="Hello."),), [], {}, {})] == ["Hello."]


def test_only_the_first_new_line_is_where_a_reader_is_taken():
    shown = transcript_html(entries((), [turn(1), turn(2, "And?")], {}, {}))
    assert shown.count('class="new"') == 1
    assert shown.index('class="new"') > shown.index("Tell me.")


def test_a_transcript_executes_nothing():
    shown = transcript_html([Entry("own", NASTY, NASTY), Entry("speech", NASTY, NASTY), Entry("stage", NASTY)])
    assert "<script" not in shown


def test_a_coachs_note_is_folded_and_quotes_first():
    shown = coach_html(CoachNote(note(), note(Shown.PARTLY, feedback="Go on.")))
    assert shown.startswith('<details class="note"><summary>')
    assert shown.index("Tell me") < shown.index("You left it open.")
    assert "You could say: “Tell me about that.”" in shown


def test_a_coach_with_nothing_sure_to_say_says_nothing():
    assert coach_html(CoachNote(None, None)) == ""
    assert coach_html(CoachNote(None, note(Shown.NOT_SURE, feedback="", question="Did you?"))) == ""


def test_a_pitfall_comes_with_its_repair():
    assert "Say so." in note_html(note(Shown.WATCH_OUT), with_repair=True)
    assert "Say so." not in note_html(note(Shown.DID), with_repair=True)


@pytest.mark.parametrize("standing", list(Shown))
def test_a_sign_is_a_sign_and_a_word(standing):
    sign, _, word = sign_html(standing).partition("</span> ")
    assert sign.endswith(">" + sign[-1]) and sign[-1] in "!✓◐?○–"
    assert word.removesuffix("</span>")


def test_every_help_line_can_be_dialled():
    shown = help_lines_html()
    assert all(f'href="tel:{line.number.replace(" ", "")}"' in shown for line in HELP_LINES)


def test_findings_of_a_broken_scenario_are_words():
    assert NASTY not in broken_html(NASTY, [])


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ((2025, 3, 4), "today"),
        ((2025, 3, 3), "yesterday"),
        ((2025, 2, 1), "1 February"),
        ((2024, 3, 4), "4 March 2024"),
    ],
)
def test_dates_are_said_as_one_says_them(then, words):
    assert said_when(datetime(*then, 12, tzinfo=UTC), datetime(2025, 3, 4, 12, tzinfo=UTC)) == words


@pytest.mark.parametrize(
    ("counts", "kind", "standing"),
    [
        ({"met": 1, "missed": 4}, Kind.PRACTICE, Shown.DID),
        ({"partial": 1, "missed": 1}, Kind.PRACTICE, Shown.PARTLY),
        ({"missed": 1}, Kind.PRACTICE, Shown.NOT_YET),
        ({"unsure": 1}, Kind.PRACTICE, Shown.NOT_SURE),
        ({"present": 1, "absent": 4}, Kind.PITFALL, Shown.WATCH_OUT),
        ({"absent": 1}, Kind.PITFALL, Shown.CLEAR),
        ({"unsure": 1}, Kind.PITFALL, Shown.NOT_SURE),
    ],
)
def test_how_a_run_stands_on_a_point(counts, kind, standing):
    assert standing_of_run(Tally("r", "s", datetime.now(UTC), **counts), kind) is standing


def test_a_point_leaves_out_what_it_does_not_have():
    bare = PracticePoint(id="bare", kind=Kind.PITFALL, exemplars=("a",), counter_exemplars=("b",))
    shown = point_html(bare, {}, [], opened=False)
    assert "Source" not in shown and "Practise it in" not in shown
    assert "To watch out for" in shown


def test_three_of_what_is_not_sure_are_asked_about_the_likeliest_first():
    unsure = [note(Shown.NOT_SURE, feedback="", question="Did you?", probability=p) for p in (0.1, 0.6, 0.2, 0.4)]
    assert [asked.probability for asked in to_ask([*unsure, note()])] == [0.6, 0.4, 0.2]
    assert [asked.probability for asked in to_ask(unsure[:1])] == []  # one in ten is not worth a question
