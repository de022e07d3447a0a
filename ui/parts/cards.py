"""A scenario as a card, and the words that introduce a newcomer."""

from __future__ import annotations

from dataclasses import dataclass

from engine.scenario import Scenario
from ui.parts.escape import as_html
from ui.parts.portrait import image

FAMILIES = {
    "disclosure": "Hearing a child",
    "strategy-meeting": "Around the table",
    "siblings": "When both are children",
    "parent": "Talking with a parent",
    "plan": "Making a plan work",
}

STEPS = (
    ("Read the room", "Who you are, what you know and what you do not. Two minutes."),
    ("Talk in your own words", "You type what you would say. They answer according to how you said it."),
    ("Look back", "What happened next, what you did that mattered, one thing to build on. Try any moment again."),
)


@dataclass(frozen=True)
class LastRun:
    """What to say of a learner's last run of a scenario: `when` and `outcome` are words ready to show."""

    when: str
    outcome: str


def card_html(scenario: Scenario, last: LastRun | None = None) -> str:
    """Return a scenario's card: portrait, title, role and time, what it touches, the last run where there is one."""
    person = scenario.characters[0]
    before = f'<p class="quiet small">You were here {as_html(last.when)}: {as_html(last.outcome)}</p>' if last else ""
    return (
        f'<div class="card">{image(person.portrait, "wary")}<div><h3>{as_html(scenario.title)}</h3>'
        f'<p class="quiet small">{facts(scenario)}</p></div>'
        f'<div class="detail"><p>{as_html(scenario.summary)}</p>{before}</div></div>'
    )


def hero_html(scenario: Scenario, label: str, words: str) -> str:
    """Return the words of the one suggestion at the top of the library; the portrait stands beside them."""
    return f'<p class="label">{as_html(label)}</p><h2>{as_html(scenario.title)}</h2><p>{as_html(words)}</p>'


def left_off(turns: int, when: str) -> str:
    """Return how far the learner got, and when they began."""
    far = f"You are {turns} {'reply' if turns == 1 else 'replies'} in" if turns else "You have not said anything yet"
    return f"{far}. You began {when}."


def facts(scenario: Scenario) -> str:
    """Return role and time as one safe line."""
    return f"{as_html(scenario.role)} · {scenario.minutes} minutes"


def steps_html() -> str:
    """Return the three steps a newcomer takes."""
    rows = "".join(
        f"<li><strong>{as_html(title)}</strong><br><span>{as_html(words)}</span></li>" for title, words in STEPS
    )
    return f'<ol class="steps">{rows}</ol>'
