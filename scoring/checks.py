"""Whether a scheme makes sense as a whole: sums, reachability, names, worked examples.

Here: checks over what `reading` built. Not here: types and keys (`table`, `row_reading`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext

from scoring import joint
from scoring.exact import EXACT, UNLIMITED, ZERO, plain
from scoring.factors import factored, wrong as wrong_factors
from scoring.facts import UNREPORTED, FactsError
from scoring.grouped import wrong as wrong_groups
from scoring.model import Row, Scheme, Section, weighted
from scoring.own import names_of, own_row
from scoring.parts import Example
from scoring.peers import in_field
from scoring.rowwise import score_row
from scoring.sharing import joined_row
from scoring.stakes import wrong as wrong_stakes
from scoring.table import Faults
from scoring.terms import bounds
from scoring.values import values_of
from scoring.verbs import VERBS


def check_scheme(scheme: Scheme, faults: Faults) -> None:
    """Note every contradiction that the scheme does not declare.

    One run tells all, but a row whose keys are faulty already would only repeat itself in other
    words: it is left out, and with it the sums it is part of.
    """
    broken = {fault.row for fault in faults.found}
    whole = [row for row in scheme.rows if _place(row) not in broken]
    sections = [one for one in scheme.sections if all(row in whole for row in one.rows)]
    sections = [one for one in sections if f'[section."{one.number}"]' not in broken]
    with localcontext(EXACT):
        for row in map(joined_row, whole):
            _check_row(row, faults)
            _check_reach(row, faults)
            _check_wants(row, faults)
            _check_own(scheme, row, faults)
            _check_after(scheme, row, faults)
            for sentence in joint.wrong(scheme, row):
                faults.add(_place(row), "joint", sentence)
            for place, example in enumerate(row.examples, 1):
                _check_example(row, example, place, faults)
        for section in sections:
            _check_section(section, faults)
        if len(sections) == len(scheme.sections) and "[scheme]" not in broken:
            _check_full(scheme, faults)
    _check_yearly(scheme, faults)
    _check_ranking(scheme, faults)
    _check_classes(scheme, faults)


def _place(row: Row) -> str:
    return f'["{row.id}"]'


def reach(row: Row) -> Decimal:
    """Return the most a row can ever bring."""
    row = joined_row(row)
    nothing = {one.name: UNREPORTED for one in row.inputs}
    highs = ((term, bounds(term, nothing, more=True)[1]) for term in row.terms)
    best = factored(row, highs, nothing, max)
    return min(max(row.start + best, row.floor), row.points)


def reachable(scheme: Scheme) -> Decimal:
    """Return the most a unit can really get of the full mark, bonus inside it included."""
    inside = [one for one in scheme.sections if not one.outside and not one.yearly]
    with localcontext(EXACT):
        each = joint.together((row, reach(row)) for row in scheme.rows)
        regular = sum((_section_reach(one, each) for one in inside if not one.bonus), ZERO)
        bonus = sum((_section_reach(one, each) for one in inside if one.bonus), ZERO)
        if scheme.bonus_from is not None and regular < scheme.bonus_from:
            bonus = ZERO
        if scheme.bonus_max is not None:
            bonus = min(bonus, scheme.bonus_max)
        total = regular + bonus
    return total if scheme.total_max is None else min(total, scheme.total_max)


def unreachable(scheme: Scheme) -> tuple[str, ...]:
    """Return the rows that cannot bring their 分值, each of which declares it as a defect."""
    short = (row for row in scheme.rows if row.terms and row.points != UNLIMITED)
    return tuple(row.id for row in short if reach(row) < row.points)


def _section_reach(section: Section, each: Mapping[str, Decimal]) -> Decimal:
    total = sum((each[row.id] for row in section.rows), ZERO)
    return weighted(section, min(total, section.points) if section.capped else total)


def _check_row(row: Row, faults: Faults) -> None:
    place = _place(row)
    if not row.terms and not row.effects:
        faults.add(place, "", "没有写怎么计分：要有 add 或 deduct（或者 effects）")
    if row.floor > row.points:
        faults.add(place, "floor", "最低分不能高于分值")
    if not row.floor <= row.start <= row.points:
        faults.add(place, "start", "起算分要在最低分和分值之间")
    for term in row.terms:
        for key, sentence in VERBS[term.kind].wrong(row, term):
            faults.add(place, key, sentence)
    further = [*wrong_stakes(row), *(("factors", sentence) for sentence in wrong_factors(row))]
    further += [("grouped", sentence) for sentence in wrong_groups(row)]
    for key, sentence in further:
        faults.add(place, key, sentence)
    if (row.units or row.classes) and row.absent is None:
        faults.add(place, "absent", "只适用于部分单位的行，要写明其他单位怎么算（absent）")
    if isinstance(row.absent, Decimal) and not row.floor <= row.absent <= row.points:
        faults.add(place, "absent", "不适用时的分数要在最低分和分值之间")
    if row.absent == "full" and row.points == UNLIMITED:
        faults.add(place, "absent", "没有分值的行不能按满分算")


def _check_wants(row: Row, faults: Faults) -> None:
    """What papers must show belongs to something the row asks, and is said once."""
    known = {one.name for one in row.inputs} | {one.checklist for one in row.inputs}
    for one in row.wants:
        if one.of and one.of not in known:
            faults.add(_place(row), "wants", f"没有叫“{one.of}”的输入项或清单")
    for one, times in Counter(row.wants).items():
        if times > 1:
            faults.add(_place(row), "wants", f"“{one.text}”重复了")
        if not one.choices:
            faults.add(_place(row), "wants", f"“{one.text}”没有写明要看什么")


def _check_reach(row: Row, faults: Faults) -> None:
    if not row.terms:
        return
    most = reach(row)
    if most < row.points and row.points != UNLIMITED and not row.defect:
        sentence = f"按规则最多只能得 {plain(most)} 分，到不了分值 {plain(row.points)}"
        faults.add(_place(row), "points", f"{sentence}；原表如此的请用 defect 写明")


def _check_after(scheme: Scheme, row: Row, faults: Faults) -> None:
    """What a row asks of others is of rows that ask nothing themselves, and can be brought."""
    for other, least in row.after:
        found = scheme.by_id.get(other)
        if found is None:
            faults.add(_place(row), "after", f"没有“{other}”这一行")
        elif other == row.id or found.after:
            faults.add(_place(row), "after", f"“{other}”自己也要看别的行，或者就是本行，不能这样写")
        elif reach(found) < least:
            sentence = f"“{other}”最多只能得 {plain(reach(found))} 分，到不了 {plain(least)} 分"
            faults.add(_place(row), "after", sentence)


def _check_own(scheme: Scheme, row: Row, faults: Faults) -> None:
    """Figures of a class or a unit are of one there is, and the row's points are still in reach."""
    classes = {name for name, _ in scheme.classes}
    known = classes | {unit for _, units in scheme.classes for unit in units}
    for name in names_of(row):
        if classes and name not in known:
            faults.add(_place(row), "for", f"[classes] 里没有“{name}”这一类或这个单位")
        own = own_row(row, name, name)
        for term in own.terms:
            for key, sentence in VERBS[term.kind].wrong(own, term):
                faults.add(_place(row), key, f"“{name}”：{sentence}")
        most = reach(own)
        if most < row.points and row.points != UNLIMITED and not row.defect:
            sentence = f"“{name}”按规则最多只能得 {plain(most)} 分，到不了分值 {plain(row.points)}"
            faults.add(_place(row), "for", f"{sentence}；原表如此的请用 defect 写明")


