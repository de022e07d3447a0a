"""Every number, address and name here is made up or public."""

from __future__ import annotations

import time
from datetime import date

import pytest

from simulator.identifiers import find_identifiers

TODAY = date(2026, 11, 21)


def found(reply: str) -> list[tuple[str, str]]:
    return [(identifier.kind, identifier.text) for identifier in find_identifiers(reply, TODAY)]


@pytest.mark.parametrize(
    ("reply", "kind", "text"),
    [
        # 9·10 + 4·9 + 3·8 + 4·7 + 7·6 + 6·5 + 5·4 + 9·3 + 1·2 = 299, and 11 - 299 mod 11 = 9, the last digit.
        ("Her NHS number is 943 476 5919.", "NHS number", "943 476 5919"),
        ("nhs 9434765919 please", "NHS number", "9434765919"),
        ("943-476-5919", "NHS number", "943-476-5919"),
        ("Dad's NI is AB 12 34 56 C", "national insurance number", "AB 12 34 56 C"),
        ("ab123456c", "national insurance number", "ab123456c"),
        ("They live at SW1A 2AA now", "postcode", "SW1A 2AA"),
        ("postcode me41bx", "postcode", "me41bx"),
        ("12 High Street, B33 8TH", "postcode", "B33 8TH"),
        ("ring mum on 020 7946 0123", "phone number", "020 7946 0123"),
        ("his mobile: 07400 123456", "phone number", "07400 123456"),
        ("text +44 7400 123456", "phone number", "+44 7400 123456"),
        ("(0161) 496 0000 is the house", "phone number", "(0161) 496 0000"),
        ("aunt in France +33 1 42 68 53 00", "phone number", "+33 1 42 68 53 00"),
        ("Write to m.cole+home@example.co.uk today", "e-mail address", "m.cole+home@example.co.uk"),
        ("She was born on 12/03/2015.", "date of birth", "12/03/2015"),
        ("dob 12.3.15", "date of birth", "12.3.15"),
        ("Date of birth: 2015-03-12", "date of birth", "2015-03-12"),
        ("Robin Vale, 3rd of April 2014, lives with his gran", "date of birth", "3rd of April 2014"),
        ("Robin (03/04/2014) told me", "date of birth", "03/04/2014"),
        ("It is about April 3, 2014 Robin Vale", "date of birth", "April 3, 2014"),
        ("mum, Jo Anne-Marie Vale 02-02-84", "date of birth", "02-02-84"),
    ],
)
def test_what_looks_like_an_identifier_is_found(reply: str, kind: str, text: str) -> None:
    assert found(reply) == [(kind, text)]


@pytest.mark.parametrize(
    "reply",
    [
        "I'll ring you at 4.",
        "We meet on 12th May.",
        "See page 3, and section 47.",
        "It says so on page 3 of 12, 2nd paragraph.",
        "Call 999 if he comes back, or 101 later.",
        "You can ring Childline on 0800 1111 whenever you like.",
        "The NSPCC is on 0808 800 5000, Samaritans on 116 123.",
        "The front door team is 0300 123 4567.",
        "Ring 07700 900123, that number is for drama only.",
        "The strategy meeting is on 12 May 2026 at 10.30.",
        "Core Group 12/05/2026, Review Conference 03/06/2026",
        "On Monday 12/05/2025 I spoke with Maya.",
        "Since 12/05/2025 she has been quieter.",
        "I'd see Sarah Cole on 12/05/2027 and ask again.",
        "The S47 1st visit, then the s47 2nd one, and the S47 2hr rule.",
        "Room B3 2nd floor, next to E4 1st left",
        "Year 6, class 6B, Key Stage KS2 1ab",
        "You are in Y5 3rd set, aren't you?",
        "The Children Act 1989 and Working Together 2018",
        "Her birthday is on the 12th of May, and she was born here.",
        "There are 3 of us, 24/7, for 10 minutes, at 8:45.",
        "1234567890 is not a number anyone has",
        "943 476 5918 has the wrong last digit",
        "BG 12 34 56 C is never given out",
        "Ask for me @ the desk, or @mrscole",
        "You said 11, then 12, then 2011, 2012, 2013.",
        "The score was 12-03-11 on penalties",
        "You don't have to tell me. I'm here till half 4, room 12.",
        "I'd tell her: nothing you say is your fault. 100%.",
        "31/02/2015 Robin Vale",
        "🧸🧸🧸",
        "",
    ],
)
def test_ordinary_practice_raises_no_question(reply: str) -> None:
    assert found(reply) == []


def test_all_are_found_in_order_and_placed() -> None:
    reply = "Mail a@example.com or ring 020 7946 0123, NHS 943 476 5919."
    identifiers = find_identifiers(reply, TODAY)
    assert [i.kind for i in identifiers] == ["e-mail address", "phone number", "NHS number"]
    assert all(reply[i.start : i.end] == i.text for i in identifiers)


def test_a_year_of_two_digits_belongs_to_the_century_it_can() -> None:
    assert found("born 01/02/68") == [("date of birth", "01/02/68")]
    assert found("born 01/02/27") == []


def test_the_question_quotes_the_words_and_leaves_the_choice() -> None:
    (mail,) = find_identifiers("a@example.com", TODAY)
    assert mail.question == "“a@example.com” looks like an e-mail address. Rewrite it, or keep it if it is made up."
    (phone,) = find_identifiers("020 7946 0123", TODAY)
    assert "looks like a phone number" in phone.question


@pytest.mark.parametrize("unit", ["a", "1", "07400 123456 ", "a.b@", "12/03/2015 ", "A1 ", "Maya Cole "])
def test_the_longest_reply_is_read_in_a_moment(unit: str) -> None:
    began = time.perf_counter()
    find_identifiers((unit * 20_000)[:20_000], TODAY)
    assert time.perf_counter() - began < 5
