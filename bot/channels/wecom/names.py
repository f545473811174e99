"""Names of files: read from a download's header, and made to fit an upload. Labels, never paths."""

from __future__ import annotations

import re
from urllib.parse import unquote, unquote_to_bytes

LONGEST = 255
"""Characters of a label, as everywhere in the bot."""
UPLOAD_BYTES = 256
_SUFFIX = re.compile(r"\.\w{1,10}$")
_BAD = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that make a name read backwards."""
_STARRED = re.compile(r"filename\*\s*=\s*([\w!#$%&+^`{}~-]*)'[^']*'([^;\s]+)", re.IGNORECASE)
_QUOTED = re.compile(r'filename\s*=\s*"((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_BARE = re.compile(r"filename\s*=\s*([^;]+)", re.IGNORECASE)


def from_disposition(header: str) -> str:
    """The file name of a Content-Disposition; ``""`` when it has none.

    ``filename*`` of RFC 5987 goes before ``filename``; that one may be quoted, may hold spaces, and
    comes from the platform as percent signs or as bare UTF-8.
    """
    text = _mended(header)
    starred = _STARRED.search(text)
    if starred:
        charset = starred[1] or "utf-8"
        try:
            return label(unquote_to_bytes(starred[2]).decode(charset))
        except (LookupError, ValueError):
            pass  # an unknown charset: perhaps the plain name can be read
    rest = _STARRED.sub("", text)
    quoted = _QUOTED.search(rest)
    if quoted:
        return label(unquote(re.sub(r"\\(.)", r"\1", quoted[1])))
    bare = _BARE.search(rest)
    return label(unquote(bare[1].strip())) if bare else ""


def label(name: str) -> str:
    """A name to show: its last part, without control characters, of bounded length."""
    last = re.split(r"[\\/]", name)[-1]
    whole = last.encode("utf-8", "replace").decode()  # half characters: no database takes them
    clean = _BAD.sub("", whole).strip().strip(".")
    if len(clean) <= LONGEST:
        return clean
    suffix = _SUFFIX.search(clean)
    ending = suffix[0] if suffix else ""
    return clean[: LONGEST - len(ending)] + ending


def for_upload(name: str) -> str:
    """A name of at most 256 bytes in UTF-8, cut between characters, its suffix kept."""
    clean = label(name) or "file"
    if len(clean.encode()) <= UPLOAD_BYTES:
        return clean
    suffix = _SUFFIX.search(clean)
    ending = suffix[0] if suffix else ""
    room = UPLOAD_BYTES - len(ending.encode())
    stem = clean.removesuffix(ending).encode()[:room].decode("utf-8", "ignore")
    return stem + ending


def _mended(header: str) -> str:
    """Bare UTF-8 in a header arrives as surrogates or as Latin letters; read it as it was meant."""
    for charset, errors in (("latin-1", "strict"), ("utf-8", "surrogateescape")):
        try:
            return header.encode(charset, errors).decode("utf-8")
        except UnicodeError:
            continue
    return header
