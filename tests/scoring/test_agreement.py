"""Agreement worked by hand on four replies and two points."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.agreement import Agreement, by_point, calibration_error, compare, macro_f1, reliability

TRUTH = np.array([[1, 0], [1, 1], [0, 0], [0, 1]], bool)
STATED = np.array([[1, 0], [0, 1], [1, 0], [0, 1]], bool)
ALL = np.ones((4, 2), bool)


def test_the_pooled_agreement_counts_every_judged_cell() -> None:
    pooled = compare(TRUTH, STATED, ALL)
    assert pooled == Agreement(shown=4, stated=4, both=3, judged=8)
    assert (pooled.precision, pooled.recall, pooled.f1) == (0.75, 0.75, 0.75)
    assert pooled.kappa == pytest.approx(0.5)  # 6 of 8 agree, half by chance: (0.75 - 0.5) / 0.5


def test_each_point_has_its_own() -> None:
    first, second = by_point(TRUTH, STATED, ALL)
    assert (first.precision, first.recall, first.f1, first.kappa) == (0.5, 0.5, 0.5, 0.0)
    assert (second.precision, second.recall, second.f1, second.kappa) == (1.0, 1.0, 1.0, 1.0)
    assert macro_f1((first, second)) == 0.75


def test_precision_and_recall_part_where_more_is_stated_than_shown() -> None:
    uneven = Agreement(shown=2, stated=6, both=2, judged=10)
    assert uneven.precision == pytest.approx(1 / 3)
    assert uneven.recall == 1.0
    assert uneven.f1 == 0.5  # 2 * 2 / (2 + 6)
    assert uneven.kappa == pytest.approx((0.6 - 0.44) / 0.56)  # by chance 0.2 * 0.6 + 0.8 * 0.4


def test_a_cell_that_is_not_judged_is_not_counted() -> None:
    judged = ALL.copy()
    judged[1, 0] = judged[2, 0] = False
    assert compare(TRUTH, STATED, judged) == Agreement(shown=3, stated=3, both=3, judged=6)


def test_disagreement_beyond_chance_is_below_nought() -> None:
    assert Agreement(shown=2, stated=2, both=0, judged=4).kappa == -1.0


def test_nothing_shown_nothing_stated_and_nothing_judged_are_all_nought() -> None:
    for empty in (Agreement(0, 0, 0, 5), Agreement(0, 0, 0, 0)):
        assert (empty.precision, empty.recall, empty.f1, empty.kappa) == (0.0, 0.0, 0.0, 0.0)


def test_a_point_never_shown_is_left_out_of_the_macro_figure() -> None:
    good, never = Agreement(2, 2, 2, 4), Agreement(0, 3, 0, 4)
    assert macro_f1((good, never)) == 1.0
    assert macro_f1((never,)) == 0.0


def test_calibration_error_is_the_mean_gap_by_bin() -> None:
    truth = np.array([[1], [1], [0], [0]], bool)
    probability = np.array([[0.95], [0.85], [0.15], [0.05]])
    judged = np.ones((4, 1), bool)
    assert calibration_error(truth, probability, judged) == pytest.approx(0.1)  # gaps 0.05, 0.15, 0.15 and 0.05
    # In one bin the mean said, 0.5, is the share that was.
    assert calibration_error(truth, probability, judged, bins=1) == pytest.approx(0.0)


def test_reliability_lists_the_bins_that_have_cells() -> None:
    truth = np.array([[1, 0, 1]], bool)
    probability = np.array([[1.0, 0.92, 0.0]])
    rows = reliability(truth, probability, np.ones((1, 3), bool))
    assert rows == [pytest.approx((1 / 3, 0.0, 1.0)), pytest.approx((2 / 3, 0.96, 0.5))]


def test_nothing_judged_has_no_calibration_error() -> None:
    nothing = np.zeros((2, 1), bool)
    assert calibration_error(nothing, np.zeros((2, 1)), nothing) == 0.0
    assert reliability(nothing, np.zeros((2, 1)), nothing) == []
