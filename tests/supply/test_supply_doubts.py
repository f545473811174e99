"""What is asked about before figures are written: own units, other quarters, far too many."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.supply.plan import far_above
from storage.queries import corridor, people
from tests.stage import Stage, stage

ADMIN = "赵主任"


async def also_liaison(play: Stage) -> None:
    """The admin reports for 县教育局, too."""
    async with play.database.transaction() as db:
        [row] = await play.query("select id from persons where name = ?", ADMIN)
        await people.give_role(db, row["id"], "liaison", 1, None, play.now)


async def figures(play: Stage) -> list[tuple[str, str]]:
    rows = await play.query(
        "select u.short, s.value from supplied s join forms f on f.id = s.form_id"
        " join units u on u.id = f.unit_id order by u.id, s.row, s.input"
    )
    return [(row["short"], row["value"]) for row in rows]


def csv(*lines: str, head: str = "单位名称,二.1 迟报、错报", title: str = "") -> bytes:
    return "\n".join([*([title] if title else []), head, *lines]).encode("gb18030")


async def test_nobody_writes_figures_for_the_own_unit_by_any_door(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await also_liaison(play)
        for text in ("录入 教育局 迟报、错报 3",):
            assert "请信用办别的管理员录入" in (await play.send(ADMIN, text))[-1][1].text
        for route in (
            "supply/unit/1/1/二.1/1",
            "supply/put/1/1/二.1/1/none/3",
        ):
            assert "别的管理员录入" in (await play.send(ADMIN, route=route))[-1][1].text
        await play.send(ADMIN, route="supply/book/1")
        preview = (await play.send(ADMIN, files=[("表.csv", csv("教育局,3", "财政局,2"))]))[-1][1]
        assert "您是教育局的联络员，这个单位的部门数据请信用办别的管理员录入。" in preview.text
        await play.send(ADMIN, press="确认写入 1 个数")
        assert await figures(play) == [("财政局", "2")]


async def test_the_walk_from_unit_to_unit_leaves_the_own_one_out(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await also_liaison(play)
        answer = (await play.send(ADMIN, route="supply/unit/1/3/五.2/0"))[-1][1]
        assert "交通运输局" in answer.title
        answer = (await play.send(ADMIN, press="否"))[-1][1]
        assert "财政局" in answer.title
        assert await figures(play) == [("交通局", "false")]


@pytest.mark.parametrize(
    ("title", "label"), [("三季度统计表", "表.csv"), ("", "三季度.csv"), ("第3季度", "表.csv")]
)
async def test_another_quarter_without_its_year_is_asked_about(
    tmp_path: Path, title: str, label: str
) -> None:
    async with stage(tmp_path) as play:
        await play.send(ADMIN, route="supply/book/1")
        asked = (await play.send(ADMIN, files=[(label, csv("教育局,3", title=title))]))[-1][1]
        assert "是拿错了表，还是表上的季度没有改？" in asked.text
        preview = (await play.send(ADMIN, press="就是2026年四季度的数"))[-1][1]
        assert "请核对，还没有写入" in preview.title


async def test_the_right_quarter_is_not_asked_about(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.send(ADMIN, route="supply/book/1")
        data = csv("教育局,3", title="四季度统计表（与三季度对比）")
        preview = (await play.send(ADMIN, files=[("表.csv", data)]))[-1][1]
        assert "请核对，还没有写入" in preview.title


async def test_a_count_far_above_all_others_is_asked_about(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        asked = (await play.send(ADMIN, "录入 教育局 迟报、错报 99999"))[-1][1]
        assert "99999 条比以往多得多（以往没有这么多）" in asked.title + asked.text
        assert await figures(play) == []
        await play.send(ADMIN, route="supply/book/1")
        data = csv("教育局,99999", "财政局,12", "交通局,7")
        preview = (await play.send(ADMIN, files=[("表.csv", data)]))[-1][1]
        assert "请留意：教育局 二.1 是 99999 条，以往最多 12 条，请核对。" in preview.text


@pytest.mark.parametrize(
    ("raw", "known", "most"),
    [
        (99999, [], 0),
        (100, [], None),
        (101, [], 0),
        (300, [30], None),
        (301, [30], 30),
        (5000, [4800, 3], None),
        (True, [], None),
        ("12.5", [], None),
    ],
)
def test_far_above_is_more_than_ten_times_what_is_known(
    raw: bool | int | str, known: list[int], most: int | None
) -> None:
    assert far_above(raw, known) == most


async def test_a_supplier_is_invited_for_a_body_and_may_begin_at_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        asked = (await play.send(ADMIN, "邀请 数据报送员"))[-1][1]
        assert "请来报哪个部门的数据？" in asked.text
        letters = await play.send(ADMIN, press="县工信局")
        assert "给县工信局" in letters[0][1].text
        await play.send("钱进", "绑定 CODE-0001")
        await play.send("钱进", "钱进")
        bound = (await play.send("钱进", "13800000088"))[-1][1]
        assert "您报送的是县工信局" in bound.text
        begun = (await play.send("钱进", "录入"))[-1][1]
        assert "五.2" in begun.text
        assert "五.1" not in begun.text


@pytest.mark.parametrize("label", ["照片.txt", "说明.csv"])
async def test_a_supplier_s_file_is_never_told_of_units(tmp_path: Path, label: str) -> None:
    before = ("role 钱进 supplier",)
    async with stage(tmp_path, before=("liaison 钱进 龙山街道", *before)) as play:
        async with play.database.transaction() as db:
            number = await number_of(play, "钱进")
            await db.execute(
                "update roles set ended_at = given_at where role = 'liaison' and person_id = ?",
                (number,),
            )
            await corridor.set_setting(db, f"supplier:{number}", '["县工信局"]')
        said = (await play.send("钱进", files=[(label, "姓名,电话\n张三,1\n".encode())]))[-1][1]
        assert "联络员" not in said.text
        assert "没有认出部门数据" in said.text


async def number_of(play: Stage, name: str) -> int:
    [row] = await play.query("select id from persons where name = ?", name)
    return int(row["id"])


async def test_a_list_with_two_columns_of_units_is_asked_which_one_counts(tmp_path: Path) -> None:
    """Who owes and who reported it are both units: the office says which."""
    rows = "单位,上报单位,企业,金额", "教育局,财政局,甲公司,3", "教育局,财政局,乙公司,2"
    async with stage(tmp_path) as play:
        await play.send(ADMIN, route="supply/book/1")
        await play.send(ADMIN, files=[("清单.csv", "\n".join(rows).encode("gb18030"))])
        asked = (await play.send(ADMIN, press="县直单位 五.2"))[-1][1]
        assert asked.text == "有几列都是单位名称，按哪一列算？"
        assert [row[0].label for row in asked.buttons[:2]] == ["单位", "上报单位"]
        shown = (await play.send(ADMIN, press="上报单位"))[-1][1]
        assert "· 财政局 五.2 违约拖欠中小微企业款项：是" in shown.text
        await play.send(ADMIN, press="确认写入")
        assert await figures(play) == [
            ("教育局", "false"),
            ("财政局", "true"),
            ("交通局", "false"),
        ]


async def test_a_table_with_our_column_and_several_rows_a_unit_may_be_a_list(
    tmp_path: Path,
) -> None:
    """The same unit twice is a fault of our form; the officer says that it is a list."""
    async with stage(tmp_path) as play:
        await play.send(ADMIN, route="supply/book/1")
        table = csv("教育局,3", "教育局,2", "财政局,1")
        refused = (await play.send(ADMIN, files=[("表.csv", table)]))[-1][1]
        assert refused.title == "表里有 1 处要改"
        await play.send(ADMIN, press="这是清单")
        asked = (await play.send(ADMIN, press="县直单位 二.1 迟报、错报"))[-1][1]
        assert [row[0].label for row in asked.buttons[:2]] == ["每行算一条", "“二.1迟报、错报”合计"]
        await play.send(ADMIN, press="合计")
        await play.send(ADMIN, press="确认写入")
        assert await figures(play) == [("教育局", "5"), ("财政局", "1"), ("交通局", "0")]
