"""Which rules papers are understood by: another version has every paper understood anew.

The version is taken from the rules themselves, so that nobody can change one and forget the other.
Understanding anew needs no file and no eyes: the lines that were read are kept
(`keeping.kept_extract`). How files are read has versions of its own (``extraction.reading`` and
``eyes_version``).
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

MODULES: Final = (
    "extraction/plain", "reading/anatomy", "reading/blanks", "reading/bodies", "reading/boxes",
    "reading/cities",
    "reading/counts", "reading/dates", "reading/doubts", "reading/facts", "reading/fields",
    "reading/formulae", "reading/gathering", "reading/happened", "reading/issuers",
    "reading/labelled", "reading/lines", "reading/meaning", "reading/numbers", "reading/piece",
    "reading/proved", "reading/report", "reading/seams", "reading/shingles", "reading/signed",
    "reading/sorts", "reading/spans", "reading/strangers", "reading/titles",
    "reading/understanding", "reading/wanted",
)  # fmt: skip
"""All that decides what a paper says and what is doubtful about it."""


def version(folder: Path) -> str:
    """The version of the rules under the package's folder."""
    digest = sha256()
    for name in MODULES:
        digest.update((folder / f"{name}.py").read_bytes())
    return f"r{digest.hexdigest()[:12]}"


RULES: Final = version(Path(__file__).parents[1])
