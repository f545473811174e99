"""Presentations (pptx): the text of every slide that is shown, shape after shape.

Hidden slides, notes and empty placeholders are left out. Old .ppt is ``old_slides``'.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bot.extraction.package import Package, attribute, local
from bot.extraction.pages import Line, Page
from bot.extraction.plain import mended

MOST_SLIDES = 500


def read_pptx(package: Package) -> tuple[list[Page], list[str]]:
    """The slides, and the names of the pictures on them. Raises Closed."""
    main = package.main("ppt/presentation.xml")
    targets = {number: path for number, _, path in package.related(main)}
    pages: list[Page] = []
    pictures: list[str] = []
    for number in _order(package.tree(main))[:MOST_SLIDES]:
        slide = package.tree(targets.get(number, ""))
        if slide is None or slide.get("show") in ("0", "false"):
            continue
        here = [path for _, kind, path in package.related(targets[number]) if kind == "image"]
        lines = tuple(Line(text) for text in _texts(slide))
        pages.append(Page(len(pages) + 1, lines=lines, pictures=len(here)))
        pictures += [path for path in here if package.has(path)]
    return pages, list(dict.fromkeys(pictures))


def _order(root: Element | None) -> list[str]:
    """The numbers of the slides as they are shown one after another."""
    found = []
    for one in () if root is None else root.iter():
        if local(one.tag) == "sldId":
            found += [value for key, value in one.items() if key.endswith("}id")]
    return found


def _texts(element: Element) -> Iterator[str]:
    for child in element:
        name = local(child.tag)
        if name == "Fallback" or (name in ("sp", "graphicFrame", "grpSp") and _hidden(child)):
            continue
        if name == "tr":
            cells = [" ".join(_texts(cell)) for cell in child if local(cell.tag) == "tc"]
            if any(cells):
                yield "\t".join(cells).strip("\t")
        elif name == "p":
            for text in "".join(_runs(child)).split("\n"):
                if said := mended(text):
                    yield said
        else:
            yield from _texts(child)


def _runs(paragraph: Element) -> Iterator[str]:
    for one in paragraph.iter():
        name = local(one.tag)
        if name == "t":
            yield one.text or ""
        elif name == "br":
            yield "\n"


def _hidden(shape: Element) -> bool:
    return any(
        local(one.tag) == "cNvPr" and attribute(one, "hidden") in ("1", "true")
        for about in shape
        for one in about
    )
