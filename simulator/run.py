"""One learner's play of one scenario: what they say is judged, kept, and only then answered."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

from engine.conversation import Conversation, Turn
from engine.errors import ConversationError
from engine.ports import Scorer
from engine.scenario import Ending, Node, Scenario
from engine.verdict import Verdict
from simulator.errors import ReplyRefused
from simulator.identifiers import Identifier, find_identifiers
from store.errors import TurnTaken
from store.records import Remark, RemarkKind, RunRecord
from store.text import storable
from store.transcripts import Transcripts

MAX_REPLY_CHARS = 20_000


class Run:
    """A run that can be played. Opened from what is kept, it scores nothing again."""

    def __init__(
        self,
        record: RunRecord,
        scenario: Scenario,
        transcripts: Transcripts,
        scorer: Scorer,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.record, self.scenario = record, scenario
        self.conversation = Conversation(scenario, transcripts.turns(record.id) if record.turns else ())
        self._transcripts, self._scorer, self._today = transcripts, scorer, today

    @property
    def node(self) -> Node | None:
        """The node that waits for a reply; None once the conversation has ended."""
        return self.conversation.node

    @property
    def ending(self) -> Ending | None:
        """The ending reached; None before."""
        return self.conversation.ending

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns taken."""
        return tuple(self.conversation.turns)

    @property
    def outdated(self) -> bool:
        """True when the scenario has been changed since this run began."""
        return self.record.scenario_version != self.scenario.version

    def check(self, text: str) -> tuple[Identifier, ...]:
        """Return what looks like a real person's identifier, for the learner to rewrite or to keep; mostly empty.

        Raises ReplyRefused, with a message for the learner, when there is no word in it or more than 20,000 characters.
        """
        reply = _tidied(text)
        if len(reply) > MAX_REPLY_CHARS:
            message = f"That is {len(reply):,} characters, and one reply can hold {MAX_REPLY_CHARS:,}."
            raise ReplyRefused(message, hint="Say the part that matters most now; the rest can come next.")
        if not reply:
            raise ReplyRefused("There is nothing here yet.", hint="One plain sentence is enough.")
        if not any(unicodedata.category(character).startswith("L") for character in reply):
            raise ReplyRefused("There is no word in this yet.", hint="Say it in words, as you would out loud.")
        return find_identifiers(reply, self._today())

    def say(self, text: str) -> Turn:
        """Have a reply judged, keep the turn, then take it: the others answer only what cannot be lost.

        Raises ReplyRefused; ConversationError when the run has ended; TurnTaken when another window answered first (the
        run then stands where the other put it); ScoringError and StoreError, after which the run stands where it stood.
        """
        self.check(text)
        reply, node = _tidied(text), self.node
        if node is None:
            raise ConversationError("this conversation has ended", hint="begin again, or try one moment again")
        turn = self.conversation.answer(reply, self._verdicts(reply, node))
        self._keep(turn)
        self.conversation.take(turn)
        self.record = self._transcripts.run(self.record.id)
        return turn

    def reload(self) -> None:
        """Read the run again, as another window or process may have left it."""
        self.record = self._transcripts.run(self.record.id)
        self.conversation = Conversation(self.scenario, self._transcripts.turns(self.record.id))

    def reflect(self, key: str, text: str) -> None:
        """Keep what the learner writes under a question."""
        self._transcripts.reflect(self.record.id, key, text)

    def reflections(self) -> dict[str, str]:
        """Return what the learner wrote, by question."""
        return self._transcripts.reflections(self.record.id)

    def answer_unsure(self, turn: int, point: str, meant: bool) -> None:
        """Keep the learner's answer to an unsure verdict."""
        self._transcripts.answer_unsure(self.record.id, turn, point, meant)

    def disagree(self, turn: int, point: str, text: str) -> None:
        """Keep that the learner sees a verdict otherwise."""
        self._transcripts.disagree(self.record.id, turn, point, text)

    def withdraw(self, turn: int, point: str, kind: RemarkKind) -> None:
        """Take such a remark back."""
        self._transcripts.withdraw(self.record.id, turn, point, kind)

    def remarks(self) -> tuple[Remark, ...]:
        """Return the learner's remarks on verdicts, by turn."""
        return self._transcripts.remarks(self.record.id)

    def _verdicts(self, reply: str, node: Node) -> tuple[Verdict, ...]:
        return self._scorer.score(reply, node.listens_for, self.conversation.prompt)

    def _keep(self, turn: Turn) -> None:
        ending = turn.next if turn.next in self.scenario.ending else None
        try:
            self._transcripts.append(self.record.id, turn, ending=ending, scorer_version=self._scorer.version)
        except TurnTaken:
            self.reload()
            raise


def _tidied(text: str) -> str:
    return storable(text).strip()
