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
from simulator.wiring import build_records

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
    older_than: Annotated[str, typer.Option("--older-than", metavar="AGE", help="Days or weeks: 90d, 52w.")],
    only_list: Annotated[bool, typer.Option("--dry-run", help="Only list what would be erased.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Erase everybody's runs in which nothing was said or written for so long.

    Example: attune purge --older-than 90d
    """
    age = parse_age(older_than)
    records = build_records(Settings.from_environment(os.environ))
    found = records.idle(age) if only_list else records.purge(age)
    print_runs(found, as_json)
    complain(f"{len(found)} {'would be ' if only_list else ''}erased")


def parse_age(text: str) -> timedelta:
    """Return an age such as 90d or 52w; raises RequestRefused for another, for none and for more than 100 years."""
    match = re.fullmatch(r"([0-9]{1,6})([dw])", text.strip())
    days = int(match[1]) * _DAYS[match[2]] if match else 0
    if not 1 <= days <= MOST_DAYS:
        raise RequestRefused(f"'{text[:40]}' is no age", "--older-than", "days or weeks, such as 90d or 52w")
    return timedelta(days=days)
