#!/bin/sh
# Rough numbers as they stand in Chinese reports. Seen with cn2an 0.5.24 on 1 December 2026: transform() joins two
# neighbouring figures, which mean “three to five” and “seven or eight”, to one exact number,
#   开展宣传三五次 -> 开展宣传35次        走访企业七八家 -> 走访企业78家
# leaves 二三十次 (twenty to thirty) as it is, and 三十几次 (thirty and some) becomes 30几次.
# A figure must not be taken from such a sentence: ask for it.
# Exits with 1 when it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet cn2an==0.5.24
"$folder/venv/bin/python" -W ignore - <<'PY'
import sys

import cn2an

EXPECTED = {
    "开展宣传三五次": "开展宣传35次",
    "走访企业七八家": "走访企业78家",
    "约二三十次": "约二三十次",
    "三十几次": "30几次",
}
read = {said: cn2an.transform(said, "cn2an") for said in EXPECTED}
for said, became in read.items():
    print(said, "->", became)
sys.exit(read != EXPECTED)
PY
