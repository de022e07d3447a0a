"""What is kept about a person, said to them."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.privacy import Gone, Sharing, Sighting
from store.access import Person
from store.records import RunRecord
from ui.parts.dates import said_when
from ui.parts.escape import as_html

_SHOWN = 20
"""So many lines of a list stand open; the rest are in the download."""


def person_html(person: Person) -> str:
    """Return who is signed in."""
    email = f' <span class="quiet">{as_html(person.email)}</span>' if person.email not in ("", person.name) else ""
    others = sorted(role.value for role in person.roles if role.value != "learner")
    roles = f", {as_html(', '.join(others))}" if others else ""
    return f'<p><strong>{as_html(person.name)}</strong>{email}<br><span class="quiet small">Here as a learner{roles}</span></p>'


def what_html(where: str) -> str:
    """Return what is kept, and where."""
    return (
        '<ul class="prose"><li>Your replies, how they were read, and what you write about them.</li>'
        f"<li>Where: {as_html(where)}.</li>"
        "<li>A run is private. Nobody but you can open it unless you share it, whatever their role.</li>"
        "<li>It is practice. None of it says whether somebody is fit to do the work.</li></ul>"
    )


def run_html(record: RunRecord, title: str) -> str:
    """Return one run as it is listed."""
    replies = f"{record.turns} {'reply' if record.turns == 1 else 'replies'}"
    outcome = "finished" if record.ended else "not finished"
    when = said_when(record.started_at)
    return f'<p><strong>{as_html(title)}</strong><br><span class="quiet small">{when}, {replies}, {outcome}</span></p>'


def shared_html(sharings: Sequence[Sharing]) -> str:
    """Return with whom runs are shared now."""
    if not sharings:
        return '<p class="quiet">No run is shared with anybody now. A debrief is where you share one.</p>'
    rows = (
        f"<li>{as_html(s.title)}: with <strong>{as_html(s.who)}</strong>, since {said_when(s.share.shared_at)}"
        f"{', with what you wrote in looking back' if s.share.with_reflection else ''}</li>"
        for s in sharings
    )
    return f"<h3>Shared now</h3><ul>{''.join(rows)}</ul>"


def seen_html(sightings: Sequence[Sighting]) -> str:
    """Return who did what with one's runs, newest first."""
    if not sightings:
        return '<p class="quiet">Who has seen them: nobody but you.</p>'
    rows = "".join(
        f"<tr><td>{_said_to_the_minute(s)}</td><td>{as_html(s.who)}</td><td>{as_html(s.did)}</td><td>{as_html(s.title)}</td></tr>"
        for s in sightings[:_SHOWN]
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("When", "Who", "What they did", "Run"))
    more = len(sightings) - _SHOWN
    rest = f'<p class="quiet small">And {more} earlier, which are in the download.</p>' if more > 0 else ""
    return (
        '<h3>Opened by others</h3><div class="scroll" tabindex="0" role="region" aria-label="Who has seen your runs">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{rest}"
    )


def gone_html(gone: Sequence[Gone]) -> str:
    """Return which runs were erased; nothing when none was."""
    if not gone:
        return ""
    rows = "".join(
        f"<li>{as_html(g.title)}, {said_when(g.at)}: {'it was kept long enough' if g.by_retention else 'by you'}</li>"
        for g in gone
    )
    words = f"{len(gone)} {'run was' if len(gone) == 1 else 'runs were'} erased"
    return f'<details class="note"><summary>{words}</summary><div><ul>{rows}</ul></div></details>'


def erase_all_html(runs: int, contributed: bool) -> str:
    """Return what goes with everything, and what stays."""
    count = {0: "Whatever is kept about you", 1: "Your one run"}.get(runs, f"All {runs} runs")
    others = " What you wrote on other people’s runs is part of those and stays with them." if contributed else ""
    return (
        f"<p>{count}, with all that was written about it, and your choices and name: deleted. This cannot be undone."
        f"{others} That something was erased stays listed, without a word of it.</p>"
    )


def keeping_words(days: int | None) -> str:
    """Say for how long private runs are kept."""
    if days is None:
        return "Until I erase them"
    months = round(days * 12 / 365)
    return f"{months} months" if days == months * 365 // 12 and months > 1 else f"{days} days"


def _said_to_the_minute(sighting: Sighting) -> str:
    return f"{said_when(sighting.at)}, {sighting.at.astimezone():%H:%M}"
