"""Names of offices as papers print them: 郏县教育局, 县信用办, 冢头镇人民政府, 平顶山日报.

Pure. A body is any line that ends like an office's name; which of them is a unit of the roster is
decided where the roster is known.
"""

from __future__ import annotations

import re
from typing import Final

TAIL: Final = (
    "人民政府办公室|人民政府|办公室|委员会|领导小组|小组|指挥部|管委会|管理局|总工会|联合会|办事处|[政德教总党团学][教育务总支委工]处|管理处|街道办|法院|检察院|"
    "执法大队|执法队|监察队|稽查队|大队|支队|总队|中队|分局|支局|管理所|派出所|税务所|财政所|司法所|服务站|服务中心|中心|服务所|"
    "党工委|党组|党委|县委|市委|省委|团委|机关党委|支行|分行|银行|信用社|合作社|公司|集团|医院|卫生院|学校|小学|中学|"
    "幼儿园|大学|学院|党校|协会|商会|研究院|宣传部|组织部|统战部|政法委|纪委|监委|武装部|人大|政协|工委|专班|"
    "公证处|厂|商行|超市|饭店|酒店|调查队|工作队|服务队|药店|药房|局|委|办|厅|部|科|股|室|站|所|院|馆|社|镇|乡|街道|村委会|社区|电视台|融媒体中心|融媒|日报|晚报|报社|网"
)
_BODY: Final = re.compile(
    rf"[\u4e00-\u9fff（）()·、]{{1,40}}(?:{TAIL})(?:[(（][\u4e00-\u9fff]{{1,10}}[)）])?"
)
_NEVER: Final = re.compile(
    r"[的了是在为请将与和及并或我]|组织(?!部)|宣传(?!部|文化|中心)|约谈|会议室|教室|报告厅|失信|守信|举办|召开|走进|推进|启动|活动|根据|关于|开展|工作(?:部|办)?$|签到|单位$|序号|姓名|职务|附件|联系|备注|[一二三四五六七八九十]、|[(（][一二三四五六七八九十]{1,2}[)）]|总结|汇报|方案|报告|办法|适用|^第.{1,3}条|^本|^请"
    r"|^(?:转发|批转|印发|报送|受|由|据|致|让|使|给|经(?![济开贸信侦])|向(?![阳])|对(?![外口]))|网站$"
    r"|^(?:承办|主办|协办|责任|牵头|配合|填报|抄送|被检查|被抽查)(?:单位|部门)|^(?:银行|集团)?(?:股份)?有限"
)
_INSIDE: Final = re.compile(
    r"(?<![局委办厅部府院社团会])和(?=[\u4e00-\u9fff]{2,8}(?:局|委员会|厅|中心)(?:办公室)?$)|和(?=改革|规划|草原|旅游|体育|社会保障|信息化|城乡|大数据|政务|物资|计划)|[和与及](?=[\u4e00-\u9fff]{2,8}(?:协会|商会|学会|联合会|促进会)$)|生态环境|综合|社会信用"
)
_PLACED: Final = re.compile(
    r"[\u4e00-\u9fff]{1,4}?[省市县区旗州乡镇]|[\u4e00-\u9fff]{1,4}街道|中共|中国|共青团|国家"
)
_PAIRED: Final = re.compile(r"[(（][^()（）]+[)）]$")
"""县烟草专卖局（营销部）: the bracket at its end is the name's own."""
MAST: Final = re.compile(r"(.{2,60}?)(?:文件|公文|\(文件\))$")
_STAMP: Final = re.compile(
    r"[(（](?:盖章|公章|章|签章|印章|代章|加盖公章)[)）]|[:：]?(?:盖章|公章)$"
)


def is_body(bare: str) -> bool:
    """Whether a line is the name of an office and nothing else."""
    name = cleaned(bare)
    if not 3 <= len(name) <= 40 or _NEVER.search(_INSIDE.sub("", name)):
        return False
    return _BODY.fullmatch(name) is not None and re.fullmatch(TAIL, name) is None


def is_placed(bare: str) -> bool:
    """Whether a name begins with its place or party, as a whole one does: 临河县…, 中共…"""
    return _PLACED.match(bare) is not None


def is_place(bare: str) -> bool:
    """临河县 alone: the beginning of a name that was broken behind it."""
    return _PLACED.fullmatch(bare) is not None


def is_office(bare: str) -> bool:
    """Whether a name is an office's and not only a place's: 凤泉镇人民政府, not 凤泉镇."""
    return re.search(r"(?:[镇乡县市区村]|街道|社区)$", cleaned(bare)) is None


def is_mast(bare: str) -> bool:
    """郏县教育局文件"""
    match = MAST.fullmatch(bare)
    return match is not None and is_body(match[1])


def cleaned(bare: str) -> str:
    """A name without what is printed around it: brackets, 盖章, 主办."""
    named = re.sub(
        r"(?:主办|编印|编发|发布|主编|敬赠|颁发|编|印|宣|赠|启|制|颁)$", "", _STAMP.sub("", bare)
    )
    bare = named.strip("()（）:：,，.。·*_-—|丨")
    closed = f"{bare}{named[named.find(bare) + len(bare) :][:1]}" if bare else bare
    return closed if _PAIRED.search(closed) else bare


def leading(bare: str) -> str:
    """The first of two bodies that were printed, or read, as one word."""
    name = cleaned(bare)
    for end in range(4, len(name) - 3):
        if name[end:].startswith(name[:2]) and is_body(name[:end]) and is_body(name[end:]):
            return name[:end]
    return name
