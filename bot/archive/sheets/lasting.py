"""A copy that opens in decades: an office document as PDF/A, where LibreOffice is installed.

Nothing depends on it: without LibreOffice, or when it fails, there is no copy and the document
itself is in the archive all the same.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

import structlog

log = structlog.get_logger(__name__)

_FILTERS: Final = {"docx": "writer_pdf_Export", "xlsx": "calc_pdf_Export"}
_LONGEST: Final = 120
"""Seconds after which the copy is given up."""


@cache
def program() -> str | None:
    """LibreOffice on this machine; None: there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def pdf_a(path: str, data: bytes) -> bytes | None:
    """A document as PDF/A-2; None where it cannot be made."""
    office, ending = program(), path.rpartition(".")[2]
    if office is None or ending not in _FILTERS:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"document.{ending}"
        source.write_bytes(data)
        how = f'pdf:{_FILTERS[ending]}:{{"SelectPdfVersion":{{"type":"long","value":"2"}}}}'
        command = [
            office, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to", how, "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)  # noqa: S603 -- no shell, no text of people
            return source.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as fault:
            log.warning("no lasting copy", kind=ending, fault=type(fault).__name__)
            return None
