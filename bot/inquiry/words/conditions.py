"""One condition of a question in a few words: 还没提交, 得分低于 80 分, 三.4数量增加."""

from __future__ import annotations

from bot.questions.combined.query import COUNTED, EVER, Condition
from bot.reading.words.kinds import DOUBTS
from bot.speech.periodic import per
from bot.speech.quarters import name
from scoring.ranking import show

_STATES = {
    "waiting": "还没提交",
    "submitted": "已经提交",
    "idle": "还没开始填",
    "filling": "正在填",
    "late": "过了截止还没提交",
    "returned": "有退回还没补正",
    "extended": "延了期",
    "unbound": "没有联络员",
    "unreviewed": "还没审完",
    "reviewed": "已经审完",
    "full": "满分",
    "unproved": "填了数没有佐证材料",
    "blank": "没填或填了“无”",
    "silent": "还没有报",
    "papers": "传了佐证材料",
    "no_papers": "没有佐证材料",
    "up": "得分上升",
    "down": "得分下降",
    "rank_up": "名次上升",
    "rank_down": "名次下降",
    "appealed": "提了申诉",
    "won": "申诉后改判",
    "refused": "申诉后维持原分",
    "cut": "有核减",
    "ready": "都填完了、还没提交",
    "tied": "与别的单位并列",
    "handed_late": "过了截止才提交",
    "overdue": "过了截止才提交或者还没提交",
    "vetoed": "被一票否决",
    "still": "得分没有变化",
    "rank_still": "名次没有变化",
    "doubtful": "材料有疑点",
    "seen": "退回以后联络员上来过",
    "untouched": "一项都还没审",
    "underway": "审了一部分",
    "mended": "退回以后补正了",
    "mend_late": "退回的过了期限还没补正",
    "grade_up": "等次上升",
    "grade_down": "等次下降",
    "grade_still": "等次没有变化",
    "unseen": "退回以后联络员还没上来过",
    "nothing": "填的都是“无”",
}
_SIGNS = {
    "<": "低于 {} 分",
    "<=": "不超过 {} 分",
    ">": "高于 {} 分",
    ">=": "{} 分以上",
    "=": "等于 {} 分",
}
_RATES = {
    "<": "低于 {}%",
    "<=": "不超过 {}%",
    ">": "高于 {}%",
    ">=": "{}% 以上",
    "=": "等于 {}%",
}
_COUNTS = {
    "<": "少于 {} 个",
    "<=": "不超过 {} 个",
    ">": "超过 {} 个",
    ">=": "{} 个以上",
    "=": "{} 个",
}
_WAITING = {"queued": "提交{}还没审完", "back": "退回{}还没补正"}
_SIGNED = {
    "points": ("得分", _SIGNS), "lost": ("失分", _SIGNS), "rate": ("得分率", _RATES),
}  # fmt: skip


def row_name(row: str) -> str:
    """三.4; where the tables number a row differently, both."""
    ids = dict.fromkeys(pair.rpartition("=")[2] for pair in row.split(";") if pair)
    return "或".join(one if "." in one else f"第{one}部分" for one in ids)


def condition(one: Condition) -> str:
    """A condition in a few words."""
    apart = " " if one.kind == "count" and one.row else ""
    said = f"{row_name(one.row)}{apart}{_plain(one)}"
    if one.not_ and one.kind != "answer":
        plain_grade = one.kind == "grade" and not one.sign
        said = _NOT_OF.format(one.value) if plain_grade else _DENIED.get(one.kind, f"不是{said}")
        said = f"{row_name(one.row)}{said}" if one.kind == "full" else said
    if one.running == EVER:
        denied = f"从来没有过“{_plain(one)}”"
        return denied if one.not_ else f"每{per('个季度')}都{said}"
    if one.running:
        return f"连续 {one.running} {per('个季度')}{said}"
    return f"{name(*one.quarter)}{said}" if one.quarter else said


