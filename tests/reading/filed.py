"""Papers written out as the files people hand in, and read as files: every program's way of saying.

What is not installed here is left out: without LibreOffice there is no .doc and no .ppt, without a
browser no print of a page. Not here: how a paper is written by our own hand (``printed``).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PIL import Image

from bot.extraction.pages import Extract
from bot.extraction.reading import Eyes, read
from tests.reading import printed
from tests.reading.layout import placed
from tests.reading.made import Made
from tests.reading.photos import on_one_page, taken

Read = list[tuple[Made, Extract]]
_OWN: dict[str, Callable[[Made], bytes]] = {
    "docx": printed.docx,
    "html": lambda made: printed.page(made).encode(),
}


def filed(
    folder: Path, papers: Sequence[Made], *, printed_each: int = 1
) -> Iterator[tuple[str, Read]]:
    """Each way of handing in, and what was read of every paper that came so.

    A browser is begun for every print: one paper of ``printed_each`` is printed.
    """
    folder.mkdir(exist_ok=True)
    decks = [made for made in papers if made.name.startswith("slides")]
    papers = written_papers(papers)
    short = [made for made in map(on_one_page, papers) if len(placed(made)) == 1]
    files = [_put(folder / f"{n}.ofd", printed.ofd(made)) for n, made in enumerate(short)]
    yield "ofd", _read(short, files, "ofd")
    for kind, write in _OWN.items():
        files = [_put(folder / f"{n}.{kind}", write(made)) for n, made in enumerate(papers)]
        yield kind, _read(papers, files, kind)
    words = [folder / f"{n}.docx" for n in range(len(papers))]
    shown = [
        _put(folder / f"s{n}.fodp", printed.deck(made).encode()) for n, made in enumerate(decks)
    ]
    for kind, files, those in (
        ("pdf", words, papers), ("doc", words, papers),
        ("pptx", shown, decks), ("ppt", shown, decks), ("pdf", shown, decks),
    ):  # fmt: skip
        made_so = printed.pdfs(folder, files, kind) if files else None
        if made_so is not None:
            yield f"{kind} of LibreOffice", _read(those, made_so, kind)
    if shutil.which("chromium") or shutil.which("google-chrome"):
        some = papers[::printed_each]
        prints = [printed.web(folder, made, f"w{n}") for n, made in enumerate(some)]
        yield "pdf of a browser", _read(some, [one for one in prints if one], "pdf")


def written_papers(papers: Sequence[Made]) -> list[Made]:
    """Those that are written: a scene and a chat are pictures, and slides have their own files."""
    return [
        made
        for made in papers
        if made.truth.get("sort") not in ("photo", "chat") and not made.name.startswith("slides")
    ]


def photographed(folder: Path, papers: Sequence[Made], eyes: Eyes) -> Read:
    """The first pages that LibreOffice printed into ``folder``, on a desk, by a phone."""
    found: Read = []
    for n, made in enumerate(written_papers(papers)):
        image = taken(_drawn(folder / f"{n}.pdf"), n)
        file = folder / f"photo{n}.jpg"
        image.save(file, quality=85)
        found.append((made, read(file, "jpg", eyes)))
    return found


def _drawn(file: Path) -> Image.Image:
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    try:
        return document[0].render(scale=2.0).to_pil().convert("RGB")
    finally:
        document.close()


def _put(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    return file


def _read(papers: Sequence[Made], files: Sequence[Path], kind: str) -> Read:
    return [(made, read(file, kind, None)) for made, file in zip(papers, files, strict=True)]
