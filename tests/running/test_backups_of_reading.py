"""A county whose papers are read comes back from a backup with what was read, by command."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from storage.queries import understood
from tests.reading.county import delivered, read_all
from tests.reading.doubtful_fresh import picture
from tests.running.test_drill import NOT_BY_PAGES
from tests.sample_papers import document, picture as coloured
from tests.stage import stage

READ = (
    "readings", "reading_pages", "reading_lines", "reading_facts", "reading_texts",
    "reading_samples", "reading_told", "reading_batches", "paper_doubts", "doubt_waivers",
)  # fmt: skip
"""All that is kept of what was read in papers and doubted of them."""
OWN = "在集贸市场逐摊核对经营户的失信提示牌，并为十二户补办了信用修复手续。"
NOTICE = (
    "关于开展诚信班会活动的通知", "各股室：", "定于2026年7月9日举办诚信班会，请参加。", OWN,
    "请退休教师在村小讲了三堂诚实守信的故事课，家长旁听后写下感想。",
    "柳河县教育局", "2026年7月1日",
)  # fmt: skip


async def _read_county(folder: Path) -> None:
    """Two papers and a photo are handed in and read; one kind of doubt is said to be none."""
    async with stage(folder) as play:
        for route in ("row/1/1/四.1", "", "proof/1/1/四.1"):
            await (play.send("李敏", route=route) if route else play.send("李敏", "4"))
        files = [("通知.docx", document(*NOTICE)), ("现场.jpg", coloured((20, 90, 160)))]
        await play.send("李敏", files=files)
        await delivered(play)
        await read_all(play, {"现场.jpg": picture(["诚信班会", "县教育局"])})
        async with play.database.transaction() as db:
            assert await understood.waive(db, 1, "outside", 1, play.now)


def _kept(folder: Path) -> Mapping[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(folder / "data" / "xinkao.db")) as db:
        kept = {
            name: sorted(map(tuple, db.execute(f"select * from {name}")), key=repr)
            for name in READ
        }  # fmt: skip
        kept["found"] = db.execute(
            "select count(*) from reading_search where reading_search match '诚信班会'"
        ).fetchall()
        return kept


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a county whose papers are read, from which commands are given."""
    monkeypatch.chdir(tmp_path)
    Path("config.toml").write_text("[data]\nreserve_megabytes = 0\n")
    asyncio.run(_read_county(tmp_path / "data"))
    (tmp_path / "data").chmod(0o700)
    return tmp_path


@pytest.mark.slow
def test_backup_restore_verify_and_drill_carry_what_was_read(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _kept(county)
    assert [name for name in READ if not before[name]] == []
    assert before["found"] != [(0,)]
    assert main(["verify"]) == 0
    assert "读出的要点：2 份材料，全部与读出的原文一致" in capsys.readouterr().out
    assert main(["backup", "county.tar"]) == 0
    capsys.readouterr()
    main(["restore", "--drill", "county.tar"])
    faults = re.findall(r"^  ([a-z-]+)：", capsys.readouterr().out, re.MULTILINE)
    assert set(faults) <= {*NOT_BY_PAGES, "sent-letter-is-in-the-log"}
    shutil.rmtree("data")
    assert main(["restore", "county.tar"]) == 0
    assert _kept(county) == before
    capsys.readouterr()
    assert main(["verify"]) == 0
    assert "读出的要点：2 份材料，全部与读出的原文一致" in capsys.readouterr().out


@pytest.mark.slow
def test_a_backup_whose_read_text_was_altered_is_noticed_by_verify(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A day that somebody wrote into what was read is not what the paper's lines say."""
    with closing(sqlite3.connect("data/xinkao.db")) as db:
        db.execute("update reading_facts set value = '2026-10-01' where kind = 'date'")
        db.commit()
    assert main(["backup", "county.tar"]) == 0
    shutil.rmtree("data")
    assert main(["restore", "county.tar"]) == 0
    capsys.readouterr()
    assert main(["verify"]) == 1
    assert "记下的要点与读出的原文不符" in capsys.readouterr().out
