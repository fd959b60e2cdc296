"""Packages for the tests of exchange: small ones made here, and those of our own catalogs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from handouts.api import messages, open_language
from handouts.exchange.compare import Comparison, compare
from handouts.exchange.formats import Format, read_file, write
from handouts.exchange.gather import gather
from handouts.exchange.units import Package, State, Unit
from handouts.localize.locales import locale_codes
from handouts.resources import AssetPath
from tests.built import workshop

POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
TRANSLATED = tuple(code for code in locale_codes(AssetPath()) if code != "en")
FORMATS = tuple(Format)


def a_unit(
    source: str = "Eat {energy} more.",
    target: str = "Jedz o {energy} więcej.",
    *,
    key: str = "drink/a1/text",
    state: State | None = None,
    **over,
) -> Unit:
    state = state or (State.TRANSLATED if target else State.NEW)
    return Unit(key, source, (source,), target, state, **over)


def a_phrase(*forms: str, one: str = "{n} feed", other: str = "{n} feeds", key: str = "noun/feed") -> tuple:
    state = State.TRANSLATED if all(forms) else State.NEW
    return tuple(
        Unit(key, other if slot else one, (one, other), form, state, slot) for slot, form in enumerate(forms)
    )


def a_package(*units: Unit, locale: str = "pl", **over) -> Package:
    over = {"tag": locale, "source_tag": "en-GB", "name": "Polish", "direction": "ltr"} | over
    return Package(locale, plural_forms=POLISH, units=units or (a_unit(),), **over)


@cache
def ours(code: str) -> Package:
    """Everything of one of our own languages."""
    shop = workshop()
    return gather(messages(shop), language=open_language(code, shop.assets), library=shop.library)


def written(package: Package, kind: Format, folder: Path, name: str = "texts") -> Path:
    path = folder / f"{name}{kind.extensions[0]}"
    path.write_bytes(write(package, kind, version="1"))
    return path


def compared(path: Path, package: Package) -> Comparison:
    kind, received = read_file(path, package=package)
    assert path.suffix in kind.extensions
    return compare(received, package, name=path.name)


def sent_back(
    package: Package, kind: Format, folder: Path, *replaced: tuple[str, str], to: Package | None = None
) -> Comparison:
    """Write a package, replace words in its texts as a translator would, and compare what comes back."""
    units = tuple(
        next(
            (_with_target(unit, new) for key, new in replaced if key in (unit.id, unit.key)),
            unit,
        )
        for unit in package.units
    )
    edited = Package(**{**package_fields(package), "units": units})
    return compared(written(edited, kind, folder), to or package)


def _with_target(unit: Unit, text: str) -> Unit:
    return Unit(
        unit.key, unit.source, unit.english, text, State.TRANSLATED, unit.slot, unit.previous, unit.notes,
        unit.limit, unit.shown,
    )  # fmt: skip


def package_fields(package: Package) -> dict:
    names = "locale tag source_tag name direction plural_forms units cases".split()  # noqa: SIM905
    return {name: getattr(package, name) for name in names}
