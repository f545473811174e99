"""Bureaus that every county has, by the names people call each of them.

A name of this list that is not on the roster is another bureau, not a misspelt one: 环保局 is no
县医保局. Two names of one line are the same bureau before and after a reform. Pure data; what a
roster has is not known here.
"""

from __future__ import annotations

from typing import Final

_SAME: Final = (
    "教育 教体 教育体育 教育和体育 教委",
    "生态环境 环保 环境保护 生态环境分",
    "医保 医疗保障",
    "人社 人力资源和社会保障 人力资源社会保障 劳动",
    "卫健 卫生健康 卫健委 卫生 卫计 卫生和计划生育",
    "发改 发展和改革 发展改革 发改委",
    "工信 工业和信息化 工信委 科工信 科技和工业信息化",
    "住建 住房和城乡建设 住房城乡建设 建设",
    "自然资源 自然资源和规划 国土 国土资源",
    "交通 交通运输",
    "农业农村 农业 农牧",
    "文旅 文化广电和旅游 文广旅 文化和旅游 文广 文化",
    "市场监管 市场监督管理 工商 食药监 食品药品监督管理 质监",
    "应急 应急管理 安监 安全生产监督管理",
    "退役军人 退役军人事务",
    "城管 城市管理 城市管理综合执法",
    "行政审批 行政审批和政务信息管理 政务服务 政务服务和大数据",
    "民族宗教 民宗",
    "财政",
    "公安",
    "司法",
    "民政",
    "审计",
    "统计",
    "水利 水务",
    "林业 林业和草原",
    "商务",
    "科技 科学技术",
    "信访",
    "金融 金融工作",
    "税务 国税 地税",
    "气象",
    "体育",
    "粮食 粮食和物资储备",
    "扶贫 乡村振兴",
    "供销 供销合作社 供销社",
    "残联 残疾人联合会",
    "妇联 妇女联合会",
    "团委 共青团",
    "总工会 工会",
    "工商联 工商业联合会",
    "文联 文学艺术界联合会",
    "科协 科学技术协会",
    "红十字 红十字会",
    "档案",
    "机关事务 机关事务服务中心 机关事务管理",
    "人防 人民防空",
    "烟草 烟草专卖",
    "邮政 邮政管理",
    "公积金 住房公积金",
    "法院 人民法院",
    "检察院 人民检察院",
    "消防 消防救援",
    "畜牧 畜牧兽医",
    "房管 房产管理",
    "园林 园林绿化",
    "广电 广播电视",
    "史志 地方史志",
    "编办 机构编制",
    "组织部",
    "宣传部",
    "统战部",
    "政法 政法委",
    "纪委 纪委监委 监委",
)
_LINE: Final = {name: line for line, names in enumerate(_SAME) for name in names.split()}


def same_as(stem: str) -> frozenset[str] | None:
    """The stems of the bureau that a stem names, itself among them; None: no bureau of all."""
    line = _LINE.get(stem)
    return None if line is None else frozenset(_SAME[line].split())
