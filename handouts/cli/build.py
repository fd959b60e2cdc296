"""`handouts build`: PDFs into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli import plan_options
from handouts.cli.options import (
    AsJson,
    AsOf,
    ClinicOption,
    Formats,
    Handouts,
    Jurisdictions,
    Locales,
    Masters,
    Overlays,
    Quiet,
    jurisdictions,
    today,
    workshop,
)
from handouts.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.batch.results import Result


def build_handouts(
    handouts: Handouts = None,
    every: Annotated[bool, typer.Option("--all", help="Every handout in the library.")] = False,
    locale: Locales = None,
    format_: Formats = None,
    jurisdiction: Jurisdictions = None,
    to: Annotated[Path, typer.Option("--to", help="Folder for the PDFs; made if it is missing.")] = Path(
        "out"
    ),
    draft: Annotated[
        bool, typer.Option("--draft", help="Also unfinished translations, with DRAFT across every page.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings refuse, too.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", min=0, max=256, help="Processes; 0 means all processors.")
    ] = 0,
    plan: plan_options.PlanFile = None,
    cuisine: plan_options.Cuisine = None,
    energy: plan_options.Energy = None,
    meals: plan_options.Meals = None,
    diet: plan_options.DietName = None,
    without: plan_options.Without = None,
    dislike: plan_options.Dislikes = None,
    folk: plan_options.Folk = False,
    seed: plan_options.Seed = None,
    clinic: ClinicOption = None,
    masters: Masters = None,
    overlay: Overlays = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> int:
    """Build handouts as PDF: in all languages and page formats, or those you name.

    Meal plans take the dishes of the reader's language and an own need of 2000 kcal, unless you choose.

    Example: handouts build when-to-get-help --locale vi --locale pl --format a4 --to out/
    """
    from handouts.api import jobs_for  # the engine is slow to import
    from handouts.batch.results import worst_exit_code
    from handouts.batch.runner import run
    from handouts.cli.clinic_place import masters_folder
    from handouts.cli.for_clinic import country_of, for_clinic

    if not handouts and not every:
        raise SettingsError("name a handout, or say --all", hint="handouts list shows what there is")
    if handouts and every:
        raise SettingsError("name handouts, or say --all, not both", hint="leave one of them out")
    shop = workshop(overlay, as_of, refuse_warnings=strict, jobs=jobs)
    places = jurisdictions(jurisdiction)
    if clinic and not places:
        places = (country_of(clinic, workshop=shop),)
    wanted = jobs_for(
        shop,
        handouts=tuple(handouts or ()),
        locales=tuple(locale or ()),
        formats=tuple(format_ or ()),
        jurisdictions=places,
        draft=draft,
        plan=plan_options.chosen(
            plan,
            cuisine=cuisine,
            energy_kcal=energy,
            meals=meals,
            diet=diet,
            without=without,
            dislikes=dislike,
            folk=folk,
            seed=seed,
        ),
    )
    if clinic:
        made = for_clinic(wanted, clinic, workshop=shop, masters=masters_folder(masters), folder=to)
    else:
        made = run(wanted, settings=shop.settings, today=today(as_of), folder=to)
    results = _watched(
        made,
        len(wanted),
        as_json=as_json,
        quiet=quiet,
    )
    _show(results, as_json=as_json, quiet=quiet)
    return worst_exit_code(results)


def _watched(results: Iterator[Result], total: int, *, as_json: bool, quiet: bool) -> list[Result]:
    """Collect the results behind a progress bar, writing each as JSON when asked to."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from handouts.cli.show import console

    done: list[Result] = []
    columns = (TextColumn("building"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=quiet or as_json, transient=True) as progress:
        task = progress.add_task("building", total=total)
        for result in results:
            done.append(result)
            if as_json:
                _print_result(result)
            progress.advance(task)
    return done


def _print_result(result: Result) -> None:
    from handouts.batch.results import Crashed, Delivered, Refused
    from handouts.cli.show import error_as_dict, print_json

    job = result.job
    asked = {
        "handout": job.handout,
        "locale": job.locale,
        "jurisdiction": str(job.jurisdiction),
        "format": job.format,
    }
    match result:
        case Delivered(receipt=receipt):
            print_json(receipt.as_dict())
        case Refused(error=error):
            print_json(asked | error_as_dict(error))
        case Crashed(traceback_file=path):
            print_json(asked | {"error": "crashed", "traceback_file": str(path)})


def _show(results: list[Result], *, as_json: bool, quiet: bool) -> None:
    from handouts.batch.results import Crashed, Delivered, Refused
    from handouts.cli.show import console, results_table, show_error, show_findings

    if as_json:
        return
    for result in results:
        match result:
            case Refused(error=error):
                show_error(error)
            case Crashed(traceback_file=path):
                console.print(f"[red]Sorry, a mistake of ours: {path}[/]")
            case Delivered(receipt=receipt) if receipt.findings and not quiet:
                console.print(f"[bold]{receipt.path}[/]")
                show_findings(receipt.findings)
    if quiet:
        return
    console.print(results_table(results))
    delivered = sum(isinstance(result, Delivered) for result in results)
    refused = sum(isinstance(result, Refused) for result in results)
    console.print(
        f"[bold]{delivered} delivered, {refused} refused, {len(results) - delivered - refused} crashed[/]"
    )
