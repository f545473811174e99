"""Orders by sentence: what is to be done, for whom and when; a word too many and it is no order."""

from __future__ import annotations

import pytest

from bot.questions.order_notice import noticed
from bot.questions.orders import order
from tests.questions.test_combined import KNOWN, short

ORDERS = """
帮我催一下没报的乡镇 = nudge: units group:乡镇街道 waiting
催一下教育局和财政局 = nudge: units 教体局 财政局
催一下没交总结的单位 = nudge: units missing(工作总结)
提醒没报的单位抓紧填报 = nudge: units waiting
给没报的乡镇催一下 = nudge: units group:乡镇街道 waiting
催催还没动静的单位 = nudge: units idle
督促一下退回没补正的 = nudge: units returned
明天提醒一下没交的 = plan: units waiting 11-24 09:00
下周一上午九点提醒没报的乡镇 = plan: units group:乡镇街道 waiting 11-30 09:00
后天下午三点半催一下县直单位 = plan: units group:县直单位 waiting 11-25 15:30
11月25日10点提醒没交工作总结的单位 = plan: units missing(工作总结) 11-25 10:00
教育局延期两天 = extend: units 教体局 2
再给教育局宽限到1月8日 = extend: units 教体局 01-08
给财政局延三天 = extend: units 财政局 3
教育局延期到1月8日 = extend: units 教体局 01-08
截止时间能不能往后推三天 = extend: all 3
全部单位延期一周 = extend: all 7
教育局和财政局都延期到1月8日 = extend: units 教体局 财政局 01-08
乡镇统一延期三天 = extend: units group:乡镇街道 3
没交的都延两天 = extend: all 2
给全体联络员发个通知 = notice: all
给全体联络员发个通知：再发一遍 = notice: all
给乡镇联络员发个通知：明天下午三点开会 = notice: units group:乡镇街道 “明天下午三点开会”
给没报的单位发个消息 = notice: units waiting
群发通知：请大家按时提交 = notice: all “请大家按时提交”
把教育局联络员换成王芳 = swap: units 教体局 “王芳”
教育局换人了怎么办 = swap: units 教体局
教育局的联络员换人了 = swap: units 教体局
通知所有乡镇联络员明天开会 = notice: units group:乡镇街道 “明天开会”
转告教育局：四.1的照片太糊了，请重传 = notice: units 教体局 “四.1的照片太糊了，请重传”
通知大家周五前交总结 = notice: all “周五前交总结”
财政局换联络员，新的叫张伟 13812345678 = swap: units 财政局 “张伟 13812345678”
教育局财政局都提醒一下明天截止 = notice: units 教体局 财政局 “明天截止”
明天九点开会，你给各单位联络员都通知一下，叫带本子 = notice: all “明天九点开会，叫带本子”
截止改到28号吧 = extend: all 11-28
时间往后推两天吧 = extend: all 2
今天别发催报了 = spare: all
教育局换人了，现在是李红 = swap: units 教体局 “李红”
通知单位名单 = nothing
通知什么时候发 = nothing
催报 = nothing
教育局延期 = nothing
提醒我吃饭 = nothing
给领导发个通知 = nothing
把教育局换成王芳 = nothing
催一下张三 = nothing
教育局没交吗 = nothing
催一下上个月没交罚款的单位 = nothing
不要催教育局 = spare: units waiting but:教体局
法院不用催 = spare: units waiting but:法院
先别催了 = spare: all
街道先不催 = spare: units waiting but:街道
催一下没报的，街道先不催 = nudge: units waiting but:街道
除了教育局都催一下 = nudge: units waiting but:教体局
除了教育局和财政局，其他的都催一遍 = nudge: units waiting but:教体局 but:财政局
除了乡镇都催一下 = nudge: units waiting but:乡镇街道
催没报的，财政局不用 = nudge: units waiting but:财政局
都催一下，财政局除外 = nudge: units waiting but:财政局
缺总结的催一下 = nudge: units missing(工作总结)
催一下总结 = nudge: units missing(工作总结)
缺材料的催一下 = nudge: units unproved
三.4缺材料的催一下 = nudge: units no_papers(三.4) row:三.4
填了一半的催一下 = nudge: units filling
没审完的催一下 = nothing
缺总结的催过了 = nothing
缺总结的有几家 = nothing
除了教育局都催过了 = nothing
没报的催了吗 = nothing
别催公安局，其他没报的催一下 = nudge: units waiting but:公安局
没报的今天全部给我催一遍 = nudge: units waiting
催所有没传材料的单位，教育局除外 = nudge: units no_papers but:教体局
公安局想延期到周五可以吗帮他延一下 = extend: units 公安局 11-27
民政局再给一天时间 = extend: units 民政局 1
教育局没交总结不用催吗 = nothing
先别催没报的乡镇 = nothing
教育局延期过几天 = nothing
每天提醒没交的 = often: units waiting 11-24 09:00
每天下午三点催一下没报的乡镇 = often: units group:乡镇街道 waiting 11-24 15:00
每周一提醒没交的 = often: units waiting 11-30 09:00
天天催没报的 = often: units waiting 11-24 09:00
每天几点提醒 = nothing
每天提醒我吃饭 = nothing
撤回刚才的通知 = recall: all
刚才的通知发错了，撤回 = recall: all
把上一条通知撤掉 = recall: all
通知发错了怎么办 = recall: all
通知谁没看 = nothing
撤回教育局的提交 = nothing
再给财政局三天 = extend: units 财政局 3
再多给财政局两天 = extend: units 财政局 2
财政局拖到20号 = extend: units 财政局 12-20
财政局都放到20号 = extend: units 财政局 12-20
财政局已经延了三天 = nothing
财政局延期了两天 = nothing
别再给财政局三天 = nothing
没让你再给财政局三天 = nothing
他说再给财政局三天 = nothing
听说财政局拖到20号了 = nothing
如果财政局拖到20号 = nothing
李敏调走了，换成王芳 = person: all “王芳” gone 李敏
李敏退休了，以后是王芳 = person: all “王芳” gone 李敏
李敏换成王芳 = person: all “王芳” gone 李敏
王芳接替李敏 = person: all “王芳” gone 李敏
李敏不干了，王芳接手 = person: all “王芳” gone 李敏
李敏调走了 = person: all gone 李敏
领导调走了怎么填 = nothing
长桥镇换成安良镇 = nothing
李敏什么时候调走的 = nothing
"""


