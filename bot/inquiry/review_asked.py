"""The review is asked about: how far each reviewer is, corrections, papers that units share."""

from __future__ import annotations

from collections import Counter, defaultdict

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.forms.form import UnitForm
from bot.inquiry.asked import Asked
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import Snapshot
from bot.review.queue import decidable, reviewable, waits
from bot.review.standing import Standing, standing
from bot.review.words import standing as standing_words
from bot.speech.calendar import in_china, say_day
from bot.speech.periodic import per
from bot.speech.quarters import name
from storage.database import moment
from storage.queries import editions, people, review
from storage.queries.quarters import Quarter

_MOST = 12


async def reviewers(asked: Asked) -> Message:
    """What is decided and by whom, what waits, and at which units."""
    at = _under_review(asked)
    forms = [one for one in (await at.looked_at()).values() if one.countable]
    handed = [one for one in forms if one.form.state == "submitted"]
    open_ = {one.unit.short: _waiting(one, at) for one in handed}
    tables = Counter[str]()
    for one in handed:
        tables[one.form.group] += open_[one.unit.short]
    made = [
        (form.unit.id, one.by_person)
        for form in handed
        for one in form.reviews.values()
        if one.decision in ("accept", "cut", "return") and _within(asked, one.at)
    ]
    done = Counter(person for _, person in made)
    called = await people.names(asked.turn.db)
    found, said = standing(forms, at.now), _said_days(asked)
    left = found.waiting
    lines = [f"交来 {len(handed)} 个单位，{_stands(asked, found, said, sum(done.values()))}"]
    by_name = sorted(
        ((count, called.get(who or 0, "系统"), who) for who, count in done.items()),
        key=lambda one: (-one[0], one[1]),
    )
    if only := asked.query.person:
        by_name = [one for one in by_name if one[1] == only]
        lines += [] if by_name else [await _has_not(asked, only, said)]
    for count, called_, who in by_name:
        units = len({unit for unit, person in made if person == who})
        lines.append(f"{called_}　{said}审了 {count} 项，{units} 个单位")
    if asked.query.person or asked.query.since:
        whose = {who for _, _, who in by_name}
        of = Counter(unit for unit, who in made if who in whose)
        lines += [f"审的单位：{_units(asked, of)}"] if of else []
        return _of_persons(asked, at, lines)
    back = sum(one.decision == "return" for form in handed for one in form.reviews.values())
    lines += [f"（各人审了的里头，有退回的 {back} 项。）"] if back and by_name else []
    lines += await _idle(asked, {who for who in done if who})
    if left and len(tables) > 1:
        each = "，".join(f"{table} {count} 项" for table, count in tables.items())
        lines.append(f"待审的里头{each}。")
    most = sorted(((count, unit) for unit, count in open_.items() if count), reverse=True)
    if most:
        shown = "、".join(f"{unit} {count} 项" for count, unit in most[:_MOST])
        lines.append(f"待审最多的：{shown}{'…' if len(most) > _MOST else ''}")
    early = [one for one in handed if not reviewable(one, at.now)]
    if early:
        lines.append(f"（{len(early)} 个单位交了，填报还没截止，可能撤回，截止后才审。）")
    buttons = (to("开始审核", "review"), HOME) if asked.turn.has("admin", "reviewer") else (HOME,)
    return Message(title=f"{name(*at.key)} 审核进度", text="\n".join(lines), buttons=(buttons,))


def _stands(asked: Asked, found: Standing, said: str, made: int) -> str:
    """How far all of it is; of some days or one person: how many decisions were made."""
    if said or asked.query.person:
        return f"{said or '一共'}审了 {made} 项，还有 {found.waiting} 项待审。"
    return standing_words.said(found)


async def _has_not(asked: Asked, person: str, said: str) -> str:
    """Who may review and has not; another name is nobody's here."""
    every = [
        one for role in ("reviewer", "admin") for one in await people.with_role(asked.turn.db, role)
    ]
    known = person in {one.person_name for one in every}
    return f"{person}　{said}还没有审过。" if known else f"审核员里没有叫“{person}”的。"


def _units(asked: Asked, units: Counter[int]) -> str:
    shown = "、".join(f"{asked.named(unit)} {count} 项" for unit, count in units.most_common(_MOST))
    return f"{shown}，共 {len(units)} 个单位" if len(units) > _MOST else shown


def _of_persons(asked: Asked, at: Snapshot, lines: list[str]) -> Message:
    buttons = (to("开始审核", "review"), HOME) if asked.turn.has("admin", "reviewer") else (HOME,)
    return Message(title=f"{name(*at.key)} 谁审了多少", text="\n".join(lines), buttons=(buttons,))


def _within(asked: Asked, at: str) -> bool:
    """Whether a decision was made on the days that were asked about."""
    query = asked.query
    if not query.since or not query.until:
        return True
    return query.since <= in_china(moment(at)).date() <= query.until


