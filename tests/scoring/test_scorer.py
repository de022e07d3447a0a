from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.load import load_catalogue
from engine.verdict import Evidence, Judgement, Kind, Verdict
from scoring.errors import HeadMissing
from scoring.scorer import Query, SentenceScorer, load_scorer
from scoring.vectors import VectorCache
from tests.scoring.toy import CATALOGUE, HIGH, LOW, POINTS, toy_head, toy_scorer
from tests.scoring.word_encoder import WordEncoder

PIECES = ("tell", "Tell", "secret", "not", "hello", ".", ",", "!", "…", "’", "“", "\n", "é", "🙂")

Judge = Callable[..., tuple[Verdict, Verdict]]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """Judge a reply on both points, with some of the head's fields replaced."""

    def _judge(reply: str, **changes: Any) -> tuple[Verdict, Verdict]:
        invited, promised = toy_scorer(tmp_path, **changes).score(reply, POINTS)
        return invited, promised

    return _judge


def test_a_practice_is_met_and_a_pitfall_absent(judge: Judge) -> None:
    invited, promised = judge("Hello. Tell me.")
    assert (invited.point, invited.kind, invited.verdict) == ("open-invitation", Kind.PRACTICE, Judgement.MET)
    assert (promised.point, promised.kind, promised.verdict) == ("promises-secrecy", Kind.PITFALL, Judgement.ABSENT)
    assert (invited.probability, promised.probability) == (HIGH, LOW)
    assert (invited.sure, promised.sure) == (True, True)


def test_a_practice_is_missed_and_a_pitfall_present(judge: Judge) -> None:
    invited, promised = judge("It is a secret.")
    assert (invited.verdict, promised.verdict) == (Judgement.MISSED, Judgement.PRESENT)


def test_the_stance_turns_the_verdict(judge: Judge) -> None:
    assert judge("It is not a secret.")[1].verdict is Judgement.ABSENT


def test_below_the_unsure_band_a_practice_is_missed_and_never_partial(judge: Judge) -> None:
    invited, _ = judge("Tell me a secret.", decide=[0.99, 0.99], unsure_from=[0.98, 0.98], unsure_to=[1.0, 1.0])
    assert (invited.verdict, invited.sure) == (Judgement.MISSED, True)


def test_between_partial_and_decide_a_practice_is_partial_and_a_pitfall_absent(judge: Judge) -> None:
    # 'Tell me a secret.' has a probability of 0.888 for both.
    invited, promised = judge("Tell me a secret.", decide=[0.9, 0.9], partial=[0.8, 0.9])
    assert (invited.verdict, promised.verdict) == (Judgement.PARTIAL, Judgement.ABSENT)


@pytest.mark.parametrize(
    ("band", "sure"),
    [((0.4, 0.6), True), ((0.8, 0.9), False), ((0.888, 0.9), False), ((0.8, 0.888), True), ((0.89, 0.9), True)],
)
def test_inside_the_unsure_band_a_verdict_is_given_but_not_sure(
    judge: Judge, band: tuple[float, float], sure: bool
) -> None:
    low, high = band
    invited, _ = judge("Tell me a secret.", unsure_from=[low, 0.4], unsure_to=[high, 0.6])
    assert (invited.verdict, invited.sure) == (Judgement.MET, sure)


@pytest.mark.parametrize("reply", ["", "   ", "\n\n", "...?!", "🙂 🙂"])
def test_a_reply_without_a_word_shows_nothing_surely(judge: Judge, reply: str) -> None:
    for verdict in judge(reply, bias=[50.0, 50.0]):
        assert verdict.verdict in (Judgement.MISSED, Judgement.ABSENT)
        assert (verdict.probability, verdict.sure, verdict.evidence) == (0.0, True, None)
        assert (verdict.nearest_exemplar, verdict.nearest_counter_exemplar, verdict.because) == (None, None, None)


def test_evidence_is_the_learners_own_words_where_they_stand(judge: Judge) -> None:
    invited, promised = judge("  Hello.\n Do  tell… ")
    assert invited.evidence == Evidence(text="Do  tell…", start=10, end=19)
    assert promised.evidence is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reply=st.lists(st.sampled_from(PIECES), max_size=40))
def test_evidence_always_is(judge: Judge, reply: list[str]) -> None:
    text = " ".join(reply)
    for verdict in judge(text):
        assert 0 <= verdict.probability <= 1
        if verdict.evidence:
            assert text[verdict.evidence.start : verdict.evidence.end] == verdict.evidence.text
        assert not verdict.shown or verdict.evidence or "tell" in text.lower() or "secret" in text


