"""JSON Schemas of the authors' files, for editors that complete and check YAML as one types."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from engine.catalogue import Domain
from engine.scenario import Scenario, Walk

_MODELS: dict[str, type[BaseModel]] = {
    "scenario.schema.json": Scenario,
    "walk.schema.json": Walk,
    "catalogue.schema.json": Domain,
}


def build_schemas() -> dict[str, str]:
    """Return the text of each schema by file name, as it stands in docs/schemas/."""
    return {name: _text(model) for name, model in _MODELS.items()}


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder, replacing what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in build_schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


def _text(model: type[BaseModel]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
