"""A page's plain text as WeCom's markdown: nothing a person wrote becomes markup, nothing is torn.

Pure. WeCom counts bytes of UTF-8; a text that is too long is cut at ends of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.corridor.events import Message

MARKDOWN_BYTES = 20000
"""One message over the link: 20480 by the document; the rest is margin."""
WEBHOOK_BYTES = 4000
"""One message of a 群机器人: 4096 by the document."""
_ENDS = ("。", "；", "，", " ")
"""Where a line that is too long is best cut, best first."""
_INLINE = re.compile(
    r"[\\*`~]|\[(?=[^\]]*\]\()|<(?=[A-Za-z/!@])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
)
_AT_START = re.compile(r"^(\s*)(#+(?=\s)|>|={3,}$|-{3,}$|\|)")


def escape(line: str) -> str:
    """One line whose signs show as they are."""
    line = line.replace("\t", "　").rstrip()
    line = _INLINE.sub(r"\\\g<0>", line)
    line = _AT_START.sub(r"\1\\\2", line)
    # Four spaces at the start would make a block of code.
    return re.sub(r"^ {4,}", lambda spaces: "　" * (len(spaces[0]) // 2), line)


def lines_of(message: Message) -> list[str]:
    """Title bold, text as it is, the folded part as a quotation."""
    found: list[str] = []
    if message.title.strip():
        found.append(f"**{escape(message.title.strip())}**")
    if message.text.strip():
        found += [escape(line) for line in message.text.strip("\n").splitlines()]
    if message.detail.strip():
        found += ["", *_quoted(message.detail_label, message.detail)]
    return found


def _quoted(label: str, detail: str) -> Iterator[str]:
    if label:
        yield f"> **{escape(label)}**："
    for line in detail.strip("\n").splitlines():
        yield f"> {escape(line)}" if line.strip() else ">"


def pack(lines: Iterable[str], limit: int = MARKDOWN_BYTES) -> list[str]:
    """Lines as texts of at most ``limit`` bytes, cut at ends of lines where that can be."""
    texts: list[str] = []
    current = ""
    for whole in lines:
        for line in _fitting(whole, limit):
            joined = f"{current}\n{line}" if current else line
            if current and size(joined) > limit:
                texts.append(current.rstrip("\n"))
                joined = line
            current = joined
    if current.strip():
        texts.append(current.rstrip("\n"))
    return texts


def _fitting(line: str, limit: int) -> Iterator[str]:
    """A line in pieces of at most ``limit`` bytes; a quotation stays one."""
    mark = "> " if line.startswith("> ") else ""
    while size(line) > limit:
        head = line.encode()[:limit].decode(errors="ignore")
        for end in _ENDS:
            at = head.rfind(end, len(head) // 2)
            if at > 0:
                head = head[: at + 1]
                break
        else:
            # Not between a sign and the backslash that makes it one.
            head = head.rstrip("\\") or head
        yield head
        line = mark + line[len(head) :]
    yield line


def size(text: str) -> int:
    """Bytes of UTF-8, as WeCom counts."""
    return len(text.encode("utf-8", "surrogatepass"))
