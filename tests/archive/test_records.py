"""A quarter's archive is understood, checked and counted anew without the program's database."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import pytest

from bot.__main__ import main
from bot.archive import checking
from bot.archive.contents import gather
from bot.archive.sheets import lasting
from bot.archive.sheets.stream import of_json, stream, volumes
from bot.forms.exported import facts_of
from bot.forms.loading import load_quarter
from scoring.__main__ import main as scoring_main
from storage import audit
from storage.queries import quarters
from tests.release.test_publish import ADMIN, OTHER, _published, county
from tests.release.test_unfinished import RETURNED, released
from tests.sample_papers import PAPERS
from tests.stage import Stage, stage

AT = "2027-02-01T02:00:00.000000Z"


@pytest.fixture(autouse=True)
def _no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """No copies by LibreOffice, which take seconds; one test asks for them."""
    monkeypatch.setattr(lasting, "program", lambda: None)


async def _zip(play: Stage, file: Path) -> Path:
    async with play.database.reading() as db:
        quarter = await quarters.by_number(db, 2026, 4)
        assert quarter is not None
        found = await gather(db, quarter, None, AT)
    assert found is not None
    assert of_json(json.loads(json.dumps(found.as_json()))) == found

    def opened(digest: str) -> BinaryIO:
        return play.store.open(digest)

    file.write_bytes(b"".join(stream(found, opened)))
    return file


async def test_it_holds_all_and_what_is_counted_from_it_alone_is_the_edition(
    tmp_path: Path,
) -> None:
    """README, editions with their hashes, rules, decisions, trail; a folder for every unit."""
    async with released(tmp_path / "county", *RETURNED) as play:
        file = await _zip(play, tmp_path / "归档.zip")
        (kept,) = await play.query("select snapshot, hash from publications")
    with zipfile.ZipFile(file) as opened:
        names = opened.namelist()
        assert opened.read("01 结果/公示第1版.json").decode() == kept["snapshot"]
        assert kept["hash"] in opened.read("01 结果/版本和哈希.csv").decode()
        assert "怎样重算结果" in opened.read("00 先看这里.txt").decode()
        decided = opened.read("03 审核决定/全部决定.csv").decode("utf-8-sig")
        (back,) = [one for one in csv.DictReader(io.StringIO(decided)) if one["决定"] == "退回补正"]
        assert (back["单位"], back["指标"], back["结束补正的时间"] != "") == (
            "县教育局",
            "六.2",
            True,
        )
        trail = [
            json.loads(line) for line in opened.read("07 留痕/留痕.jsonl").decode().split("\n")[:-1]
        ]
        assert {"review.end", "publication.add"} <= {one["action"] for one in trail}
    for unit in ("教育局", "财政局", "交通局", "冢头", "龙山"):
        assert any(unit in name.split("/")[0] for name in names), unit
    found = checking.check(file)
    assert found.faults == []
    assert any("重算的得分、等次、名次都一样" in line for line in found.fine)


async def test_every_circular_that_was_made_is_in_it_the_corrected_one_by_its_number(
    tmp_path: Path,
) -> None:
    """What went out is kept, also after a correction; the newest has the plain name."""
    names = []
    async with county(tmp_path / "county") as play:
        await _published(play)
        for again in (False, True):
            await play.send(ADMIN, "通报")
            await play.send(ADMIN, press="就这样，生成通报")
            names.append(zipfile.ZipFile(await _zip(play, tmp_path / f"{again}.zip")).namelist())
            if again:
                break
            await play.send(ADMIN, "更正 教育局 三.4")
            await play.send(ADMIN, press="改 取得成效的应用")
            await play.send(ADMIN, "5")
            await play.send(ADMIN, "核对台账，漏计三项应用")
            await play.send(ADMIN, press="提议更正")
            await play.send(OTHER, route=play.button("信用办群", "确认更正"))
            names.append(zipfile.ZipFile(await _zip(play, tmp_path / "between.zip")).namelist())
    now, earlier = "01 结果/通报.docx", "01 结果/通报（按公布第1版，后来更正过）.docx"
    found = [[one for one in every if "通报" in one] for every in names]
    assert found == [[now], [earlier], [now, earlier]]


def _rewritten(file: Path, changes: dict[str, bytes | None]) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(file) as opened:
        for name in opened.namelist():
            data = changes.get(name, opened.read(name))
            if data is not None:
                yield name, data


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"00 先看这里.txt": b"changed"}, "被改过：00 先看这里.txt"),
        ({"06 人员/经手人.csv": None}, "缺少：06 人员/经手人.csv"),
        ({"00 校验.json": None}, "不是本程序做的归档"),
        ({"01 结果/公示第1版.json": b"{}"}, "哈希和登记的不一致"),
    ],
)
async def test_what_was_changed_is_named(
    tmp_path: Path,
    change: dict[str, bytes | None],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By the command, which needs the zip alone and ends with 1."""
    async with released(tmp_path / "county", "finished", "state review") as play:
        file = await _zip(play, tmp_path / "a.zip")
    other = tmp_path / "b.zip"
    with zipfile.ZipFile(other, "w") as made:
        for name, data in _rewritten(file, change):
            made.writestr(name, data)
    assert main(["archive", "--check", str(file)]) == 0
    assert main(["archive", "--check", str(other)]) == 1
    assert said in capsys.readouterr().err


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    """Not a stack: a sentence."""
    (tmp_path / "x.zip").write_bytes(b"no zip")
    assert "打不开" in checking.check(tmp_path / "x.zip").faults[0]
    gone = tmp_path / "none.zip"
    assert checking.check(gone).faults == [f"没有这个文件：{gone}。"]


