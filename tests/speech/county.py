"""A county's units for these tests: real kinds of names, some of them near each other."""

from __future__ import annotations

from bot.speech.names import Named, Roster

DEPARTMENTS = "县直单位"
TOWNSHIPS = "乡镇街道"

_DEPARTMENTS = """
县发展和改革委员会 发改委|县教育局 教体局|县科学技术局 科技局|县工业和信息化局 工信局
县公安局|县民政局|县司法局|县财政局
县人力资源和社会保障局 人社局|县自然资源局|县住房和城乡建设局 住建局|县交通运输局 交通局
县水利局|县农业农村局|县商务局|县文化广电和旅游局 文旅局
县卫生健康委员会 卫健委|县应急管理局|县审计局|县市场监督管理局 市场监管局
县统计局|县医疗保障局 医保局|县城市管理局 城管局|县税务局
县气象局|县公路事业发展中心 公路局 交通|县人民法院 法院|县人民检察院 检察院
县委宣传部 宣传部|县信用办|县城市综合执法大队 执法大队 城管
"""
_TOWNSHIPS = (
    "龙山街道 东城街道 冢头镇 安良镇 堂街镇 薛店镇 长桥镇 茨芭镇 黄道镇 李口镇 "
    "王集乡 姚庄回族乡 白庙乡 广阔天地乡 渣园乡"
)


def _named(number: int, line: str, group: str) -> Named:
    name, *others = line.split()
    short = others[0] if others else name.removeprefix("县")
    return Named(number, name, short, tuple(others[1:]), group)


_LINES = [line for block in _DEPARTMENTS.split("\n") for line in block.split("|") if line]
UNITS = tuple(_named(n, line, DEPARTMENTS) for n, line in enumerate(_LINES, 1)) + tuple(
    _named(n, line, TOWNSHIPS) for n, line in enumerate(_TOWNSHIPS.split(), 101)
)
ROSTER = Roster(UNITS)
