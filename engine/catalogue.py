"""The catalogue of practice points: what each is, why, its source, examples and near misses, and what to say of it."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from engine.verdict import FROZEN, Kind

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Citation(BaseModel):
    """Where guidance says it: a document key of `guidance/documents.yaml`, and the section's own heading."""

    model_config = FROZEN
    document: Slug
    section: Text


class Feedback(BaseModel):
    """What to say after each verdict; practices use met, partial and missed, pitfalls present, absent and repair."""

    model_config = FROZEN
    met: str = ""
    partial: str = ""
    missed: str = ""
    present: str = ""
    absent: str = ""
    unsure: str = ""
    repair: str = ""


class PracticePoint(BaseModel):
    """One thing a good reply does (a practice) or a harmful reply does (a pitfall)."""

    model_config = FROZEN
    id: Slug
    kind: Kind
    exemplars: tuple[Text, ...]
    counter_exemplars: tuple[Text, ...]
    title: str = ""
    definition: str = ""
    why: str = ""
    source: tuple[Citation, ...] = ()
    feedback: Feedback = Feedback()
    phrases: tuple[Text, ...] = ()

    @property
    def name(self) -> str:
        """The title, or the id in words where a foreign catalogue gives no title."""
        return self.title or self.id.replace("-", " ")


class Domain(BaseModel):
    """One file of the catalogue: the points that belong to one kind of conversation."""

    model_config = FROZEN
    domain: Slug
    title: str = ""
    points: tuple[PracticePoint, ...] = Field(min_length=1)


class Document(BaseModel):
    """A source of guidance, as `guidance/documents.yaml` lists it."""

    model_config = FROZEN
    key: Slug
    title: Text
    about: Text


class Documents(BaseModel):
    """The guidance documents that citations point to."""

    model_config = FROZEN
    documents: tuple[Document, ...]


class Catalogue(BaseModel):
    """Every domain together; point ids are unique across them."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))
    domains: tuple[Domain, ...]
    documents: tuple[Document, ...] = ()

    @cached_property
    def points(self) -> dict[str, PracticePoint]:
        """All practice points by id, in the order of the files."""
        return {point.id: point for domain in self.domains for point in domain.points}

    @cached_property
    def domain_of(self) -> dict[str, str]:
        """The domain each point belongs to."""
        return {point.id: domain.domain for domain in self.domains for point in domain.points}

    def points_of(self, domain: str) -> tuple[str, ...]:
        """Ids of one domain's points in order; empty when there is no such domain."""
        return tuple(point.id for d in self.domains if d.domain == domain for point in d.points)
