"""The kinds of drafts and acts that stand open for a tap: which slots each has, and who fills them.

One table: how each is told by its page, what of it can be changed by a sentence and by whom that is
filled in, what follows from it, and of what it lacks, why and what does instead. How a slot is read
is ``bot.questions.slots``'; which act stands, and what becomes of a sentence, is
``bot.front.standing``'s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.front import fillings, reminding
from bot.front.fillings import Fill
from bot.questions.slots import Slot


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of act."""

    called: str
    act: re.Pattern[str]
    """The button that does it, or that fills the next of its slots."""
    again: str = ""
    """The route that shows it once more, made of the button's; empty: its own buttons do."""
    form: re.Pattern[str] | None = None
    """The form that waits below it."""
    by_form: re.Pattern[str] | None = None
    """Of which part of the form's route that route is made, where the button does not tell."""
    slots: tuple[Slot, ...] = ()
    fill: Fill | None = None
    can: str = ""
    """What can be changed of it, in words."""
    follows: str = ""
    """What follows from it, where no figure moves."""
    cannot: Mapping[Slot, str] = field(default_factory=dict)
    """Of a slot that it lacks: why, and what does instead."""
    instead: tuple[str, str, str] = ("", "", "")
    """What does instead of what it cannot: a label, ``again`` as a pattern, the route of that."""
    one: bool = False
    """Only where one button of the page is such an act: several are a menu."""
    verbs: str = ""
    """What is done by it, as a pattern: a clause of another act is none of it."""
    first: bool = False
    """Only where it is the first button: elsewhere it stands beside something else."""


