"""How the tests are shared out among processes: whole files, long tests one by one at the end.

A file in one process makes its county, or starts its server, once; and who shares them out hears
ten thousand times less. Marks of xdist's own for that (``xdist_group``) go unheard under pytest 9.
"""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling

ONE_BY_ONE = {
    "e2e",
    "province",
    "test_replay.py",
    "test_stories.py",
    "test_stories_on_postgres.py",
}
"""Where every test takes long by itself: they fill up what the files have left."""


class WholeFiles(LoadFileScheduling):
    """The largest files first; each goes to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return nodeid if ONE_BY_ONE & set(file.split("/")) else file
