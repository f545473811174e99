"""What a liaison says once the next question stands, or below rows that wait for the tap.

Each is a short conversation in a county of its own; what is kept at the end is looked at too.
"""

from __future__ import annotations

import pytest

from tests.bench import _heard_liaison as liaisons


@pytest.mark.parametrize(
    ("sign", "said", "told"),
    [
        ("[数]", "3 ⇒ 有一次撤回去不算那次", "填成 2 次"),
        ("[数]", "3 ⇒ 漏了11月那次", "填成 4 次"),
        ("[数]", "3 ⇒ 又翻到一次", "填成 4 次"),
        ("[数]", "5 ⇒ 少一场 有场没报道", "填成 4 次"),
        ("[是否]", "是 ⇒ 撤回 其实没发文", "填成“否”"),
        ("[文字]", "10月26日在文化广场宣传，到场200人 ⇒ 人数不是200是300", "到场300人"),
        ("[无]", "三.2有 四.1 3次 ⇒ 四.1 那个再等等", "三.2 已出台实施办法：是"),
        ("[无]", "三.2有，四.1 3次 ⇒ 三.2先不填", "四.1 宣传活动：3 次"),
        ("[无]", "四.1 3次 ⇒ 哦对 四.1 应该是4次", "四.1 宣传活动：4 次"),
        ("[无]", "四.1 3次 ⇒ 啊是4", "四.1 宣传活动：4 次"),
        ("[无]", "四.1 3次 ⇒ 四.1算了", "没有记"),
        ("[无]", "三点四没有四点一三次三点二有", "四.1 宣传活动：3 次"),
        ("[无]", "四点一三次 ⇒ 三点二也有", "三.2 已出台实施办法：是"),
        ("[材料]", "这个不是四点一的是四点二的", "换一项"),
        ("[是否]", "是 ⇒ 哎不对不对按错了是没有", "填成“否”"),
        ("[文字]", "10月26日在广场宣传发单500份 ⇒ 单子是六百份我说错了", "发单600份"),
        ("[文字]", "10月26日在文化广场宣传来了50人 ⇒ 人数是四十六个我说错了", "来了46人"),
        ("[清单]", "第一个第三个第五个有", "有：分管领导、工作联络员、打印机"),
        ("[清单]", "第一、三、五个有", "有：分管领导、工作联络员、打印机"),
        ("[文字]", "10月26日在文化广场宣传 ⇒ 地点错了 是人民公园", "在人民公园宣传"),
        ("[文字]", "10月26日在文化广场搞宣传 ⇒ 地点写错了", "是上一题填错了吗"),
        ("[文字]", "10月26日在文化广场搞宣传 ⇒ 删了吧我重新说", "好的，回到这一题"),
        ("[数]", "3次里头有1次没报道 不算它", "不止一个数"),
        ("[清单]", "打印机-", "是有还是没有"),
        ("[文字]", "赶集那天我们搞了一次宣传发了大概五百份单子", "就照您的原话"),
        ("[材料]", "换一个", "选中发错的那一件"),
        ("[材料]", "签到表那张是四.2的", "换一项"),
        ("[数]", "4 ⇒ 哦不，三次", "填成 3 次"),
        ("[数]", "3 ⇒ 有一次是九月的，减掉", "填成 2 次"),
        ("[是否]", "否 ⇒ 等等，有的", "填成“是”"),
        ("[文字]", "10月12日在文化广场宣传，发传单200份 ⇒ 传单是300份", "发传单300份"),
        ("[无]", "三.2没有，四.1填4次 ⇒ 三.2也改成有", "三.2 已出台实施办法：是"),
        ("[无]", "三.2没有，四.1填4次 ⇒ 先不填这个，跳到四.1", "【四.1 宣传活动（5 分）】"),
        ("[无]", "跳到三.4", "【三.4 信用+应用场景（10 分）】"),
        ("[数]", "先不填这个，跳到四.2", "【四.2 工作报送（5 分）】"),
        ("[数]", "2 ⇒ 来下一个吧", "【五.4 政府守信践诺（3 分）】"),
        ("[数]", "2 ⇒ 好嘞", "【五.3 政府守信践诺（3 分）】"),
        ("[数 三.3]", "承诺2核查2", "是的，4 项"),
        ("[数]", "本季度3次，上季度5次", "就填 3 次"),
        ("[数 三.4]", "两个里头有一个见效了", "不止一个数"),
        ("[材料]", "缺签到表，先跳过", "随时可以补传"),
        ("[材料]", "我传的是什么时候收到的", "1. IMG_0.jpg（1 KB，11月23日）"),
        ("[是否 六.3 0]", "激励的有，惩戒的没有", "守信联合激励、失信联合惩戒两样"),
        ("[是否 六.3 0]", "有联合惩戒的，没写激励", "只有一样的，请先按“否”"),
        ("[数]", "4 ⇒ 宣传股回复了，是5次", "填成 5 次"),
        ("[数]", "4 ⇒ 其中一次是9月29日的，应剔除", "填成 3 次"),
        ("[是否]", "是 ⇒ 刚查到这个文件已经废止了，应选否", "填成“否”"),
        ("[是否]", "是 ⇒ 早就作废了", "填成“否”"),
        ("[数]", "4 ⇒ 没问题，进入下一项", "【五.4 政府守信践诺（3 分）】"),
        ("[数]", "上季度核定几次", "三季度填的是"),
        ("[无]", "五.1由谁查询", "由信用办（查询公开网站）提供"),
        ("[无]", "谁审我们的", "由县信用办的审核员逐项看材料"),
        ("[无]", "帮问下 联合激励文件要多少份", "发给信用办"),
    ],
)
async def test_what_is_put_right_is_shown_and_not_kept(sign: str, said: str, told: str) -> None:
    """Old and new for one tap: nothing is changed by the sentence itself."""
    async with liaisons.before(sign, "县教育局") as liaison:
        answer = await liaison.says(said)
    assert told in answer
    assert "⇢" not in answer


