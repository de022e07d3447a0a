"""`attune play`: a conversation in the terminal, or from a file of replies. Nothing is kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.terminal import complain, err, out, print_json
from engine.conversation import Conversation, Said, Turn
from engine.errors import ConversationError
from engine.ports import Scorer
from engine.scenario import NARRATOR, Scenario
from simulator.settings import Settings
from simulator.wiring import build_library, build_scorer


def play(
    scenario_id: Annotated[str, typer.Argument(metavar="ID", help="A scenario; `attune scenarios` lists them.")],
    replies: Annotated[Path | None, typer.Option(help="Play these replies, one a line, without asking.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a turn, then the ending.")] = False,
) -> None:
    """Play a scenario in the terminal.

    Example: attune play after-the-last-bell --replies replies.txt --json
    """
    settings = Settings.from_environment(os.environ)
    scenario = build_library(settings).get(scenario_id).scenario
    given = _read_replies(replies) if replies else None
    scorer = build_scorer(settings)
    conversation = Conversation(scenario)
    if not as_json:
        _print_briefing(scenario)
    for reply in given if given is not None else _asked(conversation):
        if conversation.node is None:
            complain("the conversation has ended; the replies after this are not used")
            break
        if not reply.strip():
            continue
        turn = _take(conversation, scorer, reply)
        print_json(_turn_row(turn), lines=True) if as_json else _print_said(scenario, turn.answer)
    _close(conversation, as_json)


def _take(conversation: Conversation, scorer: Scorer, reply: str) -> Turn:
    node = conversation.node
    if node is None:
        raise ConversationError("the conversation has ended")
    with err.status("…"):
        verdicts = scorer.score(reply, node.listens_for, conversation.prompt)
    turn = conversation.answer(reply, verdicts)
    conversation.take(turn)
    return turn


def _read_replies(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConversationError(f"cannot read the replies: {error}", str(path), "one reply a line, UTF-8") from error


def _asked(conversation: Conversation) -> Iterator[str]:
    _print_said(conversation.scenario, conversation.said)
    while node := conversation.node:
        out.print(f"\n{node.asks or 'Your reply'}", style="bold")
        try:
            yield input("> ")
        except EOFError:
            return


def _print_briefing(scenario: Scenario) -> None:
    brief = scenario.briefing
    out.print(f"\n{scenario.title}  ({scenario.minutes} minutes)", style="bold", markup=False)
    out.print(scenario.content_note, style="italic", markup=False)
    for text in (brief.you_are, *brief.you_know, *brief.you_do_not_know, brief.room):
        out.print(f"  {text}", markup=False)
    out.print("Never type a real child's details. Ctrl-D leaves.\n")


def _print_said(scenario: Scenario, lines: tuple[Said, ...]) -> None:
    for line in lines:
        if line.who == NARRATOR:
            out.print(f"  {line.text}", style="italic", markup=False)
        else:
            out.print(f"{scenario.character[line.who].name}: {line.text}", markup=False)


def _turn_row(turn: Turn) -> dict[str, Any]:
    return {
        "turn": turn.number,
        "node": turn.node,
        "said": [line.model_dump() for line in turn.said],
        "reply": turn.reply,
        "verdicts": [verdict.model_dump(mode="json") for verdict in turn.verdicts],
        "route": turn.route,
        "next": turn.next,
    }


def _close(conversation: Conversation, as_json: bool) -> None:
    ending = conversation.ending
    if as_json:
        print_json(
            {
                "ending": ending.id if ending else None,
                "title": ending.title if ending else None,
                "turns": len(conversation.turns),
                "variables": dict(conversation.moment.variables),
            },
            lines=True,
        )
    elif ending:
        out.print(f"\n{ending.title}", style="bold", markup=False)
        for paragraph in (*ending.what_happened, *ending.what_mattered):
            if paragraph.when.holds(conversation.moment):
                out.print(paragraph.text, markup=False)
    else:
        complain("the conversation has not ended yet")
