"""What one browser window holds, and what all of them share: the only file that touches Streamlit's state and caches.

Nothing here is the only copy of what a learner said: a run is opened anew from what is stored, by the `run` in the
page's address, each time a page is drawn. The window holds a reply that is being typed, and nothing else of worth.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, cast

import streamlit as st

from engine.errors import SimulatorError
from simulator.claims import NOBODY
from simulator.privacy import Privacy
from simulator.run import Run
from simulator.settings import Settings
from simulator.simulator import Simulator
from simulator.supervision import Supervision
from simulator.wiring import build_simulator
from store.access import LOCAL, Person
from store.records import RunRecord
from ui import identity
from ui.parts.reply_box import Trouble

PAGES = Path(__file__).parent / "pages"
WITHOUT_SIGN_IN = frozenset({"sign_in", "pause"})
"""The pages open to somebody who has not signed in."""

PLACES = frozenset(path.stem for path in PAGES.glob("*.py"))
"""The names of the pages, to which an address may lead back."""


def page(name: str) -> Path:
    """Return the file of a page, which is how pages are named to Streamlit."""
    return PAGES / f"{name}.py"


def go(name: str, **query: str) -> NoReturn:
    """Show another page, with this query in its address."""
    st.switch_page(page(name), query_params=query)


def asked(name: str) -> str:
    """Return a value of the address's query; empty when it is not there."""
    return st.query_params.get(name, "")


def simulator() -> Simulator:
    """Return the simulator all windows share, with what authors have changed since a page was last drawn.

    One put into the session beforehand is played instead, as tests do.
    """
    shared = cast(Simulator, st.session_state.get("simulator") or _simulator())
    shared.library.refresh()
    return shared


def supervision() -> Supervision:
    """Return the way to runs that are shared."""
    return simulator().supervision


def person() -> Person:
    """Return who is here: somebody signed in, NOBODY before that, and on a machine without accounts its one person.

    One put into the session beforehand is meant instead, as tests do.
    """
    # No door is opened by this: the session is held by the app's own process, and a browser sets nothing in it but the
    # values of widgets, none of which has this key.
    if "person" in st.session_state:
        return cast(Person, st.session_state["person"])
    return identity.person_here(settings())


def settings() -> Settings:
    """Return what this installation is set to."""
    return Settings.from_environment(os.environ)


def privacy() -> Privacy:
    """Return the way to what is kept about a person."""
    return simulator().privacy


def enter(here: str) -> None:
    """Let a person into a page: to the sign-in first where they have to, and then back to the page they asked for.

    The first to come on a day lets go of what was kept long enough, so that what learners were told holds where nobody
    has set up a clock for it.
    """
    who = person()
    if who == NOBODY:
        if closed := identity.why_closed(settings()):
            raise closed
        if here not in WITHOUT_SIGN_IN:
            go("sign_in", **(st.query_params.to_dict() | {"to": here}))
        return
    privacy().let_go_daily()
    if who != LOCAL and st.session_state.get("entered") != who.id:
        privacy().signed_in(who)
        st.session_state["entered"] = who.id
        _go_where_asked(*identity.came_for())
    if here == "sign_in":
        _go_where_asked(*_asked_before())
        go("library")
    _say_address(here)
    if identity.came_for()[0]:
        st.html(f"<script>{identity.remember('')}</script>", unsafe_allow_javascript=True)


def _say_address(here: str) -> None:
    """Put the query into the browser's address where a link led to another query of the same page.

    Streamlit follows such a link without doing so, and the next click would lead back to the page without its query.
    """
    query, before = st.query_params.to_dict(), st.session_state.get("address")
    st.session_state["address"] = (here, query)
    if before is not None and before[0] == here and before[1] != query:
        st.query_params.from_dict(query)


def remember_way_back() -> None:
    """Keep in the browser which page was asked for, as signing in leads away from here."""
    words = identity.remember(identity.back_value(*_asked_before()))
    st.html(f"<script>{words}</script>", unsafe_allow_javascript=True)


def unsaid() -> str:
    """Return what was being typed in this window as a reply and was not said; empty when nothing was."""
    drafts = (str(words or "") for key, words in st.session_state.items() if str(key).startswith("draft-"))
    return "\n\n".join(words for words in drafts if words.strip())


