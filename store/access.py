"""Who may do what: the one table of rules, which every page and every call that reaches what is kept asks.

A run belongs to its owner. Others reach it only while its owner shares it with them; nobody's role opens it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from store.errors import NotAllowed


class Role(StrEnum):
    """What a person is here for. Everybody is a learner; the others come from claims or settings."""

    LEARNER = "learner"
    SUPERVISOR = "supervisor"
    AUTHOR = "author"
    ADMINISTRATOR = "administrator"


class Relation(StrEnum):
    """How a person stands to a run; NONE for a stranger to it, and for what is about no run."""

    OWN = "own"
    SHARED = "shared"
    SHARED_WITH_REFLECTION = "shared-with-reflection"
    NONE = "none"


class Action(StrEnum):
    """What can be asked for."""

    PRACTISE = "practise"
    READ = "read"
    READ_REFLECTION = "read-reflection"
    READ_REVIEW = "read-review"
    REVIEW = "review"
    ANSWER_REVIEW = "answer-review"
    SHARE = "share"
    EXPORT = "export"
    ERASE = "erase"
    READ_AUDIT = "read-audit"
    BEGIN = "begin"
    SUPERVISE = "supervise"
    WRITE_SCENARIOS = "write-scenarios"
    COUNT = "count"
    PURGE = "purge"


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in, or the one person of a machine without accounts."""

    id: str
    name: str = ""
    email: str = ""
    roles: frozenset[Role] = frozenset({Role.LEARNER})


LOCAL = Person("local", roles=frozenset(Role))
"""The one person of a machine without accounts, who may do everything with what is theirs."""

_ANY_SHARE = (Relation.SHARED, Relation.SHARED_WITH_REFLECTION)
_OWNER = {(Role.LEARNER, Relation.OWN)}
_SUPERVISOR = {(Role.SUPERVISOR, relation) for relation in _ANY_SHARE}
RULES: dict[Action, frozenset[tuple[Role, Relation]]] = {
    Action.BEGIN: frozenset({(Role.LEARNER, Relation.NONE)}),
    Action.PRACTISE: frozenset(_OWNER),
    Action.READ: frozenset(_OWNER | _SUPERVISOR),
    Action.READ_REFLECTION: frozenset(_OWNER | {(Role.SUPERVISOR, Relation.SHARED_WITH_REFLECTION)}),
    Action.READ_REVIEW: frozenset(_OWNER | _SUPERVISOR),
    Action.REVIEW: frozenset(_SUPERVISOR),
    Action.ANSWER_REVIEW: frozenset(_OWNER),
    Action.SHARE: frozenset(_OWNER),
    Action.EXPORT: frozenset(_OWNER | _SUPERVISOR),
    Action.ERASE: frozenset(_OWNER),
    Action.READ_AUDIT: frozenset(_OWNER),
    Action.SUPERVISE: frozenset({(Role.SUPERVISOR, Relation.NONE)}),
    Action.WRITE_SCENARIOS: frozenset({(Role.AUTHOR, Relation.NONE)}),
    Action.COUNT: frozenset({(Role.ADMINISTRATOR, Relation.NONE)}),
    Action.PURGE: frozenset({(Role.ADMINISTRATOR, Relation.NONE)}),
}
"""For each action, the role that may do it and how its holder must stand to the run."""


def allows(person: Person, action: Action, relation: Relation = Relation.NONE) -> bool:
    """Return whether the rules allow it."""
    return any((role, relation) in RULES[action] for role in person.roles)


def require(person: Person, action: Action, relation: Relation = Relation.NONE) -> None:
    """Raise NotAllowed unless the rules allow it. Callers tell a stranger's run as one that never was (RunNotFound)."""
    if not allows(person, action, relation):
        raise NotAllowed("this is not open to you", hint="ask whoever looks after Attune where you work")
