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
from bot.speech.periodic import per
from bot.speech.quarters import name
from storage.queries import editions, people
from storage.queries.quarters import Quarter

_MOST = 12


async def reviewers(asked: Asked) -> Message:
    """What is decided and by whom, what waits, and at which units."""
    at = _under_review(asked)
    forms = [one for one in (await at.forms()).values() if one.countable]
    handed = [one for one in forms if one.form.state == "submitted"]
    open_ = {one.unit.short: _waiting(one, at) for one in handed}
    done = Counter(
        review.by_person
        for form in handed
        for review in form.reviews.values()
        if review.decision in ("accept", "cut", "return")
    )
    called = await people.names(asked.turn.db)
    decided, left = sum(done.values()), sum(open_.values())
    lines = [f"交来 {len(handed)} 个单位，审定 {decided} 项，还有 {left} 项待审。"]
    by_name = sorted(
        ((count, called.get(who or 0, "系统")) for who, count in done.items()), reverse=True
    )
    lines += [f"{who}　审了 {count} 项" for count, who in by_name]
    lines += await _idle(asked, {who for who in done if who})
    most = sorted(((count, unit) for unit, count in open_.items() if count), reverse=True)
    if most:
        shown = "、".join(f"{unit} {count} 项" for count, unit in most[:_MOST])
        lines.append(f"待审最多的：{shown}{'…' if len(most) > _MOST else ''}")
    early = [one for one in handed if not reviewable(one, at.now)]
    if early:
        lines.append(f"（{len(early)} 个单位交了，填报还没截止，可能撤回，截止后才审。）")
    buttons = (to("开始审核", "review"), HOME) if asked.turn.has("admin", "reviewer") else (HOME,)
    return Message(title=f"{name(*at.key)} 审核进度", text="\n".join(lines), buttons=(buttons,))


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
