"""What a meeting has on the table: who is there, the agenda, what has become known, the time left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.conditions import Moment
from engine.scenario import Meeting
from ui.parts.escape import as_html


@dataclass(frozen=True)
class Table:
    """A meeting at one moment: attendance as (name, agency, status), and lists of words."""

    attendance: tuple[tuple[str, str, str], ...]
    agenda: tuple[str, ...]
    known: tuple[str, ...]
    minutes_left: int | None


def table_of(meeting: Meeting, moment: Moment) -> Table:
    """Return the meeting as it stands; somebody who has joined is shown as here now."""
    rows = tuple(
        (a.name, a.agency, "here now" if a.joined is not None and a.joined.holds(moment) else a.status)
        for a in meeting.attendance
    )
    known = tuple(fact.text for fact in meeting.facts if fact.flag in moment.flags)
    return Table(rows, meeting.agenda, known, moment.variables.get(meeting.clock) if meeting.clock else None)


def table_html(table: Table) -> str:
    """Return the panel, folded so that the talk keeps the room; the time left stands in its heading."""
    rows = "".join(
        f"<tr><td>{as_html(name)}<br><span class='quiet small'>{as_html(agency)}</span></td><td>{as_html(status)}</td></tr>"
        for name, agency, status in table.attendance
    )
    people = f'<table><thead><tr><th scope="col">Who</th><th scope="col">Status</th></tr></thead><tbody>{rows}</tbody></table>'
    clock = f": about {table.minutes_left} minutes left" if table.minutes_left is not None else ""
    body = people + _list("Agenda", table.agenda) + _list("Known so far", table.known)
    return f'<details class="note"><summary>The meeting{clock}</summary><div>{body}</div></details>'


def _list(title: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    return f"<h3>{title}</h3><ul>{''.join(f'<li>{as_html(item)}</li>' for item in items)}</ul>"
