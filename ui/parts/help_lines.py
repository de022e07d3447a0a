"""Where to find somebody to talk to: the help lines of the multi-agency toolkit, with Childline and 999."""

from __future__ import annotations

from dataclasses import dataclass

from ui.parts.escape import as_html


@dataclass(frozen=True)
class HelpLine:
    """A help line: `number` as it is dialled in the United Kingdom."""

    name: str
    number: str
    about: str


HELP_LINES = (
    HelpLine("NSPCC", "0808 800 5000", "for adults worried about a child"),
    HelpLine("Childline", "0800 1111", "for anyone under 19"),
    HelpLine("Rape Crisis", "0808 802 9999", "sexual violence and abuse, recent or long ago"),
    HelpLine("The Survivors Trust", "0808 801 0818", "survivors of rape and sexual abuse"),
    HelpLine("Victim Support", "0808 168 9111", "anyone affected by a crime, day and night"),
    HelpLine("Men’s Advice Line", "0808 801 0327", "men who are harmed by a partner"),
    HelpLine("ManKind", "01823 334244", "men who are harmed by a partner"),
    HelpLine("Galop", "0800 999 5428", "LGBT+ people who have been harmed"),
    HelpLine("Mind", "0300 304 7000", "someone to listen when things are hard"),
)


def help_lines_html(lines: tuple[HelpLine, ...] = HELP_LINES) -> str:
    """Return the list; each number can be tapped to dial."""
    rows = "".join(
        f'<li><span>{as_html(line.name)}</span><br><a href="tel:{line.number.replace(" ", "")}">{line.number}</a>'
        f'<br><span class="quiet small">{as_html(line.about)}</span></li>'
        for line in lines
    )
    return f'<ul class="lines">{rows}</ul>'


EMERGENCY = (
    '<p class="notice clay">If a child or anyone else is in danger now, ring <strong>999</strong>. '
    "If you are worried about a real child, speak to your safeguarding lead or children’s services today.</p>"
)
