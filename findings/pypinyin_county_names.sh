#!/bin/sh
# Names of Chinese counties whose own reading is not the sign's usual one. Seen with pypinyin 0.55.0 on 1 December 2026,
# as it comes (lazy_pinyin of the whole name): nine of fourteen are not read as the place is called,
#   浚县 jun xian (the place: xun), 单县 dan xian (shan), 洪洞县 hong dong xian (tong), 什邡市 shen fang shi (shi),
#   繁峙县 fan zhi xian (shi), 涡阳县 wo yang xian (guo), 召陵区 zhao ling qu (shao), 解州镇 jie zhou zhen (hai),
#   六合区 liu he qu (lu)
# while 乐亭县, 铅山县, 番禺区, 盱眙县 and 莘县 come out as the places are called; nothing tells the two sorts apart.
# Who sorts or finds units by pinyin has to ask the office for its own places.
# Exits with 1 when it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pypinyin==0.55.0
"$folder/venv/bin/python" - <<'PY'
import sys

from pypinyin import lazy_pinyin

OWN = {
    "浚县": "xun xian", "单县": "shan xian", "洪洞县": "hong tong xian", "什邡市": "shi fang shi",
    "繁峙县": "fan shi xian", "涡阳县": "guo yang xian", "召陵区": "shao ling qu",
    "解州镇": "hai zhou zhen", "六合区": "lu he qu",
    "乐亭县": "lao ting xian", "铅山县": "yan shan xian", "番禺区": "pan yu qu",
    "盱眙县": "xu yi xian", "莘县": "shen xian",
}
EXPECTED = {"浚县", "单县", "洪洞县", "什邡市", "繁峙县", "涡阳县", "召陵区", "解州镇", "六合区"}

other = set()
for name, own in OWN.items():
    read = " ".join(lazy_pinyin(name))
    print(name, read, "" if read == own else f"(the place: {own})")
    if read != own:
        other.add(name)
sys.exit(other != EXPECTED)
PY
