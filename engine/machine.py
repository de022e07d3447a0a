"""The state machine of a scenario. The only importer of transitions.

`transitions` neither checks destinations nor complains of equal edges, so `engine.lint` is the validator; here routes
are tried in the author's order and the first whose condition holds is taken.
"""

from __future__ import annotations

from typing import Any, cast

from transitions import EventData, Machine

from engine.conditions import Moment
from engine.errors import ConversationError
from engine.scenario import Node, Route, Scenario

_REPLY = "reply"


class _Place:
    """Where one conversation stands; `transitions` writes `state` and the callbacks note the route taken."""

    def __init__(self, state: str) -> None:
        self.state = state
        self.taken: Route | None = None


class RouteChooser:
    """Chooses routes for one scenario; built once, used for any number of conversations."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._machine = Machine(
            model=None,
            states=[*scenario.node, *scenario.ending],
            transitions=[_edge(node, route) for node in scenario.nodes for route in node.routes],
            initial=None,
            auto_transitions=False,
            send_event=True,
        )

    def choose(self, node: str, moment: Moment) -> Route:
        """Return the route that a reply takes from a node at this moment.

        Raises ConversationError when the node or the route's target is unknown or no route holds; a scenario without
        findings has none of these.
        """
        if node not in self._scenario.node:
            raise ConversationError(f"there is no node '{node}'", self._scenario.id, "the scenario has changed")
        place = _Place(node)
        # Fired on the event itself: registering a place with the machine costs a method for every node of the scenario.
        try:
            self._machine.events[_REPLY].trigger(place, moment=moment)
        except ValueError as error:
            raise ConversationError(f"a route out of '{node}' leads nowhere: {error}", self._scenario.id) from error
        if place.taken is None:
            raise ConversationError(f"no route out of '{node}' holds", self._scenario.id, "add an otherwise")
        return place.taken


def _edge(node: Node, route: Route) -> dict[str, Any]:
    def holds(event: EventData) -> bool:
        return route.otherwise or route.when.holds(event.kwargs["moment"])

    def note(event: EventData) -> None:
        cast(_Place, event.model).taken = route

    return {"trigger": _REPLY, "source": node.id, "dest": route.to, "conditions": holds, "after": note}
