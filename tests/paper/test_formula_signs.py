"""Whatever people write, no file of ours calculates: every workbook, table of text and document.

A county in which everybody's words begin with the signs that a spreadsheet takes for a formula:
names, short names, titles, captions, reasons, file names, links. Every file that the bot makes of
it is opened: no cell of a workbook is a formula or a link that acts, no cell of a CSV begins with
such a sign, no document has a field but the page's number. Whatever writes files stands in
``WRITERS``: one that is new is met here before it goes out.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.archive.downloads import Download, begin
from bot.corridor import recipes
from bot.corridor.events import File, Recipe
from bot.corridor.pages import open_all
from bot.reports.sheets.pasted import paper_of
from scoring.__main__ import main as scoring
from tests.release.test_publish import GIVEN, _published
from tests.sample_papers import PAPERS
from tests.stage import Stage, stage

pytestmark = pytest.mark.slow
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Spreadsheets of this part of the world take the wide ones, too."""
HOSTILE = """
update units set name = '=1+1' || name, short = '@' || short;
update units set name = '=HYPERLINK("http://x","y")' || name, short = '+' || short;
update persons set name = '=cmd|/C calc!A0' || name, phone = '+86' || phone;
update reviews set reason = '@SUM(1+1)*cmd' || reason where reason > '';
update persons set name = '＝1+1' || name where id = 2;
update persons set name = ' =1+1' || name where id = 3;
update persons set name = '{=1+1}' where id = 1;
update evidence set label = '=1+1' || label, caption = '-2+3' || coalesce(caption, '');
update work_reports set title = '+1' || title, label = '=1' || label;
update claims set value = '"=1+1 进校园"' where input = '说明';
"""
ROUTES = (
    "units/export",
    "units/import",
    "invite/all/yes",
    "pack/files/1/1",
    "pack/book/1/1",
    "pack/files/1",
    "facts/1",
    "year/2026/book",
)
PACKED = 2
"""Archives that are fetched: a unit's, and the quarter's."""
WRITERS = {
    "bot/archive/records.py": "archive",
    "bot/archive/sheets/book.py": "evidence pack",
    "bot/archive/sheets/index.py": "archive",
    "bot/archive/sheets/stream.py": "archive",
    "bot/demo/evidence.py": "",  # papers of the demo's people, which the demo itself thinks up
    "bot/inquiry/sheets/found.py": "found",
    "bot/paper/document.py": "circular",  # what every document of ours is saved by
    "bot/paper/workbook.py": "",  # what every workbook of ours begins with
    "bot/people/sheets/list.py": "invitations",
    "bot/release/sheets/circular.py": "circular",
    "bot/release/sheets/circular_template.py": "circular",
    "bot/release/sheets/pieces.py": "results",
    "bot/reports/sheets/pasted.py": "",  # by no recipe: made below
    "bot/results/sheets/year_book.py": "year",
    "bot/roster/sheets/book.py": "roster",
    "bot/schemes/sheets/book.py": "scheme draft",
    "bot/supply/sheets/book.py": "supply",
    "scoring/report.py": "scoring",
}
"""What writes a workbook, a document, a CSV or a zip, and the recipe it does so for."""
PICTURES = {"trend", "ranking", "months", "found picture", "scheme_original"}
PLAIN = {"text"}
"""JSON and TOML: opened by no spreadsheet."""
BY_ITSELF = {"scheme draft"}
"""Not asked for in the story below: made with words like those."""


