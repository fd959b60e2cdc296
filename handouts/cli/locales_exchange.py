"""`handouts locales export` and `import`: texts out to translators, and what they send back, in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.options import AsJson, AsOf, Overlays, workshop
from handouts.errors import DeliveryError, LocaleError, SettingsError

if TYPE_CHECKING:
    from handouts.exchange.compare import Comparison
    from handouts.exchange.formats import Format
    from handouts.exchange.units import Package

Code = Annotated[str, typer.Argument(help="Language, such as pl.")]


def export(
    code: Code,
    to: Annotated[Path, typer.Option("--to", help="File to write: .xlf, .xliff, .xlsx or .po.")],
    kind: Annotated[
        str,
        typer.Option("--format", help="xliff12, xliff21, xlsx or po. Default: what the file's name says."),
    ] = "",
    handout: Annotated[
        list[str] | None,
        typer.Option("--handout", help="Only this handout, or interface, contact, noun, kitchen; repeat it."),
    ] = None,
    only: Annotated[
        str, typer.Option("--only", help="all, missing, stale, or open for missing and stale.")
    ] = "all",
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
    overlay: Overlays = None,
    as_of: AsOf = None,
) -> None:
    """Write the texts of a language into a file for translators, with what they have to know.

    Example: handouts locales export pl --format xliff21 --only open --to pl.xlf
    """
    from handouts import __version__
    from handouts.api import messages, open_language  # the engine is slow to import
    from handouts.cli.show import console, counted
    from handouts.deliver.files import write_atomically
    from handouts.exchange.formats import write
    from handouts.exchange.gather import choose, gather
    from handouts.exchange.units import Only

    chosen = _format(kind, to)
    try:
        states = Only(only)
    except ValueError:
        names = ", ".join(one.value for one in Only)
        raise SettingsError(f"--only takes no “{only}”", hint=f"one of {names}") from None
    if to.exists() and not force:
        raise DeliveryError(f"“{to}” exists already", hint="choose another name, or add --force")
    shop = workshop(overlay, as_of)
    language = open_language(code, shop.assets)
    whole = gather(messages(shop), language=language, library=shop.library)
    package = choose(whole, only=states, parts=tuple(handout or ()), library=shop.library)
    if not package.units:
        console.print(f"{code}: nothing to export; no file was written")
        return
    write_atomically(to, write(package, chosen, version=__version__))
    console.print(f"{code}: {counted(len(package.by_key), 'message')} in {to}")


def import_file(
    code: Code,
    file: Annotated[Path, typer.Argument(help="What came back: .xlf, .xliff, .xlsx or .po.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Take the texts that are good, and list the others.")
    ] = False,
    to: Annotated[
        Path | None,
        typer.Option("--to", help="Overlay folder that holds the catalogs; default: our own locales/."),
    ] = None,
    overlay: Overlays = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
) -> int:
    """Take translations from a file: every fault is told, nothing is guessed, all arrives unreviewed.

    Example: handouts locales import pl pl.xlf --dry-run
    """
    from handouts.api import messages, open_language  # the engine is slow to import
    from handouts.exchange.apply import apply
    from handouts.exchange.compare import compare
    from handouts.exchange.formats import read_file
    from handouts.exchange.gather import gather

    shop = workshop(
        [*(overlay or ()), *([to] if to and to.is_dir() and to not in (overlay or ()) else ())], as_of
    )
    language = open_language(code, shop.assets)
    wanted = messages(shop)
    package = gather(wanted, language=language, library=shop.library)
    format_, received = read_file(file, package=package)
    compared = compare(received, package, name=file.name)
    if compared.errors and not (keep_going and compared.changes):
        raise LocaleError(
            f"“{file.name}” has {_faults(len(compared.errors))}; nothing was imported",
            hint="mend them in the file, or take the rest with --keep-going",
            findings=compared.findings,
        )
    written: tuple[Path, ...] = ()
    if not dry_run:
        folder = (to / "locales" if to else shop.assets.roots("locales")[-1]) / code
        by_key = {message.key: message for message in wanted}
        written = apply(compared.changes, messages=by_key, locale=language.locale, folder=folder)
    _tell(compared, package, file, format_, written, dry_run=dry_run, as_json=as_json)
    return LocaleError.exit_code if compared.errors else 0


def _tell(
    compared: Comparison,
    package: Package,
    file: Path,
    format_: Format,
    written: tuple[Path, ...],
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from handouts.cli.show import console, print_json, show_findings
    from handouts.exchange.compare import Kind

    counts = {kind.value: compared.counts.get(kind, 0) for kind in Kind}
    if as_json:
        changes = (
            {"key": c.key, "kind": c.kind.value, "before": list(c.before), "after": list(c.texts)}
            for c in compared.changes
        )
        print_json(
            {
                "locale": package.locale,
                "file": str(file),
                "format": format_.value,
                "dry_run": dry_run,
                "written": [str(path) for path in written],
                "counts": counts,
                "changes": list(changes),
                "findings": [finding.as_dict() for finding in compared.findings],
            }
        )
        return
    show_findings(compared.findings)
    console.print(f"{package.locale}: " + ", ".join(f"{n} {kind}" for kind, n in counts.items() if n))
    if dry_run:
        console.print("nothing was written: --dry-run")
    elif written:
        following = f"handouts locales check --locale {package.locale}"
        console.print(f"unreviewed until somebody signs; next: {following}")
    else:
        console.print("nothing to write")


def _format(kind: str, to: Path) -> Format:
    from handouts.exchange.formats import Format

    fitting = [one for one in Format if to.suffix.lower() in one.extensions]
    if not fitting:
        endings = ", ".join(dict.fromkeys(ending for one in Format for ending in one.extensions))
        raise SettingsError(
            f"“{to}” has none of the endings {endings}", hint="give it the ending of its format"
        )
    if not kind and len(fitting) == 1:
        return fitting[0]
    names = ", ".join(one.value for one in fitting)
    if kind not in [one.value for one in fitting]:
        said = f"“{kind}” is no format of a file that ends in" if kind else "no --format, and several end in"
        raise SettingsError(f"{said} “{to.suffix}”", hint=f"choose one of: {names}")
    return Format(kind)


def _faults(number: int) -> str:
    return f"{number} fault" if number == 1 else f"{number} faults"
