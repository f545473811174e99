"""Which cities are counties: 汝州市 is one, 平顶山市 has counties under it.

Pure. A county has cities above it whose papers anybody may hand in; a city that is itself a county
is another county. Known are those above (地级市 and the four of the state); every other is none.
"""

# ruff: noqa: E501, SIM905 -- names stand beside each other, as people read them

from __future__ import annotations

import re
from typing import Final

_ABOVE: Final = frozenset(
    "北京 天津 上海 重庆 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 "
    "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 "
    "长春 吉林 四平 辽源 通化 白山 松原 白城 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 "
    "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 "
    "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 "
    "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 "
    "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 "
    "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 "
    "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 "
    "贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 拉萨 日喀则 昌都 林芝 山南 那曲 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 "
    "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密".split()
)  # fmt: skip
_CITY: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}省)?([\u4e00-\u9fff]{2,5}?)市(?=[\u4e00-\u9fff])"
)
_NO_CITY: Final = re.compile(r"[超门集夜菜早股上城都闹]$|^[各全本我该县省市区镇乡]|[县区旗镇乡]")
"""超市, 集市, 郏县城市管理局."""
_NAMED_SO: Final = frozenset(
    "禹城 邹城 肥城 诸城 韩城 项城 永城 兴城 凤城 海城 丰城 麻城 应城 阿城 晋城 都江堰 江都".split()
)
"""Counties whose name ends as no city's does."""


def county_city(name: str) -> str:
    """The city that is a county, with which an office's name begins; empty where it begins so not.

    平顶山市汝州市 and 汝州市 are one, 平顶山市 is none.
    """
    match = _CITY.match(name)
    if match is None:
        return ""
    if match[1] in _ABOVE:
        return county_city(name[match.end() :])
    if match[1] not in _NAMED_SO and _NO_CITY.search(match[1]):
        return ""
    return f"{match[1]}市"
