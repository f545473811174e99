"""The words of one term and of one step.

Here: how a summand and its outcome are said in Chinese. Not here: what each verb says of itself
(`verbs`), whole rows and totals (`sentence`).
"""

from decimal import Decimal
from typing import assert_never

from scoring import grouped, joint
from scoring.conditions import found_instead, met
from scoring.factors import said as said_of_factor
from scoring.figures import figure, percent
from scoring.memory import Remembered
from scoring.model import Row
from scoring.parts import Term
from scoring.result import Step
from scoring.verbs import VERBS

__all__ = ["figure", "percent", "step_words", "term_rule", "until_answered"]


def term_rule(term: Term) -> str:
    """Return what a term gives or takes, such as “宣传活动”每次得 1 分."""
    said = VERBS[term.kind].rule(term)
    others = "；".join(f"{name}：{VERBS[own.kind].rule(own)}" for name, own in term.own)
    return f"{said}（{others}）" if others else said


_STEPS = Remembered[str]()


def step_words(row: Row, step: Step) -> str:
    """Return one step of a row in words (`sentence` says what is 未报, with its names)."""
    return _STEPS.of(step, row) or _STEPS.keep(step, row, _step_words(row, step))


def until_answered(row: Row, step: Step) -> str:
    """Return one step in words while what was sent back may still come back."""
    said = step_words(row, step)
    if step.kind != "returned":
        return said
    return said.replace("退回后", "退回还", 1).replace("，按", "，先按", 1)


def _step_words(row: Row, step: Step) -> str:  # noqa: C901 - one line a kind
    value = figure(step.value)
    match step.kind:
        case "term":
            term = row.terms[step.term or 0]
            return VERBS[term.kind].said(term, step)
        case "start":
            return f"起算 {value} 分"
        case "highest":
            return f"只计最高的一项（{value} 分）"
        case "heaviest":
            return f"只扣最重的一项（少扣 {value} 分）"
        case "grouped":
            return grouped.step_said(step)
        case "factor":
            return said_of_factor(row, step)
        case "cap":
            return f"本行最高计 {_cap(step)} 分"
        case "ceiling":
            return f"有{_condition(row, step, short=False)}，本行最高计 {_cap(step)} 分"
        case "charge":
            return f"有{_condition(row, step, short=False)}，另从总分中扣 {figure(-step.value)} 分"
        case "floor":
            return f"本行最低计 {_cap(step)} 分"
        case "unreported":
            return f"未报的先不给分（{value} 分）"
        case "gate":
            return f"没有做到{_condition(row, step, short=True)}，本行 0 分"
        case "zero":
            return f"有{_condition(row, step, short=False)}，本行 0 分"
        case "after":
            least = f"{figure(step.x or Decimal(0))} 分，不到 {_cap(step)} 分"
            return f"{step.input} 只得 {least}，本行 0 分（{value} 分）"
        case "joint":
            return joint.step_said(step)
        case "absent":
            return f"不适用，按 {value} 分计"
        case "returned":
            return _returned(step)
        case "section" | "yearly" | "weight" | "bonus" | "rescale" | "limit" | "void":
            raise ValueError(f"a step of the total in a row: {step.kind}")
        case _:
            assert_never(step.kind)


def _returned(step: Step) -> str:
    if step.input == "claimed":
        return "退回后没有补正，按自报的数计"
    if step.input == "last_accepted":
        return "退回后没有补正，按上次核定的数计"
    cut = f"（{figure(step.value)} 分）" if step.value else ""
    never = "此前也没有核定过，" if step.input == "never_accepted" else ""
    return f"退回后没有补正，{never}按 0 分计{cut}"


def _cap(step: Step) -> str:
    return figure(step.cap or Decimal(0))


def _condition(row: Row, step: Step, *, short: bool) -> str:
    stakes = (one.when for one in (*row.most_if, *row.total_off))
    known = (*row.only_if, *row.zero_if, *stakes)
    found = next(one for one in known if str(one) == step.input)
    if step.x is None:
        return met(row, found)
    return met(row, found) + found_instead(row, found, step.x, short=short)
