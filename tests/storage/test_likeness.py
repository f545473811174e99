"""Near-identical pictures are near, different ones far, and previews give nothing away."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from PIL import Image, ImageDraw

from storage.distance import SUSPICIOUS_DISTANCE, distance
from storage.likeness import fingerprint, thumbnail

HEIC_SAMPLE = Path(__file__).with_name("sample.heic")


def scene(seed: int, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture of random shapes, the same for the same seed."""
    chance = random.Random(seed)
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        colour = tuple(chance.randrange(256) for _ in range(3))
        draw.ellipse((x, y, x + chance.randrange(40, 300), y + chance.randrange(40, 300)), colour)
    return image


def seen(path: Path) -> int:
    """The fingerprint, which must exist."""
    found = fingerprint(path)
    assert found is not None
    assert -(1 << 63) <= found < 1 << 63
    return found


def test_a_picture_sent_again_smaller_and_coarser_is_near(tmp_path: Path) -> None:
    """What a chat application does to a photo leaves it recognisable."""
    for seed in range(8):
        original, again = tmp_path / "a.png", tmp_path / "b.jpg"
        scene(seed).save(original)
        scene(seed).resize((320, 240)).save(again, quality=40)
        assert distance(seen(original), seen(again)) <= SUSPICIOUS_DISTANCE


def test_different_pictures_are_far(tmp_path: Path) -> None:
    """No two of a dozen scenes come near each other."""
    marks = []
    for seed in range(12):
        path = tmp_path / f"{seed}.jpg"
        scene(seed).save(path)
        marks.append(seen(path))
    pairs = [(a, b) for place, a in enumerate(marks) for b in marks[:place]]
    assert min(distance(a, b) for a, b in pairs) > SUSPICIOUS_DISTANCE


def test_turned_by_the_camera_is_the_same_picture(tmp_path: Path) -> None:
    """The orientation tag counts: a phone held upright sends the same scene."""
    straight, turned = tmp_path / "a.jpg", tmp_path / "b.jpg"
    scene(3).save(straight, quality=95)
    tags = Image.Exif()
    tags[0x0112] = 6
    scene(3).transpose(Image.Transpose.ROTATE_90).save(turned, quality=95, exif=tags)
    assert distance(seen(straight), seen(turned)) <= SUSPICIOUS_DISTANCE


@given(st.integers(-(1 << 63), (1 << 63) - 1), st.integers(0, 63))
def test_distance_counts_bits(mark: int, bit: int) -> None:
    """One bit more or less is a distance of one, also across the sign."""
    other = (mark ^ (1 << bit)) & ((1 << 64) - 1)
    signed = other - (1 << 64) if other >> 63 else other
    assert distance(mark, mark) == 0
    assert distance(mark, signed) == distance(mark, other) == 1


def test_what_cannot_be_drawn_has_neither_mark_nor_preview(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a photo, a text, an empty and a missing file, and too many pixels: None, no stack."""
    whole = io.BytesIO()
    scene(1).save(whole, "PNG")
    for data in (whole.getvalue()[:500], b"text", b""):
        path = tmp_path / "a.png"
        path.write_bytes(data)
        assert fingerprint(path) is None
        assert thumbnail(path, (100, 100)) is None
    assert fingerprint(tmp_path / "missing") is None
    path.write_bytes(whole.getvalue())
    assert fingerprint(path) is not None
    for most in (640 * 480 - 1, 1000):  # Pillow itself speaks up at the second
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", most)
        assert fingerprint(path) is None
        assert thumbnail(path, (100, 100)) is None


def test_a_blank_picture_is_like_nothing(tmp_path: Path) -> None:
    """Two blank pages are not a possible duplicate."""
    path = tmp_path / "a.png"
    Image.new("RGB", (300, 400), "white").save(path)
    assert fingerprint(path) is None
    assert thumbnail(path, (30, 30)) is not None


def opened(data: bytes | None) -> Image.Image:
    """The preview as a picture."""
    assert data is not None
    image = Image.open(io.BytesIO(data))
    image.load()
    assert image.format == "JPEG"
    return image


def test_a_preview_is_upright_and_says_nothing_about_the_phone(tmp_path: Path) -> None:
    """Turned as the tag says, inside the box, and place and owner are gone."""
    path = tmp_path / "a.jpg"
    tags = Image.Exif()
    tags[0x0112] = 6
    tags[0x010F] = "Owner's phone"
    scene(2).save(path, exif=tags, comment=b"Owner's phone")
    data = thumbnail(path, (120, 120))
    image = opened(data)
    assert image.size == (90, 120)
    assert not image.getexif()
    assert data is not None
    assert b"Owner" not in data


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "CMYK", "I;16", "L"])
def test_every_colour_mode_has_a_preview(tmp_path: Path, mode: str) -> None:
    """Scans, drawings and prints all become a small JPEG."""
    path = tmp_path / ("a.tif" if mode == "CMYK" else "a.png")
    plain = scene(5)
    image = plain.convert("L").convert("I;16") if mode == "I;16" else plain.convert(mode)
    image.save(path)
    assert opened(thumbnail(path, (64, 64))).size == (64, 48)


def test_transparency_becomes_paper(tmp_path: Path) -> None:
    """A seal cut out of its background lies on white, not on black."""
    path = tmp_path / "a.png"
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(path)
    assert opened(thumbnail(path, (50, 50))).getpixel((25, 25)) == (255, 255, 255)


def test_a_preview_is_never_larger_than_the_picture(tmp_path: Path) -> None:
    """Small pictures are not blown up."""
    path = tmp_path / "a.png"
    scene(1, (20, 10)).save(path)
    assert opened(thumbnail(path, (500, 500))).size == (20, 10)


def test_a_photo_of_an_apple_phone_works() -> None:
    """HEIC has a mark and a preview that every browser shows."""
    assert fingerprint(HEIC_SAMPLE) is not None
    assert opened(thumbnail(HEIC_SAMPLE, (32, 32))).size == (32, 24)


def test_a_photo_of_108_million_pixels_is_drawn_and_compared(tmp_path: Path) -> None:
    """As the best phones take it; decoded at an eighth it is no more work than any other."""
    large, small = tmp_path / "large.jpg", tmp_path / "small.jpg"
    scene(5).convert("L").resize((12000, 9000)).save(large, quality=40)
    scene(5).convert("L").save(small)
    assert distance(seen(large), seen(small)) <= SUSPICIOUS_DISTANCE
    with large.open("rb") as file:
        assert opened(thumbnail(file, (800, 800))).size == (800, 600)
    assert opened(thumbnail(large, (800, 800))).size == (800, 600)


def test_a_picture_larger_than_any_phone_takes_is_not_decoded(tmp_path: Path) -> None:
    """A file that only claims to be so large is refused by its head, in no time."""
    path = tmp_path / "a.jpg"
    scene(5).save(path)
    data = bytearray(path.read_bytes())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(bytes(data))
    assert fingerprint(path) is None


def test_a_heic_counts_by_a_measure_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be decoded smaller; 200 million pixels are a photo, and no bomb."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    assert fingerprint(HEIC_SAMPLE) is not None
    assert thumbnail(HEIC_SAMPLE, (100, 100)) is not None
