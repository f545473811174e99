"""The seam: what a database engine is to everything above it.

Queries, sessions, transactions that share a commit and everything in ``bot`` know these words only.
Behind them stand ``storage.sqlite`` and others. Faults are ``storage.faults``' on every engine.
"""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Callable,
    Coroutine,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from storage.faults import StorageFault

if TYPE_CHECKING:
    from storage.session import Session

Values = Sequence[Any] | Mapping[str, Any]
Found = TypeVar("Found")
Work = Callable[["Session"], Coroutine[Any, Any, Found]]


class Row(Protocol):
    """A row as a query returns it: by place, by name, as a sequence."""

    def __getitem__(self, key: Any, /) -> Any:
        """The value at a place or of a name."""

    def __iter__(self) -> Iterator[Any]:
        """The values in their order."""

    def __len__(self) -> int:
        """How many columns."""

    def keys(self) -> Iterable[str]:
        """The names in their order."""


class Line(Protocol):
    """What a session needs of a connection."""

    async def fetched(self, sql: str, values: Values = ()) -> Sequence[Row]:
        """Every row of a query that reads a handful."""

    async def done(self, sql: str, values: Values = ()) -> int:
        """Run a statement; how many rows it touched."""

    async def later(self, sql: str, values: Values) -> None:
        """Write, and nobody asks how many rows: what is read afterwards sees it.

        Its fault may be told by a later statement, or by the commit.
        """

    async def ahead(self, sql: str, values: Values) -> None:
        """A query of a few rows will be asked soon: where it is far, it may go with another."""

    async def soon(self, sql: str, values: Values) -> Callable[[], Sequence[Row]]:
        """Write, and have it say rows by the commit at the latest: where it is far, not before."""

    async def usual(self, who: Hashable) -> None:
        """A turn of this chat begins: where it is far, it may ask at once what it always asks."""

    async def gathered(self, sql: str, values: Values) -> Sequence[Row]:
        """Every row of a query over the whole county, read while other work goes on."""

    def walked(self, sql: str, values: Values) -> AsyncIterator[Sequence[Row]]:
        """The rows of a query over all there is, some at a time."""

    async def changed(self, sql: str, values: Values) -> int:
        """Write wherever a query over all there is finds something; how many rows it touched."""

    async def changed_many(self, sql: str, many: Sequence[Values]) -> None:
        """Write the same statement for very many values."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open; some faults have rolled back everything already."""


class WritingLine(Line, Protocol):
    """The one connection that writes, and how its transactions begin and end."""

    async def begin(self, *, lasting: bool = True) -> None:
        """Open a transaction as the only writer. Raises Busy where another process writes.

        ``lasting``: False, its commit need not wait for the disk, where the engine can do that.
        """

    async def commit(self, durable: Callable[[], None]) -> None:
        """Commit and sync, to its end although cancelled; ``durable`` is called when it is done.

        Raises:
            CommitUnknown: nobody can say whether it was done.
        """

    def savepoint(self, number: int) -> str:
        """The savepoint of the transaction that is so many-th of those that share a commit.

        Empty: it needs none, because what it would undo is all there is.
        """

    async def taken_back(self, savepoint: str) -> None:
        """Undo what a transaction that shares a commit has written so far; it goes on."""

    async def ended(self, savepoint: str, tell: Callable[[StorageFault], None]) -> None:
        """Leave a transaction that shares a commit.

        ``tell``: hears what the engine refuses later of what it put off; it alone is undone then.
        """

    async def rollback(self) -> None:
        """Take back the whole transaction."""

    @property
    def unsure_for(self) -> float:
        """Seconds since it was last certain that no other process writes this county."""

    async def lost(self) -> StorageFault:
        """Return once another process holds the county, and why: nothing more is done here."""

    def let_go(self) -> None:
        """The county is no longer ours: whoever waits for the database is told so at once."""

    async def finish(self) -> None:
        """Tidy up and close."""

    async def close(self) -> None:
        """Close."""


class Views(Protocol):
    """Consistent views for reading, beside the writer: only what is durable."""

    def reading(self, *, once: bool = False) -> AbstractAsyncContextManager[Session]:
        """A view for a few rows, in the loop; ``once``: for one query, then it is over."""

    async def beside(self, work: Work[Found]) -> Found:
        """What ``work`` finds in one view, in a thread of its own, for any length."""

    def inspected(self) -> AbstractAsyncContextManager[Session]:
        """A view in SQLite's own words, for whoever looks at everything that is kept."""

    async def rescue(self, file: Path) -> None:
        """Copy what is open to a file, though its own has lost its name; only where it is one."""

    async def close(self) -> None:
        """Break off what is read, and close."""


class Place(Protocol):
    """Where a county's rows are kept: a file, a schema."""

    async def migrate(self) -> None:
        """Bring it to this version's schema; make it where it is not there.

        Raises:
            storage.schema.SchemaFault: it is of a newer version, or damaged.
        """

    async def exists(self) -> bool:
        """Whether anything is kept there."""

    async def is_held(self) -> bool:
        """Whether a process serves it now, as far as the engine knows: of a file it does not."""

    async def shape(self) -> str:
        """The version of its structure, without changing anything of it."""

    async def copy_to(self, file: Path) -> None:
        """Everything, as it is at this moment, as an SQLite file; whoever writes goes on."""

    async def make_way(self, *, overwrite: bool) -> None:
        """Whether another county's rows may be put here now; nothing is changed.

        Raises:
            FileExistsError: there is something already, and it is not to be replaced.
            Taken: a process writes here.
        """

    async def put(self, file: Path, *, overwrite: bool) -> str | None:
        """Put the rows of an SQLite file here, all of them or none; the file may be used up.

        Returns the name under which what was here before is kept; None: nothing was here.

        Raises:
            FileExistsError, Taken: as ``make_way``.
        """

    async def writer(self) -> WritingLine:
        """The one connection that writes."""

    async def guest(self) -> WritingLine:
        """One that writes beside it, a few rows in a short transaction: a command's."""

    async def views(self) -> Views:
        """Views beside it."""
