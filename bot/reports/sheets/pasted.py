"""A text that was pasted into the chat, as a Word document: every sign of it, nothing added."""

from __future__ import annotations

_TITLE_LINE = 40


def paper_of(text: str) -> bytes:
    """The text as docx, the same bytes for the same text; a short first line is its title."""
    # It is made in a thread and seldom: whoever starts need not wait for the library.
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    from bot.paper.document import BODY, TITLE, begin, line, saved

    paper = docx.Document()
    begin(paper)
    lines = [one.strip() for one in text.splitlines() if one.strip()]
    if len(lines) > 1 and len(lines[0]) <= _TITLE_LINE and lines[0][-1] not in "。；，：":
        line(paper, lines.pop(0), TITLE, WD_ALIGN_PARAGRAPH.CENTER)
    for one in lines:
        line(paper, one, BODY).paragraph_format.first_line_indent = Pt(2 * BODY[1])
    return saved(paper)
