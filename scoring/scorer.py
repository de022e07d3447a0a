"""Judges replies: sentences, vectors, probabilities, verdicts with their reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from engine.catalogue import Catalogue, PracticePoint
from engine.load import load_catalogue
from engine.verdict import Evidence, Judgement, Kind, Verdict
from scoring.classifier import Floats, Head, load_head
from scoring.encoder import Encoder, Vectors, load_encoder
from scoring.errors import HeadMissing
from scoring.margins import Comparison, Margins
from scoring.reasons import explain
from scoring.reply import CANDIDATES, Reply
from scoring.text import Span
from scoring.vectors import VectorCache

MARGINS_KEPT = 16
"""Sets of points whose examples are held together in memory, a megabyte or so each: those asked for last, as the next
reply asks for the same."""


@dataclass(frozen=True)
class Query:
    """A reply to judge on some points; `prompt` is the line it answers."""

    reply: str
    points: tuple[str, ...]
    prompt: str = ""


class SentenceScorer:
    """Judges replies on this machine. Implements `engine.ports.Scorer`."""

    def __init__(self, catalogue: Catalogue, head: Head, encoder: Encoder, cache: VectorCache) -> None:
        """Raises HeadMissing when the head belongs to another encoder."""
        if head.about["encoder"] != encoder.name:
            message = f"the trained head belongs to the encoder {head.about['encoder']}, not {encoder.name}"
            raise HeadMissing(message, hint="run `attune train`, or name the head's own encoder")
        self._catalogue, self._head, self._encoder, self._cache = catalogue, head, encoder, cache
        self._margins = lru_cache(maxsize=MARGINS_KEPT)(self._build_margins)

    @property
    def version(self) -> str:
        """Name of the trained head and encoder."""
        return self._head.version

    def score(self, reply: str, points: Sequence[str], prompt: str = "") -> tuple[Verdict, ...]:
        """Return one verdict a point, in the order of `points`. A reply without a word shows nothing, surely."""
        return self.score_many([Query(reply, tuple(points), prompt)])[0]

    def score_many(self, queries: Sequence[Query]) -> list[tuple[Verdict, ...]]:
        """Judge many replies; sentences and whole replies are encoded in one call. Verdicts come in order.

        Raises HeadMissing for a point the head was not trained on.
        """
        head, spoken = self._head, dict[str, Floats]()
        columns = {query.points: head.columns(query.points) for query in queries}
        compared = {points: Comparison(self._margins(points)) for points in columns}
        replies = [Reply(q.reply, head, columns[q.points], compared[q.points], spoken) for q in queries]
        texts = list(dict.fromkeys(text for reply in replies for text in reply.texts))
        vectors = dict(zip(texts, self._encoder.encode(texts), strict=True))
        self._count_words(spoken, (reply.texts[-1] for reply in replies if reply.texts))
        _read(replies, vectors)
        self._count_words(spoken, (text for reply in replies for text in reply.remainders))
        self._look_closer(replies, vectors, spoken)
        judged = zip(queries, replies, strict=True)
        return [tuple(self._verdict(query, reply, i) for i in range(len(query.points))) for query, reply in judged]

    def warm(self) -> None:
        """Encode the catalogue's examples now, so that the first reply need not wait for it."""
        self._encode_examples(self._catalogue.points.values())

    def _build_margins(self, points: tuple[str, ...]) -> Margins:
        """Return the margins of some points, from their examples' vectors."""
        asked = [self._catalogue.points[point] for point in points]
        self._encode_examples(asked)
        return Margins([(self._cache.vectors(p.exemplars), self._cache.vectors(p.counter_exemplars)) for p in asked])

    def _encode_examples(self, points: Iterable[PracticePoint]) -> None:
        """Encode in one go what was never encoded of some points' examples."""
        self._cache.vectors([text for p in points for text in (*p.exemplars, *p.counter_exemplars)])

    def _count_words(self, spoken: dict[str, Floats], texts: Iterable[str]) -> None:
        """Add what the words of some texts say."""
        missing = [text for text in dict.fromkeys(texts) if text not in spoken]
        if missing:
            spoken.update(zip(missing, self._head.word_logits(missing), strict=True))

    def _look_closer(self, replies: Sequence[Reply], vectors: dict[str, Vectors], spoken: dict[str, Floats]) -> None:
        """Where it is not plain which sentence moved a point, judge the reply without it."""
        known = dict(vectors)
        for _ in range(CANDIDATES):
            shorter = [(reply, i, reply.without(i)) for reply in replies for i in reply.in_doubt()]
            texts = dict.fromkeys(text for _, _, without in shorter for text in without.texts if text not in known)
            known |= dict(zip(texts, self._encoder.encode(list(texts)), strict=True))
            self._count_words(spoken, (without.texts[-1] for _, _, without in shorter if without.texts))
            _read([without for _, _, without in shorter], known)
            for reply, sentence, without in shorter:
                reply.compare(sentence, without)

    def _verdict(self, query: Query, reply: Reply, i: int) -> Verdict:
        point, p = self._catalogue.points[query.points[i]], float(reply.probability[i])
        judgement, sure = self._decide(point, p)
        moved = reply.moved_by(i)
        nearest = moved if moved is not None else reply.nearest_sentence(i)
        return Verdict(
            point=point.id,
            kind=point.kind,
            verdict=judgement,
            probability=p,
            sure=sure,
            evidence=_evidence(reply.spans[moved]) if moved is not None else None,
            **(_reasons(point, i, judgement, reply, nearest) if nearest is not None else {}),
        )

    def _decide(self, point: PracticePoint, p: float) -> tuple[Judgement, bool]:
        head, column = self._head, self._head.column(point.id)
        sure = not head.unsure_from[column] <= p < head.unsure_to[column]
        if p >= head.decide[column]:
            return (Judgement.MET if point.kind is Kind.PRACTICE else Judgement.PRESENT), sure
        if point.kind is Kind.PITFALL:
            return Judgement.ABSENT, sure
        # Below the band it is as good as certain that a practice was not shown: that is missed, not partial.
        partial_from = max(head.partial[column], head.unsure_from[column])
        return (Judgement.PARTIAL if p >= partial_from else Judgement.MISSED), sure


def _read(replies: Sequence[Reply], vectors: dict[str, Vectors]) -> None:
    """Judge replies, whose sentences are compared with the examples in one go."""
    sentences: dict[Comparison, list[str]] = defaultdict(list)
    for reply in replies:
        if reply.compared:
            sentences[reply.compared] += reply.alone
    for compared, texts in sentences.items():
        compared.add(texts, vectors)
    for reply in replies:
        reply.read(vectors)


def _reasons(point: PracticePoint, i: int, judgement: Judgement, reply: Reply, sentence: int) -> dict[str, str | None]:
    exemplar, counter = reply.nearest_examples(i, sentence)
    return {
        "nearest_exemplar": point.exemplars[exemplar] if exemplar >= 0 else None,
        "nearest_counter_exemplar": point.counter_exemplars[counter] if counter >= 0 else None,
        "because": explain(point, judgement, reply.spans[sentence].text),
    }


def load_scorer(catalogue: Path, head: Path, encoder_folder: Path | None = None) -> SentenceScorer:
    """Load everything a scorer needs; raises EncoderMissing, HeadMissing or AuthorError."""
    trained = load_head(head)
    encoder = load_encoder(encoder_folder)
    return SentenceScorer(load_catalogue(catalogue), trained, encoder, VectorCache(encoder))


def _evidence(span: Span) -> Evidence:
    return Evidence(text=span.text, start=span.start, end=span.end)