def _said_days(asked: Asked) -> str:
    query, today = asked.query, in_china(asked.turn.now).date()
    if not query.since or not query.until:
        return ""
    return "到".join(dict.fromkeys((say_day(query.since, today), say_day(query.until, today))))


def _waiting(form: UnitForm, at: Snapshot) -> int:
    return sum(waits(form, row, at.now) for row in decidable(form))


async def _idle(asked: Asked, done: set[int]) -> list[str]:
    """Reviewers who have decided nothing."""
    every = await people.with_role(asked.turn.db, "reviewer")
    none = [one.person_name for one in every if one.person_id not in done]
    return [f"还没有审过的：{'、'.join(none)}"] if none else []


def _under_review(asked: Asked) -> Snapshot:
    reviewed = [one for one in asked.county.opened if one.state == "review"]
    quarter = _named(asked) or (reviewed[0] if reviewed else asked.county.current)
    if quarter is None:
        raise CannotTellError(per("现在还没有开始考核的季度。"))
    return asked.county.snapshot(quarter)


def _named(asked: Asked) -> Quarter | None:
    if not asked.query.quarters:
        return None
    found = asked.county.of(asked.query.quarters[0])
    if found is None:
        raise CannotTellError(f"{name(*asked.query.quarters[0])}还没有开期。")
    return found


async def cuts(asked: Asked) -> Message:
    """What was cut and sent back, one by one, with the reasons: by one person, or on some days."""
    at, query = _under_review(asked), asked.query
    who, wanted = query.person, [query.kind] if query.kind else list(_LOWERED)
    live = {one.form_id: one for one in (await at.live()).values()}
    every = [
        one
        for one in await review.decisions_of_quarter(asked.turn.db, at.quarter.id)
        if who in ("", one.by_name) and one.decision in wanted and one.form_id in live
    ]
    today, within = (
        in_china(asked.turn.now).date(),
        [one for one in every if _within(asked, one.at)],
    )
    by = [f"{one.by_name or '系统'}，" if not who else "" for one in within]
    lines = [
        f"{place}. {live[one.form_id].short} {one.row}　{_LOWERED[one.decision]}，{name_}"
        f"{say_day(in_china(moment(one.at)).date(), today)}：{one.reason or '没有写原因'}"
        for place, (one, name_) in enumerate(zip(within, by, strict=True), 1)
    ]
    reviewers = {one.person_name for one in await people.with_role(asked.turn.db, "reviewer")}
    known = not who or who in reviewers or bool(every)
    what = "和".join(_LOWERED[one] for one in wanted)
    nothing = f"{who}{_said_days(asked)}没有{what}。" if known else f"审核员里没有叫“{who}”的。"
    if query.kind and every and not within:
        newest = in_china(moment(max(one.at for one in every))).date()
        nothing += f"最近一次{what}是{say_day(newest, today)}。"
    count = f"　{len(lines)} 项" if query.kind and lines else ""
    return Message(
        title=f"{name(*at.key)} {who or _said_days(asked)}{what}的{count}",
        text="\n".join(lines) or nothing,
        buttons=(
            (to("审核进度", "review"), to("每一次", "told", "lowered", at.quarter.id, 0)),
            (HOME,),
        ),
    )


_LOWERED = {"cut": "核减", "return": "退回"}


async def corrections(asked: Asked) -> Message:
    """How often published results were corrected, and why each time."""
    wanted = set(asked.query.quarters)
    lines = []
    for quarter in asked.county.opened:
        key = (quarter.year, quarter.number)
        if wanted and key not in wanted:
            continue
        every = await editions.of_quarter(asked.turn.db, quarter.id)
        changed = [one for one in every if one.kind == "published" and one.version > 1]
        if changed:
            why = "；".join(one.reason or "没有写原因" for one in changed)
            lines.append(f"{name(*key)}　更正 {len(changed)} 次：{why}")
    return Message(
        title="公布以后的更正",
        text="\n".join(lines) or "没有更正过。",
        buttons=((HOME,),),
    )


async def alike(asked: Asked) -> Message:
    """The same bytes shown by two units of a quarter."""
    quarter = _named(asked) or asked.county.current
    if quarter is None:
        raise CannotTellError(per("现在还没有开始考核的季度。"))
    at = asked.county.snapshot(quarter)
    holders: dict[str, dict[str, str]] = defaultdict(dict)
    for unit, every in (await at.evidence()).items():
        for one in every:
            if one.digest:
                holders[one.digest][asked.named(unit)] = f"{one.row or '待归类'}《{one.label}》"
    shared = [units for units in holders.values() if len(units) > 1]
    lines = ["、".join(f"{unit} {piece}" for unit, piece in one.items()) for one in shared[:_MOST]]
    more = [f"……共 {len(shared)} 份。"] if len(shared) > _MOST else []
    return Message(
        title=f"{name(quarter.year, quarter.number)} 几个单位交了同一份材料",
        text="\n".join([*lines, *more]) or "没有两个单位交同一份文件的。",
        buttons=((HOME,),),
    )
