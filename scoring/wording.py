"""The words of one term and of one step.

Here: how a summand and its outcome are said in Chinese. Not here: whole rows and totals
(`sentence`).
"""

from decimal import Decimal

from scoring.exact import UNLIMITED, plain, show
from scoring.model import Row, Term
from scoring.result import Step

_EXACT_DIGITS = 4


def figure(number: Decimal) -> str:
    """Return a figure inside an explanation: exact up to four decimals, rounded beyond."""
    return show(number, _EXACT_DIGITS)


def percent(rate: Decimal) -> str:
    """Return a rate as people write it: 0.125 is 12.5%."""
    return f"{plain(rate * 100) if rate.is_finite() else plain(rate)}%"


def term_rule(term: Term) -> str:
    """Return what a term gives or takes, such as “宣传活动”每次得 1 分."""
    words = _RULES[term.kind](term)
    if term.max is not None and term.kind != "award":
        words += f"（这一项最多 {figure(term.max)} 分）"
    if term.compare:
        words += f"（按{term.compare}）"
    return words


def _verb(term: Term) -> str:
    return "得" if term.sign > 0 else "扣"


def _amount(term: Term, value: Decimal) -> str:
    return f"{_verb(term)} {figure(value)} 分"


def _line(term: Term, value: Decimal) -> str:
    return percent(value) if term.kind == "rate" else f"{plain(value)} {term.unit}"


def _steps_of_band(term: Term) -> str:
    steps = "、".join(f"达到 {_line(term, at)}的{_amount(term, p)}" for at, p in term.band)
    return f"“{term.label}”{_beyond(term)}{steps}"


def _beyond(term: Term) -> str:
    if term.over is not None:
        return f"超过 {_line(term, term.over)}的部分"
    if term.under is not None:
        return f"不到 {_line(term, term.under)}的差额"
    return ""


def _each(term: Term) -> str:
    if term.band:
        return _steps_of_band(term)
    return f"“{term.label}”{_beyond(term)}每{term.unit}{_amount(term, term.points)}"


def _rate(term: Term) -> str:
    if term.band:
        return _steps_of_band(term)
    if term.per is None:
        return f"“{term.label}”{_beyond(term)} × {figure(term.points)} 分计{_verb(term)}分"
    whole = {"up": "，不足一档按一档计", "down": "，不足一档不计"}.get(term.whole or "", "")
    return (
        f"“{term.label}”{_beyond(term)}每 {percent(term.per)} {_amount(term, term.points)}{whole}"
    )


def _if(term: Term) -> str:
    return f"“{term.label}”的{_amount(term, term.points)}"


def _listed(term: Term) -> str:
    met = "每具备一项" if term.kind == "items" else "每缺一项"
    return f"“{term.label}”（{'、'.join(term.inputs)}）{met}{_amount(term, term.points)}"


def _award(term: Term) -> str:
    if term.max is None or term.max == UNLIMITED:
        return f"“{term.label}”由审核员评定，{figure(term.minimum)} 分以上"
    return f"“{term.label}”由审核员在 {figure(term.minimum)} 至 {figure(term.max)} 分之间评定"


def _rank(term: Term) -> str:
    words, first = [], 1
    for last, points in term.band:
        span = f"第 {first} 名" if last == first else f"第 {first} 至 {plain(last)} 名"
        words.append(f"{span}{_amount(term, points)}")
        first = int(last) + 1
    words.append(f"其余{_amount(term, term.otherwise)}")
    return f"“{term.label}”{'、'.join(words)}"


def _quota(term: Term) -> str:
    needs = zip(term.inputs, term.needs, strict=True)
    named = "、".join(f"{name} {need} {term.unit}" for name, need in needs)
    return f"完成定额（{named}）{_amount(term, term.points)}"


_RULES = {
    "each": _each,
    "if": _if,
    "items": _listed,
    "lacking": _listed,
    "rate": _rate,
    "award": _award,
    "rank": _rank,
    "quota": _quota,
}


def step_words(row: Row, step: Step) -> str:
    """Return one step of a row in words (`sentence` says what is 未报, with its names)."""
    if step.kind == "term" and step.term is not None:
        return _term_step(row.terms[step.term], step)
    if step.kind == "gate":
        return f"没有做到{_condition(row, step)}，本行 0 分"
    if step.kind == "zero":
        return f"有{_condition(row, step).replace('只有', '实有')}，本行 0 分"
    if step.kind == "absent":
        return f"不适用，按 {figure(step.value)} 分计"
    fixed = {"start": "起算 {0} 分", "highest": "只计最高的一项（{0} 分）"}
    fixed |= {"unreported": "未报的先不给分（{0} 分）"}
    fixed |= {"cap": "本行最高计 {1} 分", "floor": "本行最低计 {1} 分"}
    return fixed[step.kind].format(figure(step.value), figure(step.cap or Decimal(0)))


def _condition(row: Row, step: Step) -> str:
    if step.x is None:
        return f"“{step.input}”"
    found = next(one for one in (*row.only_if, *row.zero_if) if str(one) == step.input)
    unit = row.input(found.input).unit
    return f"“{found.input}”达到 {found.at_least} {unit}（只有 {plain(step.x)} {unit}）"


def _term_step(term: Term, step: Step) -> str:
    x = step.x or Decimal(0)
    outcome = f"{figure(step.value)} 分" if term.sign > 0 else f"扣 {figure(-step.value)} 分"
    if term.kind == "if":
        return f"{term.label}：{'是' if x else '否'}，{outcome}"
    if term.kind == "quota":
        return f"{'完成' if x else '没有完成'}定额，{outcome}"
    if term.kind == "award":
        return f"{term.label} {outcome}"
    if term.kind == "rank":
        return f"{term.label}第 {plain(x)} 名，{outcome}"
    return f"{_measured(term, x)}{_times(term, step, outcome)}"


def _measured(term: Term, x: Decimal) -> str:
    if term.kind == "rate":
        beyond = {True: "超出", False: "差"}[term.over is not None] if _lined(term) else ""
        if term.per is not None:
            return f"{term.label}{beyond} {figure(x)} 档"
        return f"{term.label}{beyond} {percent(x)}"
    if term.kind == "lacking":
        return f"{term.label}缺 {plain(x)} 项"
    beyond = ("超出" if term.over is not None else "差") if _lined(term) else ""
    return f"{term.label}{beyond} {plain(x)} {term.unit}"


def _lined(term: Term) -> bool:
    return term.over is not None or term.under is not None


def _times(term: Term, step: Step, outcome: str) -> str:
    if step.points is None:
        return f"，{outcome}"
    product = step.points * (step.x or Decimal(0))
    capped = step.cap is not None and product > step.cap
    limit = f"，最多 {figure(step.cap)} 分" if capped and step.cap is not None else ""
    equals = " = " if term.sign > 0 else "，"
    if limit:
        return f" × {figure(step.points)} 分{limit}，计 {outcome}"
    return f" × {figure(step.points)} 分{equals}{outcome}"
