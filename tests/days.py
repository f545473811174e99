"""``make test-days``: what lives on the machine's clock, under other dates of that clock.

Everything else never asks it (``tests/clocks.py``). Debian's ``faketime`` moves the clock of the
tests and of all they start; time that passes is left as it is.
Not here: which tests those are.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
MISSING = "没有找到 faketime，换日期的测试没有运行。Debian 上请先执行：apt-get install faketime"
QUICK = "not browser and not slow"
"""For the two dates of ``.ci/run``: what takes seconds; the rest is for ``make test-days``."""


def days(now: datetime) -> dict[str, str]:
    """The dates by their names, as ``faketime`` reads them."""
    return {
        "后天": f"{now + timedelta(days=2):%F 10:00:00}",
        "一周后": f"{now + timedelta(days=7):%F 10:00:00}",
        "年末最后两分钟": "2026-12-31 23:58:00",
        "元旦假期的星期六": "2027-01-02 11:00:00",
        "除夕前": "2027-02-05 16:00:00",
        "季度最后一天": "2027-03-31 18:00:00",
        "闰日": "2028-02-29 11:00:00",
        "节假日还没有公布的年份": "2030-10-03 12:00:00",
    }


FAR = ("元旦假期的星期六", "闰日")


def run(name: str, moment: str, chosen: str) -> bool:
    """Run the tests of this mark on a date; whether all passed."""
    sys.stdout.write(f"—— {name}：{moment} ——\n")
    # A distance, not a date: with a date every process would begin on it anew.
    there = datetime.strptime(moment, "%Y-%m-%d %H:%M:%S").replace(tzinfo=CHINA)
    ahead = int(there.timestamp() - time.time())
    sys.stdout.flush()
    environment = os.environ | {
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "PYTHONPATH": str(Path(__file__).with_name("faketime")),
        "TZ": "Asia/Shanghai",
    }
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "-m", chosen]
    command += ["-n", "auto", "--dist", "loadfile"]
    done = subprocess.run(
        ["faketime", "-f", f"{ahead:+}s", *command, "tests"],
        cwd=Path(__file__).parents[1],
        env=environment,
        check=False,
    )
    return done.returncode == 0


def main(words: list[str]) -> int:
    """All dates, or those that are named; ``--quick``: the far ones, without what takes long."""
    if shutil.which("faketime") is None:
        sys.stdout.write(f"{MISSING}\n")
        return 0
    quick = "--quick" in words
    chosen = f"clock and {QUICK}" if quick else "clock"
    dates = days(datetime.fromtimestamp(time.time(), CHINA))
    named = [word for word in words if not word.startswith("-")] or (FAR if quick else list(dates))
    if unknown := [name for name in named if name not in dates]:
        sys.stdout.write(f"没有这些日期：{'、'.join(unknown)}。有：{'、'.join(dates)}\n")
        return 2
    failed = [name for name in named if not run(name, dates[name], chosen)]
    sys.stdout.write(f"没有通过的日期：{'、'.join(failed)}\n" if failed else "这些日期都通过。\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
