"""What can go wrong with the database, whichever engine keeps it.

The engines' own exceptions end where they are met (``storage.sqlite``, ``storage.postgres``) and
go on as one of these, with what the engine said as the text. A ``passing`` one is of the machine,
the line or another process, never of what was to be written: whoever meets it keeps what it has
and tries again. What they are called to people is not decided here (``bot``'s ``machine``).
"""

from __future__ import annotations


class StorageFault(Exception):
    """Whatever the database refuses; by itself: the statement is wrong (a fault of ours)."""

    passing = False


class Clash(StorageFault):
    """What was to be written breaks a promise of the tables: it is there already, or must not."""


class Passing(StorageFault):
    """It may work again by itself, or when somebody has looked after the machine."""

    passing = True


class Busy(Passing):
    """Another process or transaction holds what is needed."""


class Taken(Passing):
    """Another process serves this county now; whatever was begun here is not written."""


class Receded(Taken):
    """The server went back in time: what was acknowledged is not there. Somebody has to look."""


class Full(Passing):
    """There is no room left to write."""


class ReadOnly(Passing):
    """It can be read, but not written now."""


class Forbidden(Passing):
    """This user may not read or write there."""


class Unopened(Passing):
    """It cannot be opened, or not be reached."""


class DiskTrouble(Passing):
    """Reading or writing went wrong below the database."""


class NotWritten(DiskTrouble):
    """What went wrong was writing: nothing is said of what can be read."""


class Lost(Passing):
    """The line to the database broke before a commit was asked for: nothing of it is written."""


class CommitUnknown(Passing):
    """The line broke while the commit was under way: look it up before anything is repeated."""


class Undone(Passing):
    """It was taken back together with somebody else's writes, or broken off."""


class Outdated(Undone):
    """Somebody else has written meanwhile; what was read before has to be read again."""


class Broken(StorageFault):
    """The database is damaged."""


class NoDatabase(StorageFault):
    """What is there is no database of ours."""


def is_database_trouble(fault: BaseException) -> bool:
    """Whether the machine, and not what was to be written, kept the database from working."""
    return isinstance(fault, StorageFault) and fault.passing


def again(fault: BaseException) -> BaseException:
    """The same fault once more, for somebody else to raise."""
    return type(fault)(*fault.args)
