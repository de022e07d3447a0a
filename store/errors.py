"""What the store refuses.

StoreError
├── DatabaseUnavailable   it cannot be opened, read or written here; nothing was changed
│   └── DatabaseTooNew    a newer version of the simulator wrote it
├── BackupRefused         a backup cannot be made or put back; what is kept is as it was
├── DocumentInvalid       a run's file is not one, was cut short or changed, or a newer version wrote it
├── NotAllowed            the rules of access do not allow this to this person
├── RunExists             a run of this id is already kept
├── RunNotFound           no such run, or it is somebody else's: the two are told alike
└── TurnTaken             this turn was already answered, in another window or by another process
"""

from __future__ import annotations

from engine.errors import SimulatorError


class StoreError(SimulatorError):
    """Something could not be kept or read back."""


class DatabaseUnavailable(StoreError):
    """The database cannot be used; what it holds is as it was."""


class DatabaseTooNew(DatabaseUnavailable):
    """The database was written by a newer version than this one."""


class BackupRefused(StoreError):
    """The backup was not made, or not put back; nothing was overwritten."""


class DocumentInvalid(StoreError):
    """The file does not hold a run that can be taken in."""


class NotAllowed(StoreError):
    """The rules of access (`store.access`) do not allow it."""


class RunExists(StoreError):
    """A run of this id is already kept, here or by somebody else: the two are told alike."""


class RunNotFound(StoreError):
    """There is no such run for this person."""


class TurnTaken(StoreError):
    """Another writer was first; the other turn stands."""
