"""Conversations: a page of the office, and one short sentence that leans on it. Nothing is done."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Final

from tests.bench._heard_county import ADMIN, county
from tests.stage import Stage, render_message

_SUPPLIED: Final = "市信用办给的信易贷 堂街7家 薛店6家"
_NOTICE: Final = "给全体联络员发个通知：周五下午三点开会"
_SENT_BACK: Final = "商务局三.3退回 缺照片"
_NOT_DONE: Final = r"^好，(?!.*\n\[(?!首页))"
"""Nothing was done, and the first button is the way home."""
_TALKS: Final[tuple[tuple[str, str], ...]] = (
    # a list: its share, its end, its telephones, its half, its other half
    ("谁没报 » 占几成", r"还没提交，占多少.*9 个单位，占 57 个"),
    ("三季度80分以上的有几家 » 占多大比例", r"2026年三季度：39 个单位，占 57"),
    ("三季度80分以上的有几家 » 剩下的是哪些", r"2026年三季度：18 个单位"),
    ("三季度乡镇排名 » 就要最后仨", r"2026年三季度：3 个.*冢头镇　第 15 名"),
    ("县直没交的有几家 » 名单发来", r"县直单位，还没提交.*6 个单位"),
    ("县直谁没交 » 咋联系", r"胡振国 199.*何俊杰 199"),
    ("被退回的单位有哪些 » 还没动的呢", r"有退回还没补正】.*4 个单位"),
    ("比二季度退步的有哪些 » 退最多的仨", r"和2026年二季度比：3 个"),
    ("谁没报 » 最慢的是哪家", r"填报进度从低到高.*水利局　0/12"),
    ("没交总结的有谁 » 催催", r"要催：全部单位，没交工作总结】.*7 个"),
    ("谁没报 » 天气咋样 » 占几成", r"还没提交，占多少.*9 个单位，占 57 个"),
    ("现在是什么阶段 » 咋联系", r"^(?!.*57 个单位)"),
    ("县直三季度排名 » 跟二季度对照一下", r"^【县直单位，得分.*二季度、2026年三季度（依次）"),
    ("三季度90分以上的有谁 » 差一点点的有没有", r"得分88 分以上、得分低于 90 分】.*7 个单位"),
    ("三季度80分以下的有谁 » 差一点的有谁", r"得分80 分以上、得分不超过 82 分】.*3 个单位"),
    ("延期的单位有哪些 » 都啥时候到期", r"审计局　延期到 12月15日 18:00，原因"),
    ("申诉情况 » 没成的为啥", r"维持原分，10月25日赵明远答复：超过期限"),
    ("信用加场景报得最多的三家 » 审完认了几项", r"^【[^】]*三\.4得分.*科技局　[\d.]+ 分"),
    # a unit
    ("教育局今年各季度分数给我列一下 » 财政的也要", r"^【财政局 2026年历次得分】"),
    ("教育局今年历次得分 » 财政的也要 » 放一张表里", r"^【教育局、财政局　各季度(?!.*2025年)"),
    ("教育局多少分 » 财政局多少分 » 放一张表里", r"^【2026年四季度　教育局、财政局比较】"),
    ("教育局那个去年的照片调出来我瞅瞅 » 为啥说它有问题", r"^【教育局 2026年四季度 佐证材料"),
    ("茨芭 » 往回几季", r"茨芭镇 历次得分.*2026年三季度　74 分"),
    ("茨芭镇 » 几点交的", r"茨芭镇　2026年四季度】.*10月18日"),
    ("审计局不是延过了么 咋还没交 » 再搁两天给它", r"^【审计局 延期到 12月18日"),
    ("审计局延期了没 » 再延两天", r"^【审计局 延期到 12月18日"),
    ("水利局情况 » 跟它说明天必须交", r"1 个单位的联络员（1 人），还没有发】\n明天必须交\n"),
    ("信访局咋没有联络员 » 加个 王丽 13803750011", r"信访局还没有联络员.*\[邀请王丽 138"),
    ("教育局三.4多少分 » 凭啥扣", r"^【教育局　三\.4 "),
    ("教育局三季度多少分 » 公安局呢 » 他俩差在哪", r"^【2026年三季度 教育局和公安局"),
    ("教育局三季度多少分 » 在全县算啥水平", r"^【2026年三季度 教育局 第 14 名"),
    ("茨芭镇 » 跟堂街比比", r"茨芭镇和堂街镇|堂街镇和茨芭镇"),
    ("王芳审了多少 » 退了几个", r"^【2026年四季度 王芳核减和退回的"),
    ("三季度乡镇排名 » 有几个没上八十", r"^【乡镇街道，得分低于 80 分】.*6 个单位"),
    ("三季度乡镇排名 » 后三名 » 都是因为啥", r"\[2026年三季度冢头镇扣分原因\]"),
    # a draft that is none
    ("汇报文稿我不会写 » 口语了 正式点", r"^眼下没有等着改的草稿"),
    (f"{_NOTICE} » 太啰嗦 缩成两行", r"还没有发】\n已经够短了"),
    (f"{_NOTICE} » 口语了 正式点", r"还没有发】\n改好了"),
    # behind a menu: what was offered first is completed, and still only offered
    ("我刚散会 到这会儿还差哪几家没报上来 » 乡镇几个县直几个", r"\n\[还没提交的单位占多少\]"),
    ("白庙联络员生孩子去了 缓三天 » 说错了 不是白庙 是王集", r"\n\[王集乡缓三天\]"),
    ("七有全齐的乡镇有几个 » 最差的呢", r"按二\.4得分从低到高，前 1 个】.*安良镇　0 分"),
    ("开会通知多少人没看 » 提醒下他们", r"\[再发给没看的\]"),
    ("开会通知多少人没看 » 哪些单位的", r"^【通知　12月15日.*还没看："),
    ("水利局情况 » 哪些单位的", r"^(?!【通知)"),
    ("开会通知多少人没看 » 占几成", r"^(?!【通知)"),
    ("三季度申诉情况 » 跟二季度对照一下", r"^(?!【全部单位，得分)"),
    ("上季度县直第一和乡镇第一分别是哪家 » 比第二名高多少", r"县发改委 93 分.*相差 0.02 分"),
    ("给全县发一遍催报 » 算了先不发", _NOT_DONE),
    # a preview is put right
    ("林业局缓到21号 » 不对 林业不缓 水利缓", r"^【水利局 延期到 12月21日"),
    ("林业局延期三天 » 到周五中午", r"^【林业局 延期到 12月18日"),
    (f"{_NOTICE} » 三点改四点", r"\n周五下午四点开会\n"),
    (f"{_NOTICE} » 时间错了，是上午", r"\n周五上午三点开会\n"),
    ("催一下没交的乡镇 » 明天早上再催", r"^【计划提醒：12月1[78]日 09:00.*乡镇街道，还没提交"),
    (f"{_SUPPLIED} » 堂街写错了 10家", r"堂街镇：10 家.*薛店镇：6 家"),
    (f"{_SUPPLIED} » 再加上茨芭5家", r"堂街镇：7 家.*薛店镇：6 家.*茨芭镇：5 家"),
    (f"{_SUPPLIED} » 堂街那个不要了", r"^(?!.*堂街镇：).*薛店镇：6 家"),
    ("市信用办给的信易贷 堂街8家 薛店6家 » 堂街是9家", r"薛店镇：6 家.*堂街镇：9 家"),
    (f"{_SENT_BACK} » 不退了 直接过", r"商务局 三\.3 .*：通过\n"),
    (f"{_SENT_BACK} » 给0分吧", r"核减\n.*变为 0 分\n　理由：缺照片\n"),
    ("林业局延期三天 » 再多一天", r"^【林业局 延期到 12月(?:20|21)日"),
    ("催一下没交的乡镇 » 县直的也捎上", r"^【要催：.*\n9 个单位：水利局、林业局"),
    (f"{_SENT_BACK} » 理由改成照片不清", r"\n　理由：照片不清\n"),
    # a preview is given up
    (f"{_NOTICE} » 先搁着吧 不发", _NOT_DONE),
    ("催一下没交的乡镇 » 算球了 不催了", _NOT_DONE),
    (f"{_SUPPLIED} » 先别录", _NOT_DONE),
    (f"{_SENT_BACK} » 先不动它", _NOT_DONE),
)  # fmt: skip
_UNTOUCHED: Final = (
    "reviews", "supplied", "notices", "planned_reminders", "extensions", "invitations", "audit",
)  # fmt: skip


async def _counts(play: Stage) -> list[int]:
    """How many rows there are of what an act would write."""
    every = [await play.query(f"select count(*) as n from {one}") for one in _UNTOUCHED]
    return [rows[0]["n"] for rows in every]


async def test_what_is_leant_on_is_kept(tmp_path: Path) -> None:
    """The last sentence is answered of what stood there, and not a thing is done by it."""
    wrong: list[str] = []
    async with county(tmp_path) as play:
        before = await _counts(play)
        for talk, wanted in _TALKS:
            play.now += timedelta(minutes=20)
            await play.send(ADMIN, "首页")
            for said in talk.split(" » "):
                letters = await play.send(ADMIN, said)
            heard = render_message(letters[-1][1])
            if not re.search(wanted, heard, re.DOTALL) or any(to != ADMIN for to, _ in letters):
                wrong.append(f"{talk}: {heard[:200]}")
        assert await _counts(play) == before
    assert not wrong, "\n\n".join(wrong)
