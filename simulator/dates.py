"""Dates of birth in running text: a whole date of the past, said to be a birth or written beside a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month_name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)"
_FORMS = (
    re.compile(rf"(?<![\d/.-]){_DAY}([/.-])(?P<month>\d{{1,2}})\2{_YEAR}(?![\d/.-]*\d)"),
    re.compile(r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d){_DAY}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}\.?,?[ -]{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}\b", re.IGNORECASE),
)
_SAID_TO_BE_BIRTH = re.compile(r"\b(?:born|dob|d\.o\.b\.?|date of birth|birth ?date|birthday)\b", re.IGNORECASE)
_BIRTH_WITHIN_CHARS = 30

_NAME = r"[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)*"
_BESIDE = (
    re.compile(rf"({_NAME}) ({_NAME})[ ,:;(–-]{{1,3}}$"),
    re.compile(rf"({_NAME}) \($"),
    re.compile(rf"^[ ,:;)–-]{{1,3}}({_NAME}) ({_NAME})"),
)
_BESIDE_CHARS = 60
_CAPITALISED = """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december group meeting conference review plan team school academy college hospital police
    service services order act court visit report assessment discussion strategy core child children protection
    safeguarding care need social worker work family help early designated lead health council partnership guidance
    education term easter christmas the a an on at in from since by until before after dear hello hi
"""
_NOT_NAMES = frozenset(_CAPITALISED.split())
_YEARS_AHEAD = 5
"""A year of two digits further ahead than this belongs to the last century."""


def find_dates(text: str, today: date) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each date of birth; a date without a year, or not yet past, never is one."""
    for form in _FORMS:
        for match in form.finditer(text):
            day = _date(match, today)
            if day is not None and day <= today and (_is_birth(text, match) or _is_beside_a_name(text, match)):
                yield match.span()


def _date(match: re.Match[str], today: date) -> date | None:
    groups = match.groupdict()
    name = groups.get("month_name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(groups["month"])
    try:
        return date(_year(int(groups["year"]), today), month, int(groups["day"]))
    except ValueError:
        return None


def _year(written: int, today: date) -> int:
    if written >= 100:
        return written
    return written + (2000 if written + 2000 <= today.year + _YEARS_AHEAD else 1900)


def _is_birth(text: str, match: re.Match[str]) -> bool:
    return _SAID_TO_BE_BIRTH.search(text, max(0, match.start() - _BIRTH_WITHIN_CHARS), match.start()) is not None


def _is_beside_a_name(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _BESIDE_CHARS) : match.start()]
    after = text[match.end() : match.end() + _BESIDE_CHARS]
    names = [form.search(part) for form, part in zip(_BESIDE, (before, before, after), strict=True)]
    return any(near and not any(word.lower() in _NOT_NAMES for word in near.groups()) for near in names)
