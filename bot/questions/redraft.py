"""What is to be changed of a draft: 再短点, 不点名, 加上一句…, 把周五改成周四, 改回去.

Only reading; what it makes of a text is the draft's own matter. A question or a report is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

from bot.questions.slot_words import HEAD
from bot.speech.when_said import when_of

Way = Literal[
    "shorter", "one", "formal", "polite", "firm", "unnamed", "add", "front", "drop", "swap",
    "whole", "undo", "title", "addressed", "longer", "figures", "list", "sign", "until", "when",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Redraft:
    """One change; ``text``: what is added, dropped or put there, ``old``: in place of what."""

    way: Way
    text: str = ""
    old: str = ""


_A: Final = r"(?:再|稍微|更|写得|写|说得|说|改|换|弄|整|搞)*"
_BIT: Final = r"(?:一点儿?|一些|些|点儿?|一下|了)*"
_OF: Final = (
    r"(?:这个?|那个?|内容|通知|消息|通报|草稿|稿子|文字|语气|口气|口吻|措辞|语言|话头?|说|的|太|有点|也|把|将"
    r"|给我"
    r"|改|换|成|得|用|要|再)*"
)
_SENTENCE: Final = r"(?:一句话?|一条|一段|上|个|几个字|句)*"
_THAT_ONE: Final = (
    r"(?:的?[那这]一?[句段条]话?|[这那]?[一两二三四五六七八0-9]个?字|[这那]?几个字|[这那]个词)?"
)
"""书面两个字, 那句: how what is dropped or replaced is called, and none of it."""
_SHORT: Final = r"(?:短|简短|精简|简洁|简练|少写|压缩|缩短|简单)"


def _told(name: str) -> str:
    """What is to be put there, in quotes or without."""
    return rf"[:：,，\s]*[“\"「]?(?P<{name}>[^”\"」]+?)[”\"」]?"


_BEHIND: Final = (
    r"(?:在)?(?:它|通知|正文)?(?:后头|后面|后边|最后|末尾|结尾|下面|底下|下头|尾巴)?(?:里|上)?"
)
_OWING: Final = (
    r"(?P<text>(?:还|现在)?(?:没|未)(?:有)?(?:交|报|填|提交)(?:材料|完|齐)?的?|欠(?:账|报)的)?"
    r"(?:单位)?(?:的)?"
)
_LIST: Final = (
    rf"{_BEHIND}(?:再|要|也|都"
    rf"|给我)*(?:[附带列加贴补]上?)(?:一?[个份张])?{_OWING}(?:单位)?名单(?:附上)?"
    rf"|(?:把|将)?{_OWING.replace('text', 'text2')}(?:单位)?名单(?:也|都|给我)*[附带列加贴放写]"
    rf"(?:上|到|在|进)?(?:去|来)?{_BEHIND}(?:去|吧)?"
)
_SIGN: Final = (
    r"(?:最后|末尾|结尾|再)*(?:的)?(?:落款|署名|落名|抬尾)(?:日期|时间|单位)?(?:就|也|要"
    r"|还是)*(?:写|用|改|换|是|为|署|加|落)*(?:成|为|上|个)*"
    r"[:：\s]*[“\"]?(?P<text>(?![写用改换是为署加上了过没不别呢吗])[^”\"，,。]{2,16}?(?<!没有)(?<![吗呢没了]))[”\"]?(?:吧|就行)?"
    r"|署(?:上)?(?P<text2>[^”\"，,。]{2,16}?)的名"
)
_DUE: Final = r"(?:填报|报送|提交)?(?:的)?(?:截止|最后|最晚|最迟)(?:的)?(?:时间|日期|期限|日子|日)?"
_UNTIL: Final = (
    rf"(?:把|将)?{_DUE}(?:也|都|给|要|再)*(?:写|加|补|标|注|放)(?:上|明|清楚?|进去|出来"
    rf"|清)*(?:去)?(?:吧)?"
    rf"|(?:再|也|要|给我)*(?:写|加|补|标|注)(?:上|明|清楚?|个|一下)*(?:{_DUE}|(?:几号|哪天"
    rf"|啥时候|什么时候)(?:前)?(?:截止|交|报))(?:吧)?"
)
_WORDS: Final = r"[“\"]?(?P<{}>[^,，。“”\"]{{1,30}}?)[”\"]?"
_READS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (way, re.compile(pattern))
    for way, pattern in (
        ("list", _LIST),
        ("sign", _SIGN),
        ("until", _UNTIL),
        (
            "undo",
            (
                r"(?:还是)?(?:改回去|改回来|还原|恢复|撤销|撤回)(?:刚才的?)?(?:修改|改动)?(?:吧"
                r"|了|一下)*"
                r"|(?:还是)?(?:用|要|恢复)(?:回)?(?:原来|刚才|上一个?|之前|前面)(?:那?个|那?版"
                r"|的|一版|版本)*(?:吧)?"
                r"|不改了|还是(?:原来|刚才)的?好"
            ),
        ),
        (
            "one",
            (
                rf"{_OF}(?:压缩|缩|精简|浓缩|{_A}{_SHORT}{_BIT}[,，\s]*)?(?:成|到|为)?"
                r"一句话?(?:就行|就够|说清|即可|就好)+(?:了|吧)?"
            ),
        ),
        (
            "shorter",
            (
                rf"{_OF}{_A}{_SHORT}{_BIT}(?:吧)?"
                rf"|{_OF}(?:长|啰嗦|罗嗦)了?(?:[,，\s]*{_A}{_SHORT}{_BIT})?(?:吧)?"
                rf"|{_OF}(?:压缩?|缩短?|减|精简|控制|写|弄){_BIT}(?:成|到|在|为)?"
                r"[一二两三四五0-9]{1,2}(?:[行句](?:话)?|段)(?:以?内|就行|就够)*(?:吧)?"
            ),
        ),
        ("longer", rf"{_OF}{_A}(?:长|详细|具体|细致?){_BIT}(?:吧)?"),
        ("firm", rf"{_OF}{_A}(?:硬|严厉|严肃|强硬|重|狠|严){_BIT}(?:吧)?"),
        ("polite", rf"{_OF}{_A}(?:客气|委婉|柔和|缓和|温和|软和?|好听|亲切){_BIT}(?:吧)?"),
        (
            "formal",
            rf"{_OF}{_A}(?:正式|官方|公文|书面|规范)(?:的|化)?(?:口吻|语气|体|用语)?{_BIT}(?:吧)?",
        ),
        (
            "unnamed",
            (
                r"(?:还是|就|先|也)*(?:不要?|别)(?:再)?点名(?:字|批评)?(?:了|吧)*"
                r"(?:[,，\s]*(?:就)?(?:写|说|改成)部分单位)?"
                r"|(?:把)?(?:单位)?(?:名字|单位名)(?:都)?(?:去掉|不要|删掉?|隐去)(?:吧)?"
            ),
        ),
        ("addressed", HEAD),
        (
            "title",
            r"(?:把)?(?:大)?(?:标题|题目|名称)(?:改|换|写|叫|用)(?:成|为|作)?" + _told("text"),
        ),
        ("figures", rf"{_OF}多(?:放|用|写|加)(?:点|些|一点|一些)?数字(?:吧)?"),
        (
            "front",
            r"(?:在)?(?:开头处?|前面|最前面)(?:再)?(?:加|写|补|添)(?:上|个)?"
            + _SENTENCE
            + _told("text"),
        ),
        (
            "add",
            r"(?:在)?(?:后面|后头|后边|底下|最后|末尾|结尾|下面|里面?)?(?:再|还要?|也)?"
            r"(?:加|补|添|写)(?:上|个)?"
            r"(?:一句话?|一条|一段|句话?)(?:说(?:是)?)?"
            + _told("text")
            + r"|(?:在)?(?:后[面头边]|最后|末尾|结尾|[下底][面头边])"
            r"(?:再|给我|也)*(?:[加补添捎带写搁放贴附]上?)"
            + _told("text2")
            + r"|(?:再)?(?:加上|补上|添上)"
            + _told("text3"),
        ),
        (
            "whole",
            r"(?:内容|全文|整个|通知)(?:改|换|写)(?:成|为)"
            + _told("text")
            + r"|改成[:：]"
            + _told("text2"),
        ),
        (
            "swap",
            rf"(?:把|将)?{_WORDS.format('old')}(?:[那这]?句)?{_THAT_ONE}(?:改成|改为|换成|换为|改到)"
            + _told("text"),
        ),
        (
            "drop",
            (
                rf"(?:把|将)?{_WORDS.format('text')}{_THAT_ONE}(?:去掉|删掉?|删了|不要了?)(?:吧)?"
                rf"|(?:去掉|删掉|删去|删){_WORDS.format('text2')}{_THAT_ONE}(?:吧)?"
            ),
        ),
    )
)
_ASKS: Final = re.compile(r"[?？]|吗[。!！]?$|呢$|谁|怎么|为什么|多少|哪|是不是|有没有|能不能")
_AGREES: Final = re.compile(
    r"(?:行|好|可以|成|中|合适)(?:吗|不行?|么)[?？。]*$|(?P<it>[行好成])不(?P=it)[?？。]*$"
)
_LOOSE: Final = re.compile(
    r"^(?:请|麻烦|帮我|那|就|行|好|嗯|还是)*[,，]?|(?:吧|啊|哈)?[。.!！~\s]*$"
)
_TOO: Final = re.compile(
    r"^(?:这|也|写得|语气)*(?:(?:太|有点|有些)(?:硬|软|长|短|啰嗦|客气|随便|口语|重|生硬)(?:了"
    r"|化)*|(?:硬|软|长|短|啰嗦|客气|随便|口语|重|生硬)化?了)[,，\s]+(?=.)"
)
"""太硬了 客气点: what is wrong with it, before what is wanted."""
LONGEST: Final = 120


def redraft(text: str) -> Redraft | None:
    """The change that a sentence asks of a draft; None: it asks for none, or asks a question."""
    said = text.strip()
    if not said or len(said) > LONGEST:
        return None
    bare = _LOOSE.sub("", _TOO.sub("", said)) or said
    if (when := _when(bare)) is not None:
        return when
    for way, pattern in _READS:
        match = pattern.fullmatch(bare) or pattern.fullmatch(said)
        if match is None:
            continue
        parts = match.groupdict()
        put = next((parts[one] for one in _TEXTS if parts.get(one)), "")
        old = parts.get("old") or ""
        if way not in (*_GIVES_TEXT, "until") and _ASKS.search(said):
            return None
        if way == "add" and _AGREES.search(said):
            return None  # 再加上水利局行吗 asks first
        if way in ("swap", "drop") and (_ASKS.search(said) or _TELLS.search(old)):
            return None
        if way != "list" and _DONE.match(put):
            return None  # 加上一句了吗 asks what was done
        return Redraft(_WAYS[way], put.strip(), old.strip())
    return None


_DONE: Final = re.compile(r"了|没(?!交|报|有)|过[了没吗]|过$")
_TEXTS: Final = ("text", "text2", "text3", "said")
_WHEN: Final = re.compile(
    r"(?:(?:哎|等等|嗯|不对|不行|算了|我|刚才|刚|[说写打弄搞记]错了|错了|[,，。!！\s])*"
    r"(?:把|将)?(?:开会|会议|截止|上报|报送|填报)?(?:的)?(?:时间|日期|日子|钟点|期限)?(?:有点|太"
    r"|也)?(?:不对|错了|[写说搞弄打]错了|早了|晚了|紧了?)?[,，。!！\s]*)"
    r"(?:(?:不是|把|从|将)?(?P<old>[^,，。\s]{2,10}?)[,，\s]*)??"
    r"(?:还是|应该|应当|就|要|都|给我|再)*(?:往后|往前|向后|提前|推后|推迟)?"
    r"(?P<verb>是|改成|改到|改为|改在|改|换成|换到|换|挪到|挪成|挪|调到|调成|调|推到|推迟到|延到"
    r"|延后到|提前到|放到|放在|定在|定到|到|为)"
    r"(?P<new>[^,，。\s]{2,12}?)(?P<before>之前|以前|前)?(?:吧|才对|啊|呗|就行|好了|[。.!！\s])*"
)
"""十点改九点, 时间错了，是上午, 改成下周一前: the time that the text says is another."""


_SWAPS: Final = ("改成", "改为", "换成", "换为", "改到")


def _when(said: str) -> Redraft | None:
    if when_of(said) is not None:
        return Redraft("when", said)  # 还是周四吧
    match = _WHEN.fullmatch(said)
    new = when_of(match["new"]) if match else None
    if match is None or new is None or _ASKS.search(said):
        return None
    old = match["old"] or ""
    if old and match["verb"] in _SWAPS:
        return None  # 把周五改成周四 changes the very words, wherever they stand
    if old and when_of(old) is None:
        return None  # 会议室改到三楼, 教育局改成周四: no time is put in place of another
    return Redraft("when", match["new"], old)


_ONLY_WHO_OWES: Final = re.compile(
    r"(?:那|就|把)*(?:已经)?(?:交|报|提交)(?:过|了|完|齐)(?:材料)?的(?:单位|那些|几家)?(?:就"
    r"|都)?(?:别|不用|不要|甭)(?:再)?发(?:给他们)?(?:了)?"
    r"|(?:就|只|光)?(?:发给?|给)(?:还)?(?:没|未)(?:交|报|提交)(?:材料)?的(?:单位)?(?:发)?(?:就行"
    r"|就够|即可)?(?:了)?"
)


def only_who_owes(text: str) -> bool:
    """交过的就别发了, 只发给没交的: a draft is for those only who have not handed in."""
    return _ONLY_WHO_OWES.fullmatch(_LOOSE.sub("", text.strip())) is not None


_WAYS: Final[dict[str, Way]] = {one: one for one in get_args(Way)}
_TELLS: Final = re.compile(r"说$|反映$|要求$|听说")
"""教育局说改成周五了: told of somebody."""
_GIVES_TEXT: Final = ("add", "front", "whole", "swap", "drop", "title", "addressed")