def test_the_nearest_examples_are_those_of_the_sentence_that_moved_it(judge: Judge) -> None:
    invited, promised = judge("Not now. Tell me.")
    assert invited.nearest_exemplar == "Tell me about it."
    # The promise was not noticed; its nearest sentence is 'Not now.', closest to a refusal.
    assert promised.nearest_counter_exemplar == "It is not a secret."


def test_why_is_said_where_it_is_plain(judge: Judge) -> None:
    _, promised = judge("I cannot promise that. It is not a secret.")
    assert promised.verdict is Judgement.ABSENT
    assert judge("I can't keep a secret, not that.")[1].because == "you said you would not promise it"


def test_verdicts_come_in_the_order_of_the_points(tmp_path: Path) -> None:
    scorer = toy_scorer(tmp_path)
    assert [v.point for v in scorer.score("Tell me.", POINTS[::-1])] == list(POINTS[::-1])
    assert scorer.score("Tell me.", ()) == ()


def test_replies_come_in_the_order_of_the_queries(tmp_path: Path) -> None:
    queries = [Query("A secret.", POINTS), Query("", POINTS[:1]), Query("Tell me.", POINTS[:1])]
    judged = toy_scorer(tmp_path).score_many(queries)
    assert [[v.probability for v in row] for row in judged] == [[LOW, HIGH], [0.0], [HIGH]]


def test_no_replies_give_no_verdicts(tmp_path: Path) -> None:
    assert toy_scorer(tmp_path).score_many([]) == []


def test_many_replies_are_judged_as_each_alone(tmp_path: Path) -> None:
    scorer = toy_scorer(tmp_path)
    replies = ["Tell me. Do tell.", "Hi. A secret. Not a secret.", "", "Tell a secret. Tell me."]
    together = scorer.score_many([Query(reply, POINTS) for reply in replies])
    assert together == [scorer.score(reply, POINTS) for reply in replies]


def test_sentences_and_wholes_are_encoded_in_one_call(tmp_path: Path) -> None:
    encoder = WordEncoder()
    scorer = toy_scorer(tmp_path, encoder)
    scorer.warm()
    encoder.calls.clear()
    scorer.score_many([Query("Hi. Tell me.", POINTS), Query("Hi. Bye.", POINTS)])
    assert encoder.calls == [["Hi.", "Tell me.", "Hi. Tell me.", "Bye.", "Hi. Bye."]]


def test_warm_leaves_no_example_to_be_encoded(tmp_path: Path) -> None:
    encoder = WordEncoder()
    toy_scorer(tmp_path, encoder).warm()
    ((*examples,),) = encoder.calls
    assert len(examples) == 8


def test_a_point_the_head_does_not_know_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HeadMissing, match="does not know 'safe-now'"):
        toy_scorer(tmp_path).score("Tell me.", ["safe-now"])


def test_the_head_of_another_encoder_is_refused(tmp_path: Path) -> None:
    encoder = WordEncoder("others")
    with pytest.raises(HeadMissing, match="belongs to the encoder words, not others"):
        SentenceScorer(load_catalogue(CATALOGUE), toy_head(), encoder, VectorCache(encoder, tmp_path))


def test_a_point_without_examples_has_no_nearest(tmp_path: Path) -> None:
    (tmp_path / "bare.yaml").write_text(
        "domain: bare\npoints: [{id: open-invitation, kind: practice, exemplars: [], counter_exemplars: []}]"
    )
    encoder = WordEncoder()
    scorer = SentenceScorer(load_catalogue(tmp_path), toy_head(), encoder, VectorCache(encoder, tmp_path))
    met, missed = scorer.score("Tell me.", POINTS[:1]) + scorer.score("Hello.", POINTS[:1])
    assert (met.shown, met.nearest_exemplar, met.nearest_counter_exemplar) == (True, None, None)
    assert (missed.shown, missed.nearest_exemplar) == (False, None)


def test_the_version_is_the_heads(tmp_path: Path) -> None:
    assert toy_scorer(tmp_path).version == toy_head().version
    about = {**toy_head().about, "fingerprint": "f" * 64}
    assert toy_scorer(tmp_path, about=about).version == "ffffffffffff/words" == replace(toy_head(), about=about).version


def test_a_missing_head_is_told_before_the_encoder_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(HeadMissing, match="there is no trained head"):
        load_scorer(CATALOGUE, tmp_path / "none.safetensors", tmp_path / "no-encoder")
