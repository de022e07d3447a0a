"""Practice points over time: a row of signs a point, oldest first, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence

from engine.verdict import Kind
from simulator.notes import SIGNS, Standing
from simulator.progress import PointProgress, Tally
from ui.parts.dates import said_when
from ui.parts.escape import as_html
from ui.parts.signs import sign_html

_SHOWN = (Standing.DID, Standing.PARTLY, Standing.NOT_YET, Standing.WATCH_OUT, Standing.CLEAR, Standing.NOT_SURE)


def standing_of_run(tally: Tally, kind: Kind) -> Standing:
    """Return how one run stands on a point: done once is done, a pitfall once is there, else as nearly as can be
    told."""
    if kind is Kind.PITFALL:
        clear = Standing.CLEAR if tally.absent else Standing.NOT_SURE
        return Standing.WATCH_OUT if tally.present else clear
    found = ((tally.met, Standing.DID), (tally.partial, Standing.PARTLY), (tally.missed, Standing.NOT_YET))
    return next((standing for count, standing in found if count), Standing.NOT_SURE)


def multiples_html(points: Sequence[PointProgress]) -> str:
    """Return one small panel a point; the words of each row are there for those who listen."""
    return f'<div class="multiples">{"".join(map(_panel, points))}</div>'


def legend_html() -> str:
    """Return what each sign says."""
    return f'<p class="legend">{" ".join(sign_html(standing) for standing in _SHOWN)}</p>'


def table_html(points: Sequence[PointProgress]) -> str:
    """Return a row a point: how many conversations, how it stood last, whether it has settled."""
    rows = "".join(_row(point) for point in points)
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("Practice point", "Conversations", "Last time", "When", "Settled")
    )
    return f'<div class="scroll" tabindex="0" role="region" aria-label="Progress as a table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def settled_html(points: Sequence[PointProgress]) -> str:
    """Return what can be counted on by now, and the pitfalls that stopped; empty before anything has settled."""
    strengths = [as_html(p.title) for p in points if p.settled and p.kind is Kind.PRACTICE]
    stopped = [as_html(p.title) for p in points if p.stopped]
    rows = (("Settled: there in your last three chances", strengths), ("No longer there, in your last three", stopped))
    said = "".join(f"<p><strong>{words}</strong><br>{'; '.join(titles)}</p>" for words, titles in rows if titles)
    return f'<div class="prose">{said}</div>' if said else ""


def _panel(point: PointProgress) -> str:
    standings = [standing_of_run(tally, point.kind) for tally in point.tallies]
    dots = "".join(f'<span class="{s.value}" aria-hidden="true">{SIGNS[s][0]}</span>' for s in standings)
    words = ", then ".join(SIGNS[s][1].lower() for s in standings)
    settled = '<p class="quiet small">Settled</p>' if point.settled else ""
    return (
        f'<div class="multiple"><h3>{as_html(point.title)}</h3><div class="dots">{dots}</div>'
        f'<span class="unseen">{words}</span>{settled}</div>'
    )


def _row(point: PointProgress) -> str:
    last = point.tallies[-1]
    cells = (
        sign_html(standing_of_run(last, point.kind)),
        said_when(last.started_at),
        "yes" if point.settled else "not yet",
    )
    return (
        f'<tr><th scope="row">{as_html(point.title)}</th><td>{len(point.tallies)}</td>'
        f"{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    )
