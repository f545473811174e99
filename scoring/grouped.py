"""Terms of one row that are bounded together: 两类活动合计最高6分, 这一部分3分扣完为止.

`grouped = [{ of = ["宣传活动", "培训"], most = 6, loses = 3 }]`: what these terms come to is no
more than `most` and takes no more than `loses`. So a row printed in parts is the sum of its parts,
each within its own points. Here: reading it, what terms come to within their groups, its words.
Not here: rows bounded together (`joint`), the sum of a row (`rowwise`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from scoring import keys
from scoring.exact import ZERO
from scoring.figures import figure
from scoring.model import Row
from scoring.parts import Group, Term
from scoring.result import Step
from scoring.table import Table


def read_groups(table: Table) -> Iterator[Group]:
    """Yield what a row's table says of terms that are bounded together."""
    for one in table.tables("grouped"):
        one.only(keys.GROUP)
        of = one.texts("of")
        if not of:
            one.fault("of", '缺少，要写成 ["宣传活动", "培训"] 这样：本行的哪几项合在一起')
        most, loses = one.maybe_number("most"), one.maybe_number("loses")
        if most is None and loses is None:
            one.fault("most", "要写明合计最多得几分（most）或者最多扣几分（loses）")
        for key, bound in (("most", most), ("loses", loses)):
            if bound is not None and bound < ZERO:
                one.fault(key, "不能是负数")
        yield Group(of, most, loses)


def held(one: Group, points: Decimal) -> Decimal:
    """Return what the terms of a group count, of what they come to."""
    if one.most is not None and points > one.most:
        return one.most
    if one.loses is not None and points < -one.loses:
        return one.loses.copy_negate()
    return points


def within(row: Row, amounts: Iterable[tuple[Term, Decimal]]) -> Decimal:
    """Return what the terms of a row come to, each group of them within its bounds."""
    found = list(amounts)
    bound = {name for one in row.grouped for name in one.of}
    total = sum((amount for term, amount in found if term.called not in bound), ZERO)
    for one in row.grouped:  # what may be without end is never subtracted
        own = sum((amount for term, amount in found if term.called in one.of), ZERO)
        total += held(one, own)
    return total


def steps_of(row: Row, steps: Iterable[Step]) -> Iterator[Step]:
    """Yield what each group cuts from, or gives back to, the steps of its terms."""
    earned = [(row.terms[one.term or 0].called, one.value) for one in steps if one.kind == "term"]
    for one in row.grouped:
        own = sum((value for label, value in earned if label in one.of), ZERO)
        counted = held(one, own)
        if counted != own:
            bound = one.most if counted < own else one.loses
            yield Step("grouped", counted - own, "、".join(one.of), x=own, cap=bound)


def rules_of(row: Row) -> Iterator[str]:
    """Say each: 其中“宣传活动”“培训”合计最多得 6 分、最多扣 3 分."""
    signs = {term.called: term.sign for term in row.terms}
    for one in row.grouped:
        names = "".join(f"“{name}”" for name in one.of)
        mixed = len({signs.get(name) for name in one.of}) > 1
        bounds = [
            f"{word} {figure(bound)} 分"
            for word, bound in (("最多得", one.most), ("最多扣", one.loses))
            if bound is not None
        ]
        if mixed and one.most == ZERO:
            bounds[0] = "加的分只补扣掉的"
        yield f"其中{names}合计{'、'.join(bounds)}"


def step_said(step: Step) -> str:
    """Say what it did: “宣传活动、培训”合计 8 分，最多计 6 分（-2 分）."""
    own, cap, value = (figure(abs(one or ZERO)) for one in (step.x, step.cap, step.value))
    if step.value < ZERO:
        return f"“{step.input}”合计 {own} 分，最多计 {cap} 分（-{value} 分）"
    return f"“{step.input}”合计扣 {own} 分，最多扣 {cap} 分（+{value} 分）"


def wrong(row: Row) -> Iterator[str]:
    """What makes no sense once the whole row is known."""
    labels = {term.called for term in row.terms}
    times = Counter(name for one in row.grouped for name in dict.fromkeys(one.of))
    for one in row.grouped:
        for name in one.of:
            if name not in labels:
                yield f"本行的加分、扣分里没有“{name}”"
            elif times[name] > 1:
                yield f"“{name}”写在两处了，一项只能归一组"
        if len(set(one.of) & labels) < len(labels) and len(set(one.of)) == 1:
            alone = [term for term in row.terms if term.called == one.of[0]]
            if len(alone) == 1:
                yield f"只有“{one.of[0]}”一项的，把最多几分写在这一项里（max）"
    if row.grouped and row.factors:
        yield "有加倍、减半、系数（factors）的行不能再写 grouped"
    if row.grouped and row.highest:
        yield "只计最高一项（highest）的行不能再写 grouped"
