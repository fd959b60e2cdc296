"""What an organisation asks for before an output + the signatures that hold -> what is lacking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handouts.findings import Finding, Severity, Where
from handouts.localize.signoff import ROLES_OF_A_TRANSLATION, Role, Signature


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose signatures one output needs."""

    roles: tuple[Role, ...] = ()
    refuse: bool = False
    """Whether an output without them is refused; else the page says what is lacking."""


ASKS_NOBODY = Asked()


def lacking(holding: Iterable[Signature], asked: Asked, *, source: bool) -> tuple[Role, ...]:
    """Return the roles that are asked for and that nobody holds.

    Args:
        holding: the signatures that hold.
        asked: what the organisation wants.
        source: whether it is the source language, which has no translator and no checker of a translation.
    """
    held = {signature.role for signature in holding}
    return tuple(
        role for role in asked.roles if role not in held and not (source and role in ROLES_OF_A_TRANSLATION)
    )


def missing_signatures(
    lacks: Iterable[Role], asked: Asked, *, handout: str, locale: str
) -> Iterator[Finding]:
    """Yield a finding for each role that nobody holds: an error where the organisation refuses."""
    for role in lacks:
        yield Finding(
            "signoff-missing",
            f"no {role} has signed exactly this text",
            Severity.ERROR if asked.refuse else Severity.NOTE,
            Where(f"{locale}/signoff.toml", path=handout),
            f"handouts locales signoff {locale} {handout} --role {role} --name “…”",
        )
