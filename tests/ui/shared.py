"""People and a run shared between two of them, for the pages of supervision."""

from __future__ import annotations

from datetime import date

from engine.verdict import Judgement
from simulator.run import Run
from simulator.simulator import Simulator
from store.access import Person, Role

LEARNER = Person("ada", "Ada Lockhart")
SUPERVISOR = Person("sam", "Sam Okoro", roles=frozenset({Role.LEARNER, Role.SUPERVISOR}))
FIRST = "Perhaps you want to stay. I promise not to say a word. Ring me, it is Ada."
SECOND = "I may have to tell somebody whose job it is."


def meet(simulator: Simulator) -> None:
    """Both have signed in once; nothing is shared yet."""
    simulator.supervision._people.seen(LEARNER)
    simulator.supervision._people.seen(SUPERVISOR)


def run_of_learner(simulator: Simulator) -> Run:
    """A finished run of the learner's, looked back on: one verdict not sure, one promise, put right."""
    run = simulator.begin("quiet-corner", "coach", LEARNER.id)
    run.say(FIRST)
    run.say(SECOND)
    run.reflect("own-words", "I said too much at once.")
    run.reflect("looked-back", "yes")
    return run


def shared_run(simulator: Simulator, with_reflection: bool = False) -> str:
    """The same run, shared with the supervisor; return its id."""
    meet(simulator)
    run_id = run_of_learner(simulator).record.id
    simulator.supervision.share(LEARNER, run_id, SUPERVISOR.id, with_reflection)
    return run_id


def reviewed_run(simulator: Simulator) -> str:
    """The same run with a review on it: comments, verdicts, an action, a signature; return its id."""
    run_id, supervision = shared_run(simulator, with_reflection=True), simulator.supervision
    supervision.comment(SUPERVISOR, run_id, "Her next question is about this promise.", 1, 26, 54)
    supervision.comment(SUPERVISOR, run_id, "You put it right, and soon.", 2)
    supervision.override(SUPERVISOR, run_id, 1, "open-invitation", Judgement.MISSED)
    supervision.override(SUPERVISOR, run_id, 2, "honest-confidentiality", Judgement.PARTIAL, "She is not told who.")
    supervision.agree(SUPERVISOR, run_id, "Say aloud whom you would tell.", date(2027, 1, 4))
    supervision.sign(SUPERVISOR, run_id, "Sam Okoro")
    return run_id
