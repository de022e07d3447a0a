"""A scenario's walks and the routes they take, in words and figures beside the map."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.authoring import RouteUse, WalkResult
from ui.parts.drafts import scrolled
from ui.parts.escape import as_html

MAP_ALT = "The map of this conversation with the number of walks on each way; the table below it says the same."


def walks_html(walks: Sequence[WalkResult]) -> str:
    """Return each walk: who walks, what it is about, where it ends, whether it goes as it is written."""
    return f'<ul class="prose">{"".join(map(_walk, walks))}</ul>' if walks else "<p>No walks yet.</p>"


def routes_html(uses: Sequence[RouteUse]) -> str:
    """Return the routes of every node with how many walks take each, folded."""
    rows = [(as_html(use.node), as_html(use.route), as_html(use.to), str(use.walks)) for use in uses]
    table = scrolled("Routes", ("From", "Route", "Leads to", "Walks"), rows)
    return f'<details class="note"><summary>Every route, as a table</summary><div>{table}</div></details>'


def _walk(walk: WalkResult) -> str:
    outcome = "✓ passes" if walk.passes else f"○ goes elsewhere: {as_html(walk.detour)}"
    learner = f"{as_html(walk.learner)} learner, {walk.replies} {'reply' if walk.replies == 1 else 'replies'}"
    return (
        f'<li><strong>{as_html(walk.name)}</strong> <span class="quiet small">{learner}</span> {outcome}'
        f"<br>{as_html(walk.about)} Ends in “{as_html(walk.ending)}”.</li>"
    )
