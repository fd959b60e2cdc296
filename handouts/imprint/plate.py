"""A fitted place -> a plate: its objects and content as templates in which a master puts its own numbers.

What a clinic's files differ in is little: where the place lies on the page, how many pieces of marked content
and links come before it. All else of tags, links and drawing is written once, here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from handouts.imprint import master as plan
from handouts.imprint.fit import Fitted
from handouts.imprint.letters import Letters, operators
from handouts.imprint.lines import Picture, Stretch
from handouts.imprint.strings import fixed, text
from handouts.layout.identity import Part
from handouts.pdf.structure import spoken_of_link

_LINK_DEPTH = 0.24
_LINK_HEIGHT = 0.8
"""Of the type size, below and above the line, for the clickable area of a link."""
MARK, KEY, LEFT, TOP = range(4)
"""What a number in a template is counted from: the page's marks, the tree's keys, the place's corner."""
BETWEEN = b"\0"
"""Between two objects of a template. `strings.text` writes this byte as an escape, so no object holds it."""


@dataclass(frozen=True, slots=True)
class Plate:
    """One filled place, ready for every master that has such a place."""

    numbers: tuple[int, ...]
    """Of the objects, in their order."""
    bodies: bytes
    """The objects, with a gap for each of `gaps`."""
    gaps: tuple[tuple[int, float], ...]
    """What each number is counted from, and how much is added."""
    kids: bytes
    """References to the elements."""
    content: bytes
    """What is drawn, with a gap for each mark, in turn."""
    marks: int
    """Pieces of marked content."""
    owners: bytes
    """References to the element of each mark."""
    links: tuple[bytes, ...]
    """References to the elements of links, one for each clickable area."""
    annotations: bytes
    """References to the clickable areas."""
    pictures: tuple[bytes, ...]
    """Entries of the page's resources."""
    end: int
    """The first number that is still free."""
    digest: bytes
    """Of everything that is drawn, tagged and linked."""


def make_plate(
    parts: Sequence[Part],
    letters: Sequence[Letters],
    fitted: Fitted,
    *,
    colours: tuple[bytes, bytes],
    place: int,
    page: int,
    first: int,
    written: Written,
) -> Plate:
    """Return the plate of a filled place.

    Args:
        parts: in reading order.
        letters: of each part.
        fitted: where they stand.
        colours: operators that choose the colour of text and of names.
        place: number of the element that stands for the place.
        page: number of the page's object.
        first: the first number that is free for elements.
        written: parts of plates with the same letters, which stand the same way in this one, too.
    """
    writer = _Writer(place, page, first)
    pictures = {picture.part: picture for picture in fitted.pictures}
    for at, part in enumerate(parts):
        if at in pictures:
            writer.picture(part, pictures[at])
            continue
        stretches = fitted.by_part.get(at, ())
        key = place, page, at, id(stretches), *writer.so_far  # they live as long as the fitter
        if key not in written:
            written[key] = writer.aside()
            written[key].words(part, stretches, letters[at], colours[part.kind == "name"])
        writer.take(written[key])
    return writer.plate()


Written = dict[tuple[object, ...], "_Writer"]
"""Parts as they are written at some place of some page, behind so many numbers, marks and links."""


