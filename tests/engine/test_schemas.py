"""The schemas in docs/schemas/ are those of the models."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.schemas import build_schemas, write_schemas

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"


@pytest.mark.parametrize("name", build_schemas())
def test_the_written_schema_is_current(name: str) -> None:
    stale = "write it again with engine.schemas.write_schemas(Path('docs/schemas'))"
    assert (FOLDER / name).read_text(encoding="utf-8") == build_schemas()[name], stale


def test_there_is_no_schema_that_is_not_written() -> None:
    assert {path.name for path in FOLDER.glob("*.json")} == set(build_schemas())


def test_schemas_are_written_as_json_with_no_other_fields_allowed(tmp_path: Path) -> None:
    write_schemas(tmp_path / "new")
    schema = json.loads((tmp_path / "new" / "scenario.schema.json").read_text(encoding="utf-8"))
    assert schema["additionalProperties"] is False
    assert {"nodes", "endings", "start"} <= set(schema["required"])
