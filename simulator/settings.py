"""Where this installation keeps things, from the environment. `docs/settings.md` is written from the fields below."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs
from pydantic import BaseModel, Field, SecretStr
from pydantic.fields import FieldInfo

from engine.verdict import FROZEN
from simulator.errors import SettingInvalid
from store.export.xapi import BASE

PROJECT = Path(__file__).resolve().parent.parent
"""The folder of this copy of Attune, which holds the scenarios and the guidance that come with it."""

PRIVATE_DAYS = tuple(months * 365 // 12 for months in (3, 6, 12))
"""After how many days learners may choose to have their private runs erased."""

MOST_MONTHS = 1_200
MOST_HOURS = 720
"""Streamlit's own sign-in cookie lives that long."""

_HEADING = """\
# Settings

Attune needs none. Each of these environment variables changes one thing; an empty one counts as not set. Written from
`simulator/settings.py` by `python -m simulator.settings > docs/settings.md`; a test keeps the two together.
"""

_CACHE = """\
## ATTUNE_CACHE

Folder for the vectors of the catalogue's examples, about 20 MB, which are made again wherever they are missing; read by
`scoring/vectors.py` itself. Where it cannot be written, every start encodes the examples again, half a minute or more.

Not set: the user's cache folder, for instance `~/.cache/attune`.
"""


def _setting(variable: str, unset: str, about: str, **more: Any) -> Any:
    return Field(description=about, json_schema_extra={"variable": variable, "unset": unset}, **more)


class Settings(BaseModel):
    """The settings of one installation; read once, when it starts."""

    model_config = FROZEN

    data_folder: Path = _setting(
        "ATTUNE_DATA",
        "the user's data folder, for instance `~/.local/share/attune`",
        "Folder for what is kept on this machine. It is made when it is missing, readable by its owner only.",
    )
    database_url: str = _setting(
        "ATTUNE_DATABASE_URL",
        "`attune.db`, a SQLite file in the data folder",
        "Database for runs: `sqlite:////folder/attune.db`, or `postgresql://user:password@host/database` for an "
        "organisation. It is brought up to date when Attune opens it; one from a newer version is refused, unchanged.",
    )
    scenarios: Path | None = _setting(
        "ATTUNE_SCENARIOS",
        "no other scenarios",
        "Folder with scenarios of your own, one folder each, offered after those that come with Attune.",
        default=None,
    )
    encoder_folder: Path | None = _setting(
        "ATTUNE_ENCODER",
        "the encoder installed with Attune",
        "Folder with the sentence encoder's files, where they are kept elsewhere. Nothing is ever fetched.",
        default=None,
    )
    head: Path | None = _setting(
        "ATTUNE_HEAD",
        "the head that comes with Attune",
        "File with another trained head, as `attune train --model FILE` writes it.",
        default=None,
    )
    roles_claim: str = _setting(
        "ATTUNE_ROLES_CLAIM",
        "`roles`",
        "Where people sign in: the claim in which their roles stand (learner, supervisor, author, administrator), as a "
        "list or as words. Others in it are ignored; everybody is a learner.",
        default="roles",
    )
    supervisors: frozenset[str] = _setting(
        "ATTUNE_SUPERVISORS",
        "only those whose claim says so",
        "Where people sign in: e-mail addresses of supervisors, commas or spaces between. An address counts unless "
        "the sign-in says that it is not verified; so for the next two.",
        default=frozenset(),
    )
    authors: frozenset[str] = _setting(
        "ATTUNE_AUTHORS",
        "only those whose claim says so",
        "E-mail addresses of those who write scenarios.",
        default=frozenset(),
    )
    administrators: frozenset[str] = _setting(
        "ATTUNE_ADMINISTRATORS",
        "only those whose claim says so",
        "E-mail addresses of administrators, who see counts and let go of what was kept long enough, and read no run.",
        default=frozenset(),
    )
    sign_in_hours: int = _setting(
        "ATTUNE_SIGN_IN_HOURS",
        "12",
        "After how many hours, 1 to 720, a person is asked to sign in again.",
        default=12,
    )
    keep_shared_days: int | None = _setting(
        "ATTUNE_KEEP_SHARED",
        "12 months",
        "For how long a run that is shared with a supervisor is kept after the last thing that happened in it: months, "
        "such as `12 months`, or `always`, which is until the learner erases it. How long private runs are kept, each "
        "learner says.",
        default=365,
    )
    without_sign_in: bool = _setting(
        "ATTUNE_WITHOUT_SIGN_IN",
        "no",
        "`yes` lets everybody who reaches this address in as one and the same person where sign-in is not set up. "
        "Without it that is only done on this computer itself; set it only where something else guards the door, such "
        "as a container that publishes its port to one computer.",
        default=False,
    )
    lrs_url: str = _setting(
        "ATTUNE_LRS_URL",
        "nothing is sent anywhere",
        "Address of a learning record store (xAPI 1.0.3), to which `/statements` is added. When a conversation ends, "
        "which practice points were met, and when, is sent there; see ATTUNE_LRS_WORDS. It begins with `https://`, or "
        "with `http://` on this computer itself. While it cannot be reached statements wait, and nobody notices.",
        default="",
    )
    lrs_key: str = _setting(
        "ATTUNE_LRS_KEY", "no name is given", "Name (key) by which the learning record store knows Attune.", default=""
    )
    lrs_secret: SecretStr = _setting(
        "ATTUNE_LRS_SECRET", "an empty one", "The secret that goes with ATTUNE_LRS_KEY.", default=SecretStr("")
    )
    lrs_words: bool = _setting(
        "ATTUNE_LRS_WORDS",
        "no",
        "`yes` sends what the learner typed as well. Tell people before you do.",
        default=False,
    )
    xapi_base: str = _setting(
        "ATTUNE_XAPI_BASE",
        f"`{BASE}`, which is nobody's address and leads nowhere",
        "How the ids of activities and accounts in xAPI statements begin: an address of your organisation's. Choose it "
        "once; statements under another one are other statements to a learning record store.",
        default=BASE,
    )
    owner: str = Field(default="local", description="Whose runs these are on a machine without accounts.")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings; raises SettingInvalid with the variable's name when a value cannot be used."""
        given = {name: environ.get(variable, "").strip() for name, variable in _variables().items()}
        folder = _path(given["data_folder"]) or platformdirs.user_data_path("attune", appauthor=False)
        return cls(
            data_folder=folder,
            database_url=given["database_url"] or f"sqlite:///{folder / 'attune.db'}",
            scenarios=_path(given["scenarios"]),
            encoder_folder=_path(given["encoder_folder"]),
            head=_path(given["head"]),
            roles_claim=given["roles_claim"] or "roles",
            supervisors=_addresses(given["supervisors"]),
            authors=_addresses(given["authors"]),
            administrators=_addresses(given["administrators"]),
            sign_in_hours=_hours(given["sign_in_hours"]),
            keep_shared_days=parse_months(given["keep_shared_days"] or "12 months", "ATTUNE_KEEP_SHARED"),
            without_sign_in=_yes(given["without_sign_in"], "ATTUNE_WITHOUT_SIGN_IN"),
            lrs_url=_address(given["lrs_url"], "ATTUNE_LRS_URL"),
            lrs_key=given["lrs_key"],
            lrs_secret=SecretStr(given["lrs_secret"]),
            lrs_words=_yes(given["lrs_words"], "ATTUNE_LRS_WORDS"),
            xapi_base=_iri(given["xapi_base"], "ATTUNE_XAPI_BASE") or BASE,
        )