def _check_example(row: Row, example: Example, place: int, faults: Faults) -> None:
    where, key = _place(row), f"example 第 {place} 项"
    try:
        values = values_of(row, dict(example.given))
    except FactsError as error:
        for fault in error.faults:
            faults.add(where, key, str(fault))
        return
    names = {term.label for term in row.terms if term.kind == "among"}
    if {name for name, _ in example.others} != names:
        listed = "、".join(sorted(names))
        said = f"要用 others 写其他单位的“{listed}”" if names else "没有和其他单位比的，不写 others"
        faults.add(where, key, said)
        return
    beside = in_field(row, dict(example.given), dict(example.others))
    if isinstance(beside, str):
        faults.add(where, key, beside)
        return
    result = score_row(beside, values)
    if result.missing:
        faults.add(where, key, f"算例缺少输入：{'、'.join(result.missing)}")
    elif result.points != example.score:
        found, said = plain(result.points), plain(example.score)
        faults.add(where, key, f"算例写的是 {said} 分，按规则算出来是 {found} 分")


def _check_section(section: Section, faults: Faults) -> None:
    place = f'[section."{section.number}"]'
    total = sum(joint.together((row, row.points) for row in section.rows).values(), ZERO)
    wrong = total < section.points if section.capped else total != section.points
    if wrong and not section.defect and section.rows:
        sentence = f"各行分值合计 {plain(total)}，标题写的是 {plain(section.points)}"
        faults.add(place, "points", f"{sentence}；原表如此的请用 defect 写明")


