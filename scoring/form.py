"""How a sentence is put: what kind of question it is, whether it refuses, who it speaks of. Patterns, not meaning."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from scoring.text import plain


class QuestionForm(StrEnum):
    """Kinds of question that interview research tells apart (Lamb 2018); the first invites most, the last suggests."""

    NONE = "none"
    INVITATION = "invitation"
    WH = "wh"
    YES_NO = "yes-no"
    OPTIONS = "options"
    FAUX_INVITATION = "faux-invitation"
    TAG = "tag"


_AUXILIARY = r"(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|shall|am|may|might)(?:n't|nt)?"
_SUBJECT = r"(?:you|u|he|she|it|they|we|i|there|that|this|anyone|anybody|someone|somebody|mum|dad|your \w+)"
_START = r"(?:^|\b(?:and|so|but|ok|okay|right|well)\b[, ]+|[,:-] )\s*"
_TAG = re.compile(
    rf",?\s+(?:{_AUXILIARY}\s+{_SUBJECT}|right|yeah|yes|innit|eh|correct|true)\s*\?+\s*$",
    re.I,
)
_FAUX = re.compile(r"\b(?:tell|show) me\b(?:[^.?!]{0,40}?)\b(?:if|whether|yes or no)\b|\bjust nod\b", re.I)
_INVITATION = re.compile(
    r"\b(?:tell|show|describe|explain)(?: to)? (?:me|us)\b(?! (?:if|whether))|\bhelp me (?:to )?understand\b"
    r"|\bin your own words\b|\bwhatever (?:you|u) (?:want|like|feel)\b|\bi'?m (?:all ears|listening)\b"
    r"|\bwhat(?:'s| is)? (?:been )?(?:on your mind|going on|happening)\b"
    r"|\b(?:what|how)(?:'s| is| are| was| has)? (?:it|things?|that|home|school) (?:been )?(?:like|going|feel)",
    re.I,
)
_WH = re.compile(rf"{_START}(?:what|who|whom|where|when|why|how|which)\b", re.I)
_YES_NO = re.compile(rf"{_START}{_AUXILIARY}\s+{_SUBJECT}\b", re.I)
_OPTIONS = re.compile(r"\b\w+(?:\s+\w+){0,5},?\s+or\s+\w+[^.?!]*\?", re.I)
_REFUSAL = re.compile(
    r"\b(?:i|we)(?:'m| am|'re| are|'d|'ll)? ?(?:\w+ )?"
    r"(?:can't|cant|cannot|can not|won't|wont|will not|would not|wouldn't|wouldnt|not going to|not gonna|never"
    r"|don't want to|shouldn't|mustn't|refuse to)\b",
    re.I,
)


@lru_cache(maxsize=1024)
def question_form(sentence: str) -> QuestionForm:
    """Return what kind of question a sentence is; NONE for a statement. A tag or an `if` outweighs an open start."""
    text = plain(sentence)
    asks = "?" in text
    if _FAUX.search(text):
        return QuestionForm.FAUX_INVITATION
    if _TAG.search(text):
        return QuestionForm.TAG
    if _INVITATION.search(text):
        return QuestionForm.INVITATION
    if _WH.search(text):
        return QuestionForm.WH
    if asks and _OPTIONS.search(text):
        return QuestionForm.OPTIONS
    return QuestionForm.YES_NO if _YES_NO.search(text) else QuestionForm.NONE


@lru_cache(maxsize=1024)
def refuses(sentence: str) -> bool:
    """True when the speaker says that they, or we, will not or cannot do something."""
    return bool(_REFUSAL.search(plain(sentence)))
