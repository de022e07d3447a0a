"""Runs: begun, opened, tried again, set aside and erased, each for the person they belong to."""

from __future__ import annotations

from engine.errors import ConversationError
from engine.ports import Scorer
from simulator.delivery import Delivery
from simulator.exchange import Exchange
from simulator.library import Library
from simulator.privacy import Privacy
from simulator.progress import Progress, build_progress
from simulator.run import Run
from simulator.supervision import Supervision
from store.records import UNJUDGED, Mode, RunRecord
from store.rows import run_not_found
from store.transcripts import Transcripts


class Simulator:
    """Everything a learner can do. Somebody else's run is told like one that never was.

    `supervision` is the way to runs that are shared, `exchange` to files, `privacy` to what is kept about a person.
    `delivery` is the way to a learning record store; None where none is set.
    """

    delivery: Delivery | None = None

    def __init__(  # noqa: PLR0913, PLR0917 (each is a way into what is kept)
        self,
        library: Library,
        transcripts: Transcripts,
        scorer: Scorer,
        supervision: Supervision,
        exchange: Exchange,
        privacy: Privacy,
    ) -> None:
        self.library, self.transcripts, self.scorer = library, transcripts, scorer
        self.supervision, self.exchange, self.privacy = supervision, exchange, privacy

    def begin(self, scenario_id: str, mode: Mode, owner: str) -> Run:
        """Begin a scenario; raises ScenarioMissing."""
        scenario = self.library.get(scenario_id).scenario
        record = self.transcripts.begin(owner, scenario.id, scenario.version, UNJUDGED, mode)
        return self._run(record)

    def open(self, run_id: str, owner: str) -> Run:
        """Open a run where it stands; raises RunNotFound, or ScenarioMissing when its scenario is gone."""
        return self._run(self._record(run_id, owner))

    def branch(self, run_id: str, before_turn: int, owner: str) -> Run:
        """Try one turn again in a new run; the first is kept as it is. Raises RunNotFound, StoreError for no such turn.

        Raises ConversationError when the scenario has changed since and no longer has the moment.
        """
        run = self.open(run_id, owner)
        _refuse_gone_moment(run, before_turn)
        return self._run(self.transcripts.branch(run_id, before_turn, UNJUDGED))

    def runs(self, owner: str) -> tuple[RunRecord, ...]:
        """Return a person's runs, newest first, those set aside included."""
        return self.transcripts.runs_of(owner)

    def progress(self, owner: str) -> Progress:
        """Return what a person's runs show, point by point."""
        return build_progress(self.runs(owner), self.transcripts.turns_of(owner), self.library)

    def discard(self, run_id: str, owner: str) -> None:
        """Set a run aside: it is kept, and counts nowhere. Raises RunNotFound."""
        self._record(run_id, owner)
        self.transcripts.discard(run_id)

    def erase(self, run_id: str, owner: str) -> None:
        """Delete a run and everything about it; raises RunNotFound."""
        self.transcripts.erase(run_id, owner)

    def erase_all(self, owner: str) -> int:
        """Delete all of a person's runs; return how many there were."""
        return len(self.transcripts.erase_all(owner))

    def _record(self, run_id: str, owner: str) -> RunRecord:
        record = self.transcripts.run(run_id)
        if record.owner != owner:
            raise run_not_found(run_id)
        return record

    def _run(self, record: RunRecord) -> Run:
        file = self.library.edition(record.scenario, record.scenario_version, record.started_at)
        return Run(record, file.scenario, self.transcripts, self.scorer)


def _refuse_gone_moment(run: Run, before_turn: int) -> None:
    moment = next((turn.node for turn in run.turns if turn.number == before_turn), None)
    if moment is not None and moment not in run.scenario.node:
        hint = "begin the scenario again; this run is kept"
        raise ConversationError(f"the scenario has changed and no longer has '{moment}'", hint=hint)