def _check_full(scheme: Scheme, faults: Faults) -> None:
    if not scheme.sections:
        faults.add("", "section", "一节也没有")
        return
    total = sum((one.worth for one in scheme.sections if not (one.outside or one.yearly)), ZERO)
    if total != scheme.full and not scheme.own_defects:
        apart = "（只计入全年的不算在内）" if scheme.of_year else ""
        sentence = f"各节分值合计 {plain(total)}{apart}，满分写的是 {plain(scheme.full)}"
        faults.add("[scheme]", "full", f"{sentence}；原表如此的请用 defects 写明")


def _check_yearly(scheme: Scheme, faults: Faults) -> None:
    """Sections of the year need a year, count points and nothing else, and lend nothing."""
    if scheme.year is not None and scheme.year.share is not None and not scheme.of_year:
        faults.add("[year]", "share", "没有只计入全年的节（yearly），合成的就是全年，不写 share")
    rows = {row.id for one in scheme.of_year for row in one.rows}
    for one in scheme.of_year:
        place = f'[section."{one.number}"]'
        if scheme.year is None:
            faults.add(place, "yearly", "只计入全年的节，要写 [year]：全年怎样合成")
        if one.bonus:
            faults.add(place, "yearly", "附加分的节不能只计入全年")
        if any(row.effects for row in one.rows):
            faults.add(place, "yearly", "一票否决这样管等次的，不能放在只计入全年的节里")
    for name in scheme.ranking.break_by:
        if name in rows or name in {one.number for one in scheme.of_year}:
            faults.add("[ranking]", "break_by", f"“{name}”只计入全年，平时没有，不能用来比较")
    for row in scheme.rows:
        homes = {other for other, _ in (*row.after, *((home, 0) for _, home in row.shared))}
        if row.id not in rows and homes & rows:
            faults.add(_place(row), "after", "别的行不能等只计入全年的行，它一年才报一次")


def _check_ranking(scheme: Scheme, faults: Faults) -> None:
    known = {section.number for section in scheme.sections} | set(scheme.by_id)
    for name in scheme.ranking.break_by:
        if name not in known:
            faults.add("[ranking]", "break_by", f"没有“{name}”这一节或这一行")
    low, high = scheme.total_min, scheme.total_max
    if low is not None and high is not None and low > high:
        faults.add("[scheme]", "total_min", "总分下限高于上限")


def _check_classes(scheme: Scheme, faults: Faults) -> None:
    for unit in _twice(scheme):
        faults.add("[classes]", "", f"“{unit}”列在两个类别里")
    names = {name for name, _ in scheme.classes}
    for row in scheme.rows:
        for name in row.classes:
            if scheme.classes and name not in names:
                faults.add(_place(row), "classes", f"[classes] 里没有“{name}”这一类")


def _twice(scheme: Scheme) -> Iterator[str]:
    listed = Counter(unit for _, units in scheme.classes for unit in units)
    yield from (unit for unit, times in listed.items() if times > 1)