_NO_POINTS: Final = "得分、名次都不因此变。"
_TIME: Final = "延期只动截止时间和跟着它算的提醒、逾期，已经得的分和名次不动。"
_OWN_WORDS: Final[dict[Slot, str]] = {
    "text": "提醒的话是系统按每家还差什么写的，各家不一样，措辞不能改。"
    "想用自己的话，就发一份通知，发出以前先给您看。",
    "reason": "提醒里不写理由，只写各家还差什么。要说明原因，发一份通知。",
    "docno": "提醒没有文号。", "title": "提醒没有标题可改。", "sign": "提醒的落款固定是信用办。",
}  # fmt: skip
_A_NOTICE: Final = ("给这几家发通知", r"(?:found|planned/ask)/(\d+)(?:/.*)?", r"notice/\1")
_ONE_ROW: Final[dict[Slot, str]] = {
    "whom": "一次只改一家的一项；这一个办完，再说下一家。",
    "text": "单位看到的就是您写的理由。请把话直接说出来：理由写“……”。",
    "when": "点了就办，不能定时。",
}
KINDS: Final[dict[str, Kind]] = {
    "notice": Kind(
        "那份通知", re.compile(r"notice/(?P<n>\d+)/(?:send|undo)"), r"notice/\g<n>/look",
        re.compile(r"notice/(?P<n>\d+)/kept"), None, ("self", "whom", "text"), reminding.notice,
        "内容、语气、抬头、落款、名单、发给谁", f"通知只是发一条消息，{_NO_POINTS}",
        {
            "when": "通知点了“发出”就发，不能定时。要到那天发，先放着，到时候再点；"
            "只要提醒没交的，可以说：28号早上八点提醒没交的。",
            "docno": "通知是一条消息，没有文号；要写上去，请说：加上一句……",
            "title": "通知的标题固定是“县信用办通知”，正文可以改。"
            "要写进正文，请说：前面加上“紧急”。",
            "reason": "通知没有单独的理由一栏；要写上原因，请说：加上一句……",
        },
        verbs=r"发|通知",
    ),
    "decision": Kind(
        "那个审核意见", re.compile(r"review/by-word/(?:yes|which)(?:/\d+)?"), "review/by-word",
        re.compile(r"review/by-word"), None, ("value", "reason", "due", "as_is", "effect"),
        fillings.decision, "核成多少、理由、通过还是退回，退回的还能改到哪天补",
        cannot={
            "whom": "一个审核意见只管一家的一项；这一个定了，再说下一家。",
            "text": "单位看到的就是您写的理由。请把话直接说出来：理由写“……”。",
        },
        verbs=r"退回|核减|通过|发",
    ),
    "correct": Kind(
        "那个更正", re.compile(r"correct/(?:propose/)?\d+/\d+/[^/]+(?:/.*)?"), r"\g<base>/menu",
        re.compile(r"correct/\d+/\d+/[^/]+(?:/why|/set/\d+)?"), fillings.BASE,
        ("value", "reason", "effect"), fillings.correct, "改成多少、理由、换一项",
        cannot=_ONE_ROW,
        verbs=r"更正",
    ),
    "appeal": Kind(
        "那个改判", re.compile(r"appeals/change/\d+(?:/.*)?"), r"\g<base>/menu",
        re.compile(r"appeals/change/\d+(?:/why|/set/\d+)?"), fillings.BASE,
        ("value", "reason", "effect"), fillings.appeal, "改成多少、理由",
        cannot=_ONE_ROW,
    ),
    "kept": Kind(
        "那个答复", re.compile(r"(?P<base>appeals/keep/\d+)(?:/\d+)?"), r"\g<base>",
        re.compile(r"(?P<base>appeals/keep/\d+)"), None, ("reason",), fillings.reason, "理由",
        f"维持就是按原来的核定，{_NO_POINTS}",
    ),
    "extend": Kind(
        "那个延期", re.compile(r"(?P<base>extend/\d+/(?:all|of/\d+|\d+)/\d{8})/\d+"), r"\g<base>",
        re.compile(r"(?P<base>extend/\d+/(?:all|of/\d+|\d+)/\d{8})"), None,
        ("reason", "due", "whom"),
        reminding.extend, "延到哪天、延哪些单位、原因", _TIME,
        {
            "when": "延期点了马上生效，截止都在当天下班，不能定钟点。",
            "text": "单位看到的就是您写的原因。请把话直接说出来：原因写“……”。",
        },
        verbs=r"延|宽限|缓",
    ),
    "unextend": Kind(
        "收回延期那件事", re.compile(r"(?P<base>extend/back/\d+/(?:of/)?\d+)/yes"), r"\g<base>",
        can="不收回就回首页", follows=_TIME,
    ),
    "nudge": Kind(
        "那份催报", re.compile(r"(?P<base>found/\d+/nudge|remind/all/\d+/\d+)/yes"), r"\g<base>",
        None, None, ("whom", "when"), reminding.nudge, "催哪些单位、改天再催",
        f"催报只是发提醒，{_NO_POINTS}",
        {
            **_OWN_WORDS,
            "due": "催报写的是各家自己的截止时间，不另定期限。要写“周五以前”，发一份通知；"
            "要放宽截止，用延期。",
        },
        instead=_A_NOTICE,
        verbs=r"催|提醒|发",
    ),
    "plan": Kind(
        "那个提醒", re.compile(r"planned/new/(?P<n>\d+)/(?P<when>\d{12})"),
        r"planned/ask/\g<n>/\g<when>", None, None, ("whom", "when"), reminding.plan,
        "哪天几点、提醒谁", f"提醒只是发消息，{_NO_POINTS}", _OWN_WORDS,
        instead=_A_NOTICE,
        verbs=r"提醒|催|发",
    ),
    "supply": Kind(
        "那几个数", re.compile(r"supply/by-word/yes"), "supply/by-word",
        re.compile(r"supply/by-word"), None, ("value",), fillings.supply, "单位、数",
        "录进去以后，这些单位的得分和名次马上跟着重算；录以前先不算。",
    ),
    "circular": Kind(
        "那份通报", re.compile(r"circular/yes/(?P<n>\d+)/\w+"), r"circular/\g<n>",
        re.compile(r"circular/said/(?P<n>\d+)"), None,
        ("names", "docno", "sign", "title", "head", "text"), fillings.circular,
        "表扬谁、批评谁、存在问题、标题、文号、落款、抬头、抄送、加一条工作要求",
        f"通报按公布的结果写，{_NO_POINTS}",
        {
            "when": "通报点了就生成 Word，不在这里发出去，不用定时间；"
            "落款日期可以改：落款12月29日。",
            "whom": "通报发给谁写在主送和抄送里：抬头改成……，或者点“改抄送”。",
        },
    ),
    "remits": Kind(
        "那个分工", re.compile(r"remits/by-word/yes"), "remits/by-word",
        re.compile(r"remits/by-word"), None, ("group",), fillings.remits,
        "谁审哪几项、只审县直或乡镇",
        f"分工只管谁来审，{_NO_POINTS}",
    ),
    "cover": Kind(
        "那个代审", re.compile(r"(?P<base>review/cover/\d+/\d+)/yes"), r"\g<base>",
        can="谁代谁。代审是整个人的活都转；只转一张表的，说“孙倩负责乡镇”改分工",
        follows=f"代审只管谁来审，{_NO_POINTS}",
    ),
    "unit": Kind(
        "那个单位资料", re.compile(r"units/by-word/yes"), "units/by-word",
        re.compile(r"units/by-word"), None, ("called",), fillings.unit, "改成叫什么",
        "改名称不动得分；改类别，名次在新的类别里排。",
    ),
    "new_unit": Kind(
        "那个新单位", re.compile(r"units/add/\d+"), "", re.compile(r"units/add/name"),
        None, ("table", "class", "alias"), fillings.new_unit, "用哪一张考核表、类别、别名",
        "新单位从没有结束的季度起参加排名。",
    ),
    "swap": Kind(
        "换人那件事", re.compile(r"roles/(?:swap|end)/\d+(?:/yes)?|invite/\d+(?:/more)?"), "",
        slots=("phone", "person"), fill=fillings.swap, can="新人的姓名、电话",
        follows=f"换联络员{_NO_POINTS}",
    ),
    "urge": Kind(
        "催审核员那件事", re.compile(r"(?P<base>review/urge/(?P<who>[^/]+))/yes(?:/\d+)?"),
        r"\g<base>", None, None, ("due",), fillings.urge, "催哪一位、哪天以前审完",
        f"催一下{_NO_POINTS}",
        {
            **_OWN_WORDS,
            "when": "催审核员点了就发，不能定时；到时候再说一遍就行。",
        },
    ),
    "open": Kind(
        "那个开期", re.compile(
            r"open/(?P<year>\d+)/(?P<n>\d+)/(?P<days>[\d-]+)/(?:yes|changes)(?:/\w+)?"
        ),
        r"open/\g<year>/\g<n>/\g<days>",
        None, None, ("stage",), fillings.opening,
        "开始填报、填报截止、工作报送截止、审核截止、申诉截止各是哪天",
        "还没有开期，谁也没有收到；改日子不动别的季度。",
        {
            "reason": "开期不用写理由。",
            "due": "开期有五个日子，请说是哪一个，例如：截止放到4月8号、申诉截止往后推两天。",
            "when": "开期都在当天开始，各项截止都在当天下班，不能定钟点。",
            "whom": "开期是名单里参加考核的单位都参加；不考核哪家，先在单位名单里停用。",
        },
        one=True,
    ),
    "release": Kind(
        "那个公示或公布", re.compile(
            r"(?P<base>release/\d+/(?:announced|published))/(?:propose|yes|alone)/.+"
        ),
        r"\g<base>", can="名单和分数都按核定的来，要改哪个数先改审核；看过再点",
        follows="公示、公布只是把现在的结果发出去，得分、名次不因此变。",
        cannot={
            "when": "公示、公布点了就办，不能定时；到那天再发“公示”或“公布”。",
            "due": "公示期、申诉期按办法算，不在这里改；公示点了就办，到那天再点。",
            "whom": "公示、公布的是全部单位的完整结果，不能只发一部分；"
            "只说哪些单位，用通报或通知。",
            "group": "公示、公布的是两张表的完整结果，不能只发一张。",
            "names": "公示、公布的是全部单位的结果，先进、落后在通报里定。",
            "docno": "文号写在通报里。", "title": "标题写在通报里改。", "sign": "落款写在通报里。",
            "value": "分数不在这里改：先改审核，这里会跟着变。",
        },
    ),
    "archive": Kind(
        "那个归档", re.compile(r"pack/files/(?P<n>\d+)"), r"pack/all/\g<n>",
        can="打哪个季度的包、只打一家的包",
        follows="归档只是把材料打成包给您，季度、得分、名次都不变。",
        cannot={
            "when": "打包点了就办，不能定时；到时候再说一遍就行。",
            "whom": "这里打的是全部单位；只要一家的，请说：材料包 教育局。"
            "只要一张表的一种材料，请说：乡镇的总结打个包。",
            "group": "这里打的是全部单位。只要一张表的一种材料，请说：乡镇的总结打个包。",
        },
        verbs=r"归档|打包",
    ),
    "invite_all": Kind(
        "那批邀请", re.compile(r"invite/all/yes"), "invite/all",
        can="给哪一家发邀请",
        follows=f"邀请{_NO_POINTS}",
        cannot={
            "whom": "这里是给所有没有联络员的单位；只给一家，请说：邀请 教育局。",
            "when": "邀请点了就生成，不能定时。",
            "due": "邀请的有效期是定好的，改不了；过期再发一个就行。",
        },
        verbs=r"邀请|发",
    ),
    "answer": Kind(
        "那条问答", re.compile(r"answers/add"), "answers/put", re.compile(r"answers/put"), None,
        ("answer", "question"), fillings.answer, "问题、答复",
        "问答只是照这样回答，得分、名次不变。",
    ),
    "invite_role": Kind(
        "那个同事的邀请", re.compile(r"invite/role/(?P<role>\w+)"), "", None, None,
        ("person", "count"), fillings.invite_role, "邀请谁",
        f"邀请{_NO_POINTS}",
        {"phone": "邀请里不用写电话，把链接转给本人就行；他进来时自己登记。"},
        one=True, first=True,
        verbs=r"邀请|发",
    ),
    "invite": Kind(
        "那个邀请", re.compile(r"invite/(?P<unit>\d+)(?:/more)?"), r"invite/\g<unit>/ask",
        None, None,
        ("person", "whom", "count"), fillings.invite, "邀请哪个单位、邀请谁",
        f"邀请{_NO_POINTS}",
        {"due": "邀请的有效期是定好的，改不了；过期再发一个就行。"},
        first=True,
        verbs=r"邀请|发",
    ),
    "rhythm": Kind(
        "那个提醒日子", re.compile(r"rhythm/set/(?P<days>[^/]+)"), r"rhythm/ask/\g<days>",
        can="截止前哪几天提醒，例如：最后三天每天提醒", follows=f"提醒{_NO_POINTS}",
        cannot=_OWN_WORDS,
    ),
}  # fmt: skip
"""Every kind of act that a sentence may lean on, the surest first."""
