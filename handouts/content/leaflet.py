"""A leaflet: one message, key points, what to do, what is not known, when to get help, and who says so."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from handouts.content.handout import Handout, Section


class Leaflet(Handout):
    """Guidance on one topic for one audience."""

    kind: Literal["leaflet"]
    sections: Annotated[tuple[Section, ...], Field(min_length=3)]

    @model_validator(mode="after")
    def _has_a_place_for_help(self) -> Self:
        if not any(section.role == "get-help" for section in self.sections):
            raise ValueError("a leaflet needs a section with role: get-help")
        return self
