"""How the method does on public labelled sets: `python -m bench.external FOLDER`, with the sets in that folder, and
after it, to measure one encoder alone, its name ("plain encoder").

Funnelling: teachers' follow-ups, leading or inviting (Alic 2022), folds by lesson. SciEntsBank: short answers in
domains never seen (SemEval 2013 task 7), learnt from 8 and from 32 labelled answers a question. Negation: does the
encoder hold a sentence apart from its negation (SemAntoNeg)? A set that is missing is passed over, with its reason.
"""

from __future__ import annotations

import csv
import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import GroupKFold

from bench.figures import keep, kept
from engine.load import load_catalogue
from scoring.encoder import Encoder, load_encoder
from scoring.scorer import Query, SentenceScorer
from scoring.training import train
from scoring.vectors import VectorCache

Labelled = tuple[str, bool]


ENCODERS: dict[str, Callable[[], Encoder]] = {"plain encoder": Encoder, "with the adapter": load_encoder}


def main(folder: Path, names: Sequence[str]) -> None:
    """Print one JSON object a set and encoder, keeping each as soon as it is measured."""
    for name in names or ENCODERS:
        encoder = ENCODERS[name]()
        for measure in (negation, scientsbank, funnelling):
            try:
                found = {"encoder": name, **measure(folder, encoder)}
            except FileNotFoundError as error:
                print(json.dumps({"set": measure.__name__, "passed_over": str(error)}), flush=True)
                continue
            print(json.dumps(found), flush=True)
            others = [row for row in kept().get("external", []) if (row["encoder"], row["set"]) != (name, found["set"])]
            keep(external=[*others, found])


def funnelling(folder: Path, encoder: Encoder) -> dict[str, Any]:
    """Macro-F1 of telling funnelling from focusing follow-ups, five folds by lesson."""
    with (folder / "funneling" / "funneling_focusing_data.csv").open(encoding="utf-8") as file:
        kept = [r for r in csv.DictReader(file) if r["follow_up_filtered_majority"] in ("0.0", "1.0")]
    texts = [(row["teacher_text"], row["follow_up_filtered_majority"] == "0.0") for row in kept]
    truth, said = np.array([label for _, label in texts]), np.zeros(len(texts), bool)
    for fitted, tested in GroupKFold(5).split(texts, groups=[row["obs_id"] for row in kept]):
        said[tested] = _learn(
            {"funnelling": [texts[i] for i in fitted]}, {"funnelling": [texts[i] for i in tested]}, encoder
        )
    return {"set": "funnelling", "rows": len(kept), "macro_f1": round(float(f1_score(truth, said, average="macro")), 3)}


def scientsbank(folder: Path, encoder: Encoder) -> dict[str, Any]:
    """Macro-F1 of correct or not on unseen domains, from 8 and from 32 labelled answers a question."""
    place = folder / "semeval2013t7" / "test" / "2way" / "sciEntsBank" / "test-unseen-domains"
    paths = sorted(place.glob("*.xml"))
    if not paths:
        raise FileNotFoundError(str(place))
    questions = {f"q-{i}": list(_answers(path)) for i, path in enumerate(paths)}
    found: dict[str, Any] = {"set": "scientsbank", "questions": len(questions)}
    for size in (8, 32):
        given, rest = {}, {}
        for name, answers in questions.items():
            chosen = _balanced(answers, size)
            left = [answer for answer in answers if answer not in chosen]
            if left and len({label for _, label in chosen}) == 2:
                given[name], rest[name] = chosen, left
        truth = [label for answers in rest.values() for _, label in answers]
        found[f"macro_f1_{size}"] = round(float(f1_score(truth, _learn(given, rest, encoder), average="macro")), 3)
    return found


def negation(folder: Path, encoder: Encoder) -> dict[str, Any]:
    """Area under the curve of cosine telling paraphrases from opposites."""
    with (folder / "negation" / "antonym-substitution__sem_anto_neg.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))[:2000]
    first, second = (encoder.encode([row[side] for row in rows]) for side in ("premise", "hypothesis"))
    paraphrase = [row["label"] == "0" for row in rows]
    return {
        "set": "negation",
        "rows": len(rows),
        "auc": round(float(roc_auc_score(paraphrase, (first * second).sum(1))), 3),
    }


def _answers(path: Path) -> Iterator[Labelled]:
    for answer in ET.parse(path).getroot().iter("studentAnswer"):
        yield (answer.text or "").strip(), answer.get("accuracy") == "correct"


def _balanced(answers: Sequence[Labelled], size: int) -> list[Labelled]:
    shuffled = Random(1).sample(list(answers), len(answers))
    sides = [[a for a in shuffled if a[1] is label][: size // 2] for label in (True, False)]
    return [answer for side in sides for answer in side]


def _learn(given: dict[str, list[Labelled]], asked: dict[str, list[Labelled]], encoder: Encoder) -> list[bool]:
    """Fit a head on a catalogue made of the given answers, one domain a question; return what it says of those
    asked."""
    with TemporaryDirectory() as folder:
        for name, answers in given.items():
            Path(folder, f"{name}.yaml").write_text(json.dumps(_domain(name, answers)), encoding="utf-8")
        head = train(Path(folder), encoder)
        scorer = SentenceScorer(load_catalogue(Path(folder)), head, encoder, VectorCache(encoder, Path(folder)))
        queries = [Query(text, (name,)) for name, answers in asked.items() for text, _ in answers]
        return [row[0].shown for row in scorer.score_many(queries)]


def _domain(name: str, answers: Iterable[Labelled]) -> dict[str, Any]:
    sides = {label: [text for text, is_shown in answers if is_shown is label and text] for label in (True, False)}
    point = {"id": name, "kind": "practice", "exemplars": sides[True], "counter_exemplars": sides[False]}
    return {"domain": name, "points": [point]}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
