"""Trains the encoder's adapter: low-rank changes that pull apart what shows a practice point and what only sounds
like it.

All points are learnt at once, from exemplars against counter-exemplars and from labelled whole replies, with the same
two readings of a reply as the head (strongest sentence and whole). One prompt in five is never seen, so that what it
adds on new prompts can be measured. Takes tens of minutes on two cores; seeded, but not equal to the last bit on every
processor.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional as nnf

from scoring.classifier import SCALE
from scoring.encoder import Encoder
from scoring.examples import Examples, from_catalogue, from_replies, held_back, join, select
from scoring.noise import add_noise
from scoring.text import plain, split_sentences
from scoring.training import load_training_files

RANK = 16
SCALING = 2.0
EPOCHS = 4
BATCH = 64
LEARNING_RATES = (1e-3, 3e-3)
"""Of the low-rank matrices and of the head that is trained with them and thrown away."""

MAX_TOKENS = 128
SEED = 0


class LowRank(nn.Module):
    """A frozen linear layer with a trainable low-rank change."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.randn(RANK, linear.in_features) / math.sqrt(linear.in_features))
        self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))

    def forward(self, x: Tensor) -> Tensor:
        """Return the layer's output with the change added."""
        change = nnf.linear(nnf.linear(x, self.down.to(x.dtype)), (self.up * SCALING).to(x.dtype))
        return self.linear(x) + change  # type: ignore[no-any-return]


