"""What the system complains of is said in Chinese, wherever a person reads it."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from scoring import units
from scoring.stream import InputError
from scoring.unreadable import why
from storage import complaints

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("say", [complaints.said, why])
def test_every_complaint_has_chinese_words_or_its_number(say: type[str]) -> None:
    for number in errno.errorcode:
        said = say(OSError(number, "English words", "file"))
        assert re.search("[一-鿿]", said), number
        assert "English" not in said
    assert say(OSError("timed out")) == "timed out"


def test_an_input_that_is_a_folder_is_called_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="这是一个文件夹"), units._text(tmp_path):
        pass


def test_nobody_hands_the_systems_english_to_people() -> None:
    """The log may have it."""
    for room in ("bot", "storage", "scoring"):
        for file in (ROOT / room).rglob("*.py"):
            for line in file.read_text("utf-8").splitlines():
                if "strerror" in line and re.search("[一-鿿]", line):
                    pytest.fail(f"{file}: {line.strip()}")
