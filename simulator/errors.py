"""What a learner's run refuses, beside what engine, scoring and store refuse.

SimulatorError
├── ReplyRefused      a reply that nobody could answer: the learner is asked, kindly, for another
├── RequestRefused    a record was asked for in a way that cannot be meant: no age, no run, no place for it
├── ScenarioMissing   a run or a link names a scenario that is not, or no longer, in the library
└── SettingInvalid    a setting cannot be used
"""

from __future__ import annotations

from engine.errors import SimulatorError


class ReplyRefused(SimulatorError):
    """There is nothing here to answer, or too much; the message may be shown to the learner as it is."""


class RequestRefused(SimulatorError):
    """What was asked of the records cannot be meant; nothing was done."""


class ScenarioMissing(SimulatorError):
    """The library has no such scenario."""


class SettingInvalid(SimulatorError):
    """An environment variable holds something that cannot be used."""
