"""How the tests are shared out among processes: whole files, long tests one by one at the end.

A file in one process makes its county once, and who shares them out hears ten thousand times less.
Not here: which tests must be together wherever they stand (marker ``xdist_group``).
"""

from __future__ import annotations

from xdist.scheduler import LoadGroupScheduling

ONE_BY_ONE = {"e2e", "province", "test_replay.py", "test_stories.py"}
"""Where every test takes long by itself: they fill up what the files have left."""


class WholeFiles(LoadGroupScheduling):
    """The largest files first; each goes to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        group: str = super()._split_scope(nodeid)
        file = nodeid.partition("::")[0]
        return group if group != nodeid or ONE_BY_ONE & set(file.split("/")) else file
