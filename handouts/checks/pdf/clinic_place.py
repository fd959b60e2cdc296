"""Is there room for the clinic: in the masthead, and, beyond one page, where it says when to get help?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.registry import Stage, check
from handouts.checks.subjects import PdfSubject
from handouts.checks.words import short, squeezed
from handouts.findings import Finding, Where
from handouts.pdf.document import BlockBox

HELP = "help-clinic"
SLOTS = ("masthead-clinic", HELP)
"""Last part of the keys of the two slots."""
LEAST_WIDTH_MM = 40.0
LEAST_HEIGHT_MM = 18.0
"""Our own figures: room for a common stamp, or for four lines of 9 points."""
EDGE_TOLERANCE_MM = 0.5
"""Half of what an imprint keeps clear of a slot's border."""


@check(
    "page-clinic-place",
    stage=Stage.PDF,
    why="without the clinic's telephone number a leaflet sends nobody anywhere",
)
def room_for_the_clinic(subject: PdfSubject) -> Iterator[Finding]:
    """Check that both slots exist, are large enough, lie on the page and hold nothing but their labels.

    On a single page the slot in the masthead is always in sight, and the second one may be left out.
    """
    geometry = subject.pdf.geometry
    for name in SLOTS:
        slots = [
            block
            for block in geometry.blocks
            if block.kind == "clinic-slot" and block.key.rpartition("/")[2] == name
        ]
        if not slots and name == HELP and subject.pdf.pages == 1:
            continue
        if len(slots) != 1:
            found = "no" if not slots else str(len(slots))
            hint = (
                "the page template prints it in the masthead"
                if name == SLOTS[0]
                else "put a block of kind clinic-place into the section that says when to get help"
            )
            yield Finding(
                "page-clinic-place", f"there is {found} place “{name}”", where=Where(path=name), hint=hint
            )
            continue
        yield from _slot_faults(subject, slots[0])


def _slot_faults(subject: PdfSubject, slot: BlockBox) -> Iterator[Finding]:
    geometry = subject.pdf.geometry
    where = Where(page=slot.page, path=slot.key)
    if slot.box.width_mm < LEAST_WIDTH_MM or slot.box.height_mm < LEAST_HEIGHT_MM:
        yield Finding(
            "page-clinic-place",
            f"the place is {slot.box.width_mm:.0f} × {slot.box.height_mm:.0f} mm; "
            f"{LEAST_WIDTH_MM:.0f} × {LEAST_HEIGHT_MM:.0f} mm are the least",
            where=where,
            hint="give the slot more room in the style sheet",
        )
    if not geometry.content_boxes[slot.page - 1].holds(slot.box, tolerance_mm=EDGE_TOLERANCE_MM):
        hint = "the printer would cut the clinic's name"
        yield Finding("page-clinic-place", "the place reaches into the margin", where=where, hint=hint)
    labels = "".join(
        squeezed(text.text)
        for text in subject.pdf.document.expected
        if text.key.startswith("interface/clinic")
    )
    for line in geometry.lines:
        if line.page == slot.page and line.block == slot.key and squeezed(line.text) not in labels:
            fault = f"“{short(line.text)}” stands in the place for the clinic"
            hint = "only its labels (interface words clinic_…) may stand there"
            yield Finding("page-clinic-place", fault, where=where, hint=hint)
