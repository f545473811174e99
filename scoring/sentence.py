"""Rules and results in Chinese, down to the step.

Here: a row's rule printed back, a row's result and a unit's total explained. Not here: words of
one term (`wording`), the arithmetic, and the chat's own sentences.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import assert_never

from scoring.conditions import met
from scoring.exact import BOTTOMLESS, UNLIMITED, plain, show
from scoring.factors import rule_of
from scoring.grouped import rules_of as rules_of_groups
from scoring.joint import rules_of as rules_of_joint
from scoring.memory import Remembered
from scoring.model import Absent, Returned, Row, Scheme
from scoring.parts import EffectKind
from scoring.periods import said
from scoring.ranking import grade_of, standing
from scoring.result import Assessment, RowResult, Step
from scoring.sharing import said as said_of_shared
from scoring.shown import figure_of
from scoring.stakes import rules_of
from scoring.wording import figure, step_words, term_rule, until_answered

_SHOWN_MISSING = 5


def rule(row: Row) -> str:
    """Return the row's rule in one Chinese sentence, as the machine reads it."""
    parts = [f"须{met(row, one)}，否则本行 0 分" for one in row.only_if]
    parts += [f"{met(row, one)}的，本行 0 分" for one in row.zero_if]
    parts += [f"{other} 要得到 {figure(least)} 分，否则本行 0 分" for other, least in row.after]
    if row.terms:
        parts += [_terms(row), *_limits(row)]
    parts += rules_of(row)
    parts += rules_of_joint(row)
    parts += said_of_shared(row)
    parts += [f"{met(row, one.when)}的，{_effect(one.kind)}" for one in row.effects]
    parts += _scope(row)
    if row.returned:
        parts.append(f"退回后没有补正的，{_unanswered(row.returned)}")
    if row.by:
        parts.append(f"数据由{row.by}提供")
    if row.reviewer:
        parts.append(f"由{row.reviewer}审核")
    if row.ledger:
        parts.append("次数取自工作报送台账")
    return "；".join(parts) + "。"


def _terms(row: Row) -> str:
    lead = ""
    if row.start or any(term.sign < 0 for term in row.terms):
        lead = f"从 {figure(row.start)} 分起，"
    joined = "，".join(term_rule(term) for term in row.terms)
    period = "自执行之日起累计，" if row.cumulative else ""
    return f"{lead}{period}{joined}"


def _limits(row: Row) -> Iterator[str]:
    if row.highest:
        yield _highest({term.sign for term in row.terms})
    yield from rules_of_groups(row)
    yield from (rule_of(row, one) for one in row.factors)
    if any(term.sign > 0 for term in row.terms):
        yield "不设上限" if row.points == UNLIMITED else f"本行最高 {figure(row.points)} 分"
    if any(term.sign < 0 for term in row.terms):
        endless = not row.floor.is_finite()
        yield "扣分没有下限" if endless else f"扣到 {figure(row.floor)} 分为止"


def _highest(signs: set[int]) -> str:
    if signs == {-1}:
        return "同一事项只扣最重的一项"
    if len(signs) == 2:
        return "同一事项加分只计最高的一项，扣分只扣最重的一项"
    return "就高不就低，只计最高的一项"


def _scope(row: Row) -> Iterator[str]:
    named = "、".join((*row.units, *row.classes))
    if named:
        yield f"只适用于{named}"
    if row.absent is not None:
        yield f"不适用的{_absent(row.absent)}"


def if_unanswered(scheme: Scheme, row: Row) -> str:
    """Return what a 退回 of this row means if nothing comes back: 不补正，本项按 0 分计."""
    return f"不补正，本项{_unanswered(scheme.returned_as(row))}"


def returned_rule(scheme: Scheme) -> str:
    """Return how rows count that were 退回 and not supplemented, in one sentence."""
    if scheme.returned is None:
        return "退回后没有补正的，要佐证的行按 0 分计，其余按自报的数计。"
    return f"退回后没有补正的，{_unanswered(scheme.returned)}。"


def _unanswered(rule: Returned) -> str:
    match rule:
        case "zero":
            return "按 0 分计"
        case "last_accepted":
            return "按上次核定的数计，没有核定过的按 0 分计"
        case "claimed":
            return "按自报的数计"
        case _:
            assert_never(rule)


