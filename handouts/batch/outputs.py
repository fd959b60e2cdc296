"""Single documents -> what is delivered instead of a folder: an archive, or a PDF for each of many."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.batch.journal import Journal, Line
from handouts.batch.plan import Plan
from handouts.batch.run_file import PrintSpec
from handouts.batch.stationery import Stationery
from handouts.content.clinics import Clinic, chosen
from handouts.deliver.archive import write_zip
from handouts.deliver.place import place
from handouts.edition import digest
from handouts.errors import SettingsError
from handouts.imprint.ticket_words import TicketWords

MOST_TOGETHER = 250
"""Documents of a language in one PDF; more make a next volume, since 200 take about 400 MB to join."""


@dataclass(frozen=True, slots=True)
class Member:
    """One document in an output."""

    path: str
    """Where it lies, below the folder of single documents."""
    group: str
    """Heading of its bookmark: the clinic's name."""
    name: str
    """Its own name, for tickets and lists."""
    sha256: str
    pages: int
    copies: int
    edition: str


@dataclass(frozen=True, slots=True)
class OutputJob:
    """One output to make."""

    kind: str
    """zip, clinic-pdf, language-pdf, print-shop or packing-list."""
    path: str
    title: str
    lang: str
    members: tuple[Member, ...]
    run: str
    spec: PrintSpec
    fonts: tuple[str, str]
    """Regular and bold, for sheets that we draw."""
    words: TicketWords | None = None
    """Of those sheets."""

    @property
    def inputs(self) -> str:
        """Return a hash over all that makes the output."""
        parts = [self.kind, self.path, self.title, self.lang, self.run, self.spec.model_dump_json()]
        parts += [] if self.words is None else [self.words.lang, repr(self.words.words)]
        for member in self.members:
            parts += [member.path, member.group, member.sha256, str(member.copies), member.name]
        return digest(parts)[:32]


def output_jobs(plan: Plan, *, journal: Journal, stationery: Stationery) -> Iterator[OutputJob]:
    """Yield what a run delivers besides single documents; nothing for a folder.

    A document that could not be made is in none of them: the manifest names it.

    Raises:
        SettingsError: sheets are asked for in a language that has no words for them.
    """
    file = plan.order.file
    match file.deliver:
        case "folder":
            return
        case "zip":
            everything = sorted((m for _, of in _by_clinic(plan, journal) for m in of), key=lambda m: m.path)
            yield _job(plan, "zip", f"{plan.order.id}.zip", plan.order.id, "en", everything)
        case "clinic-pdf":
            for clinic, members in _by_clinic(plan, journal):
                yield _job(plan, "clinic-pdf", f"{clinic.id}.pdf", _any_name(clinic), "", members)
        case "language-pdf":
            for locale, members in sorted(_by_locale(plan, journal).items()):
                volumes = [members[at : at + MOST_TOGETHER] for at in range(0, len(members), MOST_TOGETHER)]
                for number, some in enumerate(volumes, start=1):
                    of_many = f"-{number}" if len(volumes) > 1 else ""
                    name = f"{plan.order.id}, {locale}" + (f", {number}/{len(volumes)}" if of_many else "")
                    path = f"{plan.order.id}-{locale}{of_many}.pdf"
                    yield _job(plan, "language-pdf", path, name, locale, some)
        case "print-shop":
            for clinic, members in _by_clinic(plan, journal):
                words = stationery.words_for(file.print, clinic.jurisdiction)
                for kind, name in (("print-shop", "print"), ("packing-list", "packing-list")):
                    path = f"{clinic.id}/{clinic.id}-{name}.pdf"
                    job = _job(
                        plan,
                        kind,
                        path,
                        chosen(clinic.name, words.locale) or _any_name(clinic),
                        words.lang,
                        members,
                    )
                    yield replace(job, fonts=stationery.fonts, words=words)


def _job(plan: Plan, kind: str, path: str, title: str, lang: str, members: list[Member]) -> OutputJob:
    run, spec = plan.order.id, plan.order.file.print
    return OutputJob(kind, path, title, lang, tuple(members), run, spec, ("", ""))


def _any_name(clinic: Clinic) -> str:
    return chosen(clinic.name, "en") or next(iter(clinic.name.values()))


