"""What a learner dictated beside what the meeting had agreed. It is shown, and never changes how the story goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.conditions import Moment
from engine.conversation import Turn
from engine.dictation import Recorded, compare_record
from engine.scenario import Scenario
from simulator.notes import Standing


@dataclass(frozen=True)
class RecordCheck:
    """One decision beside the record: `said` are the learner's own sentences about it, none when it is not there.

    `owner` and `date` say whether those sentences have one; None where there is none to give. A decision that was not
    `agreed` is here because it was recorded all the same.
    """

    decision: str
    agreed: bool
    said: tuple[str, ...]
    owner: bool | None
    date: bool | None


def check_record(scenario: Scenario, turns: Sequence[Turn]) -> tuple[RecordCheck, ...]:
    """Return a row for each decision; none where there is no meeting, nothing was agreed, or nothing was dictated.

    What holds is asked after the last dictated reply, so what it settled counts as agreed.
    """
    dictated = [turn for turn in turns if turn.node in scenario.node and scenario.node[turn.node].dictates_record]
    if scenario.meeting is None or not dictated:
        return ()
    after = dictated[-1].after
    moment = Moment(variables=after.variables, flags=frozenset(after.flags), visits=after.visits)
    return tuple(map(_row, compare_record(scenario.meeting.decisions, moment, [turn.reply for turn in dictated])))


def build_marks(row: RecordCheck) -> Iterator[tuple[Standing, str]]:
    """Yield, for one decision, how the record stands to it in a word or a few, and what is there or missing."""
    if not row.agreed:
        yield Standing.WATCH_OUT, "Recorded, though it was not agreed"
    elif not row.said:
        yield Standing.NOT_YET, "Not in the record"
    else:
        yield Standing.DID, "In the record"
        for there, yes, no in ((row.owner, "Says who", "Nobody named"), (row.date, "Says when", "No date")):
            if there is not None:
                yield (Standing.DID, yes) if there else (Standing.NOT_YET, no)


def _row(recorded: Recorded) -> RecordCheck:
    return RecordCheck(recorded.decision.text, recorded.agreed, recorded.said, recorded.owner, recorded.by)