def _writers() -> Iterator[str]:
    """The modules that make a file which a spreadsheet or a word processor opens."""
    root = Path(__file__).parents[2]
    for path in sorted(file for room in ("bot", "scoring") for file in (root / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _makes_a_file(node):
                yield str(path.relative_to(root))
                break


def _makes_a_file(call: ast.Call) -> bool:
    what = call.func
    name = what.attr if isinstance(what, ast.Attribute) else getattr(what, "id", "")
    if name == "ZipFile":
        modes = [one.value for one in call.args[1:2] if isinstance(one, ast.Constant)]
        return bool(modes) and modes[0] != "r"
    if name == "begin" and isinstance(what, ast.Attribute) and isinstance(what.value, ast.Name):
        return what.value.id == "workbook"
    return name in {"Workbook", "Document", "writer", "DictWriter"}


def test_whatever_writes_files_is_looked_at_here() -> None:
    """A new writer, or a new recipe, has to be opened below."""
    open_all()
    assert set(_writers()) <= set(WRITERS), set(_writers()) - set(WRITERS)
    known = set(WRITERS.values()) - {"", "scoring"} | {"roster template"}
    assert recipes.declared() - PICTURES - PLAIN == known


async def _county(play: Stage) -> None:
    await play.send("李敏", route="proof/1/1/三.4")
    await play.send("李敏", "=1+1 现场", files=[("=1+1.jpg", PAPERS["活动照片1.jpg"]())])
    async with play.database.transaction() as db:
        for statement in HOSTILE.strip().splitlines():
            await db.execute(statement)


async def _everything(play: Stage) -> list[File]:
    """Every file that the office can be given."""
    await _published(play)
    await play.send("赵主任", "通报")
    await play.send("赵主任", press="就这样，生成通报")
    for route in ROUTES:
        await play.send("赵主任", route=route)
    shown = [one for chats in play.shown.values() for _, one in chats]
    return [file for message in shown for file in message.files]


async def _made(play: Stage, file: File) -> bytes:
    if file.download is not None:
        found = await begin(play.database, play.store, file.download, "赵主任", play.now)
        assert isinstance(found, Download), found
        return b"".join(found.pieces)
    if file.recipe is None:
        return play.store.path(str(file.digest)).read_bytes()
    made = recipes.produce(file.recipe, play.store.open)
    return made if isinstance(made, bytes) else b"".join(made)


async def test_no_file_of_ours_calculates(tmp_path: Path) -> None:
    """From the names of the units to the captions of the photographs."""
    given = [line for line in GIVEN if not line.startswith(("submitted", "state"))]
    async with stage(tmp_path, before=[*given]) as play:
        await _county(play)
        await play.send("赵主任", route="supply/book/1")
        await play.send("赵主任", "把没报的名单发给我Excel")
        async with play.database.transaction() as db:
            await db.execute("update forms set state = 'submitted', submitted_at = ?", (_AT,))
            await db.execute("update quarters set state = 'review'")
        files = await _everything(play)
        names = {file.recipe.name for file in files if file.recipe is not None}
        asked = recipes.declared() - PICTURES - PLAIN - BY_ITSELF - {"archive"}
        assert names >= asked, asked - names
        assert sum(file.download is not None for file in files) >= PACKED
        for file in files:
            _harmless(file.label, await _made(play, file))


def test_a_drafted_table_calculates_nothing() -> None:
    """Whatever stood in the document that was read."""
    data = {"title": "=1+1", "lines": [[f"{sign}1+1" for _ in range(9)] for sign in SIGNS]}
    _harmless("scheme draft", recipes.make(Recipe(name="scheme draft", data=data)))


def test_a_report_that_was_pasted_calculates_nothing() -> None:
    """Its title and its paragraphs are text, whatever sign they begin with."""
    made = paper_of("\n".join(f"{sign}1+1" for sign in SIGNS))
    _harmless("pasted report", made)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        body = parts.read("word/document.xml").decode()
    assert body.count("1+1</w:t>") == len(SIGNS), "each stands there as it was pasted"
    assert "fldSimple" not in body
    assert "instrText" not in body


def test_a_ranking_as_csv_calculates_nothing(tmp_path: Path) -> None:
    """The scoring command's own table."""
    units = [
        {"name": f"{sign}1+1", "facts": {}}
        for sign in ("=", "+", "-", "@", "＝", "＋", "－", "＠", " =")
    ]
    given, made = tmp_path / "in.json", tmp_path / "out.csv"
    given.write_text(json.dumps({"units": units}), "utf-8")
    asked = ["score", "--scheme", "县直单位", "--format", "csv", "--output", str(made), str(given)]
    assert scoring(asked) == 0
    cells = [cell for row in csv.reader(io.StringIO(made.read_text("utf-8-sig"))) for cell in row]
    assert len([cell for cell in cells if cell.endswith("1+1")]) == len(units)
    assert not [cell for cell in cells if cell.lstrip().startswith(SIGNS)]


_AT = "2026-11-23T02:00:00.000000Z"


def _harmless(name: str, data: bytes) -> None:
    if not data.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.namelist():
            inside = parts.read(part)
            if part.endswith((".xlsx", ".docx", ".zip")):
                _harmless(f"{name}: {part}", inside)
            elif part.startswith("xl/worksheets/") and part.endswith(".xml"):
                text = inside.decode()
                assert "<f>" not in text, f"{name}: {part}"
                assert "<f " not in text, f"{name}: {part}"
                assert "<hyperlink" not in text or "archive" in name, f"{name}: {part}"
            elif part.startswith("word/") and part.endswith(".xml"):
                fields = re.findall(r"instrText[^>]*>([^<]*)<", inside.decode())
                fields += re.findall(r'w:instr="([^"]*)"', inside.decode())
                assert {one.split()[0] for one in fields if one.strip()} <= {"PAGE", "NUMPAGES"}
            elif part.endswith(".csv"):
                for row in csv.reader(io.StringIO(inside.decode("utf-8-sig"))):
                    for cell in row:
                        number = re.fullmatch(r"[+-]?\d+(\.\d+)?", cell)
                        begins = cell.startswith(SIGNS) or cell.lstrip().startswith(SIGNS)
                        assert not begins or number, f"{name}: {part}: {cell}"