async def test_what_was_left_out_is_gone_from_what_waits() -> None:
    """三.2先不填: the other row waits on alone."""
    async with liaisons.before("[无]", "县教育局") as liaison:
        answer = await liaison.says("三.2有，四.1 3次 ⇒ 三.2先不填")
    assert "三.2" not in answer


async def test_the_place_goes_with_the_quarter_asked_about() -> None:
    """上季度…, 排第几 was answered for this quarter."""
    async with liaisons.before("[无]", "县教育局") as liaison:
        answer = await liaison.says("上季度咱多少 ⇒ 第几名啊")
    assert "三季度的排名" in answer


@pytest.mark.parametrize("said", ["材料明天给你", "刚才那个我再想想看", "算啦就那样"])
async def test_what_is_not_understood_behind_an_answer_earns_no_points_of_the_next(
    said: str,
) -> None:
    """全选 of the next row below 没有看懂 was a tap away from three points."""
    async with liaisons.before("[数]", "县教育局") as liaison:
        await liaison.play.send(liaison.name, "4")
        liaison.play.since(20)
        *_, (_, last) = await liaison.play.send(liaison.name, said)
    routes = [button.route.split("/")[0] for row in last.buttons for button in row]
    assert not {"put", "tick", "whole"} & set(routes)


async def test_what_speaks_of_the_next_row_is_answered_by_it() -> None:
    """And after a while, too: then the question that stands is what is meant."""
    async with liaisons.before("[数]", "县教育局") as liaison:
        await liaison.play.send(liaison.name, "4")
        liaison.play.since(20)
        *_, (_, last) = await liaison.play.send(liaison.name, "清单大概也算吧")
        assert "说的是哪一项" not in last.text
        liaison.play.since(600)
        *_, (_, last) = await liaison.play.send(liaison.name, "材料弄好了再看")
    assert "说的是哪一项" not in last.text


async def test_a_question_behind_a_claim_is_no_claim() -> None:
    """2023年的办法还有效，需要重新印发吗: no button keeps a yes."""
    async with liaisons.before("[是否]", "县教育局") as liaison:
        *_, (_, last) = await liaison.play.send(
            liaison.name, "2023年的办法还有效，需要重新印发吗？"
        )
    assert not [one for row in last.buttons for one in row if one.route.startswith("sure/")]
