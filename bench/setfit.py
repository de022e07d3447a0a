"""SetFit on the same exemplars, on one domain: contrastive tuning of the encoder on pairs, then a regression a point.

Tunstall 2022: pairs of exemplars of one point should be near, an exemplar and a counter-exemplar of it far. The plain
encoder is tuned whole, for one epoch. `python -m bench.setfit` keeps its agreement with the replies of `hearing`.
"""

from __future__ import annotations

from random import Random

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

from bench.figures import keep
from engine.catalogue import Catalogue
from engine.load import load_catalogue
from scoring.agreement import by_point, compare, macro_f1
from scoring.baselines import Baseline, stated
from scoring.encoder import Encoder
from scoring.examples import from_catalogue, from_replies
from scoring.labels import load_replies
from simulator.wiring import GUIDANCE

DOMAIN = "hearing"
PAIRS = 6000
BATCH = 32
LEARNING_RATE = 2e-5


def measure() -> dict[str, float]:
    """Tune, fit and compare; return macro-F1 and micro-F1."""
    whole = load_catalogue(GUIDANCE)
    catalogue = Catalogue(domains=tuple(d for d in whole.domains if d.domain == DOMAIN))
    encoder = Encoder()
    _tune(encoder, catalogue)
    fitting = from_replies(load_replies(GUIDANCE / "replies" / f"{DOMAIN}.jsonl"), catalogue)
    tested = from_replies(load_replies(GUIDANCE.parent / "tests" / "replies" / f"{DOMAIN}.jsonl"), catalogue)
    method = Baseline(
        "setfit", _probabilities(encoder, catalogue, fitting.texts), _probabilities(encoder, catalogue, tested.texts)
    )
    truth, judged = tested.labels > 0, tested.weights >= 1
    said = stated(method, fitting)
    return {
        "macro_f1": round(macro_f1(by_point(truth, said, judged)), 4),
        "micro_f1": round(compare(truth, said, judged).f1, 4),
    }


def _tune(encoder: Encoder, catalogue: Catalogue) -> None:
    torch.manual_seed(0)
    model, rng = encoder._model, Random(0)
    pairs = [_pair(rng.choice(list(catalogue.points.values())), rng) for _ in range(PAIRS)]
    optimiser = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE)
    model.train()
    for start in range(0, PAIRS, BATCH):
        batch = pairs[start : start + BATCH]
        first, second = (_embed(model, [pair[side] for pair in batch]) for side in (0, 1))
        near = torch.tensor([pair[2] for pair in batch])
        loss = torch.nn.functional.mse_loss(torch.cosine_similarity(first, second), near)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    model.eval()


def _pair(point, rng):
    near = rng.random() < 0.5
    first = rng.choice(point.exemplars)
    return first, rng.choice(point.exemplars if near else point.counter_exemplars), float(near)


def _embed(model, texts):
    features = model.tokenizer(texts, padding=True, truncation=True, max_length=128, return_tensors="pt")
    return model(dict(features))["sentence_embedding"]


def _probabilities(encoder: Encoder, catalogue: Catalogue, texts: tuple[str, ...]) -> np.ndarray:
    exemplars, vectors = from_catalogue(catalogue), encoder.encode(texts)
    known, columns = encoder.encode(exemplars.texts), []
    for column in range(len(catalogue.points)):
        rows = np.flatnonzero(exemplars.weights[:, column] > 0)
        model = LogisticRegression(C=10, class_weight="balanced").fit(known[rows], exemplars.labels[rows, column])
        columns.append(model.predict_proba(vectors)[:, 1])
    return np.stack(columns, axis=1)


if __name__ == "__main__":
    keep(setfit=measure())
