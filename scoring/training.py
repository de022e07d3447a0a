"""Fits a head on a catalogue and its labelled replies, and says what it was made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from engine.catalogue import Catalogue
from engine.load import load_catalogue
from engine.verdict import Kind
from scoring.calibration import Held, calibrate
from scoring.classifier import FORMAT, Head
from scoring.encoder import Encoder
from scoring.examples import Examples, from_catalogue, from_replies, join, select
from scoring.labels import LabelledReply, load_folder, require_known
from scoring.linear import Bag, fit_linear, predict_linear
from scoring.margins import Margins
from scoring.text import plain, split_sentences, whole_text
from scoring.words import fit_words

FOLDS = 5

MARGIN_WEIGHT = 6.0
"""Logits a unit of margin; chosen from 0, 3, 6 and 10: it leaves agreement as it is and tells more stances apart."""

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


def train(folder: Path, encoder: Encoder) -> Head:
    """Fit a head on a catalogue's folder and its `replies/*.jsonl`.

    Predictions to calibrate on come from folds that keep the replies to one prompt together. Without labelled replies
    the exemplars themselves are used, in folds; margins then say nothing, since every exemplar is its own nearest.
    Raises InvalidFile and LabelsInvalid for files that cannot be used.
    """
    catalogue, replies = load_training_files(folder)
    exemplars, labelled = from_catalogue(catalogue), from_replies(replies, catalogue)
    table = join(exemplars, labelled)
    bag = build_bag(table.texts, encoder)
    first = len(exemplars) if len(labelled) else 0
    logits, tested = _held_out_logits(table, bag, first)
    margin = MARGIN_WEIGHT if len(labelled) else 0.0
    if margin:
        logits[tested] += margin * _largest_margins(bag, tested, build_margins(catalogue, encoder))
    held = _held(catalogue, replies, select(table, tested), logits[tested], tested - first)
    calibration = calibrate(held, on_replies=len(labelled) > 0)
    linear = fit_linear(bag, table.labels, table.weights)
    words = fit_words(_wholes(table.texts), table.labels, table.weights)
    about = {
        "encoder": encoder.name,
        "fingerprint": fingerprint(folder, encoder.name),
        "exemplars": len(exemplars),
        "replies": len(labelled),
        "calibrated_on": len(tested),
        "kinds": [point.kind.value for point in catalogue.points.values()],
    }
    spoken = {"word_weights": words.weights, "word_bias": words.bias, "rarity": words.rarity}
    margins = np.full(len(catalogue.points), margin)
    return Head(tuple(catalogue.points), about, **vars(linear), **vars(calibration), **spoken, margin=margins)


def load_training_files(folder: Path) -> tuple[Catalogue, tuple[LabelledReply, ...]]:
    """Read a catalogue and its labelled replies; raises LabelsInvalid where a reply names an unknown point."""
    catalogue = load_catalogue(folder)
    replies = load_folder(folder / "replies")
    require_known(replies, catalogue.points, str(folder / "replies"))
    return catalogue, replies


def fingerprint(folder: Path, encoder_name: str) -> str:
    """Return a digest of everything a head is made from: the catalogue's words, the replies, the encoder, this code."""
    catalogue, replies = load_training_files(folder)
    points = [
        [p.id, p.kind, p.exemplars, p.counter_exemplars, catalogue.domain_of[p.id]] for p in catalogue.points.values()
    ]
    rows = [reply.model_dump() for reply in replies]
    digest = hashlib.sha256(json.dumps([FORMAT, encoder_name, points, rows], ensure_ascii=False).encode())
    for name in ("text", "examples", "linear", "words", "margins", "calibration", "training"):
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return digest.hexdigest()


def build_margins(catalogue: Catalogue, encoder: Encoder) -> Margins:
    """Encode the examples of every point of a catalogue."""
    points = catalogue.points.values()
    texts = list(dict.fromkeys(text for p in points for text in (*p.exemplars, *p.counter_exemplars)))
    vectors, place = encoder.encode(texts), {text: i for i, text in enumerate(texts)}
    rows = [[[place[text] for text in side] for side in (p.exemplars, p.counter_exemplars)] for p in points]
    return Margins([(vectors[shown], vectors[not_shown]) for shown, not_shown in rows])


def build_bag(texts: Sequence[str], encoder: Encoder) -> Bag:
    """Encode the sentences of some replies, and each as a whole, in one call."""
    sentences = [[plain(span.text) for span in split_sentences(text)] for text in texts]
    flat = [s for per_text in sentences for s in per_text]
    distinct = list(dict.fromkeys([*flat, *(whole_text(s) for s in sentences)]))
    vectors, place = encoder.encode(distinct), {text: i for i, text in enumerate(distinct)}
    rows = np.repeat(np.arange(len(texts)), [len(s) for s in sentences])
    return Bag(vectors[[place[s] for s in flat]], rows, vectors[[place[whole_text(s)] for s in sentences]])


def take_rows(bag: Bag, rows: Sequence[int] | NDArray[np.int64]) -> Bag:
    """Return the bag of some of its replies, in the order given."""
    readings = [bag.reading(row) for row in rows]
    counts = [len(reading.sentences) for reading in readings]
    sentences = np.concatenate([reading.sentences for reading in readings])
    return Bag(sentences, np.repeat(np.arange(len(readings)), counts), bag.wholes[list(rows)])


def _held_out_logits(table: Examples, bag: Bag, first: int) -> tuple[Floats, Rows]:
    """Return logits for the rows from `first` on, each made by a fit that saw no row of its group; and those rows."""
    logits = np.zeros(table.labels.shape)
    tested = np.arange(first, len(table))
    groups = [table.groups[i] for i in tested]
    folds = min(FOLDS, len(set(groups)))
    texts = _wholes(table.texts)
    if folds < 2:
        return _logits(table, bag, texts, tested, tested), tested
    for _, held in GroupKFold(folds).split(tested, groups=groups):
        out = tested[held]
        logits[out] = _logits(table, bag, texts, np.setdiff1d(np.arange(len(table)), out), out)
    return logits, tested


def _largest_margins(bag: Bag, rows: Rows, margins: Margins) -> Floats:
    """Return the largest margin of a reply's sentences to each point, shape (rows, points)."""
    readings = (bag.reading(row).sentences for row in rows)
    return np.stack([margins.of(s).margin.max(axis=0) if len(s) else np.zeros(margins.points) for s in readings])


def _logits(table: Examples, bag: Bag, texts: Sequence[str], fitted: Rows, out: Rows) -> Floats:
    """Fit on some rows and return the logits of others."""
    labels, weights = table.labels[fitted], table.weights[fitted]
    linear = fit_linear(take_rows(bag, fitted), labels, weights)
    words = fit_words([texts[i] for i in fitted], labels, weights)
    return predict_linear(linear, take_rows(bag, out)) + words.logits([texts[i] for i in out])


def _wholes(texts: Sequence[str]) -> list[str]:
    return [whole_text([plain(span.text) for span in split_sentences(text)]) for text in texts]


def _held(
    catalogue: Catalogue,
    replies: Sequence[LabelledReply],
    rows: Examples,
    logits: Floats,
    places: NDArray[np.int64],
) -> Held:
    column = {point: i for i, point in enumerate(catalogue.points)}
    partial = np.zeros(rows.labels.shape, bool)
    for row, place in enumerate(places):
        for point in replies[place].partial if replies else ():
            partial[row, column[point]] = True
    practice = np.array([point.kind is Kind.PRACTICE for point in catalogue.points.values()])
    return Held(logits, rows.labels > 0, rows.weights >= 1, partial, practice)
