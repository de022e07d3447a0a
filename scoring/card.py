"""The model card, docs/scoring.md, from the figures in docs/scoring.json: every number in it is a measured one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_INTRODUCTION = """\
# How well the verdicts agree with people

Written from `docs/scoring.json` by `scoring/card.py`; `python -m bench.agreement` measures again. All figures are on
replies that nothing was fitted on: other prompts than the encoder's adapter, the head and its thresholds have seen.

## What it is

A reply is cut into sentences. A small encoder (all-MiniLM-L6-v2 with a low-rank adapter of our own) turns each
sentence and the whole reply into vectors. For each practice point a linear head reads both, adds what the words alone
say (words after a negation count as other words) and how much nearer a sentence lies to exemplars than to
counter-exemplars, and makes a probability of it, calibrated per point. Above one threshold a practice is met (a pitfall
present), between two it is partial, and in a band around them the verdict is *not sure*: it is asked, not stated, and
never turns the story against the learner.

## What it is for, and its limits

- Formative practice in supervision. Not an assessment of anybody's fitness to practise.
- The replies were written for this project and labelled twice, by writers and by second readers who did not see the
  first labels. **Both were language models following the same definitions; no practitioner has labelled them yet.**
  Their agreement with each other is higher than two people's would be; agreement with a practitioner is not known.
- The writers of the tested replies also wrote replies that were fitted, to other prompts. Real learners write
  otherwise, and agreement with them will be lower.
