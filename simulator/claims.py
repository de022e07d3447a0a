"""Who somebody is, from what an identity provider says of them when they sign in (OpenID Connect Core, section 2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from simulator.settings import Settings
from store.access import Person, Role

NOBODY = Person("", roles=frozenset())
"""Somebody who has not signed in: no rule lets them do anything."""


def person_of(claims: Mapping[str, Any], settings: Settings, now: datetime) -> Person:
    """Return the person the claims are about; NOBODY where they name none, or were made too long ago.

    A subject is one person within its issuer only, so both make the id. An issuer's address has no `#` in it.
    """
    issuer, subject = _word(claims.get("iss")), _word(claims.get("sub"))
    if not issuer or not subject or not _is_recent(claims.get("iat"), settings.sign_in_hours, now):
        return NOBODY
    email = _word(claims.get("email"))
    name = _word(claims.get("name")) or _word(claims.get("preferred_username")) or email
    return Person(f"{issuer}#{subject}", name, email, _roles(claims, settings))


def _is_recent(made: object, hours: int, now: datetime) -> bool:
    if isinstance(made, bool) or not isinstance(made, int | float):
        return False
    return now.timestamp() - made < timedelta(hours=hours).total_seconds()


def _roles(claims: Mapping[str, Any], settings: Settings) -> frozenset[Role]:
    named = {word.casefold() for word in _words(claims.get(settings.roles_claim))}
    roles = {Role.LEARNER} | {role for role in Role if role.value in named}
    if str(claims.get("email_verified", "")).casefold() != "false":
        address = _word(claims.get("email")).casefold()
        listed = {
            Role.SUPERVISOR: settings.supervisors,
            Role.AUTHOR: settings.authors,
            Role.ADMINISTRATOR: settings.administrators,
        }
        roles |= {role for role, addresses in listed.items() if address in addresses}
    return frozenset(roles)


def _words(value: object) -> Iterable[str]:
    """Return the words of a claim that is a list, or one string with commas or spaces in it."""
    if isinstance(value, str):
        return re.split(r"[,\s]+", value)
    return [word for word in value if isinstance(word, str)] if isinstance(value, list | tuple) else []


def _word(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
