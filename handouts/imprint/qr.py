"""A web address -> a QR code as the drawing of a PDF, and as an SVG for templates."""

from __future__ import annotations

import math
import re
import zlib
from dataclasses import dataclass

QUIET_ZONE = 4
"""White squares around the code (ISO/IEC 18004, 9.1)."""
_DARK = re.compile(b"\0+")


@dataclass(frozen=True, slots=True)
class QrCode:
    """One QR code, drawn in black squares."""

    modules: int
    """Squares along one side, quiet zone included."""
    drawing: bytes
    """Operators of a form that is `modules` units wide and high, deflated."""

    def as_object(self, number: int) -> bytes:
        """Return the form as it stands in a file; it is one unit wide and high where it is placed."""
        side, scale = self.modules, f"{1 / self.modules:.8f}".encode()
        return (
            b"%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 %d %d]/Matrix[%s 0 0 %s 0 0]/Resources<<>>"
            b"/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"
            % (number, side, side, scale, scale, len(self.drawing), self.drawing)
        )

    @property
    def svg(self) -> str:
        """The same squares as a picture for templates."""
        side = self.modules
        runs = (line.split() for line in zlib.decompress(self.drawing).decode().splitlines()[1:-1])
        path = "".join(f"M{x} {side - 1 - int(y)}h{width}v1h-{width}z" for x, y, width, *_ in runs)
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'


def qr_code(target: str) -> QrCode:
    """Return the QR code of a web address or telephone number; error correction M.

    Addresses that differ only in case of the scheme and the host need not be written in lower case, but are:
    what is scanned is exactly what the profile says.
    """
    import zxingcpp  # most imprints find their code made already

    code = zxingcpp.create_barcode(target, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    squares = memoryview(code.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    rows = squares.tobytes()
    inside = math.isqrt(len(rows))
    side = inside + 2 * QUIET_ZONE
    drawing = [b"0 g"]
    for y in range(inside):
        bottom = side - y - QUIET_ZONE - 1
        for run in _DARK.finditer(rows, y * inside, (y + 1) * inside):
            left = run.start() - y * inside + QUIET_ZONE
            drawing.append(b"%d %d %d 1 re" % (left, bottom, run.end() - run.start()))
    drawing.append(b"f")
    return QrCode(side, zlib.compress(b"\n".join(drawing), 9))