def _answer(one: Condition) -> str:
    """“取得成效”没有, “迟报、错报”3 个以上, 缺 2 样以上."""
    if one.kind == "lacking":
        count = _COUNTS[one.sign].format(show(one.amount)).replace("个", "样")
        return f"缺 {count}" if one.amount else "有缺的" if one.sign == ">" else "一样不缺"
    called = "或".join(f"“{name}”" for name in one.value.split("|"))
    if one.sign == ">" and not one.amount:
        return f"有{called}"
    if one.sign == "=" and not one.amount:
        return f"{called}为 0"
    if one.sign:
        return called + _COUNTS[one.sign].format(show(one.amount))
    return f"{called}没有" if one.not_ else f"{called}有"


_DENIED: dict[str, str] = {"full": "没拿满分", "doubtful": "材料没有疑点"}
_NOT_OF = "没评上{}"
"""不是优秀 of a grade that was named."""


def _plain(one: Condition) -> str:
    count = int(one.amount)
    if one.kind == "away":
        days = f" {count} 天以上" if count else per("这个季度开期以来")
        return f"联络员{days}没上来过"
    if one.kind in _WAITING:
        over = "超过" if one.sign == ">" else "满"
        return f"{_WAITING[one.kind].format(f'{over} {count} 天')}"
    if one.kind in _SIGNED:
        called, signs = _SIGNED[one.kind]
        return called + signs[one.sign].format(show(one.amount))
    if one.kind == "count":
        return _count(one)
    if one.kind in ("entered", "left", "place", "last_place", "top", "bottom"):
        return _placed(one, count)
    if one.kind == "mean":
        return ("高于" if one.sign == ">" else "低于") + "本表平均分"
    if one.kind in ("near", "grade", "answer", "lacking") or (one.kind == "doubtful" and one.value):
        return _of_value(one)
    if one.kind in ("sent", "missing", "sent_late"):
        verb = {"sent": "交了", "missing": "没交", "sent_late": "逾期才交"}[one.kind]
        return verb + one.value
    if one.kind in _BY and one.sign:
        return f"{_STATES[one.kind]} {show(one.amount)} {_BY[one.kind]}{_HOW_MUCH[one.sign]}"
    return _COUNTED[one.kind] if one.value == COUNTED else _STATES[one.kind]


_COUNTED = {"up": "数量增加", "down": "数量减少"}


def _count(one: Condition) -> str:
    """简报 2 个以上; more than none: 报了数."""
    if one.sign == ">" and not one.amount:
        return f"报了{one.value or '数'}"
    return f"{one.value} {_COUNTS[one.sign].format(show(one.amount))}".strip()


def _of_value(one: Condition) -> str:
    """等次为良好以下, 离优秀差 2 分以内, 材料有“…”的疑点; an answer."""
    if one.kind in ("answer", "lacking"):
        return _answer(one)
    if one.kind == "near":
        return f"离{one.value}差 {show(one.amount)} 分以内"
    if one.kind == "doubtful":
        return f"材料有“{DOUBTS[one.value]}”的疑点"
    return "等次为" + one.value + {"<=": "以下", ">=": "以上"}.get(one.sign, "")


def _placed(one: Condition, count: int) -> str:
    """第 3 名, 前 10 名, 新进前 10 名, 不再是优秀."""
    if one.kind in ("place", "last_place"):
        place = {"<=": "前 {} 名", ">=": "第 {} 名以后", "=": "第 {} 名"}[one.sign].format(count)
        return f"倒数{place}" if one.kind == "last_place" else place
    if one.kind in ("top", "bottom"):
        ends = ("第一名", "前 {} 名") if one.kind == "top" else ("最后一名", "后 {} 名")
        return ends[1].format(count) if count > 1 else ends[0]
    enters = one.kind == "entered"
    if one.value:
        return f"{'新评为' if enters else '不再是'}{one.value}"
    return f"{'新进' if enters else '掉出'}前 {count} 名"


_BY = {"up": "分", "down": "分", "rank_up": "名", "rank_down": "名"}
_HOW_MUCH = {"<": "以内", "<=": "以内", ">": "以上", ">=": "以上", "=": ""}