def _effect(kind: EffectKind) -> str:
    match kind:
        case "veto":
            return "一票否决"
        case "bar":
            return "一票否优，不得评为最高等次"
        case "bar_two":
            return "不得评为前两个等次"
        case "drop":
            return "降一个等次"
        case "zero":
            return "总分记 0 分"
        case _:
            assert_never(kind)


def _absent(counted: Absent | Decimal) -> str:
    match counted:
        case Decimal():
            return f"按 {plain(counted)} 分计"
        case "zero":
            return "按 0 分计"
        case "full":
            return "按满分计"
        case "rescale":
            return "不计入总分，其余折算"
        case _:
            assert_never(counted)


_RESULTS = Remembered[str]()


def result(row: Row, found: RowResult, *, open_return: bool = False) -> str:
    """Return how the points of a row came about, step by step.

    ``open_return``: what was sent back may still come back, so that its step holds for now only.
    """
    if open_return:
        return _result(row, found, until_answered)
    return _RESULTS.of(found, row) or _RESULTS.keep(found, row, _result(row, found, step_words))


def _result(row: Row, found: RowResult, said: Callable[[Row, Step], str]) -> str:
    parts = [said(row, step) for step in found.steps if step.kind != "unreported"]
    if found.missing:
        parts.append(_open(found))
    if found.waiting:
        parts.append(f"{found.waiting}，分数暂定")
    most = "" if row.points == UNLIMITED else f"（满分 {figure(row.points)} 分）"
    return "；".join([*parts, f"合计 {show(found.points)} 分{most}"])


def total(scheme: Scheme, assessment: Assessment) -> str:
    """Return a unit's total in words: grade, full mark, what is reachable, what is missing."""
    points = figure_of(scheme, assessment.total)
    lead = f"{assessment.unit}：" if assessment.unit else ""
    score, is_ = ("暂定总分", "暂为") if assessment.provisional else ("总分", "为")
    grade = grade_of(scheme, assessment)
    parts = [f"{lead}{score} {points} 分（{full_mark(scheme)}），等次{is_}{grade}"]
    parts += [_total_step(step) for step in assessment.steps]
    parts += [f"因发生规定事项，{_effect(kind)}" for kind in dict.fromkeys(assessment.effects)]
    placed = standing(scheme, assessment)
    if placed.least is not None:
        parts.append(f"未报的还可能扣分，排名先按最低可能的{lowest(placed.least)}")
    if placed.veto_open:
        parts.append("是否一票否决还没有报，排名先按被否决的排")
    if assessment.missing:
        named = [f"{one.row}“{one.input}”" for one in assessment.missing[:_SHOWN_MISSING]]
        more = f"等共 {len(assessment.missing)} 项" if len(assessment.missing) > len(named) else ""
        parts.append(f"{'、'.join(named)}{more}未报，未报的不得分")
    if assessment.waiting:
        rows = "、".join(assessment.waiting)
        parts.append(f"{rows} 还要等别的数，分数暂定")
    return "；".join(parts) + "。"


def full_mark(scheme: Scheme) -> str:
    """Return 满分 100 分, with 可得上限 98 分 where the table cannot give its full mark."""
    if scheme.full == UNLIMITED:
        return "不设满分"
    words = f"满分 {figure(scheme.full)} 分"
    if scheme.reachable < scheme.full:
        words += f"，可得上限 {figure(scheme.reachable)} 分"
    return words


def ranking_rule(scheme: Scheme, *, apart: bool | None = None) -> str:
    """Return how grades and ranks are decided under this scheme, in one sentence.

    `apart`: whether classes are ranked apart here; None: as the scheme says.
    """
    rules = scheme.ranking
    words = {"half_up": "四舍五入", "half_even": "四舍六入五成双", "down": "舍去", "up": "进位"}
    shown = f"显示 {rules.digits} 位小数（{words[rules.rounding]}）"
    by = "按显示的分数" if rules.compare == "shown" else "按精确总分"
    ties = "后面连号（1、2、2、3）" if rules.ties == "dense" else "后面跳号（1、2、2、4）"
    parts = [f"{by}定级、排名，{shown}"]
    if rules.break_by:
        parts.append(f"总分相同的依次比较{'、'.join(rules.break_by)}")
    parts.append(f"并列的名次相同，{ties}")
    if rules.per_class if apart is None else apart:
        parts.append("各类单位分别排名")
    if any(effect.kind == "veto" for row in scheme.rows for effect in row.effects):
        placed = "排在最后" if rules.vetoed == "last" else "仍按总分排"
        parts.append(f"被一票否决的{placed}")
    if _silence_could_help(scheme):
        parts.append("有未报的，按最低可能的得分排，不会因为没报排到前面")
    return "；".join(parts) + "。"