- The guidance is England's, with Welsh terms noted. British English, typed.
- It reads one reply with the definitions of its points. It does not know what was said before.
"""


def build_card(report: Mapping[str, Any]) -> str:
    """Return the page; `report` is what `bench.figures` keeps. What was not measured yet is left out."""
    parts = [_INTRODUCTION, _overall(report), _sure(report)]
    parts += [_played(report["played"])] if report.get("played") else []
    parts += [_walks(report["walks"])] if report.get("walks") else []
    parts += [_domains(report), _calibration(report)]
    parts += [_curve(report["curve"])] if report.get("curve") else []
    parts += [_readings(report["readings"])]
    parts += [_external(report["external"])] if report.get("external") else []
    return "\n".join([*parts, _points(report["points"])])


def _overall(report: Mapping[str, Any]) -> str:
    methods = {"Attune": report["overall"], **report["baselines"]}
    rows = [(n, m["macro_f1"], m["micro_f1"], m["precision"], m["recall"], m["kappa"]) for n, m in methods.items()]
    pitfalls, pairs = report["pitfalls"], report["pairs"]
    lines = [
        f"## Overall, on {report['replies']} replies",
        "",
        _table(("method", "macro-F1", "micro-F1", "precision", "recall", "kappa"), rows),
        "",
        "Baselines use the same exemplars; their threshold is the best one on the fitting replies. Partial either way",
        "is not counted.",
        "",
        f"Pitfalls: found {pitfalls['recall']:.2f}, precision {pitfalls['precision']:.2f}.",
        "",
        "Stance is where it is weakest. Of short sentences with the stance turned, in pairs never fitted, "
        f"{pairs['ordered_right']:.2f} of {pairs['pairs']}",
        f"are ordered right, but only {pairs['told_apart']:.2f} told apart: the point stated on the side that shows it "
        "and not on the other.",
        "",
        _hearing_alone(report),
    ]
    return "\n".join(lines)


def _hearing_alone(report: Mapping[str, Any]) -> str:
    """SetFit takes long to train, so it is measured on one domain."""
    setfit, ours = report["setfit"], report["domains"]["hearing"]
    return (
        f"SetFit, trained on the same exemplars and measured on the replies of *hearing* alone: macro-F1 "
        f"{setfit['macro_f1']:.2f}, micro-F1 {setfit['micro_f1']:.2f},\nbeside Attune's {ours['macro_f1']:.2f} and "
        f"{ours['f1']:.2f} there.\n"
    )


def _curve(curve: Iterable[Mapping[str, Any]]) -> str:
    rows = [(row["replies"], row["macro_f1"], row["micro_f1"]) for row in curve]
    lead = (
        "The head fitted on a share of the prompts, measured on the same never-fitted replies: accuracy comes from\n"
        "labelled replies. The adapter is the shipped one throughout, which has learnt from all of them, so the small\n"
        "sizes are flattered.\n"
    )
    return "\n".join(["## Learning curve\n", lead, _table(("labelled replies", "macro-F1", "micro-F1"), rows), ""])


def _sure(report: Mapping[str, Any]) -> str:
    s = report["sureness"]
    return "\n".join(
        [
            "## When it is sure\n",
            f"- {s['unsure_share']:.1%} of all judgements are not sure, and asked.",
            f"- Of what it states as sure (met or present), {s['stated_sure_right']:.2f} is right; this covers",
            f"  {s['stated_sure_covers']:.2f} of what was shown.",
            f"- {s['noticed']:.2f} of what was shown is noticed: stated, or asked about.",
            f"- Of all sure judgements, {s['right_when_sure']:.3f} are right.\n",
        ]
    )


def _played(played: Mapping[str, Any]) -> str:
    overall, pitfalls, sure = played["overall"], played["pitfalls"], played["sureness"]
    lines = [
        "## In play\n",
        f"{played['replies']} replies typed in our conversations by players: language models, playing a thoughtful",
        "and a careless learner, often oblique, several things at once. They labelled them, on what each moment",
        "listens for, before they saw a verdict: one reading. They were not fitted, but other replies at the same",
        "moments were.\n",
        f"- micro-F1 {overall['micro_f1']:.2f}: precision {overall['precision']:.2f}, recall {overall['recall']:.2f}",
        f"- pitfalls: found {pitfalls['recall']:.2f}, precision {pitfalls['precision']:.2f}",
        f"- of what is stated as sure, {sure['stated_sure_right']:.2f} is right",
        f"- {sure['noticed']:.2f} of what was shown is noticed",
        f"- {sure['unsure_share']:.1%} of the judgements are not sure\n",
        "**Expect this in practice, rather than the figures above: what is not stated may yet have been said.**\n",
    ]
    return "\n".join(lines)


def _walks(walks: Mapping[str, int]) -> str:
    taken, replies = walks["as_expected"], walks["replies"]
    lines = [
        "## In the conversations\n",
        f"Of {replies} replies in the scenarios' walks, {taken / replies:.2f} lead where the walk's author expects.",
        "They were not fitted, but other replies at the same moments were.\n",
    ]
    return "\n".join(lines)


def _domains(report: Mapping[str, Any]) -> str:
    rows = [(n, d["macro_f1"], d["f1"], d["precision"], d["recall"], d["shown"]) for n, d in report["domains"].items()]
    header = ("domain", "macro-F1", "micro-F1", "precision", "recall", "shown")
    return "\n".join(["## By domain\n", _table(header, rows), ""])


def _calibration(report: Mapping[str, Any]) -> str:
    rows = [(f"{share:.3f}", said, was) for share, said, was in report["reliability"]]
    error = f"Expected calibration error {report['calibration_error']:.3f}, over ten bins of equal width.\n"
    return "\n".join(["## Calibration\n", error, _table(("share of judgements", "said", "was shown"), rows), ""])


def _readings(readings: Mapping[str, Any]) -> str:
    rows = [(name, r["replies"], r["f1"], r["kappa"]) for name, r in readings.items()]
    lead = "Labels on which the two readings differ are left out of fitting and of measuring.\n"
    return "\n".join(["## Agreement of the two readings\n", lead, _table(("set", "replies", "F1", "kappa"), rows), ""])


def _external(found: Iterable[Mapping[str, Any]]) -> str:
    lines = [", ".join(f"{key.replace('_', ' ')} {value}" for key, value in row.items()) for row in found]
    lead = (
        "The same method, trained on those sets; the plain encoder has no adapter of ours.\n\n"
        "- SciEntsBank: short answers in unseen domains, from 8 and from 32 labelled answers a question. By others\n"
        "  with the plain encoder: nearest exemplar .69 and .77, regression .73 and .83, with margins and words .77\n"
        "  and .84.\n"
        "- Funnelling: follow-up questions that lead, told from those that invite, folds by lesson.\n"
        "- Negation: the encoder alone, by cosine, telling paraphrases from opposites (area under the curve; by\n"
        "  others .27). Below .5 opposites lie nearer than paraphrases, so words and examples stand beside vectors.\n\n"
        "Measured:\n"
    )
    return "\n".join(["## On public sets\n", lead, *(f"- {line}" for line in lines), ""])


def _points(points: Mapping[str, Mapping[str, Any]]) -> str:
    figures = ("shown", "stated", "precision", "recall", "f1", "kappa")
    rows = [(name, *(point[figure] for figure in figures)) for name, point in points.items()]
    header = ("point", "shown", "stated", "precision", "recall", "F1", "kappa")
    lead = "Points shown only a few times have figures that one reply can move a long way.\n"
    return "\n".join(["## By practice point\n", lead, _table(header, rows), ""])


def _table(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    names = list(header)
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    for row in rows:
        lines.append("| " + " | ".join(f"{v:.2f}" if isinstance(v, float) else str(v) for v in row) + " |")
    return "\n".join(lines)
