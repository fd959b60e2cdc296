"""`handouts locales signoff`, `signatures`, `keep`: who approved what, which edits changed no meaning."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.options import AsJson, AsOf, Jurisdictions, Overlays, jurisdictions, today, workshop
from handouts.errors import CheckFailed, SettingsError
from handouts.findings import Severity

if TYPE_CHECKING:
    from handouts.api import Job, Workshop
    from handouts.findings import Finding
    from handouts.localize.seals import Judged, Seal
    from handouts.localize.signoff import Role

Name = Annotated[str, typer.Option("--name", help="Who says so, as it is to be printed.")]
Credential = Annotated[str, typer.Option("--credential", help="Free text, such as a registration number.")]
To = Annotated[
    Path | None,
    typer.Option("--to", help="Overlay folder whose locales/ gets the record; default: the file in effect."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to `handouts locales`."""
    app.command("signoff")(signoff)
    app.command("signatures")(signatures)
    app.command("keep")(keep)


def signoff(
    code: Annotated[str, typer.Argument(help="Language of the text, such as vi; en for the source.")],
    handouts: Annotated[list[str], typer.Argument(help="Ids of handouts that were read.")],
    role: Annotated[
        str, typer.Option("--role", help="translator, independent-checker or clinical-reviewer.")
    ],
    name: Name,
    credential: Credential = "",
    jurisdiction: Jurisdictions = None,
    text_digest: Annotated[
        str, typer.Option("--text-digest", help="Of the sheet that was signed; at least its first 8 digits.")
    ] = "",
    facts_digest: Annotated[str, typer.Option("--facts-digest", help="The same of its facts.")] = "",
    to: To = None,
    overlay: Overlays = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
) -> None:
    """Record that somebody has read handouts in a language and approves them as they are now.

    Nothing is signed when anything is missing or a check fails; all named handouts are signed, or none.

    Example: handouts locales signoff vi drinks-diary --role clinical-reviewer --name "Dr Example" --to ours
    """
    from handouts.api import Job, jobs_for  # the engine is slow to import
    from handouts.cli.show import console, print_json
    from handouts.localize.signing import add_signatures, check_paper, sign

    shop = workshop(overlay, as_of)
    jobs = jobs_for(
        shop,
        handouts=tuple(handouts),
        locales=(code,),
        formats=("a4",),
        jurisdictions=jurisdictions(jurisdiction),
    )
    made = []
    for job in jobs:
        seal, judged = _sealed(Job(job.handout, code, "", job.jurisdiction), shop)
        check_paper(seal, text_digest=text_digest, facts_digest=facts_digest)
        others = [one.signature for one in judged if one.holds]
        made.append(
            sign(
                seal,
                role=_role(role),
                name=name,
                credential=credential,
                today=today(as_of),
                others=others,
            )
        )
    path = _file(code, to, shop)
    add_signatures(path, made)
    for one in made:
        row = {
            "locale": code,
            "handout": one.handout,
            "jurisdiction": str(one.jurisdiction),
            "role": one.role,
            "name": one.name,
            "signed_on": str(one.signed_on),
            "text_digest": one.text_digest,
            "facts_digest": one.facts_digest,
            "file": str(path),
        }
        if as_json:
            print_json(row)
        else:
            console.print(
                f"{one.handout} in {code} for {one.jurisdiction}: signed by {one.name} as {one.role}, "
                f"text {one.text_digest[:8]}, facts {one.facts_digest[:8]}",
                markup=False,
            )


def signatures(
    codes: Annotated[list[str] | None, typer.Argument(help="Languages; all unless you name some.")] = None,
    overlay: Overlays = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
) -> None:
    """List every signature: whether it holds, and what changed under those that do not.

    Example: handouts locales signatures vi
    """
    from handouts.api import Job, open_language, read_and_localize  # the engine is slow to import
    from handouts.cli.show import console, counted, print_json
    from handouts.localize.locales import locale_codes

    shop = workshop(overlay, as_of)
    held = void = 0
    for code in codes or locale_codes(shop.assets):
        signed = dict.fromkeys(
            (s.handout, s.jurisdiction) for s in open_language(code, shop.assets).signatures
        )
        for handout, place in signed:
            if handout not in shop.library.entries:
                console.print(f"{code} {handout}: signed, and there is no such handout", markup=False)
                continue
            _, localized = read_and_localize(Job(handout, code, "", place), workshop=shop)
            for one in localized.judged if localized else ():
                held, void = held + one.holds, void + (not one.holds)
                row = _row(code, one)
                if as_json:
                    print_json(row)
                    continue
                state = "holds" if one.holds else "VOID"
                console.print(
                    f"{code} {handout} {place}: {row['role']} {row['name']}, {row['signed_on']}: {state}",
                    markup=False,
                )
                for change in one.changes:
                    console.print(f"    {change}", markup=False)
    if not as_json:
        console.print(f"{counted(held, 'signature')} held, {void} void")


