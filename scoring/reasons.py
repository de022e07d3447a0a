"""In plain words, what made the difference between two verdicts: how a sentence was put, or what it is close to."""

from __future__ import annotations

from engine.catalogue import PracticePoint
from engine.verdict import Judgement, Kind
from scoring.form import QuestionForm, question_form, refuses

_FORMS = {
    QuestionForm.YES_NO: "it can be answered with yes or no",
    QuestionForm.OPTIONS: "it offers a choice of answers",
    QuestionForm.TAG: "it asks for agreement",
    QuestionForm.FAUX_INVITATION: "it begins like an invitation but asks for a yes or no",
}
_ABOUT_QUESTIONS = {"open-invitation", "ask-wishes", "open-to-parent", "leading-question"}
_ABOUT_PROMISES = {
    "promises-secrecy": "you said you would not promise it",
    "false-assurance": "you said what you cannot promise",
    "reveals-account": "you said you would not pass it on",
    "drops-the-line": "you said you would not give it up",
    "tips-off": "you said you would not speak to them first",
}
MAX_QUOTE_CHARS = 90


def explain(point: PracticePoint, judgement: Judgement, sentence: str) -> str | None:
    """Return why this sentence gave this judgement, as a clause after 'because'; None when nothing plain can be
    said."""
    if judgement is Judgement.ABSENT:
        return _ABOUT_PROMISES.get(point.id) if refuses(sentence) else None
    form = _FORMS.get(question_form(sentence)) if point.id in _ABOUT_QUESTIONS else None
    says_form = point.kind is Kind.PITFALL or judgement in (Judgement.MISSED, Judgement.PARTIAL)
    return form if form and says_form else None
