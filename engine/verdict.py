"""The judgement on one practice point in one reply."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

FROZEN = ConfigDict(frozen=True, extra="forbid")

LEANS_FROM = 0.5
"""From this probability on, a practice that is not sure is more likely shown than not."""


class Kind(StrEnum):
    """What a practice point is: something good to do, or something harmful to do."""

    PRACTICE = "practice"
    PITFALL = "pitfall"


class Judgement(StrEnum):
    """The five words a verdict can say; the first three for practices, the last two for pitfalls."""

    MET = "met"
    PARTIAL = "partial"
    MISSED = "missed"
    PRESENT = "present"
    ABSENT = "absent"


class Evidence(BaseModel):
    """The learner's own words: `text` is `reply[start:end]`."""

    model_config = FROZEN
    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Verdict(BaseModel):
    """One point judged in one reply; `probability` is that of met or present, from 0 to 1, calibrated."""

    model_config = FROZEN
    point: str
    kind: Kind
    verdict: Judgement
    probability: float = Field(ge=0, le=1)
    sure: bool = True
    evidence: Evidence | None = None
    nearest_exemplar: str | None = None
    nearest_counter_exemplar: str | None = None
    because: str | None = None

    @property
    def shown(self) -> bool:
        """True for met and present, whether or not it is sure."""
        return self.verdict in (Judgement.MET, Judgement.PRESENT)

    @property
    def counts_as_shown(self) -> bool:
        """Whether the story may take it as shown: an unsure pitfall never counts, an unsure practice when it is more
        likely shown than not."""
        return self.shown and (self.sure or (self.kind is Kind.PRACTICE and self.probability >= LEANS_FROM))

    @property
    def counts_as_not_shown(self) -> bool:
        """Whether the story may take it as not shown: an unsure practice is never held against the learner."""
        return not self.counts_as_shown and (self.sure or self.kind is Kind.PITFALL)

    @property
    def hoped(self) -> Verdict:
        """The same verdict, surely met where it is one on a practice and not sure: the best that may be so."""
        if self.sure or self.kind is Kind.PITFALL:
            return self
        return self.model_copy(update={"verdict": Judgement.MET, "sure": True})
