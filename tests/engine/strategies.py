"""Valid scenarios drawn at random: any graph whose nodes end in an otherwise, with conditions on whatever there is."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from engine.scenario import Scenario
from tests.engine.examples import base_scenario

POINTS = ("open-invitation", "show-belief", "honest-confidentiality", "leading-question", "promises-secrecy")
FLAGS = ("promised", "named")


def _ids(prefix: str, count: int) -> list[str]:
    return [f"{prefix}-{i}" for i in range(count)]


def _ranges() -> st.SearchStrategy[dict[str, int]]:
    return st.dictionaries(st.sampled_from(("at_least", "at_most")), st.integers(0, 10), max_size=2)


def conditions(nodes: list[str], points: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    some = st.lists(st.sampled_from(points), max_size=2, unique=True)
    plain = st.fixed_dictionaries(
        {},
        optional={
            "shown": some,
            "any_shown": some,
            "not_shown": some,
            "partly": some,
            "variables": st.dictionaries(st.just("trust"), _ranges(), max_size=1),
            "flags": st.lists(st.sampled_from(FLAGS), max_size=1),
            "no_flags": st.lists(st.sampled_from(FLAGS), max_size=1),
            "visits": st.dictionaries(st.sampled_from(nodes), _ranges(), max_size=1),
        },
    )
    inner = st.fixed_dictionaries({}, optional={field: st.lists(plain, max_size=2) for field in ("all", "any", "none")})
    return st.builds(lambda a, b: a | b, plain, inner)


def _effects() -> st.SearchStrategy[dict[str, Any]]:
    flags = st.lists(st.sampled_from(FLAGS), max_size=1)
    change = st.dictionaries(st.just("trust"), st.integers(-12, 12), max_size=1)
    return st.fixed_dictionaries({}, optional={"change": change, "set": change, "raises": flags, "lowers": flags})


@st.composite
def _nodes(draw: st.DrawFn, name: str, nodes: list[str], targets: list[str]) -> dict[str, Any]:
    heard = draw(st.lists(st.sampled_from(POINTS), min_size=1, unique=True))
    asked = draw(st.lists(conditions(nodes, heard), max_size=3))
    routes = [{"id": f"r-{i}", "when": when} for i, when in enumerate(asked)]
    for route in (*routes, last := {"id": "last", "otherwise": True}):
        route |= {"to": draw(st.sampled_from(targets)), "effects": draw(_effects())}
    says = [{"who": "robin", "text": f"At {name}."}]
    return {"id": name, "title": name, "says": says, "listens_for": heard, "routes": [*routes, last]}


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A scenario of one to six nodes; it may hold loops and shadowed routes, and is otherwise well formed."""
    nodes, endings = _ids("n", draw(st.integers(1, 6))), _ids("e", draw(st.integers(1, 3)))
    data = base_scenario().model_dump(mode="json")
    ending = data["endings"][0]
    data |= {
        "start": "n-0",
        "flags": FLAGS,
        "each_reply": draw(_effects()),
        "nodes": [draw(_nodes(name, nodes, [*nodes, *endings])) for name in nodes],
        "endings": [ending | {"id": name} for name in endings],
    }
    return Scenario.model_validate(data)
