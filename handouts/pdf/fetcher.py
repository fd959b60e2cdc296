"""URL -> bytes, for `asset:` and small `data:` URLs alone; anything else is refused and becomes a finding."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import unquote, unquote_to_bytes

from handouts.findings import Finding, Where
from handouts.pdf.svg import svg_faults
from handouts.pdf.weasyprint_seams import weasyprint
from handouts.resources import AssetPath

_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
}
_DATA_TYPES = ("image/svg+xml", "image/png")
MAX_DATA_CHARACTERS = 4_000_000
"""Most characters of one `data:` URL: a logo, not an archive."""


class Refused(ValueError):  # noqa: N818 (an answer to the engine, which turns it into a log line)
    """The fetcher would not or could not give what was asked for; the finding is recorded already."""


class AssetFetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
    """Opens files under the asset roots and pictures inside the document; never the network, never others.

    Args:
        assets: where `asset:templates/…` and `asset:fonts/…` are looked for.

    Attributes:
        findings: what was refused or missing so far, each once.
    """

    def __init__(self, assets: AssetPath) -> None:
        # The inherited constructor builds handlers for HTTPS, FTP and files: not called, so they cannot be
        # reached.
        self._fail_on_errors = False
        self._assets = assets
        self.findings: dict[Finding, None] = {}

    def fetch(self, url: str, headers: object = None) -> weasyprint.urls.URLFetcherResponse:
        """Return what an allowed URL names.

        Raises:
            Refused: the URL is not allowed, names nothing, or names an unsafe picture.
        """
        del headers  # there is no one to send them to
        scheme, _, rest = url.partition(":")
        match scheme.lower():
            case "asset":
                return self._asset(url, unquote(rest))
            case "data":
                return self._data(url, rest)
        raise self._refuse(
            Finding(
                "engine-blocked-url",
                f"“{_short(url)}” was not opened: only files of ours may be used",
                hint="put the file under templates/ and write asset:templates/…",
            )
        )

    def open(self, url: object, data: object = None, timeout: object = None) -> object:
        """Refuse what the inherited class would send to the network."""
        raise Refused(f"{url} cannot be opened")

    def _asset(self, url: str, name: str) -> weasyprint.urls.URLFetcherResponse:
        path = self._assets.find(name)
        if path is None:
            raise self._refuse(
                Finding(
                    "engine-missing-image",
                    f"there is no file “{name}”",
                    hint="check the name; it starts with templates/ or fonts/",
                )
            )
        kind = _TYPES.get(path.suffix.lower(), "application/octet-stream")
        return self._answer(url, path.read_bytes(), kind, name)

    def _data(self, url: str, rest: str) -> weasyprint.urls.URLFetcherResponse:
        declared, _, payload = rest.partition(",")
        kind, *parameters = declared.lower().split(";")
        if kind not in _DATA_TYPES or len(payload) > MAX_DATA_CHARACTERS:
            raise self._refuse(
                Finding(
                    "engine-blocked-url",
                    f"a data: URL of type “{kind or 'text/plain'}” was not opened",
                    hint="only SVG and PNG pictures may stand inside a document",
                )
            )
        try:
            is_base64 = "base64" in (parameter.strip() for parameter in parameters)
            data = base64.b64decode(unquote(payload)) if is_base64 else unquote_to_bytes(payload)
        except binascii.Error as error:
            raise self._refuse(
                Finding("engine-missing-image", "a picture inside the document cannot be decoded")
            ) from error
        return self._answer(url, data, kind, _short(url))

    def _answer(self, url: str, data: bytes, kind: str, name: str) -> weasyprint.urls.URLFetcherResponse:
        if kind == "image/svg+xml" and (faults := svg_faults(data)):
            raise self._refuse(
                Finding(
                    "asset-unsafe-svg",
                    f"“{name}” {'; '.join(faults)}",
                    where=Where(file=name if not name.startswith("data:") else ""),
                    hint="export the drawing as plain SVG",
                )
            )
        return weasyprint.urls.URLFetcherResponse(url, data, {"Content-Type": kind})

    def _refuse(self, finding: Finding) -> Refused:
        self.findings[finding] = None
        return Refused(finding.message)


def _short(url: str) -> str:
    return url if len(url) <= 60 else f"{url[:57]}…"
