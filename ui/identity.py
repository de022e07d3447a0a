"""Who is at this window: what Streamlit's own sign-in (OpenID Connect) knows of them, and whether the door may stand
open where sign-in is not set up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode

import streamlit as st
from streamlit.errors import StreamlitAuthError

from simulator.claims import NOBODY, person_of
from simulator.errors import SettingInvalid
from simulator.settings import Settings
from store.access import LOCAL, Person

BACK = "attune_back"
"""The cookie with the page a person asked for before they signed in: sign-in ends at the first page, and opens a new
session."""

_BACK_SECONDS = 900
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
_SECRETS = ".streamlit/secrets.toml"


def is_set_up() -> bool:
    """True where people sign in; Streamlit knows of a person whether they did only where [auth] is configured."""
    return "is_logged_in" in st.user


def person_here(settings: Settings) -> Person:
    """Return who has signed in, NOBODY before; the one person of this computer where sign-in is not set up."""
    if not is_set_up():
        return LOCAL if why_closed(settings) is None else NOBODY
    return person_of(st.user, settings, datetime.now(UTC)) if st.user.get("is_logged_in") is True else NOBODY


def has_lapsed() -> bool:
    """True when somebody signed in here, and too long ago."""
    return is_set_up() and st.user.get("is_logged_in") is True


def why_closed(settings: Settings) -> SettingInvalid | None:
    """Say why nobody is let in where sign-in is not set up; None where it is, or where only this computer gets here.

    A file of secrets that cannot be read would else open the door that it was to guard.
    """
    if is_set_up():
        return None
    files = [Path(name) for name in st.config.get_option("secrets.files")]
    if any(file.exists() for file in files) and not st.secrets.load_if_toml_exists():
        return SettingInvalid("sign-in cannot be set up: the file of secrets cannot be read", _SECRETS, "mend it")
    if settings.without_sign_in or _is_this_computer(st.config.get_option("server.address"), st.context.headers):
        return None
    hint = "set up sign-in, docs/deploying.md says how; or open Attune on its own computer, at http://localhost"
    return SettingInvalid("Attune can be reached from elsewhere, and sign-in is not set up", hint=hint)


def providers() -> tuple[str, ...]:
    """Return the names of those one can sign in with, as [auth.NAME] has them; one without a name is empty."""
    auth = st.secrets["auth"]
    named = tuple(name for name, value in auth.items() if isinstance(value, Mapping) and "client_id" in value)
    return ("", *named) if "client_id" in auth else named


def sign_in(provider: str) -> None:
    """Lead to where a person signs in; raises SettingInvalid when [auth] lacks something."""
    try:
        st.login(provider or None)
    except StreamlitAuthError as error:
        raise SettingInvalid(f"sign-in is not set up: {error}", _SECRETS, "docs/deploying.md says how") from error


def back_value(place: str, query: Mapping[str, str]) -> str:
    """Return a page and its query as the cookie holds them, of letters, digits and `%` alone."""
    return quote(f"{place}?{urlencode(query)}", safe="")


def came_for() -> tuple[str, dict[str, str]]:
    """Return the page, and its query, that this browser asked for before it signed in; empty when it did not."""
    kept = st.context.cookies.get(BACK)
    place, _, query = unquote(kept).partition("?") if isinstance(kept, str) else ("", "", "")
    return place, dict(parse_qsl(query))


def remember(value: str) -> str:
    """Return the script that keeps the page to come back to; an empty value forgets it."""
    seconds = _BACK_SECONDS if value else 0
    return f'document.cookie = "{BACK}={value}; path=/; max-age={seconds}; samesite=lax"'


def _is_this_computer(address: str | None, headers: Mapping[str, str]) -> bool:
    """True where the app listens on this computer alone and nothing stands in front of it.

    The name it was asked for by tells a proxy, and a page elsewhere that had its own name lead here.
    """
    host = headers.get("Host", "localhost").rsplit(":", 1)[0].strip("[]") if headers else "localhost"
    return address in _LOOPBACK and host in _LOOPBACK and not any(name in headers for name in _FORWARDED)
