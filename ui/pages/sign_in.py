"""Sign in, where an organisation has set that up: the one page, beside Pause, for somebody who has not."""

from __future__ import annotations

import streamlit as st

from ui import identity, state
from ui.parts import frame, help_lines
from ui.parts.escape import as_html, as_label, as_paragraphs
from ui.parts.notice import notice_html

state.remember_way_back()
lapsed = identity.has_lapsed()

frame.title(
    "Sign in again" if lapsed else "Sign in",
    "Rehearse hard conversations in private, with made-up people. Nobody sees a run unless you share it.",
)
if lapsed:
    words = "You were signed in for as long as is usual here. Every reply that was answered is kept, and your run goes on where it was."
    frame.html(notice_html("Your sign-in has ended", words))
if unsaid := state.unsaid():
    words = "It was not said yet, so it is not kept. If you want it again, copy it from here before you sign in."
    frame.html(
        notice_html(
            "What you were typing", words, "amber", f'<blockquote class="own">{as_paragraphs(unsaid)}</blockquote>'
        )
    )
with st.container(key="do-sign-in"):
    for name in identity.providers():
        label = f"Sign in with {as_label(name.capitalize())}" if name else "Sign in"
        if st.button(label, key=f"sign-in-{name}", type="primary"):
            identity.sign_in(name)
frame.html(
    f'<p class="prose quiet">{as_html("You sign in with the account you have at work. Attune keeps your name and e-mail address, and no password.")}</p>',
    '<div class="gap"></div><h2>Somebody to talk to</h2>',
    help_lines.EMERGENCY,
    help_lines.help_lines_html(),
)
