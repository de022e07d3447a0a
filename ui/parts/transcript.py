"""What has been said, as a list: speech, stage directions and the learner's own words are told apart by form and by
name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.conversation import Said, Turn
from engine.scenario import NARRATOR
from ui.parts.escape import as_html


@dataclass(frozen=True)
class Entry:
    """One thing on the page. `kind` is speech, stage, own or moment; `note` is HTML already made safe."""

    kind: str
    text: str
    who: str = ""
    note: str = ""
    new: bool = False


def entries(
    opening: Sequence[Said], turns: Sequence[Turn], names: Mapping[str, str], notes: Mapping[int, str]
) -> list[Entry]:
    """Return everything said so far; what came of the last reply is new. `notes` are the coach's, by turn."""
    shown = [_entry(said, names, new=not turns) for said in (turns[0].said if turns else opening)]
    for turn in turns:
        last = turn is turns[-1]
        shown.append(Entry("own", turn.reply, "You", notes.get(turn.number, ""), new=last))
        shown.extend(_entry(said, names, new=last) for said in turn.answer)
    return shown


def settled(entry: Entry) -> Entry:
    """Return the same entry, no longer new."""
    return replace(entry, new=False)


def transcript_html(shown: Iterable[Entry], label: str = "The conversation so far") -> str:
    """Return the list of entries; the first new one is where a reader is taken."""
    rows, met_new = [], False
    for entry in shown:
        first_new = entry.new and not met_new
        met_new = met_new or entry.new
        rows.append(_row(entry, first_new))
    return f'<div role="log" aria-label="{as_html(label)}"><ol class="talk">{"".join(rows)}</ol></div>'


def _entry(said: Said, names: Mapping[str, str], new: bool) -> Entry:
    if said.who == NARRATOR:
        return Entry("stage", said.text, new=new)
    return Entry("speech", said.text, names.get(said.who, said.who), new=new)


def _row(entry: Entry, first_new: bool) -> str:
    words = as_html(entry.text)
    new = ' class="new"' if first_new else ""
    if entry.kind == "stage":
        return f'<li{new}><p class="stage">{words}</p></li>'
    if entry.kind == "moment":
        return f'<li{new}><p class="moment" role="status">{words}</p></li>'
    if entry.kind == "own":
        said = f'<p class="who">{as_html(entry.who)}</p><p class="words">{words}</p>'
        return f'<li{new}><div class="own">{said}{entry.note}</div></li>'
    return f'<li{new}><p class="who">{as_html(entry.who)}</p><p class="speech">{words}</p></li>'
