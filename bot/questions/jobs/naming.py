"""What units, people of the office and the office itself are called; who has which role. Pure.

文化局改名叫文广旅局, 林业局调到二类, 信用办电话改成…, 孙倩不当审核员了, 加一个审核员 刘洋.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.questions.combined import Known
from bot.questions.decisions import UNIT
from bot.questions.jobs.job import Job
from bot.questions.jobs.said import PERSON, Said
from bot.speech.names import unquoted
from bot.speech.people_names import is_name

_LEAD: Final = r"(?:请|麻烦你?|帮我|把|将|给|那|以后|从现在起|从今天起)*"
_TAIL: Final = r"(?:了|吧|啊|哈|一下)*"
_NEW: Final = rf"(?P<new>{UNIT}|[^,，。;；\s]{{2,24}}?)"
_BECOMES: Final = r"(?:改|换|变|更)(?:成|为|到|叫)?(?:了)?"

_OTHER_CHANGE: Final = r"(?!动|过|正|期|进|变|天|数|分|回|错|一?下)"
"""财政局改动记录 asks for changes, 财政局改正 is no name."""

_RENAMED: Final = re.compile(
    rf"{_LEAD}{UNIT}(?:的)?(?:(?:单位)?(?:名字|名称|全称|全名|名))?(?:已经|正式|现在)?"
    rf"(?:改名?(?:叫|成|为|字叫)?(?:了)?{_OTHER_CHANGE}|更名(?:为|成|叫)?(?:了)?|改叫(?:了)?|换名(?:叫|成|为)?|(?:现在|以后)叫)"
    rf"{_NEW}{_TAIL}"
)
_SHORT: Final = re.compile(
    rf"{_LEAD}{UNIT}(?:的)?简称(?:就)?(?:叫|{_BECOMES}|是|为|用|写)+{_NEW}{_TAIL}"
)
_ALIAS: Final = re.compile(
    rf"{_LEAD}(?:我们?)?(?:说|提到?|写|喊)(?:的)?{_NEW}(?:就|也|都|是|指的|指|算)+{UNIT}{_TAIL}"
    r"(?:[,，]?(?:给我|帮我|你)?记(?:一下|住|着|上))?"
)
_ALSO: Final = re.compile(
    rf"{_LEAD}{UNIT}(?:也叫|又叫|还叫|(?:再)?加(?:个|一个)?别名(?:叫)?){_NEW}{_TAIL}"
)
_CLASS: Final = re.compile(
    rf"{_LEAD}{UNIT}(?:的)?(?:类别)?(?:从[一二三四五]类)?(?:调整?|改|划|归|放|换|变|转|算|列)"
    rf"(?:到|成|为|入|在|进)?(?P<new>[一二三四五]类){_TAIL}"
)
_STOP: Final = re.compile(
    rf"{_LEAD}{UNIT}(?:从|在)?(?:单位|考核)?(?:名单|名册|名单里)?(?:里|中|上)?"
    r"(?:(?:已经|被)?(?:撤销|撤并|撤|合并|并走)(?:了|掉)[,，]?)?(?:以后|今后|往后)?"
    r"(?:去掉|删掉|删除|删|拿掉|移除|移出去?|划掉|停用|停了|撤了|撤销了|撤并了|合并了"
    rf"|不(?:用|再)?(?:参加|参与|纳入)?(?:考核|参评|参加)){_TAIL}"
)
_START: Final = re.compile(
    rf"{_LEAD}{UNIT}(?:又)?(?:恢复(?:考核|参评|使用)?|重新(?:纳入|参加|加入|启用)(?:考核|名单)?|启用){_TAIL}"
)


def unit(said: Said) -> Job | None:
    """What one unit is called from now on, its class, whether it is assessed."""
    if not said.units or said.rows or said.people:
        return None
    named: tuple[tuple[Literal["short", "alias", "class", "rename"], re.Pattern[str]], ...] = (
        ("short", _SHORT), ("alias", _ALSO), ("alias", _ALIAS), ("class", _CLASS),
        ("rename", _RENAMED),
    )  # fmt: skip
    for kind, pattern in named:
        match = pattern.fullmatch(said.signs)
        if match is None:
            continue
        new, mine = match["new"], match.start("new")
        whose = said.signs.index(UNIT) if kind != "alias" else said.signs.rindex(UNIT)
        if UNIT in new:
            new = said.written(mine, match.end("new"))
        if re.search(r"[不别没谁哪吗啥]|什么", new):
            return None
        place = said.signs.count(UNIT, 0, whose)
        return Job(_KINDS[kind], (said.units[place],), text=unquoted(new))
    if len(said.units) == 1 and _STOP.fullmatch(said.signs):
        return Job("stop", said.units)
    if len(said.units) == 1 and _START.fullmatch(said.signs):
        return Job("start", said.units)
    return None


_KINDS: Final[dict[str, Literal["rename", "called", "alias", "class"]]] = {
    "rename": "rename", "short": "called", "alias": "alias", "class": "class",
}  # fmt: skip

_OURS: Final = r"(?:信用办|咱们?|我们?|本办|办公室|办里|单位)*(?:的)?"
_CONTACT: Final = re.compile(
    rf"{_LEAD}{_OURS}(?:联系)?(?P<what>电话|座机|号码|办公时间|上班时间|工作时间|接听时间|联系人)"
    r"(?:号码|号)?"
    rf"(?:已经|现在)?(?:换号|{_BECOMES}|现在是|以后是)+(?:了)?[,，:：\s]*"
    rf"(?:现在是|新的是|是)?\s*(?P<new>[^?？]{{2,40}}?){_TAIL}"
    r"|(?:信用办|咱们?|我们?|办公室)+(?:换|改)(?P<what2>号|电话|座机)(?:码)?了?[,，:：\s]*"
    r"(?:现在|新号)?(?:是|改成)?\s*(?P<new2>[0-9][0-9\- ]{5,20})"
)


def contact(text: str) -> Job | None:
    """信用办电话改成…, 办公时间改成…, 联系人换成…."""
    match = _CONTACT.fullmatch(text)
    if match is None:
        return None
    what, new = match["what"] or match["what2"], (match["new"] or match["new2"]).strip()
    if re.search(r"吗|呢|谁|哪|什么|多少|没有|不", new):
        return None
    kind = "person" if what == "联系人" else "hours" if "时间" in what else "phone"
    if (kind == "phone") != (re.search(r"[0-9]{5}", new) is not None):
        return None
    return Job("contact", text=f"{kind}:{new}")


_ROLES: Final = {
    "审核员": "reviewer", "审核": "reviewer", "管理员": "admin", "管理": "admin",
    "观察员": "observer", "只看": "observer", "查看": "observer", "观察": "observer",
    "数据报送员": "supplier", "报数": "supplier", "报送": "supplier", "供数": "supplier",
    "报数员": "supplier", "录数": "supplier",
}  # fmt: skip
_ROLE: Final = r"(?P<role>审核员|管理员|观察员|数据报送员|报数员)"
_RIGHT: Final = (
    r"(?P<right>审核|管理|只看|查看|观察|报数|报送|供数|录数)(?:数据)?(?:的)?"
    r"(?:权限|资格|角色|账号|帐号|号|权)"
)
_GOES: Final = r"(?:调走|调离|离职|辞职|退休|不干|借调走?|走)(?:了)?[,，\s]*"
_ENDED: Final = (
    re.compile(
        rf"{_LEAD}{PERSON}(?:{_GOES})?(?:把)?(?:他|她)?(?:的)?(?:{_RIGHT}|{_ROLE}(?:权限|资格|角色)?)"
        r"(?:给|先|都)*(?:取消|收回|撤掉|撤了|撤销|去掉|停掉|停了|拿掉|关掉)(?:了|吧|掉)*"
    ),
    re.compile(rf"{_LEAD}{PERSON}(?:以后)?不(?:再)?(?:当|是|做|担任){_ROLE}(?:了|吧)*"),
    re.compile(
        rf"{_LEAD}(?:取消|收回|撤掉|撤销|去掉|停掉)(?:掉|了)?{PERSON}(?:的)?"
        rf"(?:{_RIGHT}|{_ROLE}(?:权限|资格|角色)?){_TAIL}"
    ),
)
_NAME: Final = r"(?P<name>[一-鿿·]{2,5}?)"
_RINGS: Final = (
    r"(?:[,，\s]*(?:他|她)?(?:的)?(?:电话|手机|号码)?(?:号码|号)?(?:是)?[:：\s]*"
    r"(?P<phone>1[0-9]{10}))?"
)
_COMES: Final = re.compile(
    rf"{_LEAD}(?:再|也|还|先)*(?:[拉让叫请找加])(?:{UNIT}的?)?(?:{PERSON}|{_NAME})"
    r"(?:也|都|来|进来|过来|加进来|一块儿?|一起|帮着|帮忙|帮|跟着|参与|搭把手|给我们?|咱们?)+"
    rf"(?:审核?|审审?材料|看材料)(?:一下|工作)?{_TAIL}{_RINGS}"
)
"""让老周也来帮着审: one more who reviews."""
_A_COLLEAGUE: Final = re.compile(
    rf"{_LEAD}(?:我们?|咱们?)?(?:想|要|需要|得|打算)*"
    r"(?:(?:刚|新)?来了?一?[个位名]新?(?:同志|同事|人)[,，\s]*)?(?:我们?|咱们?)?"
    r"(?:怎样|怎么样?|咋|如何|想|要|能不能|可以|再|也|给)*"
    r"(?:(?:把|将)?(?:他|她|新人|新同志|新同事|这个人|人)?也?(?:加|拉|放|请)(?:进来|进去|上|过来)+"
    r"|(?:加|拉|请|找|添|增加)(?:一?[个位名])?新?(?:人|同志|同事|帮手)(?:进来|过来|来)?)[,，\s]*"
    r"(?:来|帮忙|帮着|一起|一块儿?|参与|也|跟着|做|当)*(?:审核员|审核?(?:材料)?|看材料)(?:一下|工作|吗|呢)*"
    rf"{_TAIL}"
)
"""想加个人进来帮忙审材料: nobody is named yet."""
_GIVEN: Final = (
    re.compile(
        rf"{_LEAD}(?:再)?(?:加|增加|新增|添加|邀请|多加|设)(?:一个|个|一位|位|一名|名)?{_ROLE}[\s:：,，叫是]*{_NAME}?{_TAIL}"
    ),
    re.compile(
        rf"{_LEAD}(?:把|将)?(?:让|叫|请)?(?:{UNIT}的?)?(?:{PERSON}|{_NAME})[,，]?(?:(?:让|请|叫)?(?:他|她))?(?:也|来|[加拉放]进[来去]|加上|添上)*"
        rf"(?:当|做|担任|兼|为){_ROLE}{_TAIL}"
    ),
    re.compile(
        rf"{_LEAD}{_NAME}[,，]?(?:(?:给|帮|替)(?:他|她))?(?:开|加|建|设|弄|办|发)(?:一个|个)?(?:{_RIGHT}|{_ROLE}(?:权限|账号|邀请)?){_TAIL}"
    ),
)
_BORROWED: Final = re.compile(
    rf"^(?:从|由)?{UNIT}(?:那边)?(?:借|抽|调|派|请|来)(?:调|用)?(?:过|上|到)?(?:来|上来)?的(?:那个|那位)?(?:同志|人)?[,，]?"
)
"""从审计局借来的老周: where a colleague comes from; of that unit he becomes nothing."""
_CALLED: Final = re.compile(r"[小老][一-鿿]")
"""小张: as colleagues call each other."""
_MORE: Final = re.compile(
    rf"{_LEAD}{UNIT}(?:再|多|另外)*(?:加|增加|添|配|邀请)(?:一个|个|一位|位|一名|名)?(?:新的?)?"
    rf"联络员[\s,，:：]*(?P<new>.{{2,24}}?)?{_TAIL}"
)
_MADE: Final = re.compile(
    rf"{_LEAD}{UNIT}(?:的)?(?P<new>[一-鿿·]{{2,4}}?)(?:同志)?(?:设|定|登记|添加|加|作|当|列)(?:成|为|上)?(?:了)?"
    rf"(?:联络员|联系人){_TAIL}{_RINGS}"
)
"""烟草局的小刘设成联络员."""
_LEAVES: Final = re.compile(
    rf"{_LEAD}(?P<name>[一-鿿]{{2,4}})(?:从){UNIT}(?:的)?联络员(?:里|中|名单里)?(?:去掉|删掉|删除|移除|拿掉|撤掉){_TAIL}"
    rf"|{_LEAD}{UNIT}(?:的)?联络员(?P<name2>[一-鿿]{{2,4}})(?:去掉|删掉|删除|移除|拿掉|撤掉){_TAIL}"
)
_UNINVITED: Final = re.compile(
    rf"{_LEAD}(?:发给|给)?{UNIT}(?:的)?(?:那个)?邀请(?:码|链接|函)?(?:给|先)?(?:作废|撤销|撤回|撤掉|撤了|收回|取消)(?:掉|了|吧)*"
)


def role(said: Said) -> Job | None:
    """Who becomes what in the office, and who is it no more."""
    if said.rows:
        return None
    for pattern in _ENDED:
        if (match := pattern.fullmatch(said.signs)) is not None:
            return Job("end_role", people=said.people, text=_which(match))
    return _of_a_unit(said) or _nobody(said) or _given(said)


def _of_a_unit(said: Said) -> Job | None:
    """One more liaison of a unit, one less, an invitation taken back."""
    if (match := _MADE.fullmatch(said.signs)) is not None and _called(match["new"]):
        return Job("more", said.units, text=f"{match['new']} {match['phone'] or ''}".strip())
    for pattern in (_MORE, _LEAVES, _UNINVITED):
        if (match := pattern.fullmatch(said.signs)) is not None:
            kind = _OF_UNIT[pattern]
            new = match.groupdict().get("new") or ""
            return Job(kind, said.units, text=new)
    return None


def _given(said: Said) -> Job | None:
    """Who gets a role of the office; 让老周也来帮着审 makes a reviewer."""
    if (match := _COMES.fullmatch(said.signs)) is not None:
        name = match["name"] or ""
        made = Job("give_role", people=said.people, text=f"reviewer:{name}")
        return made if _called(name) else None
    if _A_COLLEAGUE.fullmatch(said.signs) is not None:
        return Job("give_role", text="reviewer:")
    borrowed = _BORROWED.sub("", said.signs)
    for pattern in _GIVEN:
        if (match := pattern.fullmatch(borrowed)) is not None:
            name = match["name"] or ""
            wanted = _which(match)
            if not _called(name) and wanted != "supplier" and "主任" not in name:
                return None
            return Job("give_role", people=said.people, text=f"{wanted}:{name}")
    return None


def _called(name: str) -> bool:
    """Whether somebody may be called so, or nobody is named at all."""
    return not name or is_name(name) or _CALLED.fullmatch(name) is not None


def _nobody(said: Said) -> Job | None:
    """刘洋不当审核员了, where nobody of the office is called so."""
    for pattern in _NOBODY:
        match = pattern.fullmatch(said.signs)
        if match is not None and is_name(match["name"]):
            return Job("nobody", text=f"{_which(match)}:{match['name']}")
    return None


_OF_UNIT: Final[dict[re.Pattern[str], Literal["more", "leaves", "uninvite"]]] = {
    _MORE: "more", _LEAVES: "leaves", _UNINVITED: "uninvite",
}  # fmt: skip


_NOBODY: Final = (
    re.compile(rf"{_LEAD}{_NAME}(?:以后)?不(?:再)?(?:当|是|做|担任){_ROLE}(?:了|吧)*"),
    re.compile(
        rf"{_LEAD}(?:取消|收回|撤掉|去掉){_NAME}(?:的)?(?:{_RIGHT}|{_ROLE}(?:权限|资格)?){_TAIL}"
    ),
)
"""Of somebody who is nobody of the office."""


def _which(match: re.Match[str]) -> str:
    named = match.groupdict()
    return _ROLES.get(named.get("role") or named.get("right") or "", "")


_RINGS_ANEW: Final = re.compile(
    rf"{_LEAD}(?:{UNIT}(?:的|那边的?)?)?(?:联络员|联系人)?(?:[一-鿿·]{{0,4}}?)(?:他|她)?(?:的)?"
    r"(?:换|改)(?:了)?(?:个|一个)?(?:新的?)?(?:手机号?码?|电话号?码?|号码|号)(?:了)?"
    r"[,，\s]*(?:(?:现在|新号码?|新的)*(?:改成|换成|改为|变成|变为|是|为|[:：])+\s*(?P<phone>1[0-9]{10}))?"
    rf"{_TAIL}"
    rf"|{_LEAD}(?:{UNIT}(?:的|那边的?)?)?(?:联络员|联系人)(?:的)?(?:手机号?码?|电话号?码?|号码)"
    r"(?:改成|换成|改为|变成|变为|换了?[,，]?(?:现在)?是)\s*(?P<phone2>1[0-9]{10})"
    rf"{_TAIL}"
)


def rings(said: Said) -> Job | None:
    """他换号了，改成13800001234: of a liaison, whose number only the liaison keeps."""
    if said.rows or len(said.units) > 1 or re.search(r"信用办|办公室|我们|咱们|座机", said.signs):
        return None
    match = _RINGS_ANEW.fullmatch(said.signs)
    if match is None:
        return None
    return Job("rings", said.units, text=match["phone"] or match["phone2"] or "")


_ADDS: Final = re.compile(
    rf"{_LEAD}(?:名单|名册|单位名单|单位)?(?:里|上)?(?:再)?(?:要|得|想|还要|需要)?(?:再)?(?:加|增加|新增|添加|加上)(?:上|进)?"
    r"(?:[一二两三四]个|个|一家|几个)?(?:新的?)?(?:县直|乡镇|考核)?(?:单位)?[\s:：,，]*"
    r"(?P<new>(?:[一-鿿]{2,14}(?:局|委|办|镇|乡|街道|中心|会|公司|院|校|社|站|所|队|处|部|行|馆|室)[、,，和]?)+?)"
    r"(?:[,，(（]?简称(?:叫|是|为)?[:：“\"]?(?P<short>[一-鿿]{2,8})[”\"]?[)）]?)?"
    r"(?:[,，](?:属于?|归|算|是|放|在)?(?:进|到|在)?(?P<table>县直|乡镇)(?:单位|部门|街道)?(?:这?张?表|的|里|那[边张])*)?"
)


def several(text: str, known: Known) -> Job | None:
    """增加两个乡镇：李口镇、王集乡: units that are added one by one."""
    match = _ADDS.fullmatch(text)
    if match is None:
        return None
    names = [one for one in re.split(r"[、,，和]", match["new"]) if one]
    if any(re.search(r"[不别没谁哪]", one) for one in names):
        return None
    known_as = [(one, known.roster.find(one)) for one in names]
    there = tuple(found.unit.id for _, found in known_as if found.sure and found.unit)
    names = [one for one, found in known_as if not (found.sure and found.unit)]
    named = re.search(r"县直|乡镇", text[: match.start("new")])
    table = match["table"] or (named.group() if named else "")
    short = match["short"] if len(names) == 1 else None
    text = "、".join(names) + (f":{short}" if short else "")
    return Job("add_units", there, group=table, text=text)
