"""`handouts clinic`: whether profiles can be printed, a table made into YAML, a picture of the result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.clinic_place import card_named, imprint_card, masters_folder
from handouts.cli.options import AsJson, AsOf, Masters, Overlays, today, workshop
from handouts.errors import CheckFailed, ContentError, DeliveryError, SettingsError

if TYPE_CHECKING:
    from handouts.content.clinic_files import ClinicFile
    from handouts.content.clinics import Clinic
    from handouts.findings import Finding
    from handouts.imprint.cards import ClinicCard

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

File = Annotated[Path, typer.Argument(help="Clinics as YAML, or as CSV with a row for each.")]
_PREVIEW_PPI = 110
_POINTS_PER_INCH = 72


@app.command("check")
def check(file: File, overlay: Overlays = None, as_json: AsJson = False, as_of: AsOf = None) -> int:
    """Check every clinic of a file, its logo too; all faults are listed with row and column.

    Example: handouts clinic check clinics.csv
    """
    from handouts.cli.show import console, counted, print_json, show_findings
    from handouts.findings import Severity

    whole = _read(file, overlay, as_of)
    findings = (*whole.findings, *_logo_findings(whole.clinics, file), *_gaps(whole.clinics))
    if as_json:
        for finding in findings:
            print_json(finding.as_dict())
    else:
        show_findings(findings)
        good = counted(len(whole.clinics), "clinic")
        console.print(f"{good} can be read, {counted(len(findings), 'finding')}")
    return CheckFailed.exit_code if any(f.severity is Severity.ERROR for f in findings) else 0


@app.command("import")
def import_table(
    file: File,
    to: Annotated[Path, typer.Option("--to", help="YAML file to write.")],
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave out rows that have faults, and list them.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
    overlay: Overlays = None,
) -> int:
    """Make a table of clinics into YAML: composed letters, dialled numbers, nothing lost or guessed.

    Example: handouts clinic import clinics.csv --to clinics.yaml
    """
    from handouts.cli.show import console, counted, show_findings
    from handouts.content.clinic_files import TABLES
    from handouts.content.clinic_yaml import clinics_yaml
    from handouts.deliver.files import write_atomically
    from handouts.findings import Severity

    if file.suffix.lower() not in TABLES:
        raise SettingsError(f"“{file}” is not a table", hint=f"its name must end in {', '.join(TABLES)}")
    if to.suffix.lower() not in (".yaml", ".yml"):
        raise SettingsError(f"“{to}” is not a YAML file", hint="give it a name that ends in .yaml")
    if to.exists() and (not force or to.resolve() == file.resolve()):
        raise DeliveryError(f"“{to}” exists already", hint="choose another name, or add --force")
    whole = _read(file, overlay, None)
    errors = tuple(f for f in whole.findings if f.severity is Severity.ERROR)
    if errors and not (keep_going and whole.clinics):
        hint = "mend the rows, or leave them out with --keep-going"
        message = f"“{file.name}” has {counted(len(errors), 'fault')}; nothing was written"
        raise ContentError(message, hint=hint, findings=whole.findings)
    show_findings(whole.findings)
    write_atomically(to, clinics_yaml(whole).encode())
    console.print(f"{counted(len(whole.clinics), 'clinic')} in {to}")
    if to.resolve().parent != file.resolve().parent and any(c.logo or c.organisation for c in whole.clinics):
        console.print("copy the logos, and organisations.yaml if there is one, beside it")
    return ContentError.exit_code if errors else 0


@app.command("preview")
def preview(
    file: File,
    to: Annotated[Path, typer.Option("--to", help="PNG file to write.")],
    clinic: Annotated[str, typer.Option("--id", help="Clinic; not needed when the file holds one.")] = "",
    handout: Annotated[str, typer.Option("--handout", help="Handout to show it on.")] = "when-to-get-help",
    locale: Annotated[
        str, typer.Option("--locale", "-l", help="Language; default: the first the clinic prints.")
    ] = "",
    page_format: Annotated[str, typer.Option("--format", "-f", help="Page format.")] = "a4",
    page: Annotated[int, typer.Option("--page", min=1, help="Page to show.")] = 1,
    grey: Annotated[bool, typer.Option("--grey", help="As it comes from a grey printer.")] = False,
    masters: Masters = None,
    overlay: Overlays = None,
    as_of: AsOf = None,
) -> None:
    """Show a page with a clinic's name, numbers, logo and code on it, as a PNG.

    Example: handouts clinic preview clinics.yaml --id riverside --to riverside.png
    """
    from handouts.api import cards_of, jobs_for, open_master  # the engine is slow to import
    from handouts.content.model import Jurisdiction
    from handouts.deliver.files import write_atomically
    from handouts.imprint.printing import Printer
    from handouts.imprint.store import MasterStore

    shop = workshop(overlay, as_of)
    if not file.is_file():
        raise SettingsError(f"there is no file “{file}”", hint="docs/clinics.md shows what stands in it")
    card = card_named(cards_of(file, workshop=shop, today=shop.today), clinic, file)
    wanted = locale or (card.languages[0] if card.languages else "en")
    (job,) = jobs_for(
        shop,
        handouts=(handout,),
        locales=(wanted,),
        formats=(page_format,),
        jurisdictions=(Jurisdiction(card.jurisdiction),),
    )
    if grey:
        card = _in_grey(card, file)
    master = open_master(job, workshop=shop, store=MasterStore(masters_folder(masters)))
    made = imprint_card(
        master, card, today=shop.today, printer=Printer(), refuse_warnings=shop.settings.refuse_warnings
    )
    write_atomically(to, _png(made.data, page, grey=grey))
    typer.echo(f"{to}", err=True)


def _in_grey(card: ClinicCard, file: Path) -> ClinicCard:
    """Return the card with the grey version of its logo."""
    from handouts.imprint.cards import PlacedLogo
    from handouts.imprint.logo import read_logo

    logo = read_logo(file.parent, card.logo_file)[0] if card.logo_file else None
    if logo is None:
        return card
    shown = logo.in_grey()
    return replace(card, logo=PlacedLogo(shown.sha256, shown.width_mm, shown.height_mm, shown.colour))


def _png(data: bytes, page: int, *, grey: bool) -> bytes:
    import io

    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        if page > len(document):
            raise SettingsError(f"there is no page {page}", hint=f"it has {len(document)}")
        picture = document[page - 1].render(scale=_PREVIEW_PPI / _POINTS_PER_INCH).to_pil()
    finally:
        document.close()
    if grey:
        picture = picture.convert("L")
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _read(file: Path, overlay: list[Path] | None, as_of: str | None) -> ClinicFile:
    from handouts.content.clinic_files import read_clinic_file
    from handouts.resources import AssetPath

    locales = AssetPath(tuple(overlay or ())).folders("locales")
    return read_clinic_file(file, locales=locales, today=today(as_of))


def _logo_findings(clinics: Iterable[Clinic], file: Path) -> Iterator[Finding]:
    from handouts.imprint.logo import read_logo

    for name in dict.fromkeys(clinic.logo for clinic in clinics if clinic.logo):
        yield from read_logo(file.parent, name)[1]


def _gaps(clinics: Iterable[Clinic]) -> Iterator[Finding]:
    """Yield texts that are missing in a language the clinic says it prints."""
    for clinic in clinics:
        for locale in clinic.languages:
            yield from clinic.in_locale(locale).findings
