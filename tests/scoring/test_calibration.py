"""Calibration on constructed predictions: what is perfectly told apart, what is noise, and what is missing."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.calibration import LEAST_DECIDED, Calibration, Held, calibrate

SEPARATE = [4.0] * 20 + [-4.0] * 80
"""Logits of a point that is shown in the first twenty of a hundred replies, and never otherwise."""


def held(*columns: list[float], shown: int = 20, practice: bool = True, partial: slice | None = None) -> Held:
    logits = np.array(columns).T
    truth = np.zeros(logits.shape, bool)
    truth[:shown] = True
    halfway = np.zeros(logits.shape, bool)
    judged = np.ones(logits.shape, bool)
    if partial is not None:
        halfway[partial] = True
        judged[partial] = False
    return Held(logits, truth, judged, halfway, np.full(logits.shape[1], practice))


def probability(fitted: Calibration, z: float, point: int = 0) -> float:
    return float(1 / (1 + np.exp(-(fitted.slope[point] * z + fitted.offset[point]))))


def test_what_is_told_apart_gets_probabilities_near_nought_and_one() -> None:
    fitted = calibrate(held(SEPARATE))
    assert probability(fitted, 4.0) > 0.95
    assert probability(fitted, -4.0) < 0.05
    assert probability(fitted, -4.0) < fitted.decide[0] < probability(fitted, 4.0)


def test_what_is_told_apart_needs_no_doubt() -> None:
    fitted = calibrate(held(SEPARATE))
    assert fitted.unsure_from[0] <= fitted.decide[0] <= fitted.unsure_to[0]
    assert fitted.unsure_to[0] <= probability(fitted, 4.0)
    assert fitted.unsure_from[0] > probability(fitted, -4.0)


def test_noise_gets_the_share_that_was_shown() -> None:
    fitted = calibrate(held([0.0] * 100))
    assert probability(fitted, 0.0) == pytest.approx(0.2, abs=0.01)


def test_noise_is_never_stated_surely() -> None:
    logits = np.random.default_rng(0).normal(size=100).tolist()
    fitted = calibrate(held(logits))
    assert max(probability(fitted, z) for z in logits) < fitted.unsure_to[0]


def test_a_point_never_shown_keeps_its_logit() -> None:
    fitted = calibrate(held([-2.0] * 50, shown=0))
    assert (fitted.slope[0], fitted.offset[0]) == (1.0, 0.0)


def test_a_point_with_few_replies_leans_on_the_others_of_its_kind() -> None:
    two = held(SEPARATE, SEPARATE)
    two.judged[:, 1] = False
    assert probability(calibrate(two), 4.0, point=1) > 0.95


def test_the_other_kind_is_not_leant_on() -> None:
    both = held(SEPARATE, [-z for z in SEPARATE])
    both.judged[:, 1] = False
    apart = Held(both.logits, both.truth, both.judged, both.partial, np.array([True, False]))
    assert calibrate(apart).slope.tolist()[1] == 1.0


def test_partial_lies_between_what_is_missed_and_what_is_met() -> None:
    rng = np.random.default_rng(2)
    shown, halfway, missed = rng.normal(2, 1.5, 40), rng.normal(0, 0.5, 40), rng.normal(-3, 1.5, 120)
    fitted = calibrate(held([*shown, *halfway, *missed], shown=40, partial=slice(40, 80)))
    assert fitted.partial[0] < fitted.decide[0]
    partly = [probability(fitted, z) >= fitted.partial[0] for z in halfway]
    not_at_all = [probability(fitted, z) < fitted.partial[0] for z in missed]
    assert min(np.mean(partly), np.mean(not_at_all)) > 0.8


def test_a_pitfall_is_never_partial() -> None:
    fitted = calibrate(held(SEPARATE, practice=False))
    assert fitted.partial[0] == fitted.decide[0]


def test_every_threshold_is_a_share_and_in_its_order() -> None:
    rng = np.random.default_rng(1)
    columns = [(rng.normal(size=100) + np.array([1.5] * 20 + [0] * 80)).tolist() for _ in range(4)]
    fitted = calibrate(held(*columns))
    for name in ("decide", "partial", "unsure_from", "unsure_to"):
        assert ((getattr(fitted, name) >= 0) & (getattr(fitted, name) <= 1)).all(), name
    assert (fitted.unsure_from <= fitted.decide).all()
    assert (fitted.decide <= fitted.unsure_to).all()
    assert (fitted.partial <= fitted.decide).all()
    assert (fitted.slope > 0).all()


def test_nothing_is_sure_where_no_statement_is_right_often_enough() -> None:
    assert calibrate(held([0.0] * 100)).unsure_to[0] == 1.0


def test_on_exemplars_alone_a_point_is_decided_where_it_is_even() -> None:
    # Stating everything has the best F1 where nothing tells apart what is shown one time in five.
    noise = held([0.0] * 100)
    assert calibrate(noise).decide.tolist() == [LEAST_DECIDED]
    assert calibrate(noise, on_replies=False).decide.tolist() == [0.5]
