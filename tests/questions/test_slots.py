"""What a sentence behind an act fills in of it, and what it only asks."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from bot.questions.slots import Draft, Slot, puts, puts_right, reason_of
from bot.speech.names import Named, Roster

FILLED = """
看错了 两个 = value 两个
应该是3次 = value 3次
改成5篇 理由漏计 = value 5篇; reason 漏计
少算一篇 = value +一篇
多算了两次 = value -两次
理由写漏计 = reason 漏计
理由漏计 = reason 漏计
理由：什么都没有 = reason 什么都没有
理由写材料不全 期限放到周五 = reason 材料不全; due 周五
理由写材料不全，盖章看不清，期限定到周五 = reason 材料不全，盖章看不清; due 周五
因为照片不清楚 = reason 照片不清楚
期限放到周五吧 = due 周五
只转乡镇的 = group 乡镇
抬头改成各乡镇人民政府、县直各单位 = head 各乡镇人民政府、县直各单位
尾号说瞎了 是六六七八 = phone 六六七八
人名错了 叫李强 = person 李强
归到二类里头 = class 二类
先只发给我看看效果 = self
就按现在的过 = as_is
改完名次变不变 = effect
会不会掉出优秀 = effect
那别的单位受不受影响 = effect
理由写“系统升级”吧，不写培训 = reason 系统升级
理由用“停电”，别写培训 = reason 停电
理由写没有公章，不符合要求 = reason 没有公章，不符合要求
类别定为二类 = class 二类
别名再加一个“供销联社” = alias 供销联社
别说周五了，说明天下班以前 = due 明天下班
录完以后分数会立刻变吗 = effect
""".strip().splitlines()
NONE = """
多少分
第几名
得分多少
优秀有几家
理由呢
理由是什么
理由不充分
理由没写
原因不对
3
教育局多少分
听说改成5篇
昨天理由写漏计
三.4核成3次
改成5篇吗
改成5篇 天气不错
""".strip().splitlines()


@pytest.mark.parametrize("line", FILLED)
def test_it_fills(line: str) -> None:
    """Every clause is a slot of the act."""
    said, _, wanted = line.partition(" = ")
    found = puts(said)
    assert "; ".join(f"{one.slot} {one.said}".strip() for one in found) == wanted


@pytest.mark.parametrize("said", NONE)
def test_it_fills_nothing(said: str) -> None:
    """It asks, tells of somebody, or says more than a slot."""
    assert puts(said) == ()


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("理由写漏计", "漏计"),
        ("理由改成照片不清", "照片不清"),
        ("原因：人员变动，重新交接", "人员变动，重新交接"),
        ("理由：没有照片", "没有照片"),
        ("照片不清", "照片不清"),
    ],
)
def test_a_reason_has_no_label(said: str, wanted: str) -> None:
    """What only says that it is a reason is none of it."""
    assert reason_of(said) == wanted


def test_what_was_wrong_is_no_content() -> None:
    """看错了 两个 puts something right; 没有错 says nothing of the kind."""
    assert puts_right("看错了 两个")
    assert puts_right("不对，还是三个")
    assert not puts_right("行，两个")
    assert not puts_right("材料看错了")


OF_DRAFTS = """
text whom self | 28改29 = text 28改29
text whom self | 明早八点再发 = when 明早八点再发
text whom self | 定在28号早上八点发 = when 定在28号早上八点发
text whom self | 改成周五 = text 改成周五
text whom self | 周五再发 = when 周五再发
text whom self | 后头加一句：过期不候 = text 后头加一句:过期不候
due reason whom | 19号是周六改22号 = due 22号
due reason whom | 19改22 = due 22号
due reason whom | 少延一天 = due -一天
due reason whom | 再多给一天 = due +一天
due reason whom | 话软一点，写“请补截图” = text 话软一点; reason 请补截图
due reason whom | 就说材料重复 = reason 材料重复
stage | 截止挪到4月8号 = stage 4月8号
stage | 申诉期给7天 = stage 7天
stage | 审核往后推两天 = stage +两天
stage | 8号改10号 = stage 10号
names docno sign text | 表扬各取前三 = names 表扬各取前三
names docno sign text | 落后的不点名 = names 落后的不点名
names docno sign text | 文号填郏信用办〔2026〕19号 = docno 郏信用办〔2026〕19号
names docno sign text | 落款12月29日 = sign 12月29日
value reason | 不是2，是3 = value 3
value reason | 再多认一个 = value +一个
person count | 新来的叫马珂 = person 马珂
person count | 是统计局借来的张敏 = person 张敏
person count | 再多要一个 = count 一
answer question | 答案改成手机拍的就可以 = answer 手机拍的就可以
text whom | 再多一天 = due +一天
value reason | 话软一点 = text 话软一点
reason value | 新来的叫马珂 =
stage | 写“请补截图” =
due reason whom | 少延一天行吗 =
""".strip().splitlines()


@pytest.mark.parametrize("line", OF_DRAFTS)
def test_a_draft_is_read_by_its_own_slots_first(line: str) -> None:
    """Some wordings say something only where there is such a slot; what is lacking is read, too."""
    has, _, rest = line.partition(" | ")
    said, _, wanted = rest.partition(" =")
    draft = Draft(frozenset(get_args(Slot)) & set(has.split()), today=date(2026, 12, 16))
    found = puts(said, draft)
    assert "; ".join(f"{one.slot} {one.said}".strip() for one in found) == wanted.strip()


def test_whom_it_is_for_is_read_by_the_verb_of_the_draft() -> None:
    """不要催财政局, behind a draft that is sent, is none of its recipients."""
    roster = Roster([Named(1, "县财政局", "财政局", (), "县直单位")])
    sent = Draft(frozenset({"whom"}), roster, date(2026, 12, 16), "发")
    assert [one.slot for one in puts("财政局不发", sent)] == ["whom"]
    assert puts("不要催财政局", sent) == ()
