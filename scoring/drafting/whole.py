"""What a piece says of the whole row: its most, its base points, grades lost, 就高不重复.

Here: pieces that add no term of their own. Not here: terms (`recognise`, `amounts`, `lines`), what
they mean together (`settling`, `together`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.named import as_named
from scoring.drafting.pieces import number_of
from scoring.drafting.state import COUNT, OWN, UNITS, Keys, N, State, clean, safe
from scoring.drafting.verbatim import fits

_EFFECTS: Final = {
    "veto": r"(?:实行|实施|执行|予以|给予)?“?一票否决(?:制度|制)?”?"
    r"|(?:当年|年度|本年度)?(?:年度)?(?:考核|考评|综合评价)?(?:结果|等次|等级)?(?:直接)?"
    r"(?:评为|定为|确定为|评定为|列为|判定为|认定为)“?(?:不合格|不达标|不称职|末等|最低等次|较差|差|D级|D等)”?(?:等次|等级)?"
    r"|(?:当年|年度|本年度|全年)?(?:考核|考评|评定|评价)(?:(?:结果|等次|等级)(?:直接|即)?为|(?:直接|即)?为?)(?:不合格|不达标|不称职|末等|最低等次|较差|差|D级|D等)(?:等次|等级)?",
    "bar": r"(?:年终|年度|当年)?(?:一律)?不(?:得|能|再)?参(?:与|加)(?:年终|年度|当年)?"
    r"(?:评优|评先|评选)(?:评先|评优)?(?:活动)?|"
    r"(?:年终|年度|当年)?不得(?:评优评先|评先评优|评优|评先)|"
    r"取消“?(?:优秀|先进|好)”?(?:等次|等级)(?:资格)?"
    r"|取消(?:[^,。;取消]{0,12}?)(?:评优|评先|评先评优|评优评先|评奖评优|评奖|优秀)(?:的)?(?:资格)?"
    r"|(?:年度)?(?:考核)?(?:综合评价)?不得(?:评为|评定为|确定为|评)“?(?:优秀|先进|优|好)”?(?:等次|等级|单位|班级|科室|个人|集体|学校)?",
    "bar_two": r"(?:年终|年度|当年|本年度)?(?:单位)?(?:年度)?(?:考核|考评|综合评价)?"
    r"(?:结果|等次|等级)?(?:一律)?不(?:得|能|再)(?:被)?(?:评定|评|确定|定|列|参评)为?"
    r"(?:一(?:等)?、?二等|前两个?(?:等次|等级|等|档)|A(?:级|等|档)?[、和或]?B(?:级|等|档)?"
    r"|优秀?(?:等次)?[、和或及]?良好?(?:(?:及|或)?以上)?|(?<=[为定评])良好?(?:及|或|含)?以上)(?:等次|等级|档次)?",
    "drop": r"(?:考核)?(?:等次|等级|结果)?(?:下?降低?|下调)(?:一|1)?个?(?:等次|等级|档次|档)"
    r"|(?:按规定)?(?:降低|下调)(?:年度)?(?:考核|评定)(?:等级|等次|档次)",
    "zero": r"(?:年度)?(?:考核)?(?:总分|总成绩|总得分)(?:记|计|为|按)?(?:0分|零分?)(?:计)?"
    r"|取消(?:当期|当季度?|当月|当年|本期|本年度?|年度)?(?:的)?考核资格"
    r"|(?:当季度?|当期|当月|当年|年度|本季度|本期)(?:的)?考核(?:得分|成绩|总分)?(?:直接)?(?:(?:记|计|为|按)(?:0|零)分(?:计)?|不得分|不计分)",
}
_SHORT: Final = 4
_OF_WHOM: Final = 6
"""述职评议为差的, 学校党建考核不得评为好: whose grade it is, and no event."""
_SAME: Final = (
    r"同一?(?:个|件|项|类)?(?:事项|项目|工作|成果|内容|活动|人|作品|案例|经验|奖项|稿件|信息|事件"
    r"|类(?=[^,。;]{0,4}(?:只计|只按|只取|就高|取最|取高|按最|不重复|不累计))"
    r"|(?!单位|部门|年|月|季|级|类|天|日)[^,。;0-9]{1,4}?(?=只计|只按|只取|就高|取最|按最|不重复|不累计|以最))"
)


_ON_CONDITION: Final = re.compile(
    r"^(?!.*同一)(?:如|若)?[^,]{0,12}(?:未|没有|不(?!同|低于)|被|属于?|超过|低于|逾期)[^,]{2,}的$"
)
_EVERY_KIND: Final = re.compile(
    r"(?:(?:每(?:一)?|同一?|各)(?:类|种)|(?:单|各|每)(?:一)?(?:小)?项(?!目))(?:别|型|事项|项目|情形|活动|工作|内容)?(?:分别)?(?=.{0,6}(?:最高|最多|封顶|上限|不超过|不得超过|至多))"
)
"""每类最高3分: the most of each of the terms, and not of the row."""


_BOTTOMLESS: Final = re.compile(
    r"(?:本项|该项|此项)?(?:扣分|得分|分数)?(?:可以?(?:予以)?倒扣(?:分)?|(?:可以?)?(?:扣|减|计|得|为|出现)?(?:至|到|成|为)?负分|不保底|下不封底|下不保底|不设下限|无下限|没有下限"
    r"|倒扣(?:分)?(?:不限|不设限|无上限|不设上限|不封顶|没有上限))"
)
"""Below nothing, as far as it goes: 可倒扣, 倒扣不限, 不设下限."""
_UNBOUNDED: Final = re.compile(
    rf"{OWN}(?P<of>加分|得分|扣分)?(?:上不封顶|不封顶|不设上限|不设封顶|无上限|没有上限|不设限|不限)"
)
"""No most: of what is added the row's points are one all the same, of what is taken nothing."""