def settings_page() -> str:
    """Return docs/settings.md as it should be."""
    sections = [
        f"## {extra['variable']}\n\n{field.description}\n\nNot set: {extra['unset']}.\n"
        for field, extra in _documented().values()
    ]
    return "\n".join([_HEADING, *sections, _CACHE])


def _documented() -> dict[str, tuple[FieldInfo, dict[str, Any]]]:
    fields = Settings.model_fields.items()
    return {
        name: (field, field.json_schema_extra) for name, field in fields if isinstance(field.json_schema_extra, dict)
    }


def _variables() -> dict[str, str]:
    return {name: extra["variable"] for name, (_, extra) in _documented().items()}


def _path(value: str) -> Path | None:
    if "\0" in value:
        raise SettingInvalid(f"{value!r} is not a path", hint="see docs/settings.md")
    return Path(value).expanduser().absolute() if value else None


def parse_months(value: str, where: str) -> int | None:
    """Return the days of so many months, counted as twelfths of 365 days; None for `always`. Raises SettingInvalid."""
    if value == "always":
        return None
    match = re.fullmatch(r"([0-9]{1,4})( months?)?", value)
    if match is None or not 1 <= int(match[1]) <= MOST_MONTHS:
        raise SettingInvalid(f"'{value[:40]}' is no time to keep runs", where, "months, such as 12, or always")
    return int(match[1]) * 365 // 12


def _addresses(value: str) -> frozenset[str]:
    return frozenset(address.casefold() for address in re.split(r"[,;\s]+", value) if address)


def _hours(value: str) -> int:
    if value and not (re.fullmatch("[0-9]{1,3}", value) and 1 <= int(value) <= MOST_HOURS):
        raise SettingInvalid(f"'{value[:40]}' is no number of hours", "ATTUNE_SIGN_IN_HOURS", f"1 to {MOST_HOURS}")
    return int(value or 12)


def _address(value: str, where: str) -> str:
    """Return a web address without a slash at its end; one over which a secret would travel in the clear is refused."""
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise SettingInvalid("this is no web address", where, "write https://host/path") from error
    here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    safe = parts.scheme == "https" or (parts.scheme == "http" and here)
    if value and (not safe or not parts.hostname or parts.query or parts.fragment or parts.username):
        hint = "write https://host/path, and the name and secret in settings of their own"
        raise SettingInvalid(f"'{parts.scheme[:20]}://{(parts.hostname or '')[:60]}' cannot be used", where, hint)
    return value.rstrip("/")


def _iri(value: str, where: str) -> str:
    if value and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", value):
        raise SettingInvalid(f"'{value[:60]}' is no address", where, "write https://your-organisation/attune")
    return value.rstrip("/")


def _yes(value: str, where: str) -> bool:
    if value not in ("", "yes", "no"):
        raise SettingInvalid(f"'{value[:40]}' is neither yes nor no", where)
    return value == "yes"


if __name__ == "__main__":
    print(settings_page(), end="")
