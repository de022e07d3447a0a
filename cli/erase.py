"""`attune erase` and `attune purge`: what was erased is listed, without anything that was said, and is gone."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from typing import Annotated

import typer

from cli.runs import print_runs
from cli.terminal import complain
from simulator.errors import RequestRefused
from simulator.settings import Settings
from simulator.wiring import build_records, open_privacy

MOST_DAYS = 36_500
_DAYS = {"d": 1, "w": 7}


def erase(
    run_id: Annotated[
        str | None, typer.Argument(metavar="[RUN]", help="A run; `attune runs` lists them.", show_default=False)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All of your runs.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Erase one of your runs, or all, with every word of them; copies you exported or backed up stay where they are.

    Example: attune erase --all
    """
    if (run_id is None) != everything:
        raise RequestRefused("name one run, or all with --all", hint="`attune runs` lists them")
    settings = Settings.from_environment(os.environ)
    records = build_records(settings)
    erased = (records.erase(run_id, settings.owner),) if run_id else records.erase_all(settings.owner)
    print_runs(erased, as_json)
    complain(f"{len(erased)} erased")


def purge(
    older_than: Annotated[
        str | None,
        typer.Option("--older-than", metavar="AGE", help="Whatever was agreed: days or weeks, as 90d or 52w."),
    ] = None,
    only_list: Annotated[bool, typer.Option("--dry-run", help="Only list what would be erased.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Erase everybody's runs that were kept for as long as they were to be since anything happened in them: private
    ones as long as each learner chose, shared ones as long as ATTUNE_KEEP_SHARED says. With an age, all that are older.

    Example: attune purge --older-than 90d
    """
    settings = Settings.from_environment(os.environ)
    if older_than is not None:
        age, records = parse_age(older_than), build_records(settings)
        found = records.idle(age) if only_list else records.purge(age)
    else:
        privacy = open_privacy(settings)
        found = privacy.expired() if only_list else privacy.let_go()
    print_runs(found, as_json)
    complain(f"{len(found)} {'would be ' if only_list else ''}erased")


def parse_age(text: str) -> timedelta:
    """Return an age such as 90d or 52w; raises RequestRefused for another, for none and for more than 100 years."""
    match = re.fullmatch(r"([0-9]{1,6})([dw])", text.strip())
    days = int(match[1]) * _DAYS[match[2]] if match else 0
    if not 1 <= days <= MOST_DAYS:
        raise RequestRefused(f"'{text[:40]}' is no age", "--older-than", "days or weeks, such as 90d or 52w")
    return timedelta(days=days)
