"""A CLDR locale -> the gettext header of its plural forms, out of a table of our own that CLDR's rules prove.

Babel writes headers too; those of its next release differ. A header counts here only when it tells the same
numbers apart as CLDR does, for every whole number up to `MOST_COUNTED`.
"""

from __future__ import annotations

from handouts.errors import LocaleError
from handouts.localize.numbers import slots_of

HEADERS = (
    "nplurals=1; plural=0;",
    "nplurals=2; plural=(n != 1);",
    "nplurals=2; plural=(n > 1);",
    "nplurals=2; plural=(n%10!=1 || n%100==11);",
    "nplurals=2; plural=(n%10==4 || n%10==6 || n%10==9);",
    "nplurals=2; plural=(n>1 && (n<11 || n>99));",
    "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>=1 && n%100<=19) ? 1 : 2);",
    "nplurals=3; plural=(n%10==1 && (n%100<11 || n%100>19) ? 0 : n%10>=2 && (n%100<11 || n%100>19) ? 1 : 2);",
    "nplurals=3; plural=(n==0 ? 0 : n==1 ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
    "nplurals=3; plural=(n<=1 ? 0 : n<=10 ? 1 : 2);",
    "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "nplurals=4; plural=(n==1 || n==11 ? 0 : n==2 || n==12 ? 1 : n>2 && n<20 ? 2 : 3);",
    "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n<7 && n>2 ? 2 : n<11 && n>6 ? 3 : 4);",
    "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n==0 || (n%100>=3 && n%100<=10) ? 2 "
    ": n%100>=11 && n%100<=19 ? 3 : 4);",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);",
)
"""Every way of counting whole numbers that two languages of clinics have in common, the commonest first."""


def plural_header(formatting: str) -> str:
    """Return the header of a language.

    Raises:
        LocaleError: no header of the table counts as CLDR says this language does.
    """
    for header in HEADERS:
        try:
            slots_of(header, formatting=formatting, code=formatting)
        except LocaleError:
            continue
        return header
    raise LocaleError(
        f"we have no plural rule for {formatting}", hint="give the gettext header yourself: --plural"
    )
