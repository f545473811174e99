"""What a longer telling says of a checklist's items: 领导科室都有，打印机坏了, 就差制度, 3去掉.

To be shown for one tap, never to be kept unseen. Pure. Not here: a text that is wholly a list of
items (``bot.filling.items``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.filling.items_named import (
    bare_of,
    done_with,
    each_its_own,
    in_its_words,
    only_named,
    told_of,
)
from bot.forms.form import Question, Raw
from bot.questions.instead import is_asked
from bot.questions.parted import only_said
from bot.speech.denial import denial
from bot.speech.numbers import FIGURE, figure, plain

_LONGEST: Final = 60
_OF_SOME: Final = re.compile(
    r"(?:第|前|后|最后|头|末)面?[这那]?[0-9一二两三四五六七八九几]?[个项样种条]|其中|[这那]个"
)


def speaks_of_some(question: Question, text: str) -> bool:
    """Whether a text speaks of one item or a few of a list, whatever it says of them."""
    return bool(told_of(question, plain(text))) or _OF_SOME.search(plain(text)) is not None


_UNSURE: Final = re.compile(
    r"准备|打算|计划|正在|还是|还在|下个?(?:周|月|季度)|明年|可能|好像|大概|部分|有的|有些|一半|个别|不知道|不清楚|不确定|再说|怕|申请|采购|下单|在路上|报批|走程序|走流程|待定|暂定"
    r"|[或快]|(?<![现正内存])在(?:写|弄|办|建|做|买|编)|要[买配]|想[买配]|算了|[也都还]$|几[页份张]|坏.*修好|(?:领导|科室|联络员)说|去年|前年|上个?(?:季|月)|以前|听说|如果|要是|假如|人家|别人|他们|隔壁|兄弟单位|别的(?:单位|局|镇|乡|委)|没关系|没想好|说都?有|照片|材料"
    r"|(?<!也)没有?(?:上墙|挂(?:[上出起])?|装裱|装订|塑封|更新|修订|换|盖章?|编号)"
    rf"|{FIGURE}个?村|(?:^|[,，\s])[^我本俺咱,，\s]{{1,3}}[局镇乡]有"
)
_LACKING: Final = re.compile(
    r"没|未|无|坏|缺|差|少|报修|送修|在修|调走|调离|离职|离任|退休|走了|辞职|免职|空着|废止|作废|过期|失效|不是|不算|不专|报废|去掉|取消|不要|划掉|删|撤"
    r"|减|扣|刨|漏|欠|丢|停用|借出|免[了职去]|辞|弃|泡汤|黄了|[×✗✘❌]|[xX](?![A-Za-z])"
)
_MINUS: Final = re.compile(r"(?<![0-9])[-－—–−]|[-－—–−](?![0-9])")
"""-打印机: a dash may take off or begin a line of a list; nobody can tell."""


def dashed(question: Question, text: str) -> bool:
    """Whether a text is items and a dash, and nothing besides: 报道-, -打印机."""
    said = plain(text).strip()
    without = _MINUS.sub("", said)
    return (
        without != said
        and bool(told_of(question, without))
        and only_named(bare_of(without, question))
    )


_HELD: Final = re.compile(
    r"有|是|齐|管|牵头|算|已|配|定|[找买建立贴公签设印写做办成完接]|发|在|加上|补上|勾上"
)
_NOTHING: Final = re.compile(
    r"(?:这些|这几[样项个]|这个?季度?|本季度?|这|我们?|俺们?|咱们?|[单位镇乡局办]|目前|现在|一[个项样种条点]|哪[个样项种]|啥|全|都|也|统统|通通|完全)*"
    r"(?:没有|没得|没|冇|木有)(?:搞|弄|做|办|建|开展)?(?:过|的|呢|啊|呀|嘞)*"
)
_BUT: Final = re.compile(
    r"(?:目前|现在|我们?|俺们?)*(?:就|只|光|仅|还)(?:是)?(?:差|缺|少|没有?|剩)了?(?P<names>.+?)(?:没有?)?了?"
)
_ALL_BUT: Final = re.compile(
    r"(?:这|那)?(?:[一二三四五六七八九]|所有)?[个项样]?(?:全|都)+(?:有|齐|做|弄|办)?了?[,，\s]*(?:(?:就|只)?除了?(?P<names>.+?)(?:以外|之外|外)?"
    r"|(?:就|只|但是?|不过|可)*(?:是|有)?(?P<lacking>[^,，]+?)(?:还|暂时)?(?:(?:没有?|未)(?:总结|弄|做|办|搞|写|建|整理|上|出)?(?:好|完|出来)?|缺|差))"
)
_NONE_BUT: Final = re.compile(
    r"(?:全|都)+没有?[,，\s]*(?:就|只|但是?|不过)*(?:是|有)?(?P<names>[^,，没]+?)有?"
)
_ONE_LACKS: Final = re.compile(
    r"(?:就|只|光|仅)(?:是|有)?(?P<names>[^,，没]+?)(?:还|暂时)?(?:没有?|缺着)(?:弄|做|办|写|建)?(?:上|好|完|成)?了?"
    r"(?:[,，\s]*(?:剩下|其他|其它|其余|别的|另外)的?(?:[一二三四五六七八九][个项样])?"
    r"(?:(?:都|全)+(?:有|齐|好|行|没问题)了?|没问题|齐了))?"
)
_OF_THE_LIST: Final = re.compile(
    r"^(?:这|那)?[一二三四五六七八九](?:有|要素|[样项个条](?:要素)?)(?:里头?|里面|当中|中间?|中)(?:面|头)?[,，\s]*"
)
"""七有里头就差报道: what all of them are called, said before."""
_EVERY: Final = re.compile(
    r"(?:(?:这|那)?(?:[一二三四五六七八九]|几)?[个项样种条](?:要素|东西)?)?(?:我们?|俺们?|咱们?|本?[单位镇乡局办]+)*"
    r"(?:(?:全部?|都|全都)(?:有|勾|选|齐|弄|做|办|搞|建|置办|具备|落实)(?:好|全|齐|到)*(?:上|了)?[,，\s]*"
    r"|(?:全乎|齐活|齐全|齐备|齐整|配齐|备齐|凑齐|弄齐|置办齐)了?的?)+(?:行了吧?|可以了吧?)?"
)
"""七样俺都弄齐了, 六样全乎."""
_ONLY: Final = re.compile(
    r"(?:就|只|只有|只要|就勾|只勾)第?(?P<places>[1-9](?:[和、,，\s]*[1-9])*)[个项样]?"
)
_ANEW: Final = re.compile(r"^(?:重来|重新来|重新勾|不对|错了|改一下)[,，。\s]*")
_AFRAID: Final = re.compile(r"[,，。\s]+(?:我|就|也)*(?:怕|免得|省得|以免)[^,，]{0,10}$")
"""打印机去掉 怕查: why it is so changes nothing."""
_LEFT_UNSAID: Final = re.compile(
    r"(?<=.)[,，。\s]*(?:刚才|刚刚|前面|上面)?我?漏(?:说|填|写|报|勾|选|点|记)了?(?=$|[,，。])"
)
"""还有载体刚才漏说了: it was left unsaid, and does not lack."""
_EACH: Final = re.compile(
    r"[，,。;；、\s]+|(?<=有)(?=还有)|(?<=[有无没好了上])(?=(?:其他|其它|其余|剩下|别的)的?(?:[一二三四五六七八九][个项样])?(?:都|全|也|没|无|缺|还))"
    r"|(?<=[有无没好了上])(?=(?:最后|后面?|第)[一二两三四五六七八九1-9]?[个项样种条])"
    r"|(?<=[一-鿿][一-鿿]了)(?=[一-鿿]{2})(?![吗没的吧呢啊呀嘞就但不才又再也都还和跟与是有])"
)
_EXCEPT: Final = re.compile(
    r"(?:除|抛)(?:了|去|开)?(?P<names>.+?)(?:以外|之外|外)?[，,\s]*(?:其他|其它|其余|剩下|别的)?的?"
    r"(?:都|全|也|均)+[^,，。;；没未不缺差除\s]{1,4}"
)
_AND: Final = re.compile(r"[、和跟与]|以及")


@dataclass(frozen=True, slots=True)
class Among:
    """Item → whether it is there, of those that are told of; ``left``: clauses of none of them."""

    items: dict[str, Raw]
    left: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    """Clauses of what is only half there: whether that counts, the office says."""
    idle: tuple[str, ...] = ()
    """投诉没人投过: clauses of what nobody made use of; whether it is there, is not said."""


_SHARED: Final = re.compile(
    r"(?:[共公合伙混兼]着?用|伙着|一[起块]用|搭着用|借[的用来着]|轮着用"
    r"|(?:用的)?(?:都)?是[^,，]{0,6}(?:办公室|党政办|别的?科室|人家|别人|隔壁)的)"
)
"""打印机跟党政办伙用: neither there nor lacking."""


def items_among(question: Question, text: str) -> Among | None:
    """What a telling says of the items; None where that is not plain."""
    said = _LEFT_UNSAID.sub("", _AFRAID.sub("", text))
    said = _ANEW.sub(
        "", _OF_THE_LIST.sub("", plain(said)).strip().strip("。.！!，, ").replace("√", "有")
    )
    said = in_its_words(question, _ALL_AND_YET.sub("", _GONE.sub(_whether_followed, said)))
    if len(said) > _LONGEST or is_asked(said):
        return None
    first, _, rest = said.partition("，" if "，" in said else ",")
    if rest and _BUT.fullmatch(first) and not told_of(question, rest):
        wholly = _wholly(question, first)  # 还差报道，正在联系: why it lacks changes nothing
        return None if wholly is None else Among(wholly, (rest,))
    if (but := _EXCEPT.fullmatch(said)) and (every := _all_but(question, but["names"])):
        return Among(every)  # 除工作制度还在起草外其他都具备
    if _UNSURE.search(_SHARED.sub("", said)):
        return _sure_part(question, said)
    wholly = _wholly(question, said)
    if wholly is None and re.search(r"除|抛开", said):
        return None  # how far the exception reaches, nobody can tell
    return _clause_by_clause(question, said) if wholly is None else Among(wholly)


_NOT_OURS: Final = re.compile(r"或|还是|人家|别人|他们|隔壁|听说|据说|如果|要是|假如|万一")


def _sure_part(question: Question, said: str) -> Among | None:
    """电脑有，打印机下月才有: what is certain, and beside it the clauses of what is to come."""
    clauses = [one for one in _EACH.split(said) if one]
    unsure = [one for one in clauses if _UNSURE.search(one)]
    rest = [one for one in clauses if one not in unsure]
    if not unsure or _NOT_OURS.search(said) or re.search(r"除|其他|其余|剩下|别的|[都全]", said):
        return None
    to_come = {name for one in unsure for name in told_of(question, one)}
    found = _clause_by_clause(question, "，".join(rest)) if len(to_come) >= len(unsure) else None
    if found is None or to_come & set(found.items):
        return None
    return Among(found.items, (*found.left, *unsure), found.shared, found.idle)


_ALL_AND_YET: Final = re.compile(
    r"^(?:[都全](?:都|部)?(?:有|齐|全|好|弄好|办好)(?:了|全了|齐了)?)[,，。\s]*(?=[就只光仅](?:是)?(?:差|缺|少|没|剩))"
)
"""都齐了 就差个打印机: all but that."""
_GONE: Final = re.compile(
    r"(?P<who>[^,，。;；\s]{2,10}?)(?:刚刚?|才|已经?|都|被)*(?:调走|调离|离职|离任|退休|走|辞职|免职)了?"
    r"[,，。;；\s]*(?:新(?:来)?的?(?:人|领导|同志)?|接[替任手班]的?(?:人|领导)?)(?P<how>[^,，。;；\s]{1,8})"
)


def _whether_followed(gone: re.Match[str]) -> str:
    """分管领导刚调走 新的还没定: whoever left is there no more."""
    none = re.search(r"[没未]|还在|等|空|再", gone["how"])
    return f"{gone['who']}{'没有' if none else '有'}"


def _wholly(question: Question, said: str) -> dict[str, Raw] | None:
    """The items of a text that is one figure of speech: 都没有, 124, 就差制度."""
    if _NOTHING.fullmatch(said):
        return dict.fromkeys(question.names, False)
    if _EVERY.fullmatch(said) and _so_many(question, said):
        return dict.fromkeys(question.names, True)
    if places := _places(question, said):
        return places
    if only := _ONLY.fullmatch(said):
        places_ = {int(one) for one in re.findall(r"[1-9]", only["places"])}
        if max(places_) > len(question.names):
            return None
        return {name: at in places_ for at, name in enumerate(question.names, 1)}
    if but := _BUT.fullmatch(said) or _ALL_BUT.fullmatch(said) or _ONE_LACKS.fullmatch(said):
        lacking = told_of(question, but["names"] or but["lacking"])
        if lacking:
            return {name: name not in lacking for name in question.names}
    if but := _NONE_BUT.fullmatch(said):
        there = told_of(question, but["names"])
        return {name: name in there for name in question.names} if there else None
    return None


_HOW_MANY: Final = re.compile(rf"(?:这|那|上述|以上)?(?P<many>{FIGURE})[个项样种条]")


def _so_many(question: Question, said: str) -> bool:
    """三条都做到了 is all of a list of three, and of seven nobody knows which."""
    told = _HOW_MANY.search(said)
    number = figure(told["many"]) if told else None
    return number is None or number == len(question.names)


def _all_but(question: Question, names: str) -> dict[str, Raw] | None:
    """除了评比和奖励，其他都弄了: every one that is named must be known."""
    lacking: set[str] = set()
    for part in (one for one in _AND.split(names) if one):
        told = told_of(question, part) or _by_one_sign(question, part)
        if not told:
            return None
        lacking |= set(told)
    if not lacking:
        return None
    return {name: name not in lacking for name in question.names}


_PAIR: Final = 2


def _by_one_sign(question: Question, part: str) -> list[str]:
    """奖励 of 有奖惩: the one item that shares a sign with it that no other has."""
    every = "".join(question.names)
    signs = [sign for sign in part if every.count(sign) == 1]
    found = {name for name in question.names for sign in signs if sign in name}
    return sorted(found) if len(part) == _PAIR and len(found) == 1 else []


def _places(question: Question, typed: str) -> dict[str, Raw] | None:
    """124: places in a row; 3去掉: one of them off; 第一个第三个有."""
    said = re.sub("(?<=[第、])[一二三四五六七八九]", lambda one: f"{figure(one[0]):f}", typed)
    if on := re.fullmatch(r"(?:再|还|也)*(?:加|补|勾|选)(?:上|个)?第?([1-9])[个项样种条]?", said):
        place = int(on[1])
        return {question.names[place - 1]: True} if place <= len(question.names) else None
    if told := re.fullmatch(r"第?(?:[1-9][个项样]?(?:第|、)?){2,}(?:都|全)?(?P<no>没)?有", said):
        each = [int(sign) for sign in re.findall("[1-9]", said)]
        if each == sorted(set(each)) and each[-1] <= len(question.names):
            return {question.names[place - 1]: told["no"] is None for place in each}
    off = re.fullmatch(r"(?:把)?第?([1-9])[个项样]?(?:去掉|取消|不要|删掉?|划掉|没有)了?", said)
    signs = off[1] if off else said
    if not re.fullmatch(r"[1-9]{2,9}" if off is None else "[1-9]", signs):
        return None
    places = [int(sign) for sign in signs]
    if places != sorted(set(places)) or places[-1] > len(question.names):
        return None
    return {question.names[place - 1]: off is None for place in places}


_STRETCH: Final = re.compile(
    r"(?P<end>前|最?后|第)面?(?P<number>[1-9一二两三四五六七八九])[个项样种条](?P<how>.{1,6})"
)
_OTHERS: Final = re.compile(
    r"(?:剩下|剩余|余下|其他|其它|其余|别的|后面|另外(?:几[个项样])?)的?(?:几[个项样])?(?P<how>.{1,6})"
)
_YES: Final = re.compile(
    r"(?:也|都|全|均|是)*(?:有|齐|全|没问题|做到?|达到|可以|具备|勾|选|弄|搞|办|建|落实)(?:全|上|好)?[了的啊呢]*"
)
_NO: Final = re.compile(r"(?:也|都|全|还|就)*(?:没|未|尚未|无|不)\S{0,5}")


def _clause_by_clause(question: Question, said: str) -> Among | None:
    found: dict[str, Raw] = {}
    left: list[str] = []
    denied = lacks_already = False
    clauses = list(_joined(question, [one for one in _EACH.split(said) if one]))
    shared = [one for one in clauses if _is_shared(question, one)]
    idle = [one for one in clauses if _NOBODY_CAME.search(one) and told_of(question, one)]
    half = {
        name: False
        for one in (*shared, *idle)
        for name in told_of(question, _WITH_WHOM.split(one)[0])
    }
    for clause in (one for one in clauses if one not in (*shared, *idle)):
        told: dict[str, Raw] | None = _stretch(question, clause, {**half, **found})
        if told is None and (done := done_with(question, clause)):
            told = {**dict.fromkeys(_with_it(question, clause, done), True), **done}
        named = [] if told is not None else told_of(question, clause)
        if told is None and not named:
            if lacks_already and _IS_GONE.fullmatch(clause):
                continue  # 打印机坏了 报废了: of what lacks already it says why
            if found and (_BARE_NO.fullmatch(clause) or _of_it(clause)):
                return None  # 分管领导 别填: said of what stands before it
            left.append(clause)
            lacks_already = False
            continue
        if told is None and (told := each_its_own(question, clause)) is None:
            bare = bare_of(clause, question)
            lacking, held = _LACKING.search(bare), _HELD.search(bare)
            if _MINUS.search(clause) or (not lacking and denial(bare)):
                return None  # 分管领导不行, 别填: not there, or not to be said; nobody can tell
            if not lacking and (not held or (denied and only_named(bare))):
                return None  # 没有报道，成果: how far the no reaches, nobody can tell
            denied = bool(lacking)
            told = dict.fromkeys(named, not lacking)
        if any(found.get(name, there) is not there for name, there in told.items()):
            return None  # said to be there and not to be there
        found |= told
        lacks_already = not any(told.values())
    left = [one for one in left if not (_counts_them(one, found) or only_said(one))]
    return Among(found, tuple(left), tuple(shared), tuple(idle)) if found else None


_SO_MANY: Final = re.compile(
    rf"(?:就|只|一|总|共|有|是|够|合计|总共|一共|以上|上述|就这|这)*(?P<number>{FIGURE})[样个项种条类]?(?:都有|齐了?|了|吧|整)?"
)


def _counts_them(clause: str, found: dict[str, Raw]) -> bool:
    """四样, behind four that are there, says nothing new."""
    counted = _SO_MANY.fullmatch(clause)
    number = figure(counted["number"]) if counted else None
    return number is not None and number == sum(map(bool, found.values()))


_WITH_WHOM: Final = re.compile(r"(?<=.)[和跟与同]")


def _with_it(question: Question, clause: str, done: dict[str, Raw]) -> list[str]:
    """清单和承诺书都公示了: what else is named in a clause that denies nothing."""
    plain_ = not _LACKING.search(clause)
    return [one for one in told_of(question, clause) if plain_ and one not in done]


def _is_shared(question: Question, clause: str) -> bool:
    shared = _SHARED.search(clause) and not _LACKING.search(clause)
    return bool(shared) and bool(told_of(question, clause))


_NOBODY_CAME: Final = re.compile(
    r"没(?:有)?(?:人|群众|企业|谁)(?:来)?(?:投|提|反映|举报|告|找)|没(?:有)?(?:接到|收到|发生|出现)过?"
)
"""Nobody did it: whether one could, is not said."""
_BARE_NO: Final = re.compile(r"(?:也|都|全|还)*(?:没|未|尚|无|不|别|甭|莫)\S{0,2}")
_IS_GONE: Final = re.compile(
    r"(?:已经?|早就?|就|都|也|上[周个]月?|昨天|刚)*(?:报废|坏|淘汰|丢|扔|处理掉|作废|废止|停用|过期|失效|收走|送修|报修)(?:掉)?了"
)
_SHORT: Final = 4


def _of_it(clause: str) -> bool:
    """文件有 章没盖, 打印机 报废: a few signs that take something from what stands before them."""
    return len(clause) <= _SHORT and bool(denial(clause) or _LACKING.search(clause))


def _joined(question: Question, clauses: list[str]) -> Iterator[str]:
    """文件 阵地 评比 有: a 有 of its own says it of every item named before it."""
    held: list[str] = []
    for clause in clauses:
        named = told_of(question, clause)  # 没有工作制度 denies this one, not the one before
        if not named and (_YES.fullmatch(clause) or _NO.fullmatch(clause)):
            yield from ([f"{one}{clause}" for one in held] if held else [clause])
            held = []
        elif named and only_named(bare_of(clause, question)):
            held.append(clause)
        else:
            yield from (*held, clause)
            held = []
    yield from held


def _stretch(question: Question, clause: str, found: dict[str, Raw]) -> dict[str, Raw] | None:
    """前四个有, 别的没: items that are told of by their places; None: it speaks of none so."""
    if each := re.fullmatch(r"(?P<places>[1-9]{2,9})(?:[都全]*)(?P<how>没?有)", clause):
        places = _places(question, each["places"])
        return places and dict.fromkeys(places, each["how"] == "有")
    stretch, others = _STRETCH.fullmatch(clause), _OTHERS.fullmatch(clause)
    how = (stretch or others or {"how": ""})["how"]
    there = True if _YES.fullmatch(how) else False if _NO.fullmatch(how) else None
    if there is None:
        return None
    if stretch is None:
        return {name: there for name in question.names if name not in found} if found else None
    count = int(figure(stretch["number"]) or 0)
    if count > len(question.names):
        return None
    if stretch["end"] == "第":
        return {question.names[count - 1]: there}
    names = question.names[:count] if stretch["end"] == "前" else question.names[-count:]
    return dict.fromkeys(names, there)
