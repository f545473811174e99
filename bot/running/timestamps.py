"""Time stamps of the audit chain's end by somebody else (RFC 3161), as they are kept.

An answer is believed only when it is signed for this question under the certificate of the
settings; it is kept as it came, in ``timestamps/`` beside the database, so that any other program
can read it too. Asking is ``stamping``'s, comparing with the chain ``chain``'s. What reads
signatures is loaded where there is one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storage.audit import Anchor

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

FOLDER = "timestamps"


class StampFault(Exception):
    """The authority gave no time stamp, or none that can be believed; the text says why."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A kept time stamp: what it is of, when the authority saw that, or why it is not believed."""

    file: Path
    anchor: Anchor
    at: datetime | None
    fault: str = ""


def certificates(file: Path) -> list[Certificate]:
    """The certificates of a PEM file.

    Raises:
        OSError, ValueError: it cannot be read, or holds none.
    """
    from cryptography import x509

    return x509.load_pem_x509_certificates(file.read_bytes())


def believed(
    answer: bytes, anchor: Anchor, roots: list[Certificate], nonce: int | None
) -> datetime:
    """When the authority saw this anchor.

    Raises:
        StampFault: it is no time stamp of it under these certificates.
    """
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    builder = VerifierBuilder(roots=list(roots), nonce=nonce)
    try:
        found = decode_timestamp_response(answer)
        builder.build().verify(found, _hash(anchor))
        at: datetime = found.tst_info.gen_time
    except VerificationError as fault:
        raise StampFault(f"时间戳的签名或内容不对（{fault}）") from None
    except ValueError as fault:
        raise StampFault(f"回答不是时间戳（{fault}）") from None
    return at


def _hash(anchor: Anchor) -> bytes:
    return hashlib.sha256(str(anchor).encode()).digest()


def known(folder: Path, certificate: Path | None) -> Iterator[Stamp]:
    """Every time stamp that is kept, the oldest first."""
    roots = certificates(certificate) if certificate is not None else []
    for file in sorted((folder / FOLDER).glob("*.tsr")):
        anchor = Anchor.read(file.stem.partition("-")[2])
        if anchor is None:
            continue
        if not roots:
            yield Stamp(file, anchor, None, "配置里没有签发机构的证书，核对不了")
            continue
        try:
            yield Stamp(file, anchor, believed(file.read_bytes(), anchor, roots, None))
        except (StampFault, OSError) as fault:
            yield Stamp(file, anchor, None, str(fault))