@pytest.mark.parametrize(
    ("said", "meant"), [line.split(" = ") for line in ORDERS.strip().split("\n")]
)
def test_an_order_names_what_for_whom_and_when(said: str, meant: str) -> None:
    found = order(said, KNOWN)
    if found is None:
        assert meant == "nothing"
        return
    parts = [f"{found.kind}:", short(found.whom) if found.whom else "all"]
    parts += [f"{found.day:%m-%d}"] if found.day else []
    parts += [f"{found.hour:02}:{found.minute:02}"] if found.kind in ("plan", "often") else []
    parts += [str(found.days)] if found.days else []
    parts += [f"“{found.text}”"] if found.text else []
    parts += [f"gone {found.gone}"] if found.gone else []
    assert " ".join(parts) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("半夜会不会给联络员发消息", None),
        ("开期要不要给各单位发通知", None),
        ("周五下午开会给联络员发消息", ("联络员", "周五下午开会")),
        ("通知县直各单位把照片补上,乡镇不用", ("县直各单位", "把照片补上")),
        ("通知还没报送的单位抓紧报送,周五前完成", ("还没报送的单位", "抓紧报送，周五前完成")),
    ],
)
def test_what_is_asked_of_a_notice_is_none(said: str, meant: tuple[str, str] | None) -> None:
    ways = noticed(said)
    assert meant in ways if meant else not ways