def cap(state: State, piece: str) -> bool:
    """最高得5分, 共8分, 扣完为止."""
    bare = re.sub(r"^\(|\)$", "", piece)
    if re.fullmatch(
        rf"(?:{OWN}|直至|直到)?(?:分值|分)?(?:扣完|扣光)(?:{OWN})(?:全部|相应)?(?:分值|分数|基本分|标准分|总分|分)?(?:为止)?"
        rf"|{OWN}(?:最多)?扣至0分(?:为止)?|{OWN}不[得计出]?[现]?负分"
        rf"|{OWN}最低(?:得|为|计|扣至)?0分"
        rf"|{OWN}以扣完.{{0,6}}为限",
        bare,
    ):
        state.floored = True
        return True
    if _BOTTOMLESS.fullmatch(bare):
        state.bottomless = True
        return True
    if (free := _UNBOUNDED.fullmatch(bare)) is not None:
        taken = free["of"] == "扣分" or (state.last is not None and state.last[1] < 0)
        state.bottomless = state.bottomless or (taken and free["of"] in (None, "扣分"))
        return True
    if _own_base(state, piece, bare) or _no_more(state, bare):
        return True
    every = _EVERY_KIND.match(bare)
    bare = bare[every.end() :] if every is not None else bare
    down_to = re.fullmatch(
        rf"{OWN}(?:最多|最低)?扣(?:至|到)(?P<points>{N})分(?:为止|封底|为限)?", bare
    )
    if down_to is not None:
        state.down_to.append((Decimal(down_to["points"]), piece))
        return True
    alone = re.match("累计|合计|总计|本项|该项|全年", bare) is None
    if alone and state.fresh and state.context and _ON_CONDITION.search(state.context[-1]):
        return False  # 未完成年度计划的, 最高得50分: the most of a row where something is so
    word = (
        r"(?:[此这上述以]*[两二三四五六]项|"
        r"累计|合计|总计|共计|总分|总|得分|加分项|扣分项|加分|扣分|减分|计分|同类|全年|各项)*"
    )
    found = re.fullmatch(
        rf"(?:{OWN}|以上|上述)?{word}(?:最高|最多|封顶|上限|满分|共计|共|不超过|不得超过|至多|以)"
        rf"(?:可|只|为|是|不超过|不得超过|分)?(?P<verb>得分|加分|扣分|得|加|计|扣|减)?(?:不超过|不得超过|为)?"
        rf"(?P<points>{N})分(?:为限|封顶|为止|\))?",
        bare,
    ) or re.fullmatch(
        rf"(?:{OWN}|以上)?{word}(?P<verb>扣|加|得)?(?:完|满|至|到)?(?P<points>{N})分(?:为止|封顶|为限|为上限)",
        bare,
    )
    if found is None:
        return False
    verb = found["verb"] or bare
    sign = -1 if re.search(r"扣|减", verb) else 1 if re.search(r"得|加|计", verb) else 0
    at = state.placed[-1][2] if state.placed else {}
    if every is not None:
        state.caps_of_each.append((state.sentence, Decimal(found["points"]), sign, piece, at))
        return True
    state.caps.append((state.sentence, Decimal(found["points"]), sign, piece, at))
    return True


