"""The office asks of a quarter that was lived through: what was sent back, who decided, and so on.

One county for all questions (``tests.bench._heard_county``): four published quarters and one under
review, with returns, cuts, appeals, a notice that some read, papers in doubt and classes of units.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from storage.queries import answers
from tests.bench._heard_county import ADMIN, county
from tests.stage import Stage, render

_ASKED: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    # sentence, what its answer says
    ("各类单位情况", ("县直单位 一类　14 个单位，平均", "县直单位 三类　14 个单位，平均",
     "乡镇街道 不分类　15")),
    ("一类平均分", ("县直单位一类　平均",)),
    ("教育局是几类", ("县教育局：县直单位，二类。",)),
    ("有疑点的单位", ("财政局　1 处：", "教育局　1 处：")),
    ("昨天的通知谁没看", ("看过 18/53 人。", "还没看：")),
    ("审核进度", ("王芳　审了 55 项，11 个单位", "陈立　审了 126 项", "孙倩　审了 138 项")),
    ("审核结果", ("王芳　通过 48 项、退回 4 项、核减 3 项",)),
    ("司法局审核情况", ("三.1b　退回，王芳，12月11日：照片看不清",)),
    ("退回次数", ("4 个单位一共被退回 4 次，两次以上的 0 个。",)),
    ("司法局退回情况", ("12月11日由王芳退回：照片看不清，请重新上传（现在还没有补正）",)),
    ("待审最久的", ("1. 工信局　10月11日提交，等了 66 天，待审 7 项",)),
    ("申诉情况", ("2026年三季度　申诉", "2 件：改判 1 件（50%），还没有处理 0 件。",
     "超过期限，维持原核定")),
    ("哪些单位换过联络员", ("4 个单位的联络员有变动。", "气象局　10月8日田志强不再是")),
    ("气象局历任联络员", ("1. 田志强　2025年9月19日到10月8日",)),
    ("哪些单位有两个联络员", ("有两个以上联络员的单位：0 个。", "一个人管几个单位的：0 人。")),
    ("延期原因", ("审计局　延期到 12月15日 18:00，原因：人员变动",)),
    ("每天收几家", ("2026年10月　提交 48 家，佐证材料", "一天里提交最多的是10月20日，5 家。")),
    ("谁零分项最多", ("1. 安良镇　2 项：二.4、三.1",)),
    ("名次变化", ("2026年四季度　和2026年三季度比的名次", ("堂街镇　第 10 名（共 15 个） → 第 2"
     " 名"))),
    ("自评和审核差最多", ("1. 安良镇　自评 58 分，现在 44 分，差 14 分",)),
    ("第三名和第五名差几分", ("县直单位二类　第 3 名 消防大队", "相差 0.79 分")),
    ("公安局工作总结", ("公安局 2026年四季度 工作报送",)),
    ("城关镇多少分", ("名单里没有“城关镇”",)),
    ("天下局得分", ("名单里没有“天下局”",)),
    ("交通局申诉驳回，超期了", ("还什么都没有改",)),
    ("明年考核办法变不变", ("明年的事",)),
    ("昨天核减了几项", ("12月15日没有核减。最近一次核减是",)),
    ("12月9日核减了几项", ("税务局 三.2　核减，王芳，12月9日：材料对不上，缺文件号",)),
    ("还有多少家一项都没审的", ("一项都还没审", "12 个单位（共 57 个）",
     "还没有提交的 9 个单位没法审")),
    ("哪些单位审了一半还没审完", ("审了一部分", "17 个单位（共 57 个）")),
    ("三.4还没审的有哪几家", ("三.4还没审完", "15 个单位（共 57 个）")),
    ("等次比上季度掉了的有哪些", ("等次下降", "20 个单位（共 57 个）",
     "1. 县发改委　优秀 → 良好，93 → 87.97 分", "7 个单位还没有报，没有算在里面")),
    ("等次没变的有几家", ("仍是优秀，96 → 96 分",)),
    ("退回去的里头有几家补上了", ("没有这样的单位", "退回了还没有补正的有 4 个单位。")),
    ("没补的最晚哪天得补", ("1. 司法局　三.1b 12月16日 00:00前补，已经过了",
     "文旅局　三.1b 12月17日 22:00前补　")),
    ("补正过期还没补的有谁", ("2 个单位（共 57 个）", "税务局　三.1b")),
    ("三.1b被退回的有谁", ("3 个单位（共 57 个）",)),
    ("宣传活动这项县直和乡镇平均各得几分", ("13 个单位已经报了，审核员还没有评分",)),
    ("公安局三.4最后给了几分，为啥", ("公安局　三.4 信用+应用场景 怎么算的",
     "审核员还没有审这一项：下面是单位自评")),
    ("公安局三.4审了没", ("审核员还没有审这一项",)),
    ("教育局三.4审了没", ("审核通过。",)),
    ("孙倩这两天请假，她的活先给陈立", ("由陈立代审",)),
    ("五.2怎么扣分", ("有违约拖欠中小微企业",)),
    ("优秀的都审完了没", ("一共 9 个，还没审完的 3 个：公安局、退役军人局、检察院。",)),
    ("还剩多少项没审，县直乡镇分开说", ("待审的里头县直单位 166 项，乡镇街道 57 项。",)),
    ("没交的有哪几家，联络员电话一起给我", ("1. 水利局　胡振国 19900000015",)),
    ("王文静是哪个单位的 电话多少", ("教育局的联络员；电话 19900000002",)),
    ("赵志强电话多少", ("19900000009（人社局）",)),
    ("退回的都有谁，给他们发个通知明天前补上", ("1. 司法局", "还没有办：点一下")),
    ("水利局延三天，再通知他们一声：抓紧", ("延期到 12月19日", "还没有办：点一下")),
    ("审核进度看一下，顺便催一下审核员", ("项待审。", "“催一下审核员”还没有办")),
    ("水利局交了吗，没交就催一下", ("还没有提交", "“催一下水利局”还没有办")),
    ("没报的有几家，县直乡镇各多少", ("县直单位 6/42", "乡镇街道 3/15")),
    ("信用+应用一项都没搞的有几家", ("县直单位，三.4没填", "5 个单位（共 42 个）")),
    ("政务失信行为治理谁没填", ("乡镇街道，三.4没填", "2 个单位（共 15 个）")),
    ("工信局的一.1、二.1、三.2都过了吧", ("有 1 项没有算进来", "由县信用办平台提供数据",
     "这 2 项就这样定")),
    ("上季度县直倒数五名这次都交了没", ("一共 15 个，都交了。", "各类分开排，每类各取后 5 名")),
)  # fmt: skip
_ON: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    # what is said one after another, and what the last answer says
    (("全县优秀有几家", "哪几家"), "9 个单位（共 57 个）"),
    (("谁没报", "电话"), "水利局　胡振国 19900000015"),
    (("教育局多少分", "电话"), "教育局　王文静　19900000002"),
    (("教育局多少分", "谁没报，他们的电话"), "水利局　胡振国 19900000015"),
    (("教育局多少分", "那该局退回过几次"), "教育局　2026年四季度　退回情况"),
    (("工作总结谁还没交", "催他们周五以前必须交上来"), "没交工作总结"),
    (("退回次数", "导成表"), "文件：2026年四季度　退回次数.xlsx"),
    (("待审最久的", "发我Excel"), "表格里有 29 行"),
    (("教育局多少分，财政局第几名",), "财政局 第 6 名"),
    (("还有谁没报，被退回的单位有哪些",), "没有提交 9 个"),
    (("还有谁没报，被退回的单位有哪些",), "被退回"),
    (("县教育局退回情况，还有审核用了几天",), "各环节用了几天"),
    (("上季度前三名是谁，谁退步最多",), "文旅局　80.54 → 69.25 分"),
    (("六.2拿满分的有几家", "一分没得的呢"), "六.2得分等于 0 分"),
    (("还有多少家一项都没审的", "只看乡镇"), "3 个单位（共 15 个）"),
    (("教育局多少分", "财政局多少分", "俩放一块比比"), "财政局比教育局高"),
    (("住建局上季度排第几", "它前头是谁后头是谁"), "2026年三季度 住建局 第 4 名"),
    (("发过的通知", "没看的再发一遍"), "再发给没看的"),
    (("没交总结的有谁", "都催一下"), "7 个单位：水利局、审计局、信访局"),
    (("已经提交的单位", "都催一遍"), "没有要催的"),
    (("给全体联络员发个通知：周五下午开会", "光发给没交总结的就行"), "要发给 3 个单位的联络员"),
    (("给全体联络员发个通知：周五下午开会", "只发给没报的乡镇"), "要发给 2 个单位的联络员"),
    (("林业局延期三天", "不对 两天就行"), "林业局 延期到 12月18日"),
    (("林业局延期三天", "拖到20号吧"), "林业局 延期到 12月20日"),
    (("林业局延期三天", "不是五天"), "没有动"),
    (("水利局什么情况", "再给他三天"), "水利局 延期到 12月19日"),
    (("检察院一.1通过了没",), "审核员还没有审这一项"),
    (("三.4评分标准", "本季度该项指标得满分的单位有哪些"), "三.4满分"),
)  # fmt: skip


@pytest.mark.slow
async def test_what_the_office_is_told(tmp_path: Path) -> None:
    """Each figure is the county's own; what goes on from an answer is about that; a liaison is told
    nothing of it, by no wording and by no address.
    """
    async with county(tmp_path) as play:
        for asked, told in _ASKED:
            await play.send(ADMIN, "首页")
            answer = await _answer(play, asked)
            for words in told:
                assert words in answer, f"{asked}: {answer}"
        for said, words in _ON:
            await play.send(ADMIN, "首页")
            answers = [await _answer(play, one) for one in said]
            assert words in answers[-1], f"{said}: {answers[-1]}"
        await _told_when_it_came_again(play)
        await _tells_no_liaison(play)


async def _told_when_it_came_again(play: Stage) -> None:
    """What was sent back and came again is no longer among what was not mended, and the other way
    round.
    """
    (lies,) = await play.query(
        """select r.form_id, f.unit_id from reviews r join forms f on f.id = r.form_id
        join units u on u.id = f.unit_id where u.name = '县司法局' and r.decision = 'return'"""
    )
    async with play.database.transaction() as db:
        await answers.decide(
            db, lies["form_id"], "三.1b", "resubmitted", "{}", "", None, None, play.now
        )
    told = await _answer(play, "退回去的里头有几家补上了")
    assert "1. 司法局　三.1b 12月16日补正，等审核员复核" in told
    assert "司法局" not in await _answer(play, "没补的最晚哪天得补")


_LIAISON: Final = "demo-县教育局"


async def _tells_no_liaison(play: Stage) -> None:
    for asked in ("退回次数", "司法局退回情况", "审核结果", "名次变化", "延期原因", "每天收几家"):
        said = await _answer(play, asked, _LIAISON)
        assert not re.search(r"司法局　|孙倩|安良镇|审计局　|提交 48", said), asked
    (quarter,) = await play.query("select max(id) as id from quarters")
    for what in ("returns", "decided", "moved", "days"):
        letters = await play.send(_LIAISON, route=f"told/{what}/{quarter['id']}/0")
        assert "2026年四季度　" not in render(letters, _LIAISON)


async def _answer(play: Stage, text: str, who: str = ADMIN) -> str:
    return render([one for one in await play.send(who, text) if one[0] == who], who)