async def test_exported_facts_are_counted_and_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both tables from one file, by ``score`` and by ``diff --facts``; by message as well."""
    async with released(tmp_path / "county", *RETURNED) as play:
        async with play.database.reading() as db:
            quarter = await quarters.by_number(db, 2026, 4)
            assert quarter is not None
            text = facts_of(quarter, await load_quarter(db, quarter), "试")
        sent = (await play.send(ADMIN, "导出数据"))[-1][1]
        assert [file.label for file in sent.files] == ["2026年四季度计分数据.json"]
        assert not (await play.send("李敏", "导出数据"))[-1][1].files
    file = tmp_path / "facts.json"
    file.write_text(text, "utf-8")
    for scheme, units in (("郏县2022-县直单位", 3), ("郏县2022-乡镇街道", 2)):
        assert scoring_main(["score", "--scheme", scheme, str(file)]) == 0
        assert len(json.loads(capsys.readouterr().out)["units"]) == units
        assert scoring_main(["diff", scheme, scheme, "--facts", str(file)]) == 0
        capsys.readouterr()


@pytest.mark.skipif(lasting.program() is None, reason="needs LibreOffice")
def test_a_document_that_must_last_has_a_pdf_a(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where LibreOffice is there; what it is not made for has none."""
    monkeypatch.undo()
    from docx import Document

    out = io.BytesIO()
    document = Document()
    document.add_paragraph("关于考核情况的通报")
    document.save(out)
    found = lasting.pdf_a("通报.docx", out.getvalue())
    assert found is not None
    assert found.startswith(b"%PDF")
    assert b"pdfaid" in found
    assert lasting.pdf_a("名次.csv", b"x") is None


async def test_the_suppliers_sheets_are_in_it_as_they_were_sent(tmp_path: Path) -> None:
    """By their names, a replaced one, too; the index says who sent them."""
    first = "单位名称,二.1 迟报、错报\n教育局,3\n财政局,2\n".encode("gb18030")
    second = first.replace(b",3", b",1")
    async with stage(tmp_path / "county") as play:
        for data in (first, second):
            await play.send(ADMIN, route="supply/book/1")
            await play.send(ADMIN, files=[("信用平台.csv", data)])
            await play.send(ADMIN, press="确认写入")
        file = await _zip(play, tmp_path / "归档.zip")
    with zipfile.ZipFile(file) as opened:
        folder = "05 部门数据/原始表"
        assert opened.read(f"{folder}/01 信用平台.csv") == first
        assert opened.read(f"{folder}/02 信用平台.csv") == second
        assert "信用平台.csv" in opened.read("00 目录.html").decode()
        assert "没有 PDF/A 副本" in opened.read("00 先看这里.txt").decode()
    assert checking.check(file).faults == []


async def test_the_trail_is_the_quarters_own(tmp_path: Path) -> None:
    """What was done in the quarter before and after is not in it; every entry's hash is right."""
    given = ("last 县教育局 三.4 取得成效的应用 2", *RETURNED)
    async with released(tmp_path / "county", *given) as play:
        async with play.database.transaction() as db:
            for stream, subject in (
                ("unit:1", "claim/6/三.4/取得成效的应用"),
                ("office", "quarter/2"),
            ):
                await audit.record(
                    db, stream, actor=3, action="claim.change", subject=subject, before=None,
                    after=2, why="别的季度", now=play.now,
                )  # fmt: skip
            await audit.record(
                db, "office", actor=3, action="role.give", subject="person/3", before=None,
                after={}, why="以后的事", now=play.now + timedelta(days=30),
            )  # fmt: skip
        forms = {row[0] for row in await play.query("select id from forms where quarter_id = 1")}
        file = await _zip(play, tmp_path / "归档.zip")
    assert 6 not in forms
    with zipfile.ZipFile(file) as opened:
        text = opened.read("07 留痕/留痕.jsonl").decode()
    assert "publication.add" in text
    assert "别的季度" not in text
    assert "以后的事" not in text
    found = checking.check(file)
    assert found.faults == []
    assert any("每一条的哈希都对" in line for line in found.fine)
    changed = text.replace("publication.add", "publication.odd")
    other = tmp_path / "b.zip"
    with zipfile.ZipFile(other, "w") as made:
        for name, data in _rewritten(file, {"07 留痕/留痕.jsonl": changed.encode()}):
            made.writestr(name, data)
    assert any("留痕被改过" in line for line in checking.check(other).faults)


async def test_a_split_archive_is_checked_part_by_part_and_a_missing_part_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with stage(tmp_path / "county") as play:
        for number in range(4):
            picture = PAPERS["活动照片1.jpg"]() + bytes([number]) * 90_000
            await play.send("李敏", files=[(f"照片{number}.jpg", picture)])
        async with play.database.reading() as db:
            quarter = await quarters.by_number(db, 2026, 4)
            assert quarter is not None
            whole = await gather(db, quarter, None, AT)
        assert whole is not None
        parts = []
        for number, part in enumerate(volumes(whole, 160_000), 1):
            file = tmp_path / f"第{number}卷.zip"
            again = of_json(json.loads(json.dumps(part.as_json())))
            file.write_bytes(b"".join(stream(again, play.store.open)))
            parts.append(str(file))
    assert len(parts) > 1
    assert main(["archive", "--check", *parts]) == 0
    assert f"第{len(parts)}卷.zip：" in capsys.readouterr().out
    assert main(["archive", "--check", *parts[:-1]]) == 1
    assert f"没有给出第 {len(parts)} 卷" in capsys.readouterr().err
