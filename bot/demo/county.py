"""The sample county: the towns, streets and departments of 郏县, and people who do not exist."""

from __future__ import annotations

from dataclasses import dataclass

DEPARTMENTS = "县直单位"
TOWNS = "乡镇街道"

DIRECTOR = "赵明远"
"""The sample office's admin."""

UNBOUND = frozenset({"县气象局", "县烟草专卖局", "县信访局", "广阔天地乡"})
"""Units whose liaison has left, and whose new one has not opened the invitation yet."""


@dataclass(frozen=True, slots=True)
class SampleUnit:
    """A unit of the sample county and the person who reports for it."""

    name: str
    short: str
    group: str
    aliases: tuple[str, ...]
    liaison: str
    phone: str


_TOWNS = (
    ("龙山街道", "龙山", ("龙山街道办事处", "龙山办事处")),
    ("东城街道", "东城", ("东城街道办事处", "东城办事处")),
    ("冢头镇", "冢头", ()),
    ("安良镇", "安良", ()),
    ("堂街镇", "堂街", ()),
    ("薛店镇", "薛店", ()),
    ("长桥镇", "长桥", ()),
    ("茨芭镇", "茨芭", ()),
    ("黄道镇", "黄道", ()),
    ("李口镇", "李口", ()),
    ("王集乡", "王集", ()),
    ("姚庄回族乡", "姚庄", ("姚庄乡",)),
    ("白庙乡", "白庙", ()),
    ("广阔天地乡", "广阔天地", ("广天乡",)),
    ("渣园乡", "渣园", ()),
)

_DEPARTMENTS = (
    ("县发展和改革委员会", "县发改委", ("发改委", "发展改革委")),
    ("县教育局", "教育局", ("教体局", "教育体育局")),
    ("县科学技术局", "科技局", ()),
    ("县工业和信息化局", "工信局", ("工信委",)),
    ("县公安局", "公安局", ()),
    ("县民政局", "民政局", ()),
    ("县司法局", "司法局", ()),
    ("县财政局", "财政局", ()),
    ("县人力资源和社会保障局", "人社局", ("人社", "社保局")),
    ("县自然资源局", "自然资源局", ("国土局",)),
    ("市生态环境局郏县分局", "生态环境分局", ("环保局", "生态环境局")),
    ("县住房和城乡建设局", "住建局", ("建设局",)),
    ("县城市管理局", "城管局", ("城管",)),
    ("县交通运输局", "交通局", ("交通", "交通运输局")),
    ("县水利局", "水利局", ()),
    ("县农业农村局", "农业农村局", ("农业局",)),
    ("县林业局", "林业局", ()),
    ("县商务局", "商务局", ()),
    ("县文化广电和旅游局", "文旅局", ("文广旅局", "文化局")),
    ("县卫生健康委员会", "县卫健委", ("卫健委", "卫生局")),
    ("县退役军人事务局", "退役军人局", ()),
    ("县应急管理局", "应急局", ("安监局",)),
    ("县审计局", "审计局", ()),
    ("县市场监督管理局", "市场监管局", ("市监局", "工商局")),
    ("县统计局", "统计局", ()),
    ("县医疗保障局", "医保局", ()),
    ("县乡村振兴局", "乡村振兴局", ("扶贫办",)),
    ("县信访局", "信访局", ()),
    ("县政务服务和大数据管理局", "政数局", ("大数据局", "行政服务中心")),
    ("县金融工作局", "金融局", ("金融办",)),
    ("国家税务总局郏县税务局", "税务局", ()),
    ("中国人民银行郏县支行", "人行郏县支行", ("人民银行", "人行")),
    ("县气象局", "气象局", ()),
    ("县烟草专卖局", "烟草局", ()),
    ("县消防救援大队", "消防大队", ("消防",)),
    ("县人民法院", "法院", ()),
    ("县人民检察院", "检察院", ()),
    ("共青团郏县委员会", "团县委", ("共青团",)),
    ("县总工会", "总工会", ()),
    ("县妇女联合会", "县妇联", ("妇联",)),
    ("县公共资源交易中心", "交易中心", ()),
    ("县住房公积金管理部", "公积金管理部", ("公积金",)),
)

_SURNAMES = "李王张刘陈杨黄吴赵周徐孙马朱胡郭何高林郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜"
_GIVEN = (
    "敏",
    "晓东",
    "建华",
    "丽娟",
    "志强",
    "文静",
    "海涛",
    "秀英",
    "俊杰",
    "雅琴",
    "振国",
    "春燕",
)


def units() -> tuple[SampleUnit, ...]:
    """Every unit, departments first, each with an invented liaison and a number nobody has."""
    rows = [(DEPARTMENTS, *row) for row in _DEPARTMENTS] + [(TOWNS, *row) for row in _TOWNS]
    return tuple(
        SampleUnit(
            name,
            short,
            group,
            aliases,
            liaison=_SURNAMES[number % len(_SURNAMES)] + _GIVEN[number * 5 % len(_GIVEN)],
            # 1990000xxxx: plainly invented.
            phone=f"1990000{number + 1:04d}",
        )
        for number, (group, name, short, aliases) in enumerate(rows)
    )
