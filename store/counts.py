"""How many people and runs there are: what those who look after an installation may see of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, exists, select

from store.access import Role
from store.database import Database
from store.tables import PersonRow, RunRow, ShareRow, SignatureRow


@dataclass(frozen=True)
class RunCount:
    """The runs of one scenario begun in one month (`2026-03`, by UTC), and by how many people."""

    month: str
    scenario: str
    people: int
    begun: int
    finished: int
    shared: int
    discussed: int


@dataclass(frozen=True)
class _Run:
    owner: str
    month: str
    scenario: str
    finished: bool
    shared: bool
    discussed: bool


class Counts:
    """Figures and nothing else: no words, and nobody's name or id leaves this module."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def people(self) -> dict[Role, int]:
        """Return how many have each role; who has two is counted under both."""
        with self._database.reading() as session:
            held = list(session.scalars(select(PersonRow.roles)))
        return {role: sum(role.value in roles for roles in held) for role in Role}

    def runs(self) -> tuple[RunCount, ...]:
        """Return the figures of each month and scenario, the newest month first; runs set aside are left out."""
        groups: defaultdict[tuple[str, str], list[_Run]] = defaultdict(list)
        for run in self._runs():
            groups[run.month, run.scenario].append(run)
        counted = [_count(*key, runs) for key, runs in sorted(groups.items())]
        return tuple(sorted(counted, key=lambda count: count.month, reverse=True))

    def _runs(self) -> Iterable[_Run]:
        shared = exists().where(ShareRow.run_id == RunRow.id)
        signed = exists().where(SignatureRow.run_id == RunRow.id)
        discussed = and_(*(signed.where(SignatureRow.part == part) for part in ("learner", "supervisor")))
        columns = (RunRow.owner, RunRow.started_at, RunRow.scenario, RunRow.ended_at, shared, discussed)
        with self._database.reading() as session:
            rows = session.execute(select(*columns).where(RunRow.discarded.is_(False))).all()
        for owner, started_at, scenario, ended_at, is_shared, is_discussed in rows:
            month = f"{started_at:%Y-%m}"
            yield _Run(owner, month, scenario, ended_at is not None, bool(is_shared), bool(is_discussed))


def _count(month: str, scenario: str, runs: list[_Run]) -> RunCount:
    return RunCount(
        month=month,
        scenario=scenario,
        people=len({run.owner for run in runs}),
        begun=len(runs),
        finished=sum(run.finished for run in runs),
        shared=sum(run.shared for run in runs),
        discussed=sum(run.discussed for run in runs),
    )
