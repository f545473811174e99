"""Whether one sign of a name is a slip for another: the same sound, like strokes, or rare.

文物局 is no 文旅局 and 人民医院 no 人民法院: two everyday signs that are neither read nor written
alike make two names. 教肓局 is the 教育局. Which unit is meant is decided in ``names``.
"""

from __future__ import annotations

from typing import Final

from bot.speech.sounds import NOTHING_TOLD, Told, heard

_ALIKE: Final = (
    "村材 育肓盲 政攻改 财材 司同 民氏 水永冰 农衣 审宙 税锐 林木材 土士 信住 住佳往 统充 "
    "输翰 康廉 康唐 建健 科料 技枝 术木 工土 业亚 化代 局居 委季 应庆 急总 管菅营 理埋 生主 "
    "健键 计汁 监盐篮 督睿 场扬 交文父 通诵 运远 源原 自白目 然燃 环坏还 境镜 境竟 保堡 障章 "
    "社杜 会合 力刀 资贷 商南 务条 务各 退迟 役投 军车 人入 事争 气乞 象像 城诚 市币 行往 "
    "法去 院阮 检捡 察查 察祭 公么 安按 教敦 体休 旅族 旅放 广厂 文丈 乡多 振震 兴光 粮根 "
    "食良 物吻 供洪 销消 残浅 联职 妇归 团困 青清 党堂 校较 档裆 案桉 史吏 志忘 烟咽 草早 "
    "金全 融触 邮油"
)
"""Signs that are taken for each other by the eye or by a scanner."""
_PAIRS: Final = frozenset(
    frozenset((one, other)) for group in _ALIKE.split() for one in group for other in group
)
_EVERYDAY: Final = 0xD7
"""Up to this first byte GB 2312 has the signs of daily use; behind it those nobody means."""


def mistaken(
    said: str, right: str, told: Told = NOTHING_TOLD, right_told: Told = NOTHING_TOLD
) -> bool:
    """Whether ``said`` was written for ``right``."""
    if heard(said, told) & heard(right, right_told):
        return True
    return frozenset((said, right)) in _PAIRS or not _is_everyday(said)


def _is_everyday(sign: str) -> bool:
    written = sign.encode("gb2312", "ignore")
    return len(written) == 2 and written[0] <= _EVERYDAY
