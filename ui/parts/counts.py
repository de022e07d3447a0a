"""Figures about people, in which nobody can be told apart: what is about fewer than five is not said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from store.counts import RunCount
from ui.parts.escape import as_html

FEWEST = 5
TOO_FEW = "fewer than five"
_ROLES = {
    "learner": "Learners",
    "supervisor": "Supervisors",
    "author": "Authors",
    "administrator": "Administrators",
}
_COLUMNS = ("Month", "Conversation", "People", "Begun", "Finished", "Shared", "Talked through")


def said(count: int, people: int) -> str:
    """Return a figure about so many people; none too: that nobody did something tells of each of a few."""
    return TOO_FEW if min(count, people) < FEWEST else f"{count:,}"


def people_html(people: Mapping[str, int]) -> str:
    """Return how many have each role."""
    rows = "".join(f"<tr><th scope='row'>{_ROLES[role]}</th><td>{said(n, n)}</td></tr>" for role, n in people.items())
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="People by role"><table class="figures"><tbody>{rows}'
        '</tbody></table></div><p class="quiet small">Everybody is a learner; who has two roles is counted under both.</p>'
    )


def runs_html(runs: Iterable[tuple[str, RunCount]]) -> str:
    """Return the figures of each month and scenario, whose title stands beside them. No totals: one could be taken from
    them."""
    rows = "".join(_row(title, count) for title, count in runs)
    if not rows:
        return '<p class="quiet">Nothing yet. Figures stand here from the first conversation on.</p>'
    head = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="Runs by month and conversation"><table><thead>'
        f"<tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def kept_words(days: int | None) -> str:
    """Say how long runs are kept that are shared."""
    if days is None:
        return "A run that is shared is kept until its learner erases it."
    return f"A run that is shared is kept for {days} days after the last thing that happened in it."


def _row(title: str, count: RunCount) -> str:
    figures = (count.people, count.begun, count.finished, count.shared, count.discussed)
    cells = "".join(f"<td>{said(figure, count.people)}</td>" for figure in figures)
    return f'<tr><th scope="row">{as_html(count.month)}</th><td>{as_html(title)}</td>{cells}</tr>'
