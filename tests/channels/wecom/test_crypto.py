"""Decryption gives back exactly what was sent, in pieces of any size, and refuses the rest."""

from __future__ import annotations

import base64
import secrets

import pytest
from hypothesis import given, strategies as st

from bot.channels.wecom.crypto import CryptoFault, Decryption, key_of
from tests.wecom_gateway.media import encrypt

KEY = bytes(range(32))
WIRE = base64.b64encode(KEY).decode().rstrip("=")


def decrypt(data: bytes, key: str = WIRE, piece: int = 1 << 16) -> bytes:
    """All of it at once."""
    decryption = Decryption(key)
    plain = b"".join(
        decryption.update(data[start : start + piece]) for start in range(0, len(data), piece)
    )
    return plain + decryption.finish()


@given(st.binary(max_size=200), st.integers(1, 70))
def test_what_was_sent_comes_back_in_pieces_of_any_size(data: bytes, piece: int) -> None:
    """Also when a piece ends in the middle of a block."""
    assert decrypt(encrypt(data, KEY), piece=piece) == data


@pytest.mark.parametrize("size", [0, 1, 15, 16, 17, 31, 32, 33, 1 << 20])
def test_the_padding_goes_to_multiples_of_thirty_two(size: int) -> None:
    """A whole block more when nothing is left over."""
    data = secrets.token_bytes(size)
    coded = encrypt(data, KEY)
    assert len(coded) == (size // 32 + 1) * 32
    assert decrypt(coded) == data


def test_a_known_file_of_another_implementation() -> None:
    """Made with OpenSSL's command line: key 00…1f, IV its first half, padded by hand."""
    coded = base64.b64decode("9Mlji8tiQMSM+zaXlfinAIXniNhHFhd9fbXk3OF6A3I=")
    assert decrypt(coded) == "统一社会信用".encode()


@pytest.mark.parametrize(
    "wire",
    [
        WIRE,
        f"{WIRE}=",
        base64.urlsafe_b64encode(b"\xfb\xff" * 16).decode().rstrip("="),
        KEY.hex(),
        KEY.hex().upper(),
    ],
)
def test_keys_in_every_writing_that_was_seen(wire: str) -> None:
    """Base64 with and without its end, the alphabet for addresses, hexadecimal digits."""
    assert len(key_of(wire)) == 32


@pytest.mark.parametrize("wire", ["", "short", WIRE[:-2], f"{WIRE}AA", "密钥" * 20, "*" * 43])
def test_no_key_is_refused(wire: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(CryptoFault):
        key_of(wire)


@pytest.mark.parametrize(
    "torn",
    [
        b"",
        encrypt(b"x" * 50, KEY)[:-1],
        encrypt(b"x" * 50, KEY)[:-16],
        encrypt(b"x" * 50, KEY)[:32],
        encrypt(b"x" * 50, KEY, bad=True),
        encrypt(b"x" * 50, bytes(32)),
    ],
)
def test_what_is_cut_off_or_torn_is_refused(torn: bytes) -> None:
    """Half files never pass for whole ones."""
    with pytest.raises(CryptoFault):
        decrypt(torn)


@pytest.mark.parametrize("count", [0, 33, 255])
def test_a_padding_beyond_its_block_is_refused(count: int) -> None:
    """Only 1 to 32, and all its bytes the same."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    encryptor = Cipher(AES(KEY), CBC(KEY[:16])).encryptor()
    coded = encryptor.update(bytes([count]) * 64) + encryptor.finalize()
    with pytest.raises(CryptoFault):
        decrypt(coded)


def test_a_fault_says_nothing_of_key_or_content() -> None:
    """It ends in a log."""
    with pytest.raises(CryptoFault) as fault:
        decrypt(encrypt(b"secret words", bytes(32)))
    assert WIRE not in str(fault.value)
    assert "secret" not in str(fault.value)
