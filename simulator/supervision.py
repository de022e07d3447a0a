"""From a rehearsal to supervision: what two people do with a run that one shares. The only way to another's run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from engine.scenario import Scenario
from engine.verdict import Judgement
from simulator.errors import RequestRefused, ScenarioMissing
from simulator.group import GroupTurn, build_group
from simulator.labelled import write_replies
from simulator.shared_run import Reader, Shared, SharedRun, build_shared_run, waiting
from simulator.sharing import Sharing
from store.access import Action, Person, Relation, allows, require
from store.records import RunRecord, WholeRun
from store.review import AgreedAction, Comment, Override, Part, Review, Share, Signature

NOT_SURE = "The machine was not sure."
"""The reason kept for a verdict on what was not sure, where the supervisor gives none."""


class Supervision(Sharing):
    """Sharing, and what supervisor and learner then do with a run."""

    def queue(self, person: Person) -> tuple[Shared, ...]:
        """Return what is shared with a supervisor: what is not yet discussed first, then the newest share."""
        require(person, Action.SUPERVISE)
        queued = [self._queued(person, share) for share in self._shares.with_supervisor(person.id)]
        return tuple(sorted(queued, key=lambda shared: shared.discussed))

    def open(self, person: Person, run_id: str) -> SharedRun:
        """Return a run as this person may read it. Raises ScenarioMissing when its scenario is gone."""
        relation = self._allowed(person, run_id, Action.READ)
        return self._read(person, relation, run_id, "read")

    def review(self, person: Person, run_id: str) -> Review:
        """Return what supervision has added to a run."""
        relation = self._allowed(person, run_id, Action.READ_REVIEW)
        self._note_reading(person, relation, run_id, "read")
        return self._reviews.of_run(run_id)

    def comment(  # noqa: PLR0913, PLR0917 (a comment has that many parts)
        self,
        person: Person,
        run_id: str,
        text: str,
        turn: int | None = None,
        start: int | None = None,
        end: int | None = None,
    ) -> Comment:
        """Keep a comment on a run, a turn, or words of its reply. Raises StoreError, as `Reviews.comment` does."""
        relation = self._allowed(person, run_id, Action.REVIEW)
        made = self._reviews.comment(run_id, person.id, text, turn, start, end)
        self._note(person, relation, run_id, "comment")
        return made

    def remove_comment(self, person: Person, run_id: str, comment_id: str) -> None:
        """Take out a comment of one's own."""
        relation = self._allowed(person, run_id, Action.REVIEW)
        self._reviews.remove_comment(comment_id, person.id)
        self._note(person, relation, run_id, "remove-comment")

    def override(  # noqa: PLR0913, PLR0917 (an override has that many parts)
        self, person: Person, run_id: str, turn: int, point: str, verdict: Judgement, reason: str = ""
    ) -> Override:
        """Keep a verdict of one's own beside the machine's. Raises StoreError where it differs from a sure one without
        a reason."""
        relation = self._allowed(person, run_id, Action.REVIEW)
        unsure = self._is_unsure(run_id, turn, point)
        words = reason if reason.strip() or not unsure else NOT_SURE
        made = self._reviews.override(run_id, turn, point, person.id, verdict.value, words)
        self._note(person, relation, run_id, "override")
        return made

    def withdraw_override(self, person: Person, run_id: str, turn: int, point: str) -> None:
        """Take a verdict of one's own back."""
        relation = self._allowed(person, run_id, Action.REVIEW)
        self._reviews.withdraw_override(run_id, turn, point, person.id)
        self._note(person, relation, run_id, "withdraw-override")

    def agree(self, person: Person, run_id: str, text: str, due: date | None = None) -> AgreedAction:
        """Add an action to the coaching plan. Raises StoreError for a blank one."""
        relation = self._allowed(person, run_id, Action.REVIEW)
        made = self._reviews.agree(run_id, person.id, text, due)
        self._note(person, relation, run_id, "agree")
        return made

    def remove_action(self, person: Person, run_id: str, action_id: str) -> None:
        """Take out an action that one has added."""
        relation = self._allowed(person, run_id, Action.REVIEW)
        self._reviews.remove_action(action_id, person.id)
        self._note(person, relation, run_id, "remove-action")

    def done(self, person: Person, run_id: str, action_id: str, is_done: bool) -> None:
        """Keep that the learner has done an agreed action, or not yet."""
        self._allowed(person, run_id, Action.ANSWER_REVIEW)
        self._reviews.done(action_id, run_id, is_done)

    def sign(self, person: Person, run_id: str, name: str) -> Signature:
        """Sign that a run was talked through, as the learner of one's own run, else as supervisor."""
        own = self._shares.relation(person.id, run_id) is Relation.OWN
        part: Part = "learner" if own else "supervisor"
        relation = self._allowed(person, run_id, Action.ANSWER_REVIEW if own else Action.REVIEW)
        made = self._reviews.sign(run_id, person.id, part, name)
        self._note(person, relation, run_id, "sign")
        return made

    def overrides_as_replies(self, person: Person) -> str:
        """Return, as JSON Lines of labelled replies, the verdicts this person said on runs shared with them."""
        require(person, Action.SUPERVISE)
        runs = []
        for share in self._shares.with_supervisor(person.id):
            if any(o.author == person.id for o in self._reviews.of_run(share.run_id).overrides):
                relation = self._allowed(person, share.run_id, Action.EXPORT)
                runs.append(self._read(person, relation, share.run_id, "write-replies"))
        return write_replies(runs, person.id, self.library.catalogue, self._now().date())

    def group(self, person: Person, chosen: Sequence[tuple[str, int]]) -> tuple[GroupTurn, ...]:
        """Return chosen turns (run and number) without what says whose they are. Raises RequestRefused for no turn."""
        require(person, Action.SUPERVISE)
        runs = {}
        for run_id in dict.fromkeys(run_id for run_id, _ in chosen):
            relation = self._allowed(person, run_id, Action.READ)
            runs[run_id] = self._read(person, relation, run_id, "show-in-group")
        turns = {(run_id, turn.number): turn for run_id, run in runs.items() for turn in run.debrief.turns}
        for run_id, number in chosen:
            if (run_id, number) not in turns:
                raise RequestRefused(f"a chosen run has no turn {number}", hint="choose the turns again")
        return build_group([(runs[key[0]], turns[key]) for key in chosen], self._now().date())

    def _read(self, person: Person, relation: Relation, run_id: str, action: str) -> SharedRun:
        self._note_reading(person, relation, run_id, action)
        whole = self._transcripts.whole(run_id)
        open_shares = [share for share in self._shares.of_run(run_id) if share.open]
        mine = next((share for share in open_shares if share.supervisor == person.id), None)
        people = [self._person(id_) for id_ in _ids(whole, open_shares)]
        reader = Reader(mine, allows(person, Action.READ_REFLECTION, relation))
        return build_shared_run(whole, self._scenario(whole.record), self.library.catalogue, reader, people)

    def _queued(self, person: Person, share: Share) -> Shared:
        whole = self._transcripts.whole(share.run_id)
        try:
            title = self._scenario(whole.record).title
        except ScenarioMissing:
            title = whole.record.scenario
        unsure = waiting([kept.turn for kept in whole.turns], whole.review, person.id)
        return Shared(share, whole.record, title, self._person(share.owner), whole.review.discussed, unsure)

    def _scenario(self, record: RunRecord) -> Scenario:
        return self.library.edition(record.scenario, record.scenario_version, record.started_at).scenario

    def _person(self, person_id: str) -> Person:
        return self._people.get(person_id) or Person(person_id)

    def _is_unsure(self, run_id: str, turn: int, point: str) -> bool:
        turns = self._transcripts.turns(run_id)
        return any(t.number == turn and v.point == point and not v.sure for t in turns for v in t.verdicts)


def _ids(whole: WholeRun, shares: Sequence[Share]) -> list[str]:
    """Return everybody who has a part in a run, each once, the learner first."""
    review = whole.review
    authors = [*(c.author for c in review.comments), *(o.author for o in review.overrides)]
    others = [*(a.author for a in review.actions), *(s.person for s in review.signatures)]
    return list(dict.fromkeys([whole.record.owner, *authors, *others, *(share.supervisor for share in shares)]))
