"""What a sentence behind an act fills in or asks of it: 看错了 两个; 理由写漏计; 改完名次变不变.

An act that is being prepared has slots: a value, a reason, a day, whom it is for, how it is
headed. A sentence behind it fills one or several of them, asks what would follow, or wants to see
it first. Only reading, and every clause must be one of these: which act has which slot, and what
becomes of it, is the front's to know (``bot.front.standing``). Whom a draft is for and its words
are ``leans_whom``'s and ``redraft``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from bot.speech.numbers import MEASURES, plain

Slot = Literal[
    "value", "reason", "due", "group", "head", "person", "phone", "table", "class",
    "alias", "self", "effect", "as_is",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Put:
    """One slot, and what is said for it; nothing of what only asks or looks."""

    slot: Slot
    said: str = ""


LONGEST: Final = 80
_N: Final = r"(?:[0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十]+)"
_ENDS: Final = r"(?:吧|就行了?|就好了?|就够了?|好了|才对|即可|得了|啊|哈|呗|嘞|了)*"
_OPENS: Final = re.compile(
    r"^(?:(?:不对|不是|等等|等一下|哎|诶|哦|噢|嗯|那个|那就?|好的?|行|中|算了|对了"
    r"|(?:我|刚才|刚)*[看说写打弄搞记念讲填选听]*(?:错|瞎|岔|漏)了(?:一?个字)?"
    r"|(?:别|不要|先别|不)(?:再)?(?:说|写|用|按|定|提|到|给到?)?[^,，。;；！!错]{1,8}了)[,，。;；!！\s]+)+"
)
"""不对，看错了: what was shown is wrong; what is right comes behind it."""
_SLIPPED: Final = re.compile(r"(?:错|瞎|岔)了|不对|不是")
_OF_REASON: Final = (
    r"(?:把|将|那|再|给|帮我|顺便|还有)*(?:审核|更正|退回|核减|延期)?(?:的)?"
    r"(?:理由|原因|事由|缘由|依据)(?:那?[栏里处块]|上面)*"
)
_REASON: Final = re.compile(
    rf"{_OF_REASON}(?:就|也|都|给我|给他们?|要|请|再|统一|先|还是)*"
    r"(?:写上?|填上?|改|换|用|说|加上?|补上?|注明|标|是|为|[:：])(?:成|为|个|一下|上|作|是|下)*[:：,，\s“\"]*(?P<said>[^”\"]{2,}?)[”\"]?"
    rf"|{_OF_REASON}(?:就|也|都|给我|给他们?|要|请|再|统一|先|还是|写上?|填上?|改|换|用|说|成|为|是)*[:：\s]*"
    rf"[“\"](?P<said4>[^”\"]{{2,}})[”\"]{_ENDS}"
    rf"|{_OF_REASON}[\s“\"]*(?P<said3>(?!不[对行够好充]|没[写填有]|太|错|得|呢|有点|充分|够|好|在|去|要|改)[^”\"]{{2,}}?)[”\"]?"
    r"|(?:就|你就)?(?:因为|由于)[:：,，\s]*(?P<said2>.{2,})"
)
_COLON: Final = re.compile(rf"{_OF_REASON}\s*[:：]\s*(?P<said>.{{2,}})", re.DOTALL)
"""Whatever stands behind a colon is the reason."""
_VALUE: Final = re.compile(
    rf"(?:应该|应当|其实|实际|还是|就|那|要|要改|改|核定|核减|核|认定|认|算|计|按|给|打|是|成|为|到|写|填"
    rf"|录|报|一共|总共|共|总数|变|该)*(?P<said>{_N}\s*(?:分|%|(?:{MEASURES}))?){_ENDS}"
)
_MEASURED: Final = re.compile(rf"{_N}\s*(?:分|%|(?:{MEASURES}))")
_DENIES: Final = re.compile(r"(?:就|也|可|那个?)*(?:不|别|不要|甭)(?:再|要)*(?:写|提|说|填)")
"""不写培训, behind 理由写系统升级: what it is not."""
_MORE: Final = re.compile(
    rf"(?:(?P<more>少|漏)|(?P<less>多))(?:算|计|记|认|报|录|数|写)?(?:了|的)*(?P<n>{_N}\s*(?:{MEASURES})){_ENDS}"
)
"""少算一篇: one more than stands there; 多算两次: two less."""
_DUE: Final = re.compile(
    r"(?:那|就|再|给|把|将|补正|补报|整改|他们?|的)*(?:期限|截止(?:时间|日期|日)?|时限|日子|时间|日期)"
    r"(?:就|也|都|给|再|还是)*(?:放宽?|改|定|延|挪|推迟?|宽限|宽|写|调|到|成|为|在|是|[:：\s])+(?P<said>[^,，]{2,10}?)"
    rf"(?:之?前|以前)?{_ENDS}"
    rf"|(?:最晚|最迟|限|让他们?|叫他们?)*(?P<said2>[^,，]{{2,8}}?)(?:之前|以前|前)(?:必须|再)?(?:补|交|报|改)(?:上来?|齐|完|好|正)*{_ENDS}"
    r"|(?:说|定|写|改|就|到|成|在|是)*(?P<said3>(?:今天|明天|后天|大后天|[这本下]?个?(?:周|星期)[一二三四五六日天]|[0-9]{1,2}月[0-9]{1,2}[日号]"
    rf"|[0-9]{{1,2}}[日号])(?:上午|中午|下午|晚上|下班)?)(?:之前|以前|前)?{_ENDS}"
)
_GROUP: Final = re.compile(
    r"(?:先|就)*(?:只|光|单|仅|就)(?:是|叫|让|给|把|转|要|交|分|发|催|延|审|管|看|负责|他|她|它|们|这个)*"
    r"(?P<said>乡镇街道|乡镇|街道|县直单位|县直|局委|部门)(?:的|那?部分|那?些|那?块|单位|材料|嘞)*"
    r"(?:转|给他|给她|审|看|管|发|延|催|就行)*" + _ENDS
)
HEAD: Final = (
    r"(?:把|将|那)*(?:的)?(?:抬头|台头|主送(?:机关|单位)?|称呼|开头的称呼|发给谁那[行栏])(?:就|也|要|还是)*"
    r"(?:改|换|写|用|弄|成|为|是|作|上|[:：\s])+[“\"]?(?P<said>[^”\"]{2,60}?)[”\"]?[:：。]?"
    rf"{_ENDS}"
)
"""抬头改成各乡镇人民政府: to whom a paper is addressed, above its text."""
_HEAD: Final = re.compile(HEAD)
_PHONE: Final = re.compile(
    r"(?:他|她|的|那个|新)*(?:电话|手机号?|号码|尾号|末尾|[后末]四位|号)(?:[说写打弄念记]?(?:错|瞎|岔)了)?[,，\s]*"
    rf"(?:应该|应当|是|为|改|换|成|[:：\s])*(?P<said>1[0-9]{{10}}|[0-9零〇一二三四五六七八九]{{4}}){_ENDS}"
)
_PERSON: Final = re.compile(
    r"(?:名字|姓名|人名|人)(?:[说写打弄念记]?(?:错|瞎|岔)了)?[,，\s]*(?:应该|应当|是|叫|为|改|换|成|[:：\s])+"
    rf"(?P<said>[一-鿿·]{{2,4}}?){_ENDS}"
)
_CLASS: Final = re.compile(
    r"(?:给它|把它|它|的|类别|分类|就|也)*(?:归|算|放|分|列|排|是|属于|定|划|到|在|进|为|成|按)+(?P<said>[一二三四五1-5]类)"
    rf"(?:里头|里面|里|单位|的|去)*{_ENDS}"
)
_TABLE: Final = re.compile(
    r"(?:给它|把它|它)*(?:归|算|放|分|列|排|是|属于|用|到|在|进|为|按)+(?P<said>县直|乡镇街道|乡镇|街道|部门)"
    rf"(?:单位|那?张?表|那边|里头|里面|里|的|考核)*{_ENDS}"
)
_ALIAS: Final = re.compile(
    r"(?:给它|把它|它|的|再|还|也|另外)*(?:别名|别称|又名|俗称|也叫|又叫)(?:再|也|就|还|给)*(?:加上?|添上?|叫|是|为|写|设|定|记|补)*"
    rf"(?:一?个|为|成|上)*[:：\s“\"]*(?P<said>[一-鿿]{{2,12}}?)[”\"]?{_ENDS}"
)
"""别名再加一个供销联社."""
_SELF: Final = re.compile(
    r"(?:先|就|只|光|仅|单|单独|把它?|这个|这份|草稿|通知|帮|能不能|可以|你)*"
    r"(?:(?:发|推|转|传|弄|打|给|让|叫)+(?:一?[份条个]|到|给)*(?:我|俺|咱|本人)(?:自己|这儿?|这里|手机上?|一个人|本人|先)*"
    r"(?:先|给|发|一份|一条|一下|试试|看看?|瞅瞅?|瞧瞧?|过过?目|预览|样子|效果|什么样|啥样|成不成|行不行|再说|再发|一眼)*"
    r"|(?:我|俺|咱)?(?:先|想|要)*(?:看看?|瞅瞅?|瞧瞧?|预览|过过?目|试)(?:一?下|一眼|看)?(?:发出去|发出来|发了|到手机上?)*(?:以?后)?(?:是|的)*"
    r"(?:效果|样子|什么样|啥样|长啥样|样式)(?:再说|再发)?)" + _ENDS
)
_MOVES: Final = (
    r"(?:变化?(?:吗|么|不|多少|成什么|成啥|大不大)?|[变升降掉涨跌动](?:不[变升降掉涨跌动])?|受(?:不受)?影响|影响(?:大不大|吗|不)?|往[前后]"
    r"|第几|几名|多少|几分|是多少|是几|到几|够不够|还(?:是|够|能)|差多少|保得?住|咋样|怎么样|什么样|啥样)"
)
_EFFECT: Final = re.compile(
    r"(?:那|那么|要是|如果|这样|这么|照这样|照这么|万一|按这个|一|真|我)*?"
    r"(?:(?:改|核|定|退|退回|过|通过|扣|减|算|认|打|判|更正|核减|弄|录|记|填)(?:完|了|过|掉|下来|下去|成|后|回)*)?"
    r"(?:以后|之后|过后|后|的话|一下)*[,，\s]*(?:对|那|就)*(?:他们?|它们?|这家|那家|该?单位|全县|别的单位|别家|其他单位)*(?:的)?"
    r"(?:(?:会不会|会|要|能不能|有没有|是不是|是否|对|影响|立刻|马上|立马|当时|当场|自动|跟着)*"
    r"(?:总?分数?|得分|名次|排名|位次|等次|等级|档次?|优秀|良好|合格|结果|别的单位|别家|其他单位)"
    rf"(?:会不会|会|要|能不能|有没有|有|是不是|是否|还|得|就|也|能|够|是|立刻|马上|立马|当时|当场|自动|跟着)*(?:优秀|良好|合格)?{_MOVES}?(?:成|到|为)?(?:多少|几|啥|什么|第几)?(?:了|的|名|分|个?档|一?名)*"
    r"|(?:会不会|会|要)(?:掉|降|升|变|影响).{0,6}?"
    r"|(?<=[了过后完成掉下来样么改它])(?:就|还|是|能|得|变|到|排|有|成)*(?:第?几名?|多少分?|几分|什么等次|啥等次))(?:吗|么|不|没有?|呢|啊|[?？])*"
)
_WHAT_FOLLOWS: Final = re.compile(
    r"变|影响|[升降掉涨跌]|动不动|会动|受不受|还(?:够|能|是|得)|保得?住|^(?:那|要是)*(?:改|核|定|退|通过|过|扣|减|更正)[^,，]{0,3}(?:完|了|过|后|下来|成)"
    r"|^(?:那|要是)*(?:这样|这么|照这)"
)
"""Without one of these it asks how things are: 得分多少."""
_ASKS: Final = re.compile(r"[?？吗呢]$|谁|哪|什么|怎么|咋|多少|要不要|用不用|该不该")
_AS_IS: Final = re.compile(
    r"(?:那|就|还是|先|给|给他们?|都|也|可以|没事|没问题|[,，\s])*(?:按|照|依|用)(?:着)?"
    r"(?:现在|目前|这个|这样|这么|这些|原样|原来|上面|自评|单位?报|他们?报|它报|现有|刚才)(?:的|数|数字|分数|分|样子|说的|写的|来)*"
    r"(?:给|让|直接|就)*(?:过|通过|定|办|发|延|来|认|算|核|提交|提|更正|录|弄|走|执行|催|记)?(?:吧|了|就行|就好|就中|得了)*"
)
_MARKED: Final[tuple[tuple[Slot, re.Pattern[str]], ...]] = (
    ("reason", _REASON), ("head", _HEAD), ("phone", _PHONE), ("person", _PERSON),
    ("due", _DUE), ("group", _GROUP), ("class", _CLASS), ("alias", _ALIAS), ("table", _TABLE),
    ("self", _SELF), ("as_is", _AS_IS), ("effect", _EFFECT), ("value", _VALUE),
)  # fmt: skip
_ASKED: Final = ("effect", "self", "as_is")
_BREAK: Final = re.compile(r"[,，。;；!！\s]+")


def puts(text: str) -> tuple[Put, ...]:
    """The slots that a sentence fills or asks of; nothing where a clause of it is none of these."""
    said = plain(text).strip().rstrip("。！!~")
    if not said or len(said) > LONGEST:
        return ()
    bare = _OPENS.sub("", said)
    slipped = bare != said and _SLIPPED.search(said[: len(said) - len(bare)]) is not None
    if not bare:
        return ()
    whole = _one(bare, slipped=slipped)
    return (whole,) if whole else tuple(_clauses(bare, slipped=slipped))


def _clauses(said: str, *, slipped: bool) -> Iterator[Put]:
    """Clause by clause; what follows a reason and is no slot of its own belongs to the reason."""
    found: list[Put] = []
    for clause in filter(None, _BREAK.split(said)):
        one = _one(clause, slipped=slipped)
        last = found[-1] if found else None
        if one is not None and not (last and last.slot == one.slot):
            found.append(one)
        elif last is not None and last.slot == "reason" and _DENIES.match(clause):
            continue
        elif last is not None and last.slot == "reason" and one is None:
            found[-1] = Put("reason", f"{last.said}，{clause}")
        else:
            return
    yield from found


def _one(clause: str, *, slipped: bool) -> Put | None:
    """The slot that a clause is about."""
    if more := _MORE.fullmatch(clause):
        return Put("value", f"{'+' if more['more'] else '-'}{more['n']}")
    for slot, pattern in _MARKED:
        match = pattern.fullmatch(clause)
        if match is None:
            continue
        said = next((one for one in match.groups() if one), "").strip() if match.groups() else ""
        if slot == "reason" and _BREAK.search(said):
            return None  # taken apart: another slot may stand behind it
        if slot == "value" and not (slipped or _MEASURED.fullmatch(said) or clause != said):
            return None
        if slot == "effect" and not _WHAT_FOLLOWS.search(clause):
            return None
        if slot not in _ASKED and _ASKS.search(clause) and not _COLON.match(clause):
            return None
        return Put(slot, said)
    return None


def reason_of(text: str) -> str:
    """A typed reason without what only says that it is one: 理由写漏计, 原因：人员变动."""
    said = text.strip()
    if marked := _COLON.fullmatch(said):
        return marked["said"].strip()
    found = puts(said)
    return found[0].said if [one.slot for one in found] == ["reason"] else said


def puts_right(text: str) -> bool:
    """看错了 两个: whether a sentence begins by saying that what was shown is wrong."""
    opens = _OPENS.match(plain(text).strip())
    return opens is not None and _SLIPPED.search(opens[0]) is not None
