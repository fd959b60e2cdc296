"""A drawing with a script in it, in an overlay."""

import tempfile
from dataclasses import replace
from pathlib import Path

from handouts.checks.subjects import LayoutSubject
from handouts.resources import AssetPath
from handouts.testing.page_subjects import a_layout_subject


def subject() -> LayoutSubject:
    overlay = Path(tempfile.mkdtemp(prefix="zoo-"))
    drawing = overlay / "templates" / "icons" / "evil.svg"
    drawing.parent.mkdir(parents=True)
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    good = a_layout_subject(css='p { background: url("asset:templates/icons/evil.svg") }')
    return replace(good, assets=AssetPath((overlay,)))
