"""Every kind of block there is."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handouts.content.blocks import (
    BulletList,
    Callout,
    ClinicPlace,
    Contacts,
    DoDont,
    EnergyExamples,
    FactHighlight,
    Figure,
    GlossaryTerm,
    NappyChart,
    Paragraph,
    Steps,
    Summary,
    Table,
)
from handouts.content.form_blocks import AnyFormBlock
from handouts.content.plan_blocks import AnyPlanBlock

AnyBlock = Annotated[
    Paragraph
    | BulletList
    | Steps
    | DoDont
    | Callout
    | Table
    | Figure
    | FactHighlight
    | NappyChart
    | EnergyExamples
    | Contacts
    | ClinicPlace
    | GlossaryTerm
    | Summary
    | AnyPlanBlock
    | AnyFormBlock,
    Field(discriminator="kind"),
]
