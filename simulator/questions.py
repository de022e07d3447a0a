"""Questions for the conversation in supervision, drawn from what this run itself left open. None of them judges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.scenario import Scenario
from simulator.debrief import Debrief
from simulator.highlights import WatchOut
from simulator.notes import Note, Standing
from store.records import Remark

MISSING_AT_MOST = 3
UNSURE_AT_MOST = 3
QUOTE_CHARS = 120


@dataclass(frozen=True)
class Question:
    """A question about one reply, asked of the learner; `quote` is their own words, cut where the reply is long."""

    turn: int
    quote: str
    text: str


def build_questions(debrief: Debrief, remarks: Iterable[Remark], scenario: Scenario) -> tuple[Question, ...]:
    """Return the questions in the order of the conversation; empty for a run that leaves nothing open.

    They come from every pitfall that was surely there, what the learner sees otherwise, and at most three each of what
    this scenario is about and was never there, and of what could be read either way.
    """
    replies = {turn.number: turn.reply for turn in debrief.turns}
    titles = {note.point: note.title for turn in debrief.turns for note in turn.notes}
    found = [
        *(Question(w.turn, _cut(w.quote or replies[w.turn]), _of_watch_out(w)) for w in debrief.watch_outs),
        *(Question(n.turn, _cut(replies[n.turn]), _of_missing(n)) for n in _missing(debrief, scenario)),
        *(Question(n.turn, _cut(n.quote or replies[n.turn]), _of_unsure(n)) for n in debrief.unsure[:UNSURE_AT_MOST]),
        *(
            Question(r.turn, _cut(replies[r.turn]), _of_disagreement(r, titles.get(r.point, r.point)))
            for r in remarks
            if r.kind == "disagreement" and r.turn in replies
        ),
    ]
    return tuple(sorted(found, key=lambda question: question.turn))


def group_questions(notes: Iterable[Note]) -> tuple[str, ...]:
    """Return what a group can ask of one reply; it names nobody, and the last question fits any reply."""
    asked = {
        Standing.WATCH_OUT: "What might the other person hear in this? (“{}”)",
        Standing.NOT_SURE: "This could be read either way: is it “{}”? What makes you say so?",
        Standing.DID: "What does “{}” make possible here?",
    }
    first: dict[Standing, str] = {}
    for note in notes:
        if note.standing in asked:
            first.setdefault(note.standing, asked[note.standing].format(note.title))
    return (*first.values(), "What would you say at this moment?")


def _missing(debrief: Debrief, scenario: Scenario) -> Iterator[Note]:
    """Yield, once a point, where there was first room for what the scenario is about and the run never had."""
    notes = [note for turn in debrief.turns for note in turn.notes]
    there = {note.point for note in notes if note.standing is not Standing.NOT_YET}
    first = {note.point: note for note in reversed(notes) if note.point not in there}
    yield from [first[point] for point in scenario.reflect_on if point in first][:MISSING_AT_MOST]


def _of_watch_out(watch_out: WatchOut) -> str:
    if watch_out.put_right is not None:
        return f"“{watch_out.title}” came up here, and you put it right in reply {watch_out.put_right}. What helped?"
    return f"“{watch_out.title}” came up here. What was happening for you just then, and what would you say now?"


def _of_missing(note: Note) -> str:
    return f"There was room here for “{note.title}”. What were you weighing up, and what might it have changed?"


def _of_unsure(note: Note) -> str:
    return f"The machine could not tell whether this was “{note.title}”. How did you mean it?"


def _of_disagreement(remark: Remark, title: str) -> str:
    why = f" You wrote: “{remark.text}”" if remark.text else ""
    return f"You see “{title}” otherwise here.{why} What does the verdict not hear?"


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= QUOTE_CHARS else words[:QUOTE_CHARS].rsplit(" ", 1)[0] + " …"
