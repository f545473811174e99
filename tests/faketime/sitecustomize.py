"""Python's sleep under ``faketime``, for the tests and every Python they start.

Python starts this module by itself where ``PYTHONPATH`` names its folder (``tests/days.py`` does).
libfaketime 0.9.10 reckons the end of an absolute sleep on the monotonic clock from the moved date;
since 3.11 that is how ``time.sleep`` waits, and it fails with EINVAL, as do the time limits of
``subprocess``, which sleep between two looks.
Not here: which dates (``tests/days.py``).
"""

import select
import time


def _sleep(seconds: float) -> None:
    if seconds < 0:
        msg = "sleep length must be non-negative"
        raise ValueError(msg)
    select.select([], [], [], seconds)


time.sleep = _sleep
