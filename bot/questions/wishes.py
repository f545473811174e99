"""What a sentence wishes, in whatever words it is said: questions to tap, found by signs in it.

Where no road understands all of a sentence, the signs in it still say what it is about: 退 of a
unit asks what was sent back, 一项一项 for its rows. Each wish has a question of one named unit, of
all units, or of both, written as the other roads understand it. Never an answer: whatever else
stands in the sentence is passed over, so the person is shown the question and taps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Named:
    """What a sentence names, or what it goes on from."""

    unit: str = ""
    row: str = ""
    quarter: str = ""
    group: str = ""
    kind: str = ""
    other: str = ""
    """A second unit beside ``unit``."""


_EVERYBODY: Final = "大家|所有单位|全体|各单位|联络员"
_OF_A_UNIT: Final[tuple[tuple[str, str], ...]] = (
    (r"[改调换变划归].{0,4}[一二三四]类", "单位 {unit}"),
    (r"[几哪什么一二三四]类|类别|分类", "{unit}是几类"),
    (
        r"换人|换.{0,4}联络员|联络员.{0,8}[换变]|变更|历任|历次联络|前任|调走|接手",
        "{unit}历任联络员",
    ),
    (r"换人|换.{0,4}联络员|联络员.{0,8}[换变更]|接手|调走", "{unit}联络员换人"),
    (r"几天|多久|多长时间|用时|时长", "{unit}审核用了几天"),
    (r"经过|时间轴|全过程|从头到尾|来龙去脉|[变改]动|改过|每次|修改", "{unit}改动记录"),
    (r"退(?!役|步|出|休|到第)|打回|补正|补没补|重[传报交]", "{unit}退回情况"),
    (r"申诉|异议|不服", "{unit}申诉情况"),
    (
        (
            r"谁审|审核人|审核(?:的)?(?:状态|意见|结果|情况|到)|审到|过了?没|重新?审|谁(?:给)?扣"
            r"|谁核减|审[过完]"
        ),
        "{unit}审核情况",
    ),
    (r"审核|重审|通过|驳回|核减|退回|扣[0-9零一二两三四五半]|过$", "审核 {unit}"),
    (r"延期|宽限|推迟|顺延|晚交|延到", "延期 {unit}"),
    (r"电话|手机|号码|联系|联络员|找谁|谁负责|谁管|哪位", "{unit}联络员电话"),
    (r"总结|简报|稿|报告", "{unit}工作报送"),
    (r"打包|存档|下载|归档|压缩", "{unit}材料包"),
    (
        (
            r"照片|图片|材料|佐证|附件|文件|目录|原件|截图|(?:报|交|传)(?:的|了)(?:些|点)?(?:啥"
            r"|什么|哪些)"
        ),
        "{unit}佐证材料",
    ),
    (r"趋势|走势|曲线|折线|画|图", "{unit}趋势图"),
    (
        (
            r"这一年|[几四三两二2-8]个?季度|近[几四三两]|历次|变化|往[上下]|[进退]步|升|降"
            r"|上个?季度?|去年|同期|比"
        ),
        "{unit}历次得分",
    ),
    (r"[扣丢失掉跌](?!信)|满分|原因|为什么|为啥|短板|弱|追分|低", "{unit}扣分原因"),
    (
        (
            r"逐项|一项一项|各项|每一?项|明细|各(?:个)?指标|哪些指标|哪[几一]项|不适用|免考|没考"
            r"|复核|合计"
        ),
        "{unit}得分",
    ),
    (r"第几|排名|名次|位次|前一名|后一名|差几名", "{unit}名次"),
    (r"催|提醒|通知|[叫让]他|告诉|告知|说一声|转告", "催报 {unit}"),
    (r"通知|告诉|告知|说一声|转告|[叫让]他", "给{unit}联络员发个通知"),
    (r"提醒|催.{0,4}(?:没|几|过)|通知到|收到", "{unit}提醒记录"),
    (r"分|成绩|优秀|良好|合格", "{unit}得分"),
    (r"交|报|填|传|几次|几回|最近|最后", "{unit}交了吗"),
)
_OF_TWO: Final[tuple[tuple[str, str], ...]] = (
    (r"这一年|[几四三两二2-8]个?季度|历次|趋势|走势|曲线|图|同期", "{unit}和{other}近四个季度得分"),
    (r"延期|宽限|顺延|推迟|延到", "延期"),
    (r"退(?!步|得)|打回|补正", "退回次数"),
    (r"电话|联络员|联系", "{unit}和{other}联络员电话"),
    (r"催|提醒|通知", "催一下{unit}和{other}"),
)
_OF_ALL: Final[tuple[tuple[str, str], ...]] = (
    (
        r"(?:距|离|差).{0,10}(?P<grade>优秀|良好|合格).{0,12}?(?P<n>[0-9一二两三四五])分",
        "差{n}分就{grade}的单位",
    ),
    (r"差(?P<n>[0-9一二两三四五])分.{0,8}(?P<grade>优秀|良好|合格)", "差{n}分就{grade}的单位"),
    (r"(?:排名|名次).{0,8}[图画]|[图画].{0,8}(?:排名|名次)", "{quarter}{group}排名图"),
    (
        (
            r"(?:排名|名次|成绩|得分).{0,14}(?:表|[Ee]xcel|xls|导)|(?:表|[Ee]xcel|xls"
            r"|导).{0,8}(?:排名|名次|成绩|得分)"
        ),
        "{quarter}{group}排名表格",
    ),
    (r"别发|不发了|不用发|算了", "计划的提醒"),
    (r"别发|不发了|不用发|发错", "发过的通知"),
    (r"干(?:啥|什么|嘛)|能问|会什么|什么功能|怎么用", "帮助"),
    (r"[一二三四各三几]个?类(?!指标)|类别|按类", "各类单位情况"),
    (r"[零0]分.{0,3}[项指]|[项指标].{0,6}[零0]分", "谁零分项最多"),
    (r"换.{0,4}联络员|联络员.{0,8}[换变]|变更", "哪些单位换过联络员"),
    (
        (
            r"[两二2几多]个联络员|管[几两二多].{0,2}[家个]|兼|(?:好几|几|多|两)[家个].{0,6}联络员"
            r"|一个?人.{0,4}当"
        ),
        "哪些单位有两个联络员",
    ),
    (r"每天|逐日|按天|日报|几月份?最|哪个?月|每个?月|哪(?:一)?天.{0,4}最|高峰", "每天收几家"),
    (r"超.{0,6}[天日]|最久|[拖压放搁]得?(?:最)?久|好久|几天(?:没|了)", "待审最久的"),
    (
        (
            r"几天(?:能|才)?(?:审|补|办|批)|用(?:了)?几天|平均.{0,4}(?:几天|多少天|多久|多长时间)"
            r"|用时|环节|快了|慢了|花(?:了)?(?:几|多少)天|多长时间"
        ),
        "审核用了几天",
    ),
    (
        (
            r"没写(?:理由|原因)|没有(?:理由|原因)|扣得|扣分扣|最[狠松严]|[扣减退].{0,8}(?:逐条|清单"
            r"|理由|谁)|扣分率|尺度"
        ),
        "核减和退回记录",
    ),
    (r"得分率|完成率.{0,4}表|几?大类|几大块|各部分|板块", "各部分得分率"),
    (r"优秀率|良好率|合格率", "{quarter}等次分布"),
    (r"催.{0,6}(?:次|[两二三四几]回|[两二三四几]遍|回应|记录)|次.{0,3}催", "催报次数"),
    (r"最后一天|前两(?:个)?小时|临近截止|卡点|踩点", "每天收几家"),
    (r"应考|实考|参评|参加考核", "填报进度"),
    (r"改(?:过)?分|[变改]动|谁改|操作|权限|角色", "改动记录"),
    (r"角色|权限|有权|几个人能", "角色"),
    (r"待审|没审|未审|审核?(?:员|人|的)|谁审|手[上里头]|压着|积压|审[了得核完]|审核进", "审核进度"),
    (r"核减|通过率|审核?结果|审核情况", "审核结果"),
    (r"申[诉速述]|异议|不服|改判", "申诉情况"),
    (r"退(?!役|步|出|休|到第|得|缩)|打回|补正|补报|没补", "{quarter}退回次数"),
    (r"退(?!役|步|出|休|到第|得|缩)|打回|补正|没补", "被退回的单位"),
    (r"延(?:期|过|到|长|了)?.{0,4}(?:原因|名单|记录|谁|哪|汇总|过)|给谁延", "延期原因"),
    (r"延期|延[后长到]|往后[推挪]|推迟|顺延|宽限|延", "延期"),
    (
        r"通[讯迅信]录|联系表|电话|手机|号码|联系人|联络员.{0,3}(?:名单|表|是谁)",
        "{group}联络员电话",
    ),
    (r"送达|发送|失败|收(?:到|得)没|[已未]读|[看读]了?没|没[看读]|谁[看读]|看过|都收到", "通知"),
    (r"送达|失败|收不到|没收到|联系不上", "谁收不到消息"),
    (r"重复|一模一样|雷同|抄|造假|同一[张份]|老照片|旧照片", "谁的材料和别人一样"),
    (r"照片|图片|材料|佐证|附件|文件", "{quarter}{group}没传佐证材料的单位"),
    (r"名次.{0,6}[变升降比]|升降|对比表|跟这季|[和跟与同]上.{0,4}[比放]|相比|变化", "名次变化"),
    (
        r"申诉.{0,6}(?:多久|期限|时限|截止|哪天)|公[示式](?!.{0,3}稿)|不公示|几天公示",
        "公示还有几天",
    ),
    (r"公[示式]|公告", "公示"),
    (r"公布|出结果|出来|发布", "什么时候公布"),
    (r"通报|通告|表扬|批评|点名|[Ww][Oo][Rr][Dd]|公文|红头|稿", "通报"),
    (r"全年|年度|一年|四个?季度|累计|年底", "年度汇总"),
    (r"截[止至]|几号|期限|到期|最后一天|还有几天|剩几天|什么时候交|哪天", "截止时间"),
    (r"阶段|进行到|到哪(?:一步|了)", "现在是什么阶段"),
    (r"定时|明[早天]|后天|下周|每天.{0,3}提醒|自动", "计划的提醒"),
    (r"撤|收回|取消|作废|发错", "发过的通知"),
    (r"(?:没|未)(?:上|提|填|按时)?[报交填]|还差|一点.{0,3}没", "{group}还没提交的单位"),
    (r"催|提醒|赶紧|抓紧|题醒", "催报"),
    (rf"通知|群发|告诉|说一声|转告|转达|(?:{_EVERYBODY}).{{0,4}}说", "发通知"),
    (r"总结|简报|稿件|工作报送", "没交{kind}的单位"),
    (r"总结|简报|稿件|工作报送", "工作报送情况"),
    (
        (
            r"(?:哪|五|几|项|指标).{0,8}(?:失|扣|丢|差|弱|低|集中)|短板|薄弱"
            r"|[失扣丢]分.{0,8}(?:集中|项|指标)"
        ),
        "{quarter}失分最多",
    ),
    (r"分数线|划定|划分|多少分(?:才|算|是)|达标", "多少分算优秀"),
    (r"等次|优秀|良好|合格|各档|档次|达标", "{quarter}等次分布"),
    (r"标准|细则|规则|怎么(?:算|打|计)|几大块|大类|大项|分值|办法|不适用|折算|权重", "考核办法"),
    (r"打包|存档|下载|归档", "材料包"),
    (r"晚交|迟交|迟报|逾期|超期|拖|不按时", "{quarter}{group}逾期的单位"),
    (r"退[得步]|下滑|掉|跌|下降", "{group}退步最多的五个单位"),
    (r"进步|上升|提升|涨", "{group}进步最多的五个单位"),
    (r"平均", "{quarter}{group}平均分"),
    (r"一共.{0,4}[家个]|总共|单位[数总]|多少家$|名单", "单位名单"),
    (r"没绑|没人|未绑|没加", "谁没绑定"),
    (r"扣|失分|丢分", "{quarter}{group}扣分最多的五个单位"),
    (r"排名|名次|第[一几]|垫底|倒数|前[几十三五]|后[几三五]", "{quarter}{group}排名"),
    (r"欠|不交|不报", "{group}还没提交的单位"),
    (r"[交报填传]|进度|完成", "填报进度"),
    (r"分|成绩", "{quarter}{group}得分从高到低"),
)
_OF_A_ROW: Final[tuple[tuple[str, str], ...]] = (
    (r"一共|总共|合计|总数", "{row}一共多少"),
    (r"[零0](?:场|次|项|个)|还是零|一[场次]没", "{row}没填的单位"),
    (
        r"标准|细则|按什么|怎么|内容|分值|是(?:个)?(?:啥|什么)|要求|材料|多少分|几分|怎么",
        "{row}评分标准",
    ),
    (r"没(?:搞|报|填|有|做|开展)|未报|还差|一次都", "{row}没填的单位"),
    (r"满分", "{row}满分的单位"),
    (r"次|多少|最多|排|几[场回个]", "{row}数量从高到低"),
    (r"没得|零分|0分|未得", "{row}得零分的单位"),
    (r"得分|分|谁|哪", "{row}得分从高到低"),
)


def _compiled(table: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(signs), question) for signs, question in table)


_UNIT, _TWO = _compiled(_OF_A_UNIT), _compiled(_OF_TWO)
_ALL, _ROW = _compiled(_OF_ALL), _compiled(_OF_A_ROW)


def wishes(text: str, named: Named) -> Iterator[str]:
    """Questions for what the sentence speaks of, the nearest first, each once."""
    given: set[str] = set()
    for table in _tables(named):
        for signs, question in table:
            if match := signs.search(text):
                said = filled(question, named, match.groupdict())
                if said not in given:
                    given.add(said)
                    yield said


_Table = tuple[tuple[re.Pattern[str], str], ...]


def _tables(named: Named) -> list[_Table]:
    if named.other:
        return [_TWO]
    if named.unit:
        return [_UNIT]
    return [_ROW, _ALL] if named.row else [_ALL]


def filled(question: str, named: Named, more: Mapping[str, str | None]) -> str:
    """A question with the names in it."""
    return question.format(
        unit=named.unit,
        other=named.other,
        row=named.row,
        quarter=named.quarter,
        group=named.group,
        kind=named.kind or "总结",
        **more,
    )


def every() -> tuple[str, ...]:
    """Each question as it is written here: a test asks every one."""
    return tuple(question for table in (_UNIT, _TWO, _ALL, _ROW) for _, question in table)
