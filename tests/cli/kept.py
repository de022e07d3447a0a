"""Runs that are kept where the commands look for them."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from simulator.settings import Settings
from simulator.wiring import build_transcripts
from store.records import RunRecord, WholeRun
from store.transcripts import Transcripts
from tests.store.export.examples import RUN, make_whole


def transcripts() -> Transcripts:
    return build_transcripts(Settings.from_environment(os.environ))


def keep_example(owner: str = "local", run_id: str = RUN) -> RunRecord:
    whole = make_whole()
    return transcripts().take_in(replace(whole, record=replace(whole.record, id=run_id)), owner)


def keep_begun(days_ago: float, run_id: str, owner: str = "local") -> RunRecord:
    """Keep a run that was begun so many days ago, and in which nothing was said."""
    began = datetime.now(UTC) - timedelta(days=days_ago)
    record = RunRecord(run_id, owner, "the-last-coat", 2, "", "quiet", began)
    return transcripts().take_in(WholeRun(record), owner)