def lowest(points: Decimal) -> str:
    """Return the least a unit may come to:  -10 分; without a floor there is none."""
    return "算，没有下限" if points <= BOTTOMLESS else f" {figure(points)} 分"


def _silence_could_help(scheme: Scheme) -> bool:
    """Whether an answer can cost points or bring a veto: only then silence could help."""
    kinds = {one.kind for row in scheme.rows for one in row.effects}
    vetoed = "veto" in kinds and scheme.ranking.vetoed == "last"
    return (
        "zero" in kinds
        or vetoed
        or any(row.total_off or (row.floor < 0 and row.terms) for row in scheme.rows)
    )


def total_rules(scheme: Scheme) -> tuple[str, ...]:
    """Return what the scheme says about bonus and bounds above the rows, one sentence each."""
    parts = [] if scheme.period == "quarter" else [f"{said(scheme.period, '每季度')}考核一次。"]
    for one in scheme.sections:
        if one.bonus:
            place = "在满分之外另加" if one.outside else "计入满分"
            parts.append(f"{one.number}、{one.name}是附加分，{place}。")
        if one.yearly:
            last = said(scheme.period, "最后一个季度")
            quarter = said(scheme.period, "那个季度")
            how = f"一年报一次，在{last}报，不计入{quarter}的总分"
            parts.append(f"{one.number}、{one.name}只计入全年：{how}。")
        if one.weight is not None:
            parts.append(
                f"{one.number}、{one.name}的得分按 {plain(one.weight)}% 计入总分，"
                f"即最多 {figure(one.worth)} 分。"
            )
        if one.capped:
            parts.append(f"{one.number}、{one.name}合计最多计 {figure(one.points)} 分。")
    if scheme.bonus_from is not None:
        parts.append(f"常规得分达到 {figure(scheme.bonus_from)} 分，才计附加分。")
    if scheme.bonus_max is not None:
        parts.append(f"附加分合计最多计 {figure(scheme.bonus_max)} 分。")
    if scheme.total_max is not None:
        parts.append(f"总分最高计 {figure(scheme.total_max)} 分。")
    if scheme.total_min is not None:
        parts.append(f"总分最低计 {figure(scheme.total_min)} 分。")
    return tuple(parts)


def _total_step(step: Step) -> str:
    value = figure(step.value)
    if step.kind == "void":
        return f"发生了总分记 0 分的事项（{value} 分）"
    if step.kind == "yearly":
        return f"第{step.input}节 {figure(-step.value)} 分只计入全年（{value} 分）"
    if step.kind == "section" and step.cap is not None:
        return f"第{step.input}节最多计 {figure(step.cap)} 分（{value} 分）"
    if step.kind == "weight" and step.x is not None and step.points is not None:
        whole = figure(step.x + step.value)
        return f"第{step.input}节 {figure(step.x)} 分 × {figure(step.points)}% = {whole} 分"
    if step.kind == "rescale" and step.x is not None and step.points is not None:
        return (
            f"有不适用的行，常规得分 × {figure(step.x)} ÷ {figure(step.points)} 折算（+{value} 分）"
        )
    if step.kind == "bonus" and step.cap is not None:
        return f"附加分合计最多计 {figure(step.cap)} 分（{value} 分）"
    if step.kind == "bonus" and step.x is not None:
        return f"常规得分不到 {figure(step.x)} 分，不计附加分（{value} 分）"
    return f"总分以 {figure(step.cap or Decimal(0))} 分为限（{value} 分）"


def _open(found: RowResult) -> str:
    """Say what is 未报 and what that keeps back for now."""
    named = "、".join(f"“{name}”" for name in found.missing[:_SHOWN_MISSING])
    more = f"等 {len(found.missing)} 项" if len(found.missing) > _SHOWN_MISSING else ""
    kept = [step.value for step in found.steps if step.kind == "unreported"]
    amount = f"{figure(kept[0])} 分，" if kept else ""
    return f"{named}{more}未报，先不给分（{amount}暂定）"
