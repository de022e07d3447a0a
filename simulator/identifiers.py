"""Words in a reply that look like a real person's identifiers, so that the learner is asked before they are kept.

Each recogniser checks what it finds (check digits, areas, numbering plans, dates of the past), because a question asked
about "page 3" or "12th May" is a question nobody reads. Help lines and offices are let by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType, number_type
from stdnum.gb import nhs

from simulator.dates import find_dates

IdentifierKind = Literal[
    "NHS number", "national insurance number", "postcode", "phone number", "e-mail address", "date of birth"
]


@dataclass(frozen=True, order=True)
class Identifier:
    """What looks like an identifier: `text` is `reply[start:end]`."""

    start: int
    end: int
    kind: IdentifierKind
    text: str

    @property
    def question(self) -> str:
        """What to ask the learner about it."""
        article = "an" if self.kind.startswith(("NHS", "e-mail")) else "a"
        return f"“{self.text}” looks like {article} {self.kind}. Rewrite it, or keep it if it is made up."


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,24}\b", re.IGNORECASE)
_NHS = re.compile(r"(?<![\d+])(?<!\d[ -])\d{3}([ -]?)\d{3}\1\d{4}(?![ -]?\d)")
_NINO = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]([ -]?)\d\d\1\d\d\1\d\d\1[A-D]\b", re.IGNORECASE
)
_POSTCODE = re.compile(
    # The areas Royal Mail uses; the inward part never has C, I, K, M, O or V.
    r"\b(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]"
    r"|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
    r"\d[A-Z\d]? ?(\d[ABD-HJLNP-UW-Z]{2})\b",
    re.IGNORECASE,
)
_ORDINAL_OR_UNIT = re.compile(r"\d(?:st|nd|rd|th|hr)")
_PERSONAL_LINES = (
    PhoneNumberType.MOBILE,
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE,
    PhoneNumberType.PERSONAL_NUMBER,
    PhoneNumberType.VOIP,
    PhoneNumberType.PAGER,
)


def find_identifiers(reply: str, today: date) -> tuple[Identifier, ...]:
    """Return what looks like an identifier, in order, none overlapping another; empty for nearly every reply.

    `today` tells a date of birth from the date of a meeting to come.
    """
    found: list[Identifier] = []
    for kind, start, end in _candidates(reply, today):
        if all(end <= other.start or start >= other.end for other in found):
            found.append(Identifier(start, end, kind, reply[start:end]))
    return tuple(sorted(found))


def _candidates(reply: str, today: date) -> Iterator[tuple[IdentifierKind, int, int]]:
    for match in _EMAIL.finditer(reply):
        yield "e-mail address", *match.span()
    for match in _NHS.finditer(reply):
        if nhs.is_valid(match.group()):
            yield "NHS number", *match.span()
    for match in _NINO.finditer(reply):
        yield "national insurance number", *match.span()
    for start, end in find_dates(reply, today):
        yield "date of birth", start, end
    for phone in PhoneNumberMatcher(reply, "GB", leniency=Leniency.VALID):
        if phone.raw_string.startswith(("0", "+", "(")) and number_type(phone.number) in _PERSONAL_LINES:
            yield "phone number", phone.start, phone.end
    for match in _POSTCODE.finditer(reply):
        if not _ORDINAL_OR_UNIT.fullmatch(match.group(1)):
            yield "postcode", *match.span()
