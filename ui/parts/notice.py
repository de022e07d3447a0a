"""What went wrong, said plainly: what happened, that nothing is lost where that is so, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import SimulatorError
from engine.findings import Finding
from store.errors import NotAllowed
from ui.parts.escape import as_html


def notice_html(title: str, words: str, style: str = "", more: str = "") -> str:
    """Return a notice; `style` is empty, amber or clay, `more` is HTML already made safe."""
    return f'<div class="notice {style}" role="status"><p><strong>{as_html(title)}</strong></p><p>{as_html(words)}</p>{more}</div>'


def error_html(error: SimulatorError) -> str:
    """Return the page's notice for an error nobody nearer has dealt with."""
    where = f'<p class="quiet small">{as_html(error.where)}</p>' if error.where else ""
    hint = f"<p>{as_html(sentence(error.hint))}</p>" if error.hint else ""
    if isinstance(error, NotAllowed):
        words = "It needs a role that you do not have here. Nothing is wrong, and nothing is lost."
        return notice_html("This is not open to you", words, "", hint)
    return notice_html("This cannot be shown", sentence(error.message), "amber", hint + where)


def scorer_missing_html(missing: str) -> str:
    """Return the notice for a missing encoder: what still works, and how to get the rest."""
    words = (
        "Nobody can answer you yet: the part that reads replies is missing here. Briefings, practice points and "
        "everything you have done before can be read as ever."
    )
    return notice_html("Conversations need one more thing", words, "amber", f"<pre>{as_html(missing)}</pre>")


def broken_html(name: str, findings: Sequence[Finding], still_played: bool = False) -> str:
    """Return a scenario that cannot be read, with every finding; one that could be before is still played as it was."""
    rows = "\n".join(str(finding) for finding in findings)
    words = f"{len(findings)} {'thing needs' if len(findings) == 1 else 'things need'} its author’s attention."
    findings_html = f'<details class="note"><summary>What is wrong</summary><pre>{as_html(rows)}</pre></details>'
    if still_played:
        words += " Until then it is played as it was before."
        return notice_html(f"“{name}” has been changed and cannot be read", words, "amber", findings_html)
    return notice_html(f"“{name}” cannot be played", words + " The others are not affected.", "amber", findings_html)


def sentence(text: str) -> str:
    """Return a message with a capital at its beginning and a full stop at its end."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "”")) else ".")
