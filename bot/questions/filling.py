"""What a liaison types: filling in, evidence, work reports, handing in.

Lines of the grammar only; how wordings are written is in ``entry``.
"""

from __future__ import annotations

from typing import Final

from bot.questions.entry import UNIT_SIDE, GrammarLine, entry
from bot.questions.typed import alone

TABLE: Final[tuple[GrammarLine, ...]] = (
    entry(
        "fill", UNIT_SIDE, alone("fill", "resume"),
        "[开始/继续/接着/怎么/如何/去](填报/填写/填表/填/上报数据/报数)[指标/数据/这项]",
        ("row", "quarter"), "填报", "填报|填报 三.4", "接着填写，或直接跳到某一项指标",
    ),
    entry(
        "progress", UNIT_SIDE, alone("owe"),
        "[还](差/缺/欠){几}[材料/指标/项][{未}][{报}] [还](差/缺/欠)哪[里/儿]"
        " [还][有]{几}[指标/项目/项/东西][{未}{报}[完/好/齐]] [还][有]{几}[指标/项目/项]需补"
        " [还][需/该](填/报/做/交/补){几} [还]{未}填[完] 待办[事项]"
        " [被]退回(什么/哪些/几项) 补正 (提交/交/报){未}"
        " {几}材料{未}(传/交/上传) [还][有]{几}[项目/指标/项]被退回",
        ("quarter",), "还差什么", "还差什么|还有哪些没报", "看本单位还有哪些没有填、没有传",
    ),
    entry(
        "report", UNIT_SIDE, alone("reports"),
        "工作报送 报送[工作] [报送]台账 (报送/上报/提交/报/交)材料"
        " [工作/季度](总结/简报/稿件)(什么时候/几号/哪天/何时/多久/啥时候)(交/报/报送/截止)[截止]"
        " [季度]工作(报告/汇报/小结)(什么时候/几号/哪天/何时/多久/啥时候)(交/报/报送/截止)[截止]"
        " [报送/上报/提交/报/交/发/送/传][一份/一篇/份/篇][工作/季度]"
        "(总结/简报/宣传稿[件]/稿件/信息)"
        " [报送/上报/提交/报/交/发/送/传][一份/一篇/份/篇](季度/工作/季度工作)"
        "(总结/报告/汇报/小结)",
        (), "工作报送", "工作报送|报送总结", "报送工作总结、工作简报、宣传稿件，看台账",
    ),
    entry(
        "evidence", UNIT_SIDE, alone("proof"),
        "[上传/补充/补/传/交/发/提交/添加](佐证/证明/佐证材料/证明材料)[照片]"
        " [上传/补充/补/添加/提交/交/传](材料/附件/照片/文件) 上传 补传",
        ("unit", "quarter", "row", "picture"), "佐证材料", "佐证材料|佐证 三.4",
        "上传、查看本季度的佐证材料",
    ),
    entry(
        "submit", UNIT_SIDE, alone("submit"),
        "[怎么/如何/确认/正式/检查/核对/检查并/核对并]"
        "(提交/交卷/交表/报上去)[填报/表格]",
        (), "检查并提交", "提交", "检查整张表，确认后提交",
    ),
    entry(
        "check", UNIT_SIDE, alone("check"), "核对[填报/整张表/全表]",
        (), "核对", "核对", "提交以前，把整张表看一遍",
    ),
    entry(
        "rows", UNIT_SIDE, alone("rows"), "[看](全部/所有)(指标/项目)[目录]",
        (), "全部指标", "全部指标", "看全部指标，点哪一项填哪一项",
    ),
    entry(
        "carry", UNIT_SIDE, alone("carry"),
        "[都/全部/全](和/跟/与/同/照/按/沿用/照搬/照抄/复制/用)[的](一样/填/数据/答案/材料/内容)[就行/吧]"
        " [都](沿用/照搬/照抄/复制)",
        ("quarter",), "和上季度一样", "和上季度一样|沿用上季度",
        "机构、制度这些没有变化的项目，照上季度的填", needs=("quarter",),
    ),
    entry(
        "handover", UNIT_SIDE, alone("handover"), "[工作/联络员](交接/换人)[给别人]",
        (), "交接", "交接", "换人负责时，把本单位交给新的联络员",
    ),
    entry(
        "withdraw", UNIT_SIDE, alone("withdraw"),
        "[怎么/如何/能/可以/能不能](撤回/撤销/收回/取消)[提交/填报/上报]",
        (), "撤回", "撤回", "截止以前撤回已提交的填报",
    ),
    entry(
        "previous", UNIT_SIDE, alone("previous asked"), "[回到](上一项/上一题/上一个/前一项)",
        (), "上一项", "上一项", "回到上一项指标",
    ),
    entry(
        "skip", UNIT_SIDE, alone("skip asked"),
        "[先/暂时](跳过/略过)[这项/这一项/本项] 下一(项/题/个) (先/暂)不填 以后再填",
        (), "跳过", "跳过", "先跳过这一项，以后再填",
    ),
)  # fmt: skip
