"""The base of every authoring model, and the types its fields are made of."""

from __future__ import annotations

import enum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

WORD = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""Lower-case words joined by hyphens."""
LONGEST_ID = 60

Slug = Annotated[str, StringConstraints(pattern=WORD, max_length=LONGEST_ID)]
"""An id of a handout, section, block or statement."""
FactName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""An id of a fact, as it stands between braces in a sentence."""


class Translated(str):
    """English meant for readers: the only strings that go to translators."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept non-empty strings, trim them and fold line breaks of YAML blocks into spaces."""
        return core_schema.no_info_after_validator_function(
            cls._folded,
            core_schema.str_schema(min_length=1, max_length=1200, strip_whitespace=True),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def _folded(cls, text: str) -> Self:
        return cls(" ".join(text.split()))


class FactRef(str):
    """The name of a fact that is printed on its own, such as a number in large type."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept names in the form of `FactName`."""
        return core_schema.no_info_after_validator_function(
            cls,
            core_schema.str_schema(pattern=r"^[a-z][a-z0-9_]*$", max_length=60),
            serialization=core_schema.to_string_ser_schema(),
        )


class BareRef(FactRef):
    """A fact printed without its noun or unit, which stands in a column heading instead."""

    __slots__ = ()


class Jurisdiction(enum.StrEnum):
    """A country whose numbers, telephone lines and rules apply (ISO 3166-1 alpha-2)."""

    VN = "VN"
    PL = "PL"
    GB = "GB"
    US = "US"


class Says(enum.StrEnum):
    """What kind of statement this is."""

    KNOWN = "known"
    UNCERTAIN = "uncertain"
    ACTION = "action"
    RED_FLAG = "red-flag"


class Evidence(enum.StrEnum):
    """How well a statement is supported."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"
    POLICY = "policy"
    """A national body or law says so."""
    PRACTICE = "practice"
    """Good practice that professional bodies agree on."""
    CONTESTED = "contested"
    """Sources disagree: must be printed with a hedge."""


class Model(BaseModel):
    """A frozen authoring model that refuses unknown fields: a slip of the keyboard is found at once."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Statement(Model):
    """One thing a handout says, with its kind, its reason and who says so."""

    id: Slug
    says: Says
    text: Translated
    lead: Translated | None = None
    """A few bold words in front of the text."""
    how_often: Translated | None = None
    """When or how often, printed behind the text with emphasis."""
    why: str = ""
    """Why this is said, for reviewers; not printed."""
    sources: tuple[str, ...]
    evidence: Evidence
    jurisdictions: tuple[Jurisdiction, ...] = ()
    """Where it applies; empty means everywhere."""
    illustration: str | None = None
    """Name of a drawing printed with it (steps only)."""
    alt: Translated | None = None
    """What the drawing shows. Required with `illustration`."""
