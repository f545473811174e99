"""The process and its machine: settings, clockwork, checks, what its watchers are told.

The log is plain (``logs``): structlog is not let see that rich is installed, which developers have
and which is a tenth of a start.
"""

import sys

if "rich" not in sys.modules:
    sys.modules["rich"] = None  # type: ignore[assignment]
    import structlog  # noqa: F401 -- it looks for rich now, and not again

    del sys.modules["rich"]