def _no_more(state: State, bare: str) -> bool:
    """得分=实际值/目标值×4, 超过目标值按4分计: the points of the row, and no more."""
    found = re.fullmatch(
        rf"(?:超过|超出|超额完成|超额|高于)(?:目标值?|计划数?|任务数?|{N}%?)?(?:部分)?(?:的)?,?(?:均|一律|仍|只)?按(?P<points>{N})分(?:计算|计分|计)",
        bare,
    )
    last = state.last
    if found is None or last is None or Decimal(found["points"]) != state.points:
        return False
    return (
        last[1] > 0 and bool({"rate", "ratio", "amount"} & set(last[2])) and "band" not in last[2]
    )


def _own_base(state: State, piece: str, bare: str) -> bool:
    """3分扣完为止 behind a part of 2 points: what is taken has 3 points to begin with."""
    found = re.fullmatch(rf"(?P<points>{N})分(?:扣完|扣光)(?:为止)?", bare)
    last = state.last
    if found is None or last is None or last[1] > 0 or len(state.deduct) != 1:
        return False
    own = Decimal(found["points"])
    state.start = None if own == state.points else own
    state.caps.append((state.sentence, own, -1, piece, last[2]))
    return True


def base(state: State, piece: str) -> bool:
    """基础分60分, 基本分5分."""
    found = re.fullmatch(rf"{OWN}(?:基础分|基本分|起评分)(?:为|是|值)?(?P<points>{N})分", piece)
    if found is None:
        return False
    state.start = Decimal(found["points"])
    return True


def effect(state: State, piece: str) -> bool:
    """一票否决, 取消评优资格, 降一等次, 总分记0分."""
    for kind, words in _EFFECTS.items():
        found = re.fullmatch(rf"(?P<what>.*?)(?:的|者|,)?(?:{words})", piece)
        if found is None:
            continue
        label = _event(state, clean(found["what"])) or _in_its_words(state, clean(found["what"]))
        if not label:
            return False
        counts = [str(t["each"]) for t in (*state.add, *state.deduct) if "each" in t]
        held = (f"{label} >= 1" if label in counts else label, kind)
        if held not in state.effects:
            state.effects.append(held)
        else:
            state.notes.append(piece)  # 不得评优, 并取消评先资格: the same in other words
        return True
    return False


def _in_its_words(state: State, own: str) -> str:
    """死亡10人、重伤50人以上的: what no count of ours can say, in the words of the clause."""
    label = own if len(own) > _SHORT else clean(state.context[-1]) if state.fresh else ""
    if not fits(label):
        return ""
    state.guessed.append(label)
    return label