class _Writer:
    """Writes the elements, links and content of one place."""

    def __init__(self, place: int, page: int, first: int, marks: int = 0, links: int = 0) -> None:
        self._place = place
        self._page = page
        self._on = b"%d 0 R" % page
        self._next = first
        self._before = marks, links
        """What stands before this on the plate."""
        self._numbers: list[int] = []
        self._bodies: list[bytes] = []
        self._gaps: list[tuple[int, float]] = []
        self._kids: list[bytes] = []
        self._content: list[bytes] = []
        self._owners: list[bytes] = []
        self._links: list[bytes] = []
        self._areas: list[bytes] = []
        self._pictures: dict[bytes, int] = {}

    @property
    def so_far(self) -> tuple[int, int, int]:
        """The next number, mark and link."""
        return self._next, self._before[0] + len(self._owners), self._before[1] + len(self._links)

    def aside(self) -> _Writer:
        """Return a writer of what comes next."""
        return _Writer(self._place, self._page, *self.so_far)

    def take(self, other: _Writer) -> None:
        """Add what was written aside."""
        self._next = other._next
        self._numbers += other._numbers
        self._bodies += other._bodies
        self._gaps += other._gaps
        self._kids += other._kids
        self._content += other._content
        self._owners += other._owners
        self._links += other._links
        self._areas += other._areas

    def plate(self) -> Plate:
        bodies, content = BETWEEN.join(self._bodies), b"".join(self._content)
        sha = hashlib.sha256(bodies + BETWEEN + content)
        sha.update(repr(self._gaps).encode())
        return Plate(
            numbers=tuple(self._numbers),
            bodies=bodies,
            gaps=tuple(self._gaps),
            kids=b" ".join(self._kids),
            content=content,
            marks=len(self._owners),
            owners=b" ".join(self._owners),
            links=tuple(self._links),
            annotations=b" ".join(self._areas),
            pictures=tuple(b"%s %d 0 R" % item for item in self._pictures.items()),
            end=self._next,
            digest=sha.digest(),
        )

    def picture(self, part: Part, picture: Picture) -> None:
        name, number = (plan.QR_NAME, plan.QR) if part.kind == "qr" else (plan.LOGO_NAME, plan.LOGO)
        self._pictures[name] = number
        element = self._new()
        self._kids.append(b"%d 0 R" % element)
        mark = self._mark(element)
        self._add(
            element,
            b"<</Type/StructElem/S/Figure/P %d 0 R/Pg %s/K %%d/Alt%s"
            b"/A<</O/Layout/BBox[%%.3f %%.3f %%.3f %%.3f]>>>>"
            % (self._place, self._on, fixed(text(part.alt))),
            (MARK, mark),
            *_corners(picture.left, picture.bottom, picture.width, picture.height),
        )
        self._content.append(
            b"/Figure <</MCID %%d>> BDC\nq %.3f 0 0 %.3f %.3f %.3f cm %s Do Q\nEMC\n"
            % (picture.width, picture.height, picture.left, picture.bottom, name)
        )

    def words(self, part: Part, drawn: Sequence[Stretch], letters: Letters, colour: bytes) -> None:
        element = self._new()
        self._kids.append(b"%d 0 R" % element)
        kids: list[bytes] = []
        gaps: list[tuple[int, float]] = []
        for number, piece in enumerate(part.pieces):
            stretches = [stretch for stretch in drawn if stretch.piece == number]
            inked = fixed(operators(stretches, letters, colour))
            if piece.link:
                link = self._new()
                kids.append(b"%d 0 R" % link)
                mark = self._mark(link)
                self._content.append(b"/Link <</MCID %%d>> BDC\n%sEMC\n" % inked)
                said = text(spoken_of_link(piece.text, piece.link))
                areas = [self._area(link, said, text(piece.link), stretch) for stretch in stretches]
                objrs = b"".join(b" <</Type/OBJR/Pg %s/Obj %d 0 R>>" % (self._on, area) for area in areas)
                self._add(
                    link,
                    b"<</Type/StructElem/S/Link/P %d 0 R/Pg %s/K[%%d%s]>>" % (element, self._on, objrs),
                    (MARK, mark),
                )
            else:
                kids.append(b"%d")
                gaps.append((MARK, self._mark(element)))
                self._content.append(b"/P <</MCID %%d>> BDC\n%sEMC\n" % inked)
        lang = b"/Lang" + fixed(text(part.lang)) if part.lang else b""
        self._add(
            element,
            b"<</Type/StructElem/S/P/P %d 0 R/Pg %s%s/K[%s]>>"
            % (self._place, self._on, lang, b" ".join(kids)),
            *gaps,
        )

    def _area(self, link: int, said: bytes, address: bytes, stretch: Stretch) -> int:
        number = self._new()
        self._areas.append(b"%d 0 R" % number)
        low, high = stretch.size * _LINK_DEPTH, stretch.size * _LINK_HEIGHT
        self._add(
            number,
            b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%%.2f %%.2f %%.2f %%.2f]"
            b"/StructParent %%d/Contents%s/A<</Type/Action/S/URI/URI%s>>>>" % (fixed(said), fixed(address)),
            *_corners(stretch.left, stretch.baseline - low, stretch.width, low + high),
            (KEY, self._before[1] + len(self._links)),
        )
        self._links.append(b"%d 0 R" % link)
        return number

    def _new(self) -> int:
        number = self._next
        if number >= plan.FIRST_STATIC - 1:  # one is left for the table
            raise ValueError("an imprint has too many parts")
        self._next += 1
        return number

    def _mark(self, owner: int) -> int:
        self._owners.append(b"%d 0 R" % owner)
        return self._before[0] + len(self._owners) - 1

    def _add(self, number: int, body: bytes, *gaps: tuple[int, float]) -> None:
        self._numbers.append(number)
        self._bodies.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        self._gaps += gaps


def _corners(left: float, bottom: float, width: float, height: float) -> tuple[tuple[int, float], ...]:
    return (LEFT, left), (TOP, bottom), (LEFT, left + width), (TOP, bottom + height)