def keep(
    keys: Annotated[list[str], typer.Argument(help="Keys of messages whose English changed.")],
    reason: Annotated[str, typer.Option("--reason", help="Why the meaning is the same.")],
    name: Name,
    credential: Credential = "",
    locale: Annotated[
        list[str] | None,
        typer.Option("--locale", "-l", help="Language whose words hold; repeat for more. Default: all."),
    ] = None,
    was: Annotated[
        str, typer.Option("--was", help="The earlier English, where no catalog remembers it.")
    ] = "",
    to: To = None,
    overlay: Overlays = None,
    as_of: AsOf = None,
) -> None:
    """Record that an edit of the English changed no meaning: stale translations and signatures hold again.

    Refused where a number, a placeholder, a direction or a “not” changed.

    Example: handouts locales keep low-milk-supply/purpose --reason "a comma was missing" --name "A. Example"
    """
    from handouts.api import every_locale, messages, open_language  # the engine is slow to import
    from handouts.checks.amounts import comparing_within
    from handouts.cli.show import console
    from handouts.localize import keeping
    from handouts.localize.locales import SOURCE_LOCALE, load_locale
    from handouts.localize.signing import add_kept

    shop = workshop(overlay, as_of)
    named = [open_language(code, shop.assets) for code in locale] if locale else every_locale(shop)
    languages = [language for language in named if not language.locale.source]
    english = load_locale(SOURCE_LOCALE, assets=shop.assets)
    by_key = {message.key: message for message in messages(shop)}
    records = [
        record
        for key in keys
        for record in keeping.keep(
            key,
            by_key,
            languages,
            reason=reason,
            name=name,
            credential=credential,
            today=today(as_of),
            was=was,
            compare=comparing_within(english, assets=shop.assets),
        )
    ]
    add_kept(_file(SOURCE_LOCALE, to, shop), records)
    for record in records:
        whose = ", ".join(record.translations) or "signatures of the English"
        console.print(f"{record.key}: kept for {whose}", markup=False)


def _sealed(job: Job, shop: Workshop) -> tuple[Seal, tuple[Judged, ...]]:
    """Return what a signature would cover.

    Raises:
        CheckFailed: something is missing, or a check fails.
    """
    from handouts.api import read_and_localize
    from handouts.checks.gate import Policy

    report, localized = read_and_localize(job, workshop=shop)
    policy = Policy(refuse_warnings=shop.settings.refuse_warnings)
    keys = frozenset(localized.seal.texts_by_key()) if localized and localized.seal else frozenset()
    open_still = (finding for finding in report if _wants_a_waiver(finding, keys))
    stops = {*policy.refused(report), *open_still}
    refused = [finding for finding in report if finding in stops and finding.code != "signoff-missing"]
    if refused or localized is None or localized.seal is None:
        raise CheckFailed(
            f"“{job.handout}” in {job.locale} cannot be signed as it is",
            hint="nothing was signed; mend what the findings say, or let a warning stand with a reason: "
            "handouts locales waive",
            findings=refused,
        )
    return localized.seal, localized.judged


def _wants_a_waiver(finding: Finding, keys: frozenset[str]) -> bool:
    """Say whether somebody must have looked at a finding before texts with these keys are signed."""
    is_open = finding.severity is Severity.WARNING and finding.code.startswith("translation-")
    return is_open and finding.where.path in keys


def _role(name: str) -> Role:
    from handouts.content.authoring import suggest
    from handouts.localize.signoff import ROLES

    for role in ROLES:
        if role == name:
            return role
    raise SettingsError(f"“{name}” is no role", hint=suggest(name, ROLES) or f"known: {', '.join(ROLES)}")


def _file(code: str, to: Path | None, shop: Workshop) -> Path:
    """Return the file that gets a record: an overlay's where one was named, else the one in effect."""
    if to is not None:
        return to / "locales" / code / "signoff.toml"
    found = shop.assets.find(f"locales/{code}/signoff.toml")
    path = found or shop.assets.roots("locales")[-1] / code / "signoff.toml"
    if "_assets" in path.parts:
        raise SettingsError(
            "signatures would be lost with the next version of the program",
            hint="say --to and your organisation's overlay folder",
        )
    return path


def _row(code: str, one: Judged) -> dict[str, object]:
    signature = one.signature
    return {
        "locale": code,
        "handout": signature.handout,
        "jurisdiction": str(signature.jurisdiction),
        "role": signature.role,
        "name": signature.name,
        "credential": signature.credential,
        "signed_on": str(signature.signed_on),
        "holds": one.holds,
        "changes": list(one.changes),
    }
