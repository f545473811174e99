"""A converter is bounded by what it works, not by how long a busy machine lets it wait."""

from pathlib import Path

import pytest

from bot.extraction import rendering
from bot.extraction.pages import Unread


def _converter(folder: Path, does: str) -> str:
    """A program that is called as LibreOffice is, and does this before it has its PDF."""
    program = folder / "soffice"
    # The last argument is the paper, the one before it the folder.
    program.write_text(
        f'#!/bin/sh\n{does}\nfor one; do before="$out"; out="$last"; last="$one"; done\n'
        'echo made > "${last%.*}.pdf"\n'
    )
    program.chmod(0o700)
    return str(program)


def _convert(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> Path:
    program = _converter(folder, does)
    monkeypatch.setattr(rendering, "office", lambda: program)
    paper, made = folder / "paper", folder / "made.pdf"
    paper.write_bytes(b"words")
    rendering.convert([(paper, "docx", made)], folder / "profile")
    return made


def test_who_waits_for_the_processor_loses_no_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "_CPU_SECONDS", 1)
    assert _convert(tmp_path, monkeypatch, "sleep 2").read_text() == "made\n"


def test_who_works_without_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "_CPU_SECONDS", 1)
    with pytest.raises(rendering.NoPicture, match=f"^{Unread.TIME.value}$"):
        _convert(tmp_path, monkeypatch, "while :; do :; done")


def test_who_waits_for_what_never_comes_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "_SECONDS", 0.2)
    with pytest.raises(rendering.NoPicture, match=f"^{Unread.TIME.value}$"):
        _convert(tmp_path, monkeypatch, "sleep 600")
