"""What the SIGKILL test runs and kills: a learner who says one scripted reply after another."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from engine.load import load_scenario
from engine.scenario import Scenario
from simulator.run import Run
from store.database import Database
from store.transcripts import Transcripts
from tests.simulator.keyword_scorer import KeywordScorer

REPLIES = 60


def long_scenario() -> Scenario:
    """The fixture scenario, with a first node that is stayed in for sixty replies, each counted by `trust`."""
    scenario = load_scenario(Path(__file__).parent / "scenarios" / "the-last-coat").scenario
    data = scenario.model_dump(mode="json")
    data["variables"]["trust"] |= {"start": 0, "max": REPLIES}
    data["each_reply"]["change"] = {"trust": 1}
    stay, leave = dict(data["nodes"][0]["routes"][-1]), dict(data["nodes"][0]["routes"][-1])
    stay |= {"id": "stay", "to": "cloakroom", "otherwise": False}
    stay["when"] = {"variables": {"trust": {"at_most": REPLIES - 1}}}
    data["nodes"][0]["routes"] = [stay, leave | {"to": "kept-waiting"}]
    return Scenario.model_validate(data)


def scripted_reply(number: int) -> str:
    return f"I'm still here, Kit. That was reply {number}."


def play(url: str, run_id: str, acknowledge: Connection) -> None:
    """Say what comes next until the end, telling where it begins and each turn's number once it is kept."""
    transcripts = Transcripts(Database(url))
    run = Run(transcripts.run(run_id), long_scenario(), transcripts, KeywordScorer())
    acknowledge.send(len(run.turns))
    while run.node is not None:
        turn = run.say(scripted_reply(len(run.turns) + 1))
        acknowledge.send(turn.number)