def _event(state: State, said: str) -> str:
    """What brings the effect: said with it, said before it, or brought by it a moment ago."""
    own = re.sub(
        r"(?:直接|一律|给予|予以|均|并|且|同时|还|另)+$|^(?:并|且|同时|直接|一律)", "", said
    )
    own = (
        ""
        if re.fullmatch(
            r"(?:该|本|其|所在)?(?:单位|科室|乡镇|班级|学校)?|其"
            r"|(?:当|本|全|下)?(?:年终|年度?|半年|季度?|学期|月度?|期)(?:的)?(?:考核|考评)?(?:中|内)?",
            own,
        )
        else own
    )
    if (
        0 < len(own) <= _OF_WHOM
        and state.fresh
        and not re.search("未|不|被|有|受|发|超|违|[0-9]", own)
    ):
        own = own if not state.context or not state.context[-1].endswith("的") else ""
    if not own and state.condition[0] == state.sentence:
        return state.condition[1]
    if not own and not state.fresh and state.effects:
        return state.effects[-1][0]
    if not own and not state.fresh and state.stops and (
        state.last is None or state.last[0] != state.sentence or state.stopped == state.sentence
    ):  # fmt: skip
        return state.stops[-1]  # 进京上访的不得分, 且全年不得评优
    label = own or (clean(state.context[-1]) if state.context else clean(state.name))
    share = re.fullmatch(
        rf"(?P<lead>[^0-9]{{2,30}}?)(?P<way>超过|高于|低于|不足|达不到)(?P<line>{N})%", label
    )
    if share is not None and fits(f"{share['lead']}超过"):
        sign = ">" if share["way"] in ("超过", "高于") else "<"
        return f"{clean(share['lead'])} {sign} {share['line']}%"
    over = re.fullmatch(rf"(?P<lead>.*?)超过(?P<num>{COUNT})(?P<unit>{UNITS})", label)
    if over is not None:
        return _beyond(state, over)
    many = re.fullmatch(
        rf"(?P<lead>.*?)(?P<num>{COUNT})(?P<unit>{UNITS})(?:及|含|\(含\)|或)?以上(?:的)?(?P<rest>.*)",
        label,
    )
    if many is None:
        return label if safe(label) else ""
    event = clean(
        re.sub(r"^(?:年内|全年|当年|累计|发生|出现|有)+", "", many["lead"]) + many["rest"]
    )
    return (
        f"{event} >= {number_of(many['num'])} {many['unit']}"
        if len(event) > 1 and safe(event)
        else ""
    )


def _beyond(state: State, over: re.Match[str]) -> str:
    """超过3人的取消评优资格: of what was counted in that unit, or of what is said with it."""
    event, unit = clean(over["lead"]), over["unit"]
    alike = [str(t["each"]) for t in (*state.deduct, *state.add) if t.get("unit") == unit]
    if len(event) < 2:
        event = alike[-1] if len(alike) == 1 else f"以上情况合计{unit}数" if alike else ""
    return f"{event} > {number_of(over['num'])} {unit}" if len(event) > 1 and safe(event) else ""


def once_each(state: State, piece: str) -> bool:
    """就高不就低, 同一事项不重复计分."""
    if not re.search(
        r"就高|[取按以]最高|按高|只计最高|取高|不重复|不累计|不叠加|不得重复", piece
    ) or re.search(N, piece):
        return False
    if re.search(_SAME, piece) and not state.deduct:
        state.same, state.same_in = (
            piece,
            state.sentence,
        )  # what its levels are is known once every piece was taken
        return True
    _highest(state, piece)
    return True


def settle_same(state: State) -> None:
    """同一事项就高不重复: named things, each at its highest level, or what was asked of old."""
    if state.same and not as_named(state):
        _highest(state, state.same)


_SEVERAL: Final = 2
_LEVELS: Final = re.compile(
    "国家|中央|省部|部|省|市|县|区|乡|镇|校|院|村|级|特等|[一二三四]等|优秀|良好|合格|一般|[甲乙丙ABCD](?:级|等)"
)


def _of_one_thing(flags: list[Keys]) -> bool:
    """省级表彰, 市级表彰 are levels of one thing; 会议交流 and 省级表彰 are two."""
    stems = {_LEVELS.sub("", str(one["if"]))[-_SEVERAL:] for one in flags}
    return len(stems) == 1


def _highest(state: State, piece: str) -> None:
    """不重复计分, where no levels have a name: the whole row, or every thing by itself."""
    counted = any("each" in term for term in (*state.add, *state.deduct))
    flags = [term for term in (*state.add, *state.deduct) if "if" in term]
    if not (counted or not state.placed or (len(flags) > 1 and re.search(_SAME, piece))):
        if len(flags) < _SEVERAL or _of_one_thing(flags):
            state.highest = True
            return
        ways = ("整行只计最高的一项", "同一件事才只计最高的，不同的事相加")
        state.highest = state.choose("highest", *ways) == 0
        return
    ways = ("同一件事只在最高一级报一次，不同的事相加", "整行只计最高的一项")
    way = state.choose("highest", *ways)
    state.highest = state.highest or way == 1
    if not way:
        state.notes.append("同一件事只报最高的一级，不重复报")
        for term in flags:
            term["each"], term["unit"] = term.pop("if"), "次"
