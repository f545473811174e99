"""The reader's own process where papers are understood, too: ``python -m bot.reading.process``.

All that it does is ``extraction.process``'s; here is what that room must not know, the meaning.
"""

from __future__ import annotations

import sys

from bot.extraction.process import main
from bot.reading.meaning import packed

if __name__ == "__main__":
    main(int(sys.argv[1]), packed)
