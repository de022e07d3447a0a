"""One run in memory: what was said, where it stands, and what a reply leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel, Field

from engine.conditions import Effects, Moment
from engine.errors import ConversationError
from engine.machine import RouteChooser
from engine.scenario import NARRATOR, Character, Ending, Line, Node, Posture, Route, Scenario
from engine.verdict import FROZEN, Verdict


class Said(BaseModel):
    """A line as it was said: `who` is a character's id, or the narrator for a stage direction."""

    model_config = FROZEN
    who: str
    text: str


class Standing(BaseModel):
    """Where a run stands after a turn; `node` may be an ending."""

    model_config = FROZEN
    node: str
    variables: dict[str, int]
    flags: tuple[str, ...]
    visits: dict[str, int]


class Turn(BaseModel):
    """A reply and all that came of it. `said` is what it answers, `answer` what the others said to it."""

    model_config = FROZEN
    number: int = Field(ge=1)
    node: str
    said: tuple[Said, ...]
    reply: str
    verdicts: tuple[Verdict, ...]
    route: str
    repairs: bool = False
    answer: tuple[Said, ...]
    after: Standing

    @property
    def next(self) -> str:
        """The node or ending the reply led to."""
        return self.after.node


class Conversation:
    """One learner's conversation in one scenario, from its opening or from the turns already taken.

    An author may have it open elsewhere than a learner's does: `opening` names a node, not an ending.
    """

    def __init__(
        self,
        scenario: Scenario,
        turns: Iterable[Turn] = (),
        chooser: RouteChooser | None = None,
        opening: Standing | None = None,
    ) -> None:
        self.scenario = scenario
        self.turns: list[Turn] = list(turns)
        self._chooser = chooser or RouteChooser(scenario)
        self._start = opening.node if opening else scenario.start
        self._opening = _moment(opening) if opening else opening_moment(scenario)

    @property
    def node(self) -> Node | None:
        """The node that waits for a reply; None once the conversation has ended.

        Raises ConversationError when a stored turn leads to a node this scenario no longer has.
        """
        where = self.turns[-1].next if self.turns else self._start
        if where in self.scenario.ending:
            return None
        if where not in self.scenario.node:
            hint = "it was begun with another version; start again, what was said is kept"
            raise ConversationError(f"this run stands at '{where}', which the scenario no longer has", hint=hint)
        return self.scenario.node[where]

    @property
    def ending(self) -> Ending | None:
        """The ending reached; None while the conversation goes on."""
        return self.scenario.ending.get(self.turns[-1].next) if self.turns else None

    @property
    def moment(self) -> Moment:
        """Variables, flags and visits as they stand now, without verdicts."""
        return _moment(self.turns[-1].after) if self.turns else self._opening

    @property
    def said(self) -> tuple[Said, ...]:
        """What the learner is answering now: the opening, or the answer to the last reply."""
        if self.turns:
            return self.turns[-1].answer
        return _spoken(self.scenario.node[self._start].says, self._opening)

    @property
    def prompt(self) -> str:
        """The spoken words the learner is answering, without stage directions; empty when nothing was spoken."""
        return " ".join(line.text for line in self.said if line.who != NARRATOR)

    def answer(self, reply: str, verdicts: Sequence[Verdict]) -> Turn:
        """Work out the turn that a reply with these verdicts makes; nothing changes until `take`.

        Raises ConversationError when the conversation has ended.
        """
        node = self.node
        if node is None:
            raise ConversationError("this conversation has ended", hint="start again, or try a moment again")
        moment = self.judged(node, verdicts)
        route = self._chooser.choose(node.id, moment)
        moved = moment.after(self._effects(node, route, moment), self.scenario.variables)
        spoken = _spoken(route.says, moved)
        if route.to != node.id and route.to in self.scenario.node:
            spoken += _spoken(self.scenario.node[route.to].says, moved)
        return Turn(
            number=len(self.turns) + 1,
            node=node.id,
            said=self.said,
            reply=reply,
            verdicts=tuple(verdicts),
            route=route.id,
            repairs=route.repairs,
            answer=spoken,
            after=Standing.model_construct(  # made of checked values; checking every visit again adds up in a long walk
                node=route.to,
                variables=dict(moved.variables),
                flags=tuple(sorted(moved.flags)),
                visits=moved.visits,
            ),
        )

    def _effects(self, node: Node, route: Route, moment: Moment) -> Effects:
        """Return what a route changes; no number where it asks for no point and was taken only for want of a practice
        that is not sure."""
        if not route.effects.change or route.when.points():
            return route.effects
        if self._chooser.choose(node.id, moment.hoped) is route:
            return route.effects
        return route.effects.model_copy(update={"change": {}})

    def judged(self, node: Node, verdicts: Iterable[Verdict]) -> Moment:
        """Return the moment at which routes are chosen: this reply counted as a visit, and what each reply changes."""
        visits = dict(self.moment.visits)
        visits[node.id] = visits.get(node.id, 0) + 1
        return judge(self.scenario, self.moment, visits, verdicts)

    def take(self, turn: Turn) -> None:
        """Add a turn that `answer` made; raises ConversationError when it is not the next one."""
        if turn.number != len(self.turns) + 1:
            raise ConversationError(f"turn {turn.number} does not follow turn {len(self.turns)}")
        self.turns.append(turn)

    def posture(self, character: Character) -> Posture:
        """How a character holds themselves now: the first posture whose condition holds, else the last."""
        fitting = (posture for posture in character.postures if posture.when.holds(self.moment))
        return next(fitting, character.postures[-1])


def opening_moment(scenario: Scenario) -> Moment:
    """Return the moment at which a learner's conversation opens."""
    return Moment(variables={name: v.start for name, v in scenario.variables.items()})


def judge(scenario: Scenario, now: Moment, visits: Mapping[str, int], verdicts: Iterable[Verdict]) -> Moment:
    """Return the moment at which routes are chosen; `visits` counts this reply already."""
    moment = Moment(now.variables, now.flags, visits, {v.point: v for v in verdicts})
    return moment.after(scenario.each_reply, scenario.variables)


def _moment(standing: Standing) -> Moment:
    return Moment(variables=standing.variables, flags=frozenset(standing.flags), visits=standing.visits)


def _spoken(lines: Iterable[Line], moment: Moment) -> tuple[Said, ...]:
    return tuple(Said(who=line.who, text=line.text) for line in lines if line.when.holds(moment))
