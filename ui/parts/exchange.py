"""Taking a run with you as a document, and the signed files that go to a supervisor and back without accounts."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from simulator.exchange import Exchange, Opened, is_from_file
from simulator.records import Format, write_document
from simulator.shared_run import SharedRun
from store.access import LOCAL
from store.export.signed import SUFFIX, Kind, refuse_too_large
from ui import state
from ui.parts import frame
from ui.parts.escape import as_html
from ui.parts.notice import notice_html, sentence

MOST_MEGABYTES = 21
_FORMS = (
    (Format.DOCX, "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (Format.PDF, "PDF", "application/pdf"),
    (Format.MD, "Markdown", "text/markdown"),
    (Format.JSON, "JSON", "application/json"),
)
_SIGNED = "application/octet-stream"


def draw_take_away(run: SharedRun) -> None:
    """Draw the four documents of a run; each is made when it is asked for."""
    exchange = state.simulator().exchange
    own = run.share is None
    frame.html(
        "<h2>Take it with you</h2>",
        '<p class="prose quiet">The conversation, how it was read, what was said of it in supervision, and lines for agreed '
        "actions and signatures. Once it is on your disk, looking after it is up to you.</p>",
    )
    name = st.text_input("A name to put on it, if you like", key="take-name", max_chars=200)
    with st.container(key="take-away", horizontal=True):
        for form, label, mime in _FORMS:
            made = _document(exchange, run.record.id, name, form)
            file = f"{run.record.scenario}-{run.record.id[:8]}.{form}"
            st.download_button(label, made, file, mime, key=f"take-{form}", on_click="ignore")
    if not own:
        frame.html('<p class="quiet small">Who practised reads in their log that you took a copy.</p>')


def draw_send(run: SharedRun) -> None:
    """Draw how a learner's run goes to a supervisor's own Attune as a file, and how the review comes back."""
    frame.html(
        '<p class="prose">There are no accounts here, so a run leaves this computer only as a file that you hand over '
        "yourself. Your supervisor opens it in their own Attune, and sends you back a file to open here.</p>"
    )
    if run.review.actions:
        frame.html(
            '<p class="prose">What you tick as done reaches your supervisor when you send them the file again.</p>'
        )
    exchange = state.simulator().exchange
    name = st.text_input("Your name, for your supervisor to see", key="send-name", max_chars=200)
    included = bool(st.checkbox("Include what I wrote when looking back", key="send-reflection"))
    person, run_id = state.person(), run.record.id
    st.download_button(
        "Download a file for your supervisor",
        lambda: exchange.transcript(person, run_id, included, name),
        f"for-supervision-{run_id[:8]}{SUFFIX}",
        _SIGNED,
        key="send",
        on_click="ignore",
    )
    frame.html(_own_key_html(exchange, "your supervisor"))
    draw_open("Open a review file")


def draw_send_back(run: SharedRun) -> None:
    """Draw how what a supervisor said of a run goes back to where it was sent from, and how that run is let go of."""
    exchange = state.simulator().exchange
    if not is_from_file(run.record.owner):
        return
    person, run_id = state.person(), run.record.id
    frame.html(
        "<h2>Send it back</h2>",
        '<p class="prose">Your comments, verdicts, agreed actions and signature, as a file for the person who sent you '
        "this conversation. They open it on their page about it.</p>",
    )
    st.download_button(
        "Download your review",
        lambda: exchange.review(person, run_id),
        f"review-{run_id[:8]}{SUFFIX}",
        _SIGNED,
        key="send-back",
        on_click="ignore",
    )
    frame.html(_own_key_html(exchange, "whoever opens it"))
    with st.popover("Erase it here"):
        frame.html("<p>The conversation and what you said of it are deleted here. The sender keeps their own.</p>")
        if st.button("Erase this conversation", key="let-go"):
            exchange.let_go(person, run_id)
            state.go("supervise")


def draw_open(label: str) -> None:
    """Draw where a file is opened, and what came of the last."""
    exchange = state.simulator().exchange
    if state.person() != LOCAL:
        return
    if trouble := state.refused("open-file"):
        frame.html(
            notice_html(sentence(trouble.message), sentence(trouble.hint or "nothing was changed here"), "amber")
        )
    if told := state.told():
        frame.html(f'<p class="notice" role="status">{as_html(told)}</p>')
    uploaded = st.file_uploader(label, key="open-file", max_upload_size=MOST_MEGABYTES)
    if uploaded is not None and st.button("Open it", key="open-it"):

        def opened() -> None:
            refuse_too_large(uploaded.size, uploaded.name)
            state.tell(said_of(exchange.open(LOCAL, uploaded.getvalue(), uploaded.name)))

        state.attempt("open-file", opened)


def said_of(opened: Opened) -> str:
    """Return what to say of a file that was opened."""
    what = "The conversation is listed above" if opened.kind is Kind.TRANSCRIPT else "The review is with your run"
    return (
        f"{what}. It is from {opened.sender}, signed with the key {opened.fingerprint}: ask whether theirs is the same."
    )


def _document(exchange: Exchange, run_id: str, name: str, form: Format) -> Callable[[], bytes]:
    person = state.person()
    return lambda: write_document(exchange.document(person, run_id, name), form)


def _own_key_html(exchange: Exchange, reader: str) -> str:
    return (
        f'<p class="quiet small prose">Signed with this computer’s key, <code>{as_html(exchange.fingerprint())}</code>. Read '
        f"it out to {as_html(reader)}: they see the same when the file is yours and nobody changed it. It is not encrypted; "
        "send it as you would any confidential paper.</p>"
    )
