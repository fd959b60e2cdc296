"""What a lenient reader of PO files swallows is an error here, and what is right is read right."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import LocaleError
from handouts.localize.po_strict import LARGEST_PO, PoFile, open_po, parse_po
from handouts.resources import AssetPath

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)


def read(text: str) -> PoFile:
    return parse_po((HEADER + text).encode(), name="a.po")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param('msgid "Stop\nmsgstr "x"\n\nmsgid "a"\nmsgstr "b"\n', 6, id="a msgid that does not end"),
        pytest.param('msgid "a"\nmsgstr "b\n', 7, id="a msgstr that does not end"),
        pytest.param('msgid "say "ah""\nmsgstr "b"\n', 6, id="a quotation mark without a backslash"),
        pytest.param('msgid "a"\n', 6, id="no msgstr"),
        pytest.param('msgstr "a"\n', 6, id="no msgid"),
        pytest.param('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 8, id="a counted message with one form"),
        pytest.param('msgid "a"\nmsgstr[0] "c"\n', 7, id="forms without a plural"),
        pytest.param('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n', 8, id="the first form is missing"),
        pytest.param('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 8, id="two translations"),
        pytest.param('msgid "a"\nmsgctxt "k"\nmsgstr "b"\n', 7, id="a context in the wrong place"),
        pytest.param('msgid "a\\q"\nmsgstr "b"\n', 6, id="an escape that is none"),
        pytest.param('msgid "a"\nmsgstr "b" trailing\n', 7, id="words after a string"),
        pytest.param('msgid "a"\nmsgst', 7, id="cut off in a keyword"),
        pytest.param('hello\n', 6, id="a line of something else"),
        pytest.param('"loose"\n', 6, id="a string of its own"),
        pytest.param('msgid "a"\n# why\nmsgstr "b"\n', 7, id="a comment inside an entry"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text: str, line: int) -> None:
    po = read(text)

    assert "po-syntax" in {finding.code for finding in po.findings}
    assert po.findings[0].where.line == line
    assert po.findings[0].hint


def test_a_broken_entry_takes_none_after_it_along() -> None:
    po = read('msgid "Stop\nmsgstr "x"\n\nmsgid "a"\nmsgstr "b"\n')

    assert [(entry.source, entry.targets) for entry in po.entries] == [("a", ("b",))]


def test_everything_of_an_entry_is_read() -> None:
    po = read(
        '#. a note\n#, fuzzy, c-format\n#| msgid "old"\nmsgctxt "k"\nmsgid "a"\nmsgid_plural "b"\n'
        'msgstr[0] "c\\n"\n"d\\t\\"e\\""\n\n#~ msgid "gone"\n#~ msgstr "weg"\n'
    )
    entry, gone = po.entries

    assert po.findings == ()
    assert (entry.context, entry.source, entry.plural, entry.targets) == ("k", "a", "b", ('c\nd\t"e"',))
    assert (entry.notes, entry.previous, entry.flags, entry.line) == (
        "a note",
        "old",
        {"fuzzy", "c-format"},
        9,
    )
    assert gone.obsolete


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xef\xbb\xbf" + HEADER.encode(), "po-bom"),
        (HEADER.encode("utf-16"), "po-nul"),
        (HEADER.encode() + b'msgid "a"\nmsgstr "\xb3"\n', "po-encoding"),
        (HEADER.replace("UTF-8", "KLINGON").encode(), "po-encoding"),
        (b'msgid "a"\nmsgstr "b"\n', "po-header"),
        (b"#, fuzzy\n" + HEADER.encode(), "po-header"),
        (HEADER.encode() + b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "po-duplicate"),
    ],
)
def test_faults_of_the_file_are_told(data: bytes, code: str) -> None:
    assert code in {finding.code for finding in parse_po(data, name="a.po").findings}


def test_an_old_encoding_is_read_as_its_header_says() -> None:
    data = HEADER.replace("UTF-8", "ISO-8859-2").encode() + 'msgid "a"\nmsgstr "żółw"\n'.encode("iso8859-2")
    po = parse_po(data, name="a.po")

    assert po.entries[0].targets == ("żółw",)
    assert [finding.severity.value for finding in po.findings] == ["warning"]


def test_a_file_of_a_hundred_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.po"
    with path.open("wb") as file:
        file.truncate(2 * LARGEST_PO)

    with pytest.raises(LocaleError) as raised:
        open_po(path)
    assert raised.value.findings[0].code == "po-too-large"


@given(st.binary(max_size=300))
def test_nothing_makes_it_raise(data: bytes) -> None:
    parse_po(data, name="a.po")
    parse_po(HEADER.encode() + data, name="a.po")


_TEXT = st.characters(codec="utf-8", exclude_characters="\0")
_PAIRS = st.tuples(st.text(_TEXT, min_size=1, max_size=20), st.text(_TEXT, max_size=20))


@given(st.lists(_PAIRS, max_size=5, unique_by=lambda pair: pair[0]))
def test_what_the_usual_writer_writes_is_read_back(pairs: list[tuple[str, str]]) -> None:
    po = polib.POFile(wrapwidth=0)
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for source, target in pairs:
        po.append(polib.POEntry(msgid=source, msgstr=target))
    read_back = parse_po(str(po).encode(), name="a.po")

    if any(
        c in f"{source}{target}" for source, target in pairs for c in "\r\a\b\f\v\x1c\x1d\x1e\x85\u2028\u2029"
    ):
        return  # characters that the writer leaves as they are, and splits lines at
    assert [(entry.source, entry.targets[0]) for entry in read_back.entries] == pairs


def test_our_own_catalogs_are_read_without_a_fault() -> None:
    files = list(AssetPath().files("locales", "*/LC_MESSAGES/*.po"))

    assert files
    assert [str(finding) for path in files for finding in open_po(path).findings] == []