class _Reader(nn.Module):
    """The adapted encoder with a head on it."""

    def __init__(self, model: Any, points: int) -> None:
        super().__init__()
        self.transformer, self.tokenizer = model[0].model, model.tokenizer
        size = self.transformer.config.hidden_size
        self.sentence = nn.Parameter(torch.randn(points, size) * 0.02)
        self.whole = nn.Parameter(torch.randn(points, size) * 0.02)
        self.bias = nn.Parameter(torch.full((points,), -3.0))
        self.drop = nn.Dropout(0.1)

    def forward(self, replies: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Return the logits by strongest sentence and by the whole reply, each of shape (replies, points)."""
        sentences = [[plain(s.text) for s in split_sentences(reply)] or ["."] for reply in replies]
        flat = [s for per_reply in sentences for s in per_reply]
        rows = torch.tensor([i for i, per_reply in enumerate(sentences) for _ in per_reply])
        vectors, wholes = self._encode([*flat, *(" ".join(s) for s in sentences)]).tensor_split([len(flat)])
        by_sentence = SCALE * self.drop(vectors) @ self.sentence.T + self.bias
        empty = torch.full((len(replies), by_sentence.shape[1]), -1e4)
        strongest = empty.scatter_reduce(0, rows[:, None].expand_as(by_sentence), by_sentence, "amax")
        return strongest, SCALE * self.drop(wholes) @ self.whole.T + self.bias

    def _encode(self, texts: Sequence[str]) -> Tensor:
        unique = sorted(set(texts), key=len)
        parts = [self._encode_batch(unique[i : i + 64]) for i in range(0, len(unique), 64)]
        place = {text: i for i, text in enumerate(unique)}
        return torch.cat(parts)[[place[text] for text in texts]]

    def _encode_batch(self, texts: Sequence[str]) -> Tensor:
        tokens = self.tokenizer(texts, padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
        hidden = self.transformer(**tokens).last_hidden_state.float()
        mask = tokens["attention_mask"].unsqueeze(-1).float()
        return nnf.normalize((hidden * mask).sum(1) / mask.sum(1), dim=-1)


def train_adapter(folder: Path, path: Path, say: Any = print) -> None:
    """Train on a catalogue's folder and its replies, and write the adapter; `say` is told the loss of each epoch."""
    catalogue, replies = load_training_files(folder)
    table = join(from_catalogue(catalogue), from_replies(replies, catalogue))
    exemplars = len(table) - len(replies)
    seen = [i for i, group in enumerate(table.groups) if i < exemplars or not held_back(group)]
    table = select(table, seen)
    torch.manual_seed(SEED)
    model = Encoder()._model
    layers = _adapt(model)
    reader = _Reader(model, len(catalogue.points)).train()
    _fit(reader, table, say)
    save_adapter(layers, path)


def average_adapters(paths: Sequence[Path], path: Path) -> None:
    """Write the mean of some adapters' changes as one adapter, whose rank is the sum of theirs (Wortsman et al. 2022).

    The adapters are of the same layers; raises KeyError where one is missing.
    """
    every = [load_file(place) for place in paths]
    tensors = {}
    for key in every[0]:
        parts = [adapter[key] for adapter in every]
        tensors[key] = torch.cat(parts) if key.endswith(".down") else torch.cat(parts, dim=1) / len(parts)
    save_file({key: tensor.contiguous() for key, tensor in tensors.items()}, path)


def save_adapter(layers: dict[str, LowRank], path: Path) -> None:
    """Write the low-rank matrices in half precision, the scaling folded into `up`; see `scoring.adapter`."""
    tensors = {f"{name}.down": layer.down.detach().half() for name, layer in layers.items()}
    tensors |= {f"{name}.up": (layer.up.detach() * SCALING).half() for name, layer in layers.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, path)


def _adapt(model: Any) -> dict[str, LowRank]:
    """Freeze a model in bfloat16 and put a low-rank change on every linear layer of its encoder, by parameter name."""
    model.to(torch.bfloat16).requires_grad_(False)
    changed: dict[str, LowRank] = {}
    for name, module in list(model.named_modules()):
        if isinstance(module, nn.Linear) and ".encoder.layer." in name:
            parent, _, attribute = name.rpartition(".")
            changed[f"{name}.weight"] = LowRank(module)
            setattr(model.get_submodule(parent), attribute, changed[f"{name}.weight"])
    return changed


def _fit(reader: _Reader, table: Examples, say: Any) -> None:
    rng = Random(SEED)  # noqa: S311 (nothing secret is drawn)
    low_rank = [p for name, p in reader.named_parameters() if p.requires_grad and name.startswith("transformer")]
    head = [reader.sentence, reader.whole, reader.bias]
    rates = list(LEARNING_RATES)
    groups = [{"params": p, "lr": rate, "weight_decay": 0.01} for p, rate in zip((low_rank, head), rates, strict=True)]
    optimiser = torch.optim.AdamW(groups)
    steps = EPOCHS * math.ceil(len(table) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=steps + 1, pct_start=0.1)
    for epoch in range(EPOCHS):
        losses = []
        for rows in _batches(table, rng):
            loss = _loss(reader, table, rows, rng)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_([*low_rank, *head], 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        say(f"epoch {epoch + 1} of {EPOCHS}: loss {sum(losses) / len(losses):.3f}")


def _loss(reader: _Reader, table: Examples, rows: Sequence[int], rng: Random) -> Tensor:
    strongest, whole = reader([add_noise(table.texts[i], rng) for i in rows])
    truth = torch.tensor(table.labels[rows], dtype=torch.float32)
    weights = torch.tensor(table.weights[rows], dtype=torch.float32)
    cells = weights * (1 + 2 * truth)
    total = torch.zeros(())
    for logits in ((strongest + whole) / 2, strongest, whole):
        total = total + (nnf.binary_cross_entropy_with_logits(logits, truth, reduction="none") * cells).sum()
    return 10 * total / weights.sum().clamp(min=1)


def _batches(table: Examples, rng: Random) -> Iterator[list[int]]:
    """Yield batches of rows of similar length, in a random order."""
    order = list(range(len(table)))
    rng.shuffle(order)
    pools = [
        sorted(order[i : i + BATCH * 8], key=lambda row: len(table.texts[row])) for i in range(0, len(order), BATCH * 8)
    ]
    batches = [pool[i : i + BATCH] for pool in pools for i in range(0, len(pool), BATCH)]
    rng.shuffle(batches)
    yield from batches
