"""A web address -> a QR code as the drawing of a PDF, and as an SVG for templates."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

QUIET_ZONE = 4
"""White squares around the code (ISO/IEC 18004, 9.1)."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """One QR code, drawn in black squares."""

    modules: int
    """Squares along one side, quiet zone included."""
    drawing: bytes
    """Operators of a form that is `modules` units wide and high, deflated."""
    svg: str

    def as_object(self, number: int) -> bytes:
        """Return the form as it stands in a file; it is one unit wide and high where it is placed."""
        side, scale = self.modules, f"{1 / self.modules:.8f}".encode()
        return (
            b"%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 %d %d]/Matrix[%s 0 0 %s 0 0]/Resources<<>>"
            b"/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"
            % (number, side, side, scale, scale, len(self.drawing), self.drawing)
        )


def qr_code(target: str) -> QrCode:
    """Return the QR code of a web address or telephone number; error correction M.

    Addresses that differ only in case of the scheme and the host need not be written in lower case, but are:
    what is scanned is exactly what the profile says.
    """
    import segno  # slow to import, and most imprints find their code made already

    rows = segno.make(target, error="m", boost_error=False, micro=False).matrix
    side = len(rows) + 2 * QUIET_ZONE
    drawing, path = ["0 g"], []
    for y, row in enumerate(rows):
        for x, width in _runs(row):
            left = x + QUIET_ZONE
            drawing.append(f"{left} {side - y - QUIET_ZONE - 1} {width} 1 re")
            path.append(f"M{left} {y + QUIET_ZONE}h{width}v1h-{width}z")
    drawing.append("f")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{"".join(path)}"/></svg>'
    )
    return QrCode(side, zlib.compress("\n".join(drawing).encode(), 9), svg)


def _runs(row: bytearray) -> list[tuple[int, int]]:
    """Return (start, length) of each run of dark squares.

    >>> _runs(bytearray([1, 1, 0, 1]))
    [(0, 2), (3, 1)]
    """
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found
