"""A reply tried by an author: every verdict with its figures, the way it goes and why, what is answered."""

from __future__ import annotations

from collections.abc import Mapping

from engine.catalogue import Catalogue
from engine.conversation import Said
from engine.explaining import Tried
from engine.scenario import NARRATOR
from engine.verdict import Verdict
from simulator.authoring import Trial
from simulator.notes import point_of, standing_of
from ui.parts.escape import as_html
from ui.parts.signs import sign_html


def trial_html(trial: Trial, catalogue: Catalogue, names: Mapping[str, str]) -> str:
    """Return the whole of it; `names` are what the characters are called."""
    verdicts = "".join(_verdict(verdict, catalogue) for verdict in trial.turn.verdicts)
    ways = "".join(_tried(tried) for tried in trial.tried)
    where = f"The conversation ends in “{trial.leads_to}”" if trial.ends else f"To “{trial.leads_to}”"
    return (
        f'<div class="trial"><h3>What was heard</h3>{verdicts}'
        f'<h3>Which way, and why</h3><p class="quiet small">Routes are tried from the top; the first that holds is taken.</p>'
        f'<ol class="prose">{ways}</ol>'
        f"<h3>What is answered</h3>{said_html(trial.turn.answer, names)}"
        f'<h3>Where it leads</h3><p>{as_html(where)}</p><p class="quiet small">{as_html(_standing(trial))}</p></div>'
    )


def said_html(said: tuple[Said, ...], names: Mapping[str, str]) -> str:
    """Return lines as they are said, stage directions in italics."""
    rows = "".join(
        f"<p><em>{as_html(line.text)}</em></p>"
        if line.who == NARRATOR
        else f"<p><strong>{as_html(names.get(line.who, line.who))}:</strong> {as_html(line.text)}</p>"
        for line in said
    )
    return f'<div class="prose">{rows or "<p>Nothing.</p>"}</div>'


def _verdict(verdict: Verdict, catalogue: Catalogue) -> str:
    name = as_html(point_of(catalogue, verdict).name)
    sure = "sure" if verdict.sure else f"not sure; leans to “{verdict.verdict}”"
    figures = f"probability {verdict.probability:.0%}, {sure}"
    details = (
        ("Rests on", verdict.evidence.text if verdict.evidence else None),
        ("Nearest exemplar", verdict.nearest_exemplar),
        ("Nearest counter-exemplar", verdict.nearest_counter_exemplar),
    )
    rows = "".join(f"<li>{label}: “{as_html(text)}”</li>" for label, text in details if text)
    because = f"<li>{as_html(verdict.because)}</li>" if verdict.because else ""
    return (
        f'<div class="remark prose"><p><strong>{name}</strong> {sign_html(standing_of(verdict))} '
        f'<span class="quiet small">{figures}</span></p><ul class="small">{rows}{because}</ul></div>'
    )


def _tried(tried: Tried) -> str:
    route = f"<strong>{as_html(tried.route)}</strong>"
    if tried.otherwise:
        return f"<li>✓ {route} is taken: nothing before it held.</li>"
    reasons = "; ".join(as_html(reason.words) for reason in tried.because)
    if tried.taken:
        return f"<li>✓ {route} is taken: {reasons or 'it asks nothing'}.</li>"
    return f'<li><span aria-hidden="true">○</span> {route} is passed over: {reasons}.</li>'


def _standing(trial: Trial) -> str:
    after = trial.turn.after
    values = [f"{name} {value}" for name, value in after.variables.items()]
    flags = f"flags raised: {', '.join(after.flags)}" if after.flags else "no flag raised"
    return f"Then: {', '.join([*values, flags])}."
