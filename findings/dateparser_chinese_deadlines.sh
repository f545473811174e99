#!/bin/sh
# Deadlines as a Chinese office writes them. Seen with dateparser 1.5.0 on 1 December 2026 (languages=["zh"], said at
# noon of 1 December 2026): 前 (“by”) is taken for “ago” and the day of a month for a number of days,
#   12月31日前     2025-10-31   (the last day of this year is meant; 12 months and 31 days before now came)
#   下个月15日     2027-01-16   (the 15th of next month is meant; a month and 15 days from now came)
# while 2026年12月31日 is read as it is meant and 下周五, 月底, 三十号 are not read (None).
# Exits with 1 when it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet dateparser==1.5.0
"$folder/venv/bin/python" -W ignore - <<'PY'
import sys
from datetime import datetime

import dateparser

EXPECTED = {
    "12月31日前": "2025-10-31",
    "下个月15日": "2027-01-16",
    "2026年12月31日": "2026-12-31",
    "下周五": None,
    "月底": None,
    "三十号": None,
}
base = {"RELATIVE_BASE": datetime(2026, 12, 1, 12)}
read = {}
for said in EXPECTED:
    day = dateparser.parse(said, languages=["zh"], settings=base)
    read[said] = None if day is None else f"{day:%Y-%m-%d}"
    print(said, read[said])
sys.exit(read != EXPECTED)
PY
