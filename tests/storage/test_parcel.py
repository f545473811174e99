"""A ZIP of papers is listed and streamed, and nothing in it can do harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from storage.parcel import MOST_PARTS, BrokenPartError, Parcel, ParcelTrouble
from tests.sample_papers import parcel


def opened(tmp_path: Path, data: bytes) -> Parcel:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    return Parcel(path)


def labels(tmp_path: Path, data: bytes) -> list[str]:
    found = opened(tmp_path, data)
    found.close()
    return [label for label, _ in found.parts]


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("pack", [parcel, packed])
def test_names_are_read_in_gbk_and_utf_8(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    data = pack({"照片/会场.jpg": b"1", "方案.pdf": b"2"})
    assert labels(tmp_path, data) == ["会场.jpg", "方案.pdf"]


def test_the_folder_tells_two_of_one_name_apart(tmp_path: Path) -> None:
    data = packed({"会议/1.jpg": b"1", "走访/1.jpg": b"2", "1.jpg": b"3"})
    assert labels(tmp_path, data) == ["会议 1.jpg", "走访 1.jpg", "1.jpg"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\passwd", "passwd"]
)
def test_a_path_is_never_more_than_a_name(tmp_path: Path, name: str) -> None:
    assert labels(tmp_path, packed({name: b"x"})) == ["passwd"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.zip"]


def test_what_systems_put_beside_papers_is_left_out(tmp_path: Path) -> None:
    beside = ("__MACOSX/._a.jpg", "Thumbs.db", "x/.DS_Store", "desktop.ini", "~$方案.docx", "夹/")
    assert labels(tmp_path, packed(dict.fromkeys((*beside, "a.jpg"), b"x"))) == ["a.jpg"]
    with pytest.raises(ParcelTrouble, match="parcel_empty"):
        opened(tmp_path, packed(dict.fromkeys(beside, b"x")))


def test_too_many_and_too_large_stay_closed(tmp_path: Path) -> None:
    with pytest.raises(ParcelTrouble, match="parcel_many"):
        opened(tmp_path, packed({f"{n}.txt": b"x" for n in range(MOST_PARTS + 1)}))
    bomb = bytearray(packed({"a.jpg": bytes(1000)}))
    at = bomb.index(b"PK\x01\x02") + 24
    bomb[at : at + 4] = (400 * 1024 * 1024).to_bytes(4, "little")
    with pytest.raises(ParcelTrouble, match="parcel_large"):
        opened(tmp_path, bytes(bomb))


def test_a_part_that_lies_about_its_size_is_broken_and_not_unpacked(tmp_path: Path) -> None:
    """More bytes than the directory declares never come out."""
    data = bytearray(packed({"a.txt": bytes(5_000_000)}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (1000).to_bytes(4, "little")
    found = opened(tmp_path, bytes(data))
    with pytest.raises(BrokenPartError):
        assert sum(map(len, found.pieces(found.parts[0][1]))) <= 1000
    found.close()


@given(st.binary(max_size=30), st.integers(0, 400))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_bytes_make_it_stumble(tmp_path: Path, noise: bytes, at: int) -> None:
    data = packed({"照片/1.jpg": b"123", "方案.pdf": bytes(500)})
    try:
        found = opened(tmp_path, data[:at] + noise + data[at + len(noise) :])
        for _, entry in found.parts:
            for _ in found.pieces(entry):
                pass
        found.close()
    except (ParcelTrouble, BrokenPartError):
        pass
