#!/bin/sh
# China moves working days: Saturday 14 February 2026 is worked for the Spring Festival. Seen with workalendar 17.0.0 on
# 1 December 2026: its tables of China end with 2023, and for 2026 a weekday raises,
#   2026-02-13 (Friday) CalendarError
# but a day at the weekend is answered all the same, before any table is looked at,
#   2026-02-14 (Saturday) False
# so that whoever catches nothing until a weekday comes has been told that a working day is free.
# Exits with 1 when it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet workalendar==17.0.0
"$folder/venv/bin/python" -W ignore - <<'PY'
import sys
from datetime import date

from workalendar.asia import China
from workalendar.exceptions import CalendarError


def asked(day):
    try:
        return str(China().is_working_day(day))
    except CalendarError:
        return "CalendarError"


answers = [asked(date(2026, 2, 13)), asked(date(2026, 2, 14)), asked(date(2023, 1, 28))]
print("2026-02-13 (Friday)", answers[0])
print("2026-02-14 (Saturday, worked)", answers[1])
print("2023-01-28 (Saturday, worked, within its tables)", answers[2])
sys.exit(answers != ["CalendarError", "False", "True"])
PY
