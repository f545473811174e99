"""Every key a scheme file may hold, with the sentence that explains it.

Here: the one list the reader refuses unknown keys by, and `README.md` is compared with. Not
here: what the keys do (`reading`), the keys of a verb (`verbs`, gathered here).
"""

from typing import Final

from scoring.verbs import VERBS

SCHEME: Final = {
    "name": "方案的简称，用在命令和界面里",
    "group": "这张表考核哪一组单位，如“县直单位”",
    "title": "考核指标表的标题，照印",
    "document": "考核办法的名称",
    "number": "文号",
    "issued": "印发日期",
    "in_force": "从哪天起执行",
    "period": "多长时间考核一次：month 月、quarter 季度（默认）、half 半年、term 学期、year 年度",
    "full": "满分；没有满分的写“不限”",
    "grades": '等次和分数线，从高到低，如 [["优秀", 90], ["不合格", 0]]',
    "defects": "原表自相矛盾之处，凡影响满分的都要写明",
    "readings": "有歧义的条款按什么理解",
    "bonus_max": "全部附加分合计最多计多少",
    "bonus_from": "常规得分达到多少才计附加分",
    "total_max": "总分最高计多少",
    "total_min": "总分最低计多少",
    "returned": "退回以后没有补正怎么算：zero 按 0 分，last_accepted 按上次核定，claimed 按自报；"
    "不写的，要佐证的行按 0 分，其余按自报",
}
RANKING: Final = {
    "compare": "按精确总分（exact，默认）还是按显示的分数（shown）定级、排名",
    "digits": "显示几位小数，默认 2",
    "rounding": "取舍：half_up 四舍五入（默认）、half_even、down、up",
    "ties": "并列之后跳号（skip，默认：1、2、2、4）还是连号（dense：1、2、2、3）",
    "break_by": "总分相同时依次比较的节或行",
    "per_class": "是否在各类单位内分别排名；不写的，单位分了类、方案自己不分类时分别排名",
    "vetoed": "被一票否决的单位排在最后（last，默认）还是仍按总分（by_total）",
}
YEAR: Final = {
    "compose": "全年怎样合成：mean 各季度平均、sum 各季度相加、weighted 按权重",
    "weights": "各季度的权重（百分数），依次写，合计 100；只和 weighted 一起写",
    "missing": "没有参加的季度：skip 不算在内（默认）、zero 按 0 分、none 不计全年",
    "share": "各季度合成的得分按百分之几计入全年，默认 100；另有只计入全年的节（yearly）时写",
    "grades": "全年的等次和分数线；不写的按季度的等次，各季度相加的不定等次",
}
SECTION: Final = {
    "name": "节名",
    "points": "标题上印的分值",
    "bonus": '是否附加分："inside" 计入满分，"outside" 在满分之外',
    "weight": "本节得分按百分之几计入总分（权重），如本节 100 分占 30% 的写 30",
    "yearly": "本节只计入全年：一年报一次，在最后一个季度报，不计入那个季度的总分",
    "capped": "本节各行可以超过标题分值，合计只计到标题分值",
    "by": "整节由谁提供数据；行里另写的以行为准",
    "reviewer": "整节由谁审核；行里另写的以行为准",
    "heading": "标题行原文，照印",
    "reading": "按什么理解",
    "defect": "原文的错漏：各行合计不等于标题分值时必须写",
}
ROW: Final = {
    "name": "指标名称",
    "points": "分值；不设上限的写“不限”",
    "text": "评分标准，照印",
    "content": "考核内容，照印",
    "basis": "考核依据，照印",
    "method": "考核方式，照印",
    "add": "从 0 分起加分的各项",
    "deduct": "从满分起扣分的各项",
    "start": "从几分起算：又加又扣时必须写，只加分的行写基础分",
    "floor": "最低几分，默认 0（扣完为止）；没有下限的写“不限”",
    "only_if": "前提：不满足则本行 0 分",
    "zero_if": "一旦发生则本行 0 分",
    "after": "别的行得到多少分，本行才计分；不到的本行 0 分",
    "joint": "和前面的行合并计分：几行合计最多（最少）几分，写在靠后的那一行",
    "grouped": "本行的几项合在一起，合计最多得（扣）几分",
    "shared": "和别的行用同一个数，只在那一行问一次：输入项和它所在的行",
    "factors": "加倍、减半、难度系数：加扣的分再乘以几，乘了以后再看最高、最低几分",
    "most_if": "有这个情形时本行最高几分：未完成年度计划的，最高得 50 分",
    "total_off": "有这个情形时另从总分中扣几分：不受本行最低分限制，本行为 0 分时也扣",
    "highest": "同一事项只计一项：加分的取最高的，扣分的取最重的",
    "effects": "对等次的影响：一票否决、一票否优、降一等次",
    "by": "由谁提供数据；不写就是单位自报",
    "reviewer": "由谁审核",
    "ledger": "次数来自工作报送台账，不再询问",
    "cumulative": "自执行之日起累计，不是只算当季",
    "steady": "每次考核基本不变（机构、现行文件）：可以沿用上一次的答案和佐证材料，沿用的逐一标明",
    "units": "只适用于这些单位",
    "classes": "只适用于这些类别的单位",
    "absent": '不适用怎么算："zero" 0 分、"full" 满分、"rescale" 折算，或写一个分数',
    "returned": "本行退回以后没有补正怎么算：zero、last_accepted、claimed；不写就按整个方案的",
    "short": "一句话：什么算数",
    "proof": "用什么证明",
    "wants": "材料里要看得到什么，用原文的话，几样任一样的写“或”；"
    "只在报了某个输入项时才要的，按输入项或清单名分开写",
    "ask": "每个输入项问联络员的话；清单按清单名写",
    "reading": "按什么理解",
    "defect": "原文的错漏",
    "printed": "改正或复原过的格子，原文印成什么样；也可以只写一句话",
    "example": "算例；算出来不对，方案就不能用",
}
TERMS: Final = {kind: verb.keys for kind, verb in VERBS.items()}
TERM: Final = {
    "for": "某一类或某个单位另有的数："
    "points、over、under、band、upto、otherwise、open、max、target、quota、places、last",
}
"""What a term of any verb may hold beside the verb's own keys."""
OWN: Final = (
    "points", "over", "under", "band", "upto", "otherwise", "open", "max", "target", "quota",
    "places", "last",
)  # fmt: skip
EFFECT: Final = {
    "when": "什么事，可写“名称”或“名称 >= 2”",
    "effect": "veto 一票否决、bar 一票否优、bar_two 不得评为前两个等次、drop 降一等次、"
    "zero 总分记 0 分",
}
STAKE: Final = {
    "when": "什么情形，可写“名称”或“名称 >= 2”",
    "points": "几分：most_if 是本行最高几分，total_off 是从总分中扣几分",
}
JOINT: Final = {
    "with": "和哪几行合在一起，写行的编号",
    "most": "合计最多几分，多出的从本行减",
    "least": "合计最少几分：两行合起来最多扣几分的，写两行分值之和减去它",
}
GROUP: Final = {
    "of": "本行的哪几项合在一起，写输入项或清单的名字",
    "most": "这几项合计最多得几分",
    "loses": "这几项合计最多扣几分",
}
FACTOR: Final = {
    "when": "什么情形，可写“名称”或“名称 >= 2”",
    "times": "有这个情形的乘以几：2 加倍，0.5 减半",
    "figure": "系数是报来的一个数：写输入项的名字；和 when 只写一个",
    "from": "系数最小是多少",
    "to": "系数最大是多少",
    "of": "只管加分写 add，只管扣分写 deduct；不写的都管",
}
EXAMPLE: Final = {
    "given": "输入",
    "others": "其他单位报的数，和其他单位比的（among）才写",
    "score": "应得几分",
}
TOP: Final = {
    "scheme": "方案的抬头",
    "ranking": "定级和排名的规则，可以不写",
    "year": "全年怎样由各季度合成，可以不写",
    "classes": '单位分类，如 "一类" = ["县教育局"]，可以不写',
    "section": '各节，如 [section."一"]',
}
