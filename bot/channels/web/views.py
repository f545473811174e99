"""The pages as text: templates from ``pages/``, and the files of ``static/`` with their version.

Values are escaped here, once. What is on a page is decided in ``doors``; what it does, in
``static/``.
"""

from __future__ import annotations

import hashlib
import html
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

_HERE = Path(__file__).parent
_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file of ``static/``."""

    body: bytes
    content_type: str


@cache
def static_files() -> dict[str, StaticFile]:
    """Every file of ``static/`` by its path inside it: read once, so no address can escape."""
    return {
        path.relative_to(_HERE / "static").as_posix(): StaticFile(
            path.read_bytes(),
            _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "",
        )
        for path in sorted((_HERE / "static").rglob("*"))
        if path.is_file()
    }


@cache
def static_prefix() -> str:
    """``/static/<version>``: the version follows from the bytes, so browsers may keep them."""
    digest = hashlib.sha256()
    for name, file in static_files().items():
        digest.update(name.encode() + b"\0" + file.body)
    return f"/static/{digest.hexdigest()[:12]}"


@cache
def _template(name: str) -> Template:
    return Template((_HERE / "pages" / f"{name}.html").read_text(encoding="utf-8"))


def fill(name: str, /, **values: str) -> Markup:
    """A part of a page."""
    safe = {
        key: value if isinstance(value, Markup) else html.escape(value)
        for key, value in values.items()
    }
    return Markup(_template(name).substitute(safe, static=static_prefix()))


def page(name: str, /, *, title: str, style: str, script: str = "", **values: str) -> str:
    """A whole page: ``frame.html`` around a part."""
    module = f'<script type="module" src="{static_prefix()}/{script}"></script>' if script else ""
    return fill(
        "frame",
        title=title,
        style=style,
        script=Markup(module),
        body=fill(name, **values),
    )


def notice_page(sentence: str) -> str:
    """One sentence and a way back."""
    return page("notice", title="信考", style="start.css", sentence=sentence)