def _asked_before() -> tuple[str, dict[str, str]]:
    query = st.query_params.to_dict()
    return query.pop("to", ""), query


def _go_where_asked(place: str, query: dict[str, str]) -> None:
    if place in PLACES - WITHOUT_SIGN_IN:
        go(place, **query)


@st.cache_resource(show_spinner=False)
def _simulator() -> Simulator:
    return build_simulator(settings())


def scorer_missing() -> str | None:
    """Say what the scorer lacks and how to get it; None while it is well or still getting ready."""
    return cast("str | None", getattr(simulator().scorer, "failed", None))


def scorer_ready() -> bool:
    """True once a reply is judged without waiting for the encoder to load."""
    return bool(getattr(simulator().scorer, "ready", True))


def run_here() -> Run | None:
    """Open the run named in the address; None when none is. Raises RunNotFound for one that is not this person's."""
    run_id = asked("run")
    return simulator().open(run_id, person().id) if run_id else None


def runs() -> tuple[RunRecord, ...]:
    """Return this person's runs, newest first, those set aside left out."""
    return tuple(record for record in simulator().runs(person().id) if not record.discarded)


@dataclass(frozen=True)
class Offer:
    """A reply handed over to be said, and whether the identifiers in it are to be kept."""

    text: str
    keep_identifiers: bool


def draft_key(run: Run) -> str:
    """Name the box of the reply that is due: what is in it stays until that reply is kept."""
    return f"draft-{run.record.id}-{len(run.turns) + 1}"


def offer(key: str, keep_identifiers: bool = False) -> None:
    """Hand over what is in the box, to be said when the page is next drawn."""
    st.session_state["offered"] = (key, Offer(st.session_state.get(key) or "", keep_identifiers))
    forget_trouble()


def take_offer(key: str) -> Offer | None:
    """Take the reply handed over for this box; None when there is none. It is still in the box."""
    offered = st.session_state.pop("offered", None)
    return cast(Offer, offered[1]) if offered and offered[0] == key else None


def answer(run: Run, offered: Offer) -> NoReturn:
    """Say a reply, then draw the page again: with the answer, or with why it was not said and the reply still in its
    box."""
    try:
        found = run.check(offered.text)
        if found and not offered.keep_identifiers:
            st.session_state["trouble"] = Trouble(identifiers=found)
        else:
            run.say(offered.text)
    except SimulatorError as error:
        st.session_state["trouble"] = Trouble(error.message, error.hint or "")
    st.rerun()


def trouble() -> Trouble | None:
    """Return why the last reply was not said, if it was not."""
    return cast("Trouble | None", st.session_state.get("trouble"))


def forget_trouble() -> None:
    """Put the last trouble aside."""
    st.session_state.pop("trouble", None)


def value(key: str) -> str:
    """Return what a box holds; empty when it holds nothing."""
    return str(st.session_state.get(key) or "")


def attempt(place: str, act: Callable[[], object]) -> NoReturn:
    """Do something, then draw the page again; what it was refused for is kept for `place`, beside its boxes."""
    try:
        act()
    except SimulatorError as error:
        st.session_state["refused"] = (place, Trouble(error.message, error.hint or ""))
    st.rerun()


def refused(place: str) -> Trouble | None:
    """Take why the last attempt made at this place was refused; None when it was not."""
    if st.session_state.get("refused", ("",))[0] != place:
        return None
    return cast(Trouble, st.session_state.pop("refused")[1])


def tell(words: str) -> NoReturn:
    """Draw the page again and say this on it, once."""
    st.session_state["told"] = words
    st.rerun()


def told() -> str:
    """Take what is to be said on this page; empty when there is nothing."""
    return str(st.session_state.pop("told", ""))


def where_kept() -> str:
    """Say in words where runs are kept; a database's address may hold a password and is not shown."""
    url = settings().database_url
    if url.startswith("sqlite:") and not identity.is_set_up():
        return f"on this computer, in {url.removeprefix('sqlite:///')}"
    return "in your organisation’s database"
