"""Scenarios as their authors leave them: what each holds, and what the linter says of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from engine.findings import Finding
from engine.load import ScenarioFile
from simulator.drafts import Draft
from ui.parts.dates import said_when
from ui.parts.escape import as_html

_HEAD = ("Scenario", "Findings", "Holds")


def table_html(drafts: Sequence[Draft]) -> str:
    """Return a row a scenario, each with a link to its own page."""
    return scrolled("Scenarios", _HEAD, [_cells(draft) for draft in drafts])


def findings_html(folder: Path, findings: Sequence[Finding]) -> str:
    """Return every finding: where, what, what to do, and the page that explains its code."""
    if not findings:
        return "<p>Nothing to mend.</p>"
    return f'<ul class="findings">{"".join(_finding(folder, finding) for finding in findings)}</ul>'


def broken_words(count: int, still_played: bool) -> str:
    """Return what to say of a scenario that cannot be played as it is on disk."""
    played = "learners still meet it as it was before" if still_played else "learners do not meet it yet"
    listed = (
        "One thing to mend is listed here" if count == 1 else f"{count} things to mend are listed here, all at once"
    )
    return f"{listed}; {played}. Save the file and draw this page again: it reads what is there."


def changed_words(moment: datetime) -> str:
    """Return when a file was last written, to the minute."""
    return f"{said_when(moment)} at {moment.astimezone():%H:%M}"


def scrolled(label: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of cells already safe, the first of each row its heading; it scrolls by itself on a phone."""
    columns = "".join(f'<th scope="col">{as_html(name)}</th>' for name in head)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        for first, *cells in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{as_html(label)}">'
        f"<table><thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(draft: Draft) -> tuple[str, ...]:
    title = draft.file.scenario.title if draft.file else draft.name
    link = f'<a href="author?scenario={as_html(draft.name)}" target="_self">{as_html(title)}</a>'
    count = str(len(draft.findings)) if draft.playable else f"{len(draft.findings)}, cannot be played"
    return link, count, _holds(draft.file) if draft.file else "–"


def _holds(file: ScenarioFile) -> str:
    scenario = file.scenario
    return f"{len(scenario.nodes)} nodes, {len(scenario.endings)} endings, {len(file.walks)} walks"


def _finding(folder: Path, finding: Finding) -> str:
    path = finding.path.relative_to(folder) if finding.path.is_relative_to(folder) else finding.path
    hint = f" ({as_html(finding.hint)})" if finding.hint else ""
    page = f"docs/findings/{finding.code}.md"
    return (
        f"<li><code>{as_html(str(path))}:{finding.line}</code> <strong>{finding.code}</strong> {as_html(finding.message)}{hint}"
        f'<br><span class="quiet small">Explained in {page}</span></li>'
    )
