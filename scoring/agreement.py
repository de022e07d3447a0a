"""How well verdicts agree with labels: precision, recall, F1, kappa, calibration. Numbers in, numbers out.

Arrays are `truth`, `stated` and `judged`, each of shape (replies, points) and of zeros and ones: what the reader said
is shown, what the scorer said is shown, and where the two are compared. A practice the reader called partial is not
compared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Shares = NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """Agreement on one point, or pooled; every share is from 0 to 1. All are 0 where nothing was shown or stated."""

    shown: int
    stated: int
    both: int
    judged: int

    @property
    def precision(self) -> float:
        """Share of what was stated that the reader shows too; 0 when nothing was stated."""
        return self.both / self.stated if self.stated else 0.0

    @property
    def recall(self) -> float:
        """Share of what the reader shows that was stated; 0 when nothing was shown."""
        return self.both / self.shown if self.shown else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 when both are."""
        total = self.shown + self.stated
        return 2 * self.both / total if total else 0.0

    @property
    def kappa(self) -> float:
        """Agreement beyond chance (Cohen 1960); 0 when chance alone would agree always."""
        if not self.judged:
            return 0.0
        neither = self.judged - self.shown - self.stated + self.both
        observed = (self.both + neither) / self.judged
        yes = self.shown * self.stated / self.judged**2
        no = (self.judged - self.shown) * (self.judged - self.stated) / self.judged**2
        return (observed - yes - no) / (1 - yes - no) if yes + no < 1 else 0.0


def compare(truth: Flags, stated: Flags, judged: Flags) -> Agreement:
    """Return the pooled agreement of all cells that are judged."""
    return Agreement(
        shown=int((truth & judged).sum()),
        stated=int((stated & judged).sum()),
        both=int((truth & stated & judged).sum()),
        judged=int(judged.sum()),
    )


def by_point(truth: Flags, stated: Flags, judged: Flags) -> tuple[Agreement, ...]:
    """Return the agreement of each column."""
    columns = range(truth.shape[1])
    return tuple(compare(truth[:, [c]], stated[:, [c]], judged[:, [c]]) for c in columns)


def macro_f1(agreements: tuple[Agreement, ...]) -> float:
    """Mean F1 of the points that were shown at least once; 0 when none was."""
    shown = [a.f1 for a in agreements if a.shown]
    return float(np.mean(shown)) if shown else 0.0


def calibration_error(truth: Flags, probability: Shares, judged: Flags, bins: int = 10) -> float:
    """Return the expected calibration error over equal-width bins (Naeini 2015), from 0 to 1; 0 for nothing judged."""
    return sum(share * abs(said - was) for share, said, was in reliability(truth, probability, judged, bins))


def reliability(truth: Flags, probability: Shares, judged: Flags, bins: int = 10) -> list[tuple[float, float, float]]:
    """Return for each bin that has cells: share of all cells, mean probability, share that was shown."""
    p, y = probability[judged], truth[judged]
    index = np.minimum((p * bins).astype(int), bins - 1)
    filled = [index == b for b in range(bins) if (index == b).any()]
    return [(float(cells.mean()), float(p[cells].mean()), float(y[cells].mean())) for cells in filled]
