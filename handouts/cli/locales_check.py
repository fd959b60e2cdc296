"""`handouts locales check` and `waive`: what is wrong in our catalogs, or in any PO file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.options import AsJson, AsOf, Locales, Overlays, workshop
from handouts.errors import CheckFailed, LocaleError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handouts.findings import Finding

app = typer.Typer(rich_markup_mode=None)
Strict = Annotated[bool, typer.Option("--strict", help="Warnings that nobody waived are a refusal, too.")]


def register(locales: typer.Typer) -> None:
    """Add the commands to `handouts locales`."""
    locales.add_typer(app, name="check")
    locales.command("waive")(waive)


@app.callback(invoke_without_command=True)
def check(
    context: typer.Context,
    locale: Locales = None,
    strict: Strict = False,
    overlay: Overlays = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
) -> None:
    """Check every message of our catalogs; all languages unless you name some.

    Example: handouts locales check --locale pl --strict
    """
    if context.invoked_subcommand:
        return
    from handouts.api import every_locale, open_language  # the engine is slow to import
    from handouts.checks.catalog.review import check_language

    shop = workshop(overlay, as_of)
    languages = [open_language(c, shop.assets) for c in locale] if locale else list(every_locale(shop))
    found: list[Finding] = []
    for language in languages:
        report, waived = check_language(language, glossary=shop.library.glossary.values(), assets=shop.assets)
        found += report
        _tell(report, as_json, f"{language.locale.code}: {len(language.catalog.entries)} messages", waived)
    _leave(found, strict)


@app.command("po")
def check_po_file(
    file: Annotated[Path, typer.Argument(help="Any PO file.")],
    locale: Annotated[str, typer.Option("--locale", "-l", help="Its language, such as pl or pt_BR.")],
    strict: Strict = False,
    overlay: Overlays = None,
    as_json: AsJson = False,
) -> None:
    """Check any PO file, ours or not.

    Example: handouts locales check po messages.po --locale pl --json
    """
    from handouts.checks.catalog.review import check_po
    from handouts.resources import AssetPath

    report = check_po(file, code=locale, assets=AssetPath(tuple(overlay or ())))
    _tell(report, as_json, str(file), 0)
    _leave(report, strict)


def waive(
    code: Annotated[str, typer.Argument(help="Language, such as pl.")],
    key: Annotated[str, typer.Argument(help="Key of the message, as `locales check` shows it.")],
    finding: Annotated[str, typer.Argument(help="Code of the warning.")],
    reason: Annotated[str, typer.Option("--reason", help="Why the message is right as it stands.")],
    who: Annotated[str, typer.Option("--who", help="Who looked at it.")],
    overlay: Overlays = None,
    as_of: AsOf = None,
) -> None:
    """Let a warning about one message stand, with a reason, until the message changes.

    Example: handouts locales waive pl low-milk-supply/title translation-end-mark --reason "a question" --who "A. Example"
    """  # noqa: E501 (an example stands in one line)
    from pydantic import ValidationError

    from handouts.api import open_language
    from handouts.checks.catalog.entry import from_translation
    from handouts.checks.catalog.review import check_language
    from handouts.checks.catalog.waivers import Waiver, load_waivers, seal_of, with_waiver
    from handouts.deliver.files import write_atomically
    from handouts.findings import Severity

    shop = workshop(overlay, as_of)
    language = open_language(code, shop.assets)
    load_waivers(code, assets=shop.assets)  # a broken file is told before anything is written
    report, _ = check_language(language, glossary=shop.library.glossary.values(), assets=shop.assets)
    told = [f for f in report if f.where.path == key and f.code == finding]
    if not told:
        raise LocaleError(
            f"there is no open “{finding}” about “{key}”", hint=f"see: handouts locales check --locale {code}"
        )
    if any(f.severity is Severity.ERROR for f in told):
        raise LocaleError(
            f"“{finding}” about “{key}” is an error: errors are never waived", hint=told[0].hint
        )
    seal = seal_of(from_translation(language.catalog.entries[key]))
    try:
        waiver = Waiver(key=key, code=finding, digest=seal, reason=reason, who=who)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise LocaleError(f"--{fault['loc'][0]}: {fault['msg']}", hint="write one line of words") from error
    path = shop.assets.roots("locales")[0] / code / "waivers.toml"
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, with_waiver(before, waiver).encode())
    typer.echo(f"{path.name}: {finding} of {key} is waived until the message changes", err=True)


def _tell(report: Iterable[Finding], as_json: bool, what: str, waived: int) -> None:
    from handouts.cli.show import console, counted, print_json, show_findings

    found = tuple(report)
    if as_json:
        for finding in found:
            print_json({**finding.as_dict(), "key": finding.where.path})
        return
    show_findings(found)
    rest = f", {waived} waived" if waived else ""
    console.print(f"{what}: {counted(len(found), 'finding')}{rest}")


def _leave(report: Iterable[Finding], strict: bool) -> None:
    from handouts.findings import Severity

    stops = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(finding.severity in stops for finding in report):
        raise typer.Exit(CheckFailed.exit_code)
