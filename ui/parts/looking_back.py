"""The debrief in words: what happened, what mattered, what to watch out for, the one thing to build on, each turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from engine.catalogue import Citation
from simulator.debrief import Debrief, DebriefTurn, Guidance, Spoken
from simulator.highlights import BuildOn, Mattered, WatchOut
from simulator.notes import Note, Standing
from ui.parts.coach import note_html
from ui.parts.escape import as_html, with_mark
from ui.parts.signs import sign_html

LONG_REPLY_CHARS = 400


def happened_html(debrief: Debrief, heading: str = "h2") -> str:
    """Return what happened next; of a run left before its end, that it can be gone on with."""
    if debrief.ending is None:
        return "<p>You left before the end. What you said is kept, and you can go on from there.</p>"
    paragraphs = "".join(f"<p>{as_html(text)}</p>" for text in debrief.happened)
    return f"<{heading}>{as_html(debrief.ending)}</{heading}><div class='prose happened'>{paragraphs}</div>"


def mattered_html(debrief: Debrief, replies: Mapping[int, str], documents: Mapping[str, str]) -> str:
    """Return what the learner did that mattered, their own words highlighted; nothing is praised without them."""
    story = "".join(f"<p>{as_html(text)}</p>" for text in debrief.story)
    done = "".join(_mattered(m, replies[m.turn], documents) for m in debrief.mattered)
    none = (
        "" if done or story else "<p>Nothing stood out clearly enough to say so. The turns below show each reply.</p>"
    )
    return f"<div class='prose'>{story}{none}</div>{done}"


def watch_outs_html(watch_outs: Sequence[WatchOut], documents: Mapping[str, str]) -> str:
    """Return the pitfalls that were surely there, each with how to put it right."""
    return "".join(_watch_out(w, documents) for w in watch_outs)


def build_on_html(build_on: BuildOn, documents: Mapping[str, str]) -> str:
    """Return the one thing to build on, with something to say."""
    quote = f'<blockquote class="own">“{as_html(build_on.quote)}”</blockquote>' if build_on.quote else ""
    phrase = f"<p>You could say: <strong>“{as_html(build_on.phrase)}”</strong></p>" if build_on.phrase else ""
    source = sources_html(build_on.point, build_on.title, build_on.sources, documents)
    where = f'<p class="quiet small">{"Partly there" if build_on.quote else "There was room for it"} in reply {build_on.turn}, as far as the machine can tell.</p>'
    said = f"{where}{quote}<p>{as_html(build_on.feedback)}</p>{phrase}{source}"
    return f'<div class="notice"><h3>{as_html(build_on.title)}</h3>{said}</div>'


def turn_html(turn: DebriefTurn, documents: Mapping[str, str]) -> str:
    """Return one turn: what was said, the reply, and what it did; what was only not there is one quiet line."""
    said = "".join(spoken_html(line) for line in turn.said)
    answer = "".join(spoken_html(line) for line in turn.answer)
    own = f'<li><div class="own"><p class="who">You</p><p class="words">{as_html(turn.reply)}</p></div></li>'
    told = [n for n in turn.notes if n.standing in (Standing.WATCH_OUT, Standing.DID, Standing.PARTLY)]
    remarks = "".join(
        note_html(n, with_repair=True) + sources_html(n.point, n.title, n.sources, documents) for n in told
    )
    repaired = '<p class="label">You put something right here.</p>' if turn.repairs else ""
    return f'<ol class="talk">{said}{own}{answer}</ol>{repaired}{remarks}{_not_yet(turn.notes)}'


def guidance_html(guidance: Iterable[Guidance]) -> str:
    """Return the documents this rests on, with the sections cited."""
    rows = "".join(
        f"<li><strong>{as_html(g.title)}</strong>: {as_html('; '.join(g.sections))}<br>"
        f'<span class="quiet small">{as_html(g.about)}</span></li>'
        for g in guidance
    )
    return f'<ul class="prose">{rows}</ul>' if rows else ""


def sources_html(point: str, title: str, sources: Sequence[Citation], documents: Mapping[str, str]) -> str:
    """Return the way from a statement to its practice point and its source."""
    cited = "; ".join(f"{documents.get(c.document, c.document)}, {c.section}" for c in sources)
    link = f'<a href="practice-points?point={as_html(point)}" target="_blank">About “{as_html(title)}”</a>'
    return f'<p class="quiet small source">{link}{": " + as_html(cited) if cited else ""}</p>'


def _mattered(mattered: Mattered, reply: str, documents: Mapping[str, str]) -> str:
    evidence = mattered.evidence
    words = (
        with_mark(reply, evidence.start, evidence.end) if len(reply) <= LONG_REPLY_CHARS else as_html(mattered.quote)
    )
    source = sources_html(mattered.point, mattered.title, mattered.sources, documents)
    return f'<div class="mattered"><blockquote class="own">{words}</blockquote><p>{as_html(mattered.what)}</p>{source}</div>'


def _watch_out(watch_out: WatchOut, documents: Mapping[str, str]) -> str:
    replies = sorted([watch_out.turn, *watch_out.again])
    where = f' <span class="quiet small">{_replies(replies)}</span>'
    quote = f'<blockquote class="own">“{as_html(watch_out.quote)}”</blockquote>' if watch_out.quote else ""
    head = f"<p>{sign_html(Standing.WATCH_OUT)} <strong>{as_html(watch_out.title)}</strong>{where}</p>"
    source = sources_html(watch_out.point, watch_out.title, watch_out.sources, documents)
    said = f"{quote}<p>{as_html(watch_out.feedback)}</p>{_put_right(watch_out)}"
    return f'<div class="notice clay">{head}{said}{source}</div>'


def _put_right(watch_out: WatchOut) -> str:
    if watch_out.put_right is not None:
        return f"<p><strong>You put it right in reply {watch_out.put_right}.</strong></p>"
    instead = f"<p>You could have said: “{as_html(watch_out.phrases[0])}”</p>" if watch_out.phrases else ""
    return instead + (f"<p>{as_html(watch_out.repair)}</p>" if watch_out.repair else "")


def _replies(numbers: Sequence[int]) -> str:
    *before, last = map(str, numbers)
    return f"in replies {', '.join(before)} and {last}" if before else f"in reply {last}"


def spoken_html(line: Spoken) -> str:
    """Return a line as it was said, or a stage direction."""
    if line.is_direction:
        return f'<li><p class="stage">{as_html(line.text)}</p></li>'
    return f'<li><p class="who">{as_html(line.name)}</p><p>{as_html(line.text)}</p></li>'


def _not_yet(notes: Iterable[Note]) -> str:
    titles = [as_html(note.title.lower()) for note in notes if note.standing is Standing.NOT_YET]
    return f'<p class="quiet later">{sign_html(Standing.NOT_YET)} {"; ".join(titles)}</p>' if titles else ""
