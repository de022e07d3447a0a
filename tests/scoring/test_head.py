"""The head that is committed."""

from __future__ import annotations

import pytest

from engine.catalogue import Catalogue
from scoring.classifier import load_head
from scoring.encoder import encoder_name, shipped_adapter
from scoring.scorer import SentenceScorer
from scoring.training import fingerprint
from tests.scoring.conftest import GUIDANCE, HEAD

pytestmark = pytest.mark.encoder

LARGEST_BYTES = 5_000_000


def test_it_is_current() -> None:
    made_from = fingerprint(GUIDANCE, encoder_name(adapter=shipped_adapter()))
    assert load_head(HEAD).about["fingerprint"] == made_from, "it is stale: run `attune train`"


def test_it_belongs_to_the_encoder_that_is_shipped() -> None:
    assert load_head(HEAD).about["encoder"] == encoder_name(adapter=shipped_adapter())


def test_it_knows_every_point_of_the_catalogue_in_order(catalogue: Catalogue) -> None:
    assert load_head(HEAD).points == tuple(catalogue.points)


def test_it_is_small_enough_to_commit() -> None:
    adapter = shipped_adapter()
    assert HEAD.stat().st_size < LARGEST_BYTES
    assert adapter is None or adapter.stat().st_size < LARGEST_BYTES


def test_its_thresholds_are_in_their_order() -> None:
    head = load_head(HEAD)
    assert (head.slope > 0).all()
    assert (head.unsure_from <= head.decide).all()
    assert (head.decide <= head.unsure_to).all()
    assert (head.partial <= head.decide).all()


def test_the_scorer_is_named_after_it(scorer: SentenceScorer) -> None:
    assert scorer.version == load_head(HEAD).version
