"""What scoring refuses.

ScoringError
├── EncoderMissing    the encoder's weights are not on this machine, or are not the ones expected
├── HeadMissing       the trained head is missing, unreadable or made for something else
├── LabelsInvalid     labelled replies that break their format
└── RequestInvalid    a reply is to be judged on something that does not exist
"""

from __future__ import annotations

from engine.errors import SimulatorError


class ScoringError(SimulatorError):
    """Something about judging replies cannot be done."""


class EncoderMissing(ScoringError):
    """The encoder cannot be loaded; everything that does not score still works."""

    something_missing = True


class HeadMissing(ScoringError):
    """The trained head cannot be used."""

    something_missing = True


class LabelsInvalid(ScoringError):
    """A file of labelled replies breaks its format."""


class RequestInvalid(ScoringError):
    """What was asked for cannot be judged."""
