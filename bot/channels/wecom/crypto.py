"""Decrypting what people send: AES-256-CBC, the key its own IV, PKCS#7 to 32 bytes, as a stream.

As documents 100719 and 101463 have it, and the official SDK does it: padded up to a multiple of 32,
so unpadders of 16 fail; the IV is the first 16 bytes of the key. A padding that is not
exactly so is refused: the file is cut off, or the key is not its key.
"""

from __future__ import annotations

import base64
import binascii
import re

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

BLOCK = 32
KEY_BYTES = 32
_IV_BYTES = 16
_HEX = re.compile(r"[0-9a-fA-F]{64}")


class CryptoFault(ValueError):
    """Wrong key, or bytes that are not what was encrypted. Never says what they are."""


def key_of(aeskey: str) -> bytes:
    """The 32 bytes of a key as the wire writes it.

    Base64, most often 43 characters without the padding, also the alphabet for addresses; some
    clients of the platform have seen 64 hexadecimal digits.

    Raises:
        CryptoFault: it is none of these.
    """
    if _HEX.fullmatch(aeskey):
        return bytes.fromhex(aeskey)
    text = aeskey.strip().rstrip("=").replace("-", "+").replace("_", "/")
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise CryptoFault("the key is no base64") from None
    if len(key) != KEY_BYTES:
        raise CryptoFault(f"the key has {len(key)} bytes")
    return key


class Decryption:
    """One file on its way in, piece by piece; the last block is held back until the end."""

    def __init__(self, aeskey: str) -> None:
        key = key_of(aeskey)
        self._decryptor = Cipher(AES(key), CBC(key[:_IV_BYTES])).decryptor()
        self._held = b""
        self._taken = 0

    def update(self, data: bytes) -> bytes:
        """The next bytes of plain text; may be empty."""
        self._taken += len(data)
        plain = self._held + self._decryptor.update(data)
        keep = min(len(plain), BLOCK)
        self._held = plain[len(plain) - keep :]
        return plain[: len(plain) - keep]

    def finish(self) -> bytes:
        """The last bytes, without the padding.

        Raises:
            CryptoFault: the length or the padding is not that of a whole file.
        """
        if self._taken == 0 or self._taken % BLOCK:
            raise CryptoFault(f"{self._taken} bytes are no whole blocks")
        last = self._held + self._decryptor.finalize()
        count = last[-1]
        if not 1 <= count <= BLOCK or last[-count:] != bytes([count]) * count:
            raise CryptoFault("wrong padding")
        return last[:-count]
