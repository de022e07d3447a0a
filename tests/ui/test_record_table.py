from __future__ import annotations

from simulator.dictated import RecordCheck
from ui.parts.record_table import record_html

NASTY = "<script>alert('x')</script>"


def test_there_is_no_table_without_rows() -> None:
    assert record_html(()) == ""


def test_each_decision_has_a_sign_a_word_and_the_learners_own_sentence() -> None:
    told = record_html([RecordCheck("Hazel books the clinic.", True, ("Hazel, the clinic.",), True, False)])
    for words in ("Hazel books the clinic.", "✓</span> In the record", "✓</span> Says who", "○</span> No date"):
        assert words in told
    assert "“Hazel, the clinic.”" in told


def test_what_is_not_there_says_only_that() -> None:
    told = record_html([RecordCheck("Hazel books the clinic.", True, (), False, False)])
    assert "○</span> Not in the record" in told
    assert "Nobody named" not in told and "No date" not in told


def test_what_was_not_agreed_says_so() -> None:
    told = record_html([RecordCheck("A joint enquiry begins.", False, ("Colin starts it.",), True, True)])
    assert "Not agreed:" in told
    assert "!</span> Recorded, though it was not agreed" in told


def test_no_owner_or_date_is_asked_where_there_is_none_to_give() -> None:
    told = record_html([RecordCheck("The worry is named.", True, ("The worry.",), None, None)])
    assert "Says who" not in told and "Nobody named" not in told and "date" not in told


def test_words_are_words_and_never_markup() -> None:
    told = record_html([RecordCheck(NASTY, True, (NASTY,), True, True)])
    assert "<script" not in told
    assert told.count("&lt;script&gt;") == 2