def _by_clinic(plan: Plan, journal: Journal) -> Iterator[tuple[Clinic, list[Member]]]:
    for clinic, jobs in plan.jobs():
        members = []
        for job in jobs:
            line = journal.line(job.path)
            if line is not None:
                group = chosen(clinic.name, job.master.locale) or clinic.id
                members.append(_member(line, group, str(job.master), job.copies))
        if members:
            yield clinic, members


def _by_locale(plan: Plan, journal: Journal) -> Mapping[str, list[Member]]:
    found: dict[str, list[Member]] = {}
    for clinic, jobs in plan.jobs():
        for job in jobs:
            line = journal.line(job.path)
            if line is not None:
                locale = job.master.locale
                group = chosen(clinic.name, locale) or clinic.id
                found.setdefault(locale, []).append(_member(line, group, str(job.master), job.copies))
    return found


def _member(line: Line, group: str, name: str, copies: int) -> Member:
    return Member(line.path, group, name, line.sha256, line.pages, copies, line.edition)


def is_there(job: OutputJob, *, folder: Path, journal: Journal) -> Line | None:
    """Return the line of an output that is up to date and whole on the disk."""
    line = journal.line(job.path)
    if line is None or line.master != job.inputs:
        return None
    try:
        found = (folder / job.path).stat()
        if (
            found.st_size == line.size
            and found.st_mtime_ns == line.changed_ns
            and journal.is_trusted(job.path)
        ):
            return line
        return line if _sha256(folder / job.path) == line.sha256 else None
    except OSError:
        return None


def make_output(job: OutputJob, singles: str, folder: str) -> bytes:
    """Make one output in its place and return its journal line.

    Raises:
        HandoutsError: it could not be made.
        OSError: it could not be written.
    """
    target = Path(folder, job.path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if job.kind == "zip":
        write_zip(target, folder=Path(singles), names=[member.path for member in job.members])
        pages, changed_ns, size = 0, target.stat().st_mtime_ns, target.stat().st_size
        sha256 = _sha256(target)
    else:
        data, pages = _painted(job, Path(singles))
        sha256, size = hashlib.sha256(data).hexdigest(), len(data)
        changed_ns = place(str(target), data)
    line = Line(
        path=job.path,
        clinic="",
        clinic_fingerprint="",
        master=job.inputs,
        edition="",
        fingerprint=job.inputs,
        sha256=sha256,
        size=size,
        changed_ns=changed_ns,
        pages=pages,
    )
    return line.encoded()


def _painted(job: OutputJob, singles: Path) -> tuple[bytes, int]:
    from handouts.imprint import job_ticket, print_run  # ReportLab and pikepdf are slow to import

    documents = (
        print_run.Document((singles / member.path).read_bytes(), member.group, member.name)
        for member in job.members
    )
    if job.kind not in ("print-shop", "packing-list"):
        made = print_run.combine(documents, title=job.title, lang=job.lang)
        return made.data, made.pages
    if job.words is None:
        raise SettingsError(f"“{job.path}” has no words", hint="give the run its stationery")
    spec, say = job.spec, job.words
    ticket = job_ticket.Ticket(
        run=job.run,
        clinic=job.title,
        paper=spec.paper,
        duplex=spec.duplex,
        fold=spec.fold,
        colour=spec.colour,
        note=spec.note,
        items=tuple(job_ticket.Item(m.name, m.edition, m.pages, m.copies) for m in job.members),
        words=say,
    )
    fonts = job_ticket.Fonts(Path(job.fonts[0]), Path(job.fonts[1]))
    if job.kind == "packing-list":
        data = job_ticket.draw_packing_list(ticket, fonts=fonts)
        return data, print_run.count_pages(data)
    sheets = [print_run.Document(job_ticket.draw_ticket(ticket, fonts=fonts), job.title, say("title"))]
    for number, document in enumerate(documents, start=1):
        separator = job_ticket.draw_separator(ticket, number=number, fonts=fonts)
        sheets += [print_run.Document(separator, job.title, say("separator", number=number)), document]
    made = print_run.combine(sheets, title=f"{job.run}: {job.title}", lang=job.lang)
    return made.data, made.pages


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
