"""The units clauses count in: 次, 件, 个; and those of figures with decimals: 亩, 万元, 小时.

Here: words only. Not here: what is counted (`state`), how a clause says it (`recognise`).
"""

from __future__ import annotations

from typing import Final

from scoring.drafting.bare_figures import BARE

BEHIND: Final = 0xE000
"""Where figures that count nothing stand while a clause is read: in signs of nobody's own."""

_ALL_UNITS: Final = (
    "村社区|面|平方公里|车次|架次|班次|艘次|站次|趟|案次|月次|人次|件次|公里|次|条|项|篇|个|家|例|件|起|处|人|名|户|份|场|期|天|日|批|种|类|款|宗|"
    "座|所|台|门|节|部|本|套|张|幅|块|村|点|位|笔|单|支|轮|站|段|则|期次|队|组|栋|辆|头|方面|领域|环节|"
    "卷|校|季度|台次|周|人日|间|把|只|株|棵|班|口|路|社区|个月|月|例次|家次|户次|账号|场次|批次|学时|餐|样|页|册|丘|伙|座次|项次|处次|具|件套|列|盏|根|堆|桶|盒|瓶|艘|眼|架|扇|幢|床|首|封|枚|课时|工作日|分钟|社|案|校次|村次|团|排|层"
)
_NOT_BEFORE: Final = dict(
    one.split(":")
    for one in [
        "面:积向上貌对部临试谈签商",
        "项:目",
        "家:庭属长",
        "人:员民大",
        "户:外籍",
        "班:子级主",
        "校:长园方",
        "场:所景地",
        "台:账帐",
        "门:户店诊",
        "部:门署位",
        "期:限间",
        "所:有属",
        "条:件款",
        "组:织长",
        "队:伍员",
        "村:民级务庄",
        "节:能约目",
        "点:名击",
        "站:点",
        "口:头",
        "路:线段",
        "样:本式",
        "页:面",
        "月:份底及度初末",
        "个:百",
        "丘:陵",
        "具:体有备",
        "列:入为车表",
        "根:据本",
        "堆:放积",
        "床:位单",
        "首:位次要先批",
        "封:闭",
        "案:件例卷",
        "社:区会保",
        "团:队组员",
        "排:名查放污水",
        "周:^得加扣计减的数,;。()",
        "层:级面次",
        "架:构",
        "单:位元",
        "位:置",
        "本:单级年",
    ]
)
"""What makes another word of a unit: 项目 is no 项."""
UNITS: Final = "|".join(
    f"{one}(?![{_NOT_BEFORE[one]}])" if one in _NOT_BEFORE else one
    for one in sorted(_ALL_UNITS.split("|"), key=len, reverse=True)
)
"""The longer first: 场次 is no 场."""
_OUT_OF: Final = "".join(chr(BEHIND + int(one)) for one in "10")
PER_HEAD: Final = "|".join(
    f"{head}/{many}{tail}"
    for head in ("", "例", "件", "起", "人", "名", "次")
    for many in (f"{_OUT_OF}万", "万", "十万", "百万", "千")
    for tail in ("人口", "人", "")
    if many.strip("十百") != "千" or tail
)
"""12/10万, 5件/万人: in proportion to the people, the 10 set apart as figures of names are."""
MEASURED: Final = (
    f"{PER_HEAD}|"
    "亿美元|万美元|美元|万人次|微克/立方米|千克|公斤|"
    "公里|平方公里|吨|亩|公顷|平方米|米|万元|元|亿元|小时|立方米|" + BARE
)
"""The last is the unit that a clause does not print."""
