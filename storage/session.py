"""What the queries are given: statements inside one transaction, or inside one consistent view.

``storage.database`` opens and ends it. A session that has ended refuses everything: the same
connection then serves somebody else's transaction. One that only reads refuses every write.
"""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Hashable,
    Iterable,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast

from storage.engine import Line, Row, Values

Record = TypeVar("Record")
Back = Callable[[], Awaitable[None]]

FEW = 100
"""So many rows are written at once; more go to the connection's thread."""


KEPT = 256
"""So many answers of a transaction are remembered at most."""


class WriteRefusedError(RuntimeError):
    """Something was to be written in a view that is for reading (a fault of ours)."""


class Session:
    """The first word of every query; good until its block ends."""

    def __init__(
        self, line: Line, *, reads_only: bool = False, once: bool = False, back: Back | None = None
    ) -> None:
        self._open: Line | None = line
        self._back = back
        """How what it has written is undone."""
        self._once = once
        """It is good for one statement."""
        self.reads_only = reads_only
        """Nothing may be written here: it is a view of one moment, beside the writer."""
        self._answers: dict[Hashable, Sequence[Row]] = {}
        """What was found by queries of a few rows since this session last wrote."""
        self.memo: dict[Hashable, Any] = {}
        """What is known of a view that does not change, or of what this transaction has written."""
        self.behind = False
        """Something was met that has to be worked out anew, and was not written here."""

    @property
    def _line(self) -> Line:
        line = self._open
        if line is None:
            raise RuntimeError("this transaction is over")
        if self._once:
            self._open = None
        return line

    @property
    def _writing(self) -> Line:
        if self.reads_only:
            raise WriteRefusedError("this view is for reading")
        self._answers.clear()
        return self._line

    async def _found(self, sql: str, values: Values) -> Sequence[Row]:
        """Every row of a statement; a query is asked again only after something was written.

        Whoever writes is alone, and a view is of one moment: until then it would find the same.
        """
        line = self._line
        if not sql.startswith("select") or "random(" in sql:
            self._answers.clear()  # such as an insert that says what it made
            return await line.fetched(sql, values)
        asked = (sql, *(values.items() if isinstance(values, Mapping) else values))
        found = self._answers.get(asked)
        if found is None:
            found = await line.fetched(sql, values)
            if len(self._answers) >= KEPT:
                self._answers.clear()
            if len(found) <= FEW:
                self._answers[asked] = found
        return found

    def end(self) -> None:
        """No more statements; the block is left."""
        self._open = None

    # -- declared queries ----------------------------------------------------------------------

    async def rows(self, query: Any, **values: Any) -> Sequence[Row]:
        """Every row of a query that reads a handful."""
        return await self._found(query.sql, values)

    async def first(self, query: Any, **values: Any) -> Row | None:
        """The first row of a query, or None."""
        rows = await self._found(query.sql, values)
        return rows[0] if rows else None

    async def one(self, query: Any, into: type[Record], **values: Any) -> Record | None:
        """The first row of a query as a record, or None."""
        rows = await self._found(query.sql, values)
        return _records(into, rows[:1])[0] if rows else None

    async def all(self, query: Any, into: type[Record], **values: Any) -> list[Record]:
        """Every row of a query that reads a handful, as records."""
        return _records(into, await self._found(query.sql, values))

    async def wide_rows(self, query: Any, **values: Any) -> Sequence[Row]:
        """Every row of a query over the whole county, read while other work goes on."""
        return await self._line.gathered(query.sql, values)

    async def wide(self, query: Any, into: type[Record], **values: Any) -> list[Record]:
        """Every row of a query over the whole county, as records."""
        return _records(into, await self.wide_rows(query, **values))

    async def wide_write(self, query: Any, **values: Any) -> int:
        """Write wherever a query over all there is finds something; how many rows it touched."""
        return await self._writing.changed(query.sql, values)

    async def walk(self, sql: str, values: Values = ()) -> AsyncIterator[Row]:
        """The rows of a query over all there is, as they come: nothing is gathered in memory."""
        async for rows in self._line.walked(sql, values):
            for row in rows:
                yield row

    def stretches(self, sql: str, values: Values = ()) -> AsyncIterator[Sequence[Row]]:
        """The same rows, some at a time: for half a million of them."""
        return self._line.walked(sql, values)

    async def later(self, query: Any, **values: Any) -> None:
        """Write, where nobody asks how many rows it touched and nothing but a bug can refuse it.

        Engines that are far away are told with the next statement, or the commit.
        """
        await self._writing.later(query.sql, values)

    async def ahead(self, query: Any, **values: Any) -> None:
        """Say that this will be read soon: engines that are far away ask it with what comes next.

        It changes nothing of what is found.
        """
        await self._line.ahead(query.sql, values)

    async def soon(self, query: Any, **values: Any) -> Callable[[], Sequence[Row]]:
        """Write, where what it says is wanted only when the transaction is over.

        Engines that are far away are told with the next statement, or the commit.
        """
        return await self._writing.soon(query.sql, values)

    async def usual(self, who: Hashable) -> None:
        """Say whose turn begins: engines that are far away ask at once what it always asks.

        It changes nothing of what is found.
        """
        await self._line.usual((who, self.reads_only))

    # -- statements ----------------------------------------------------------------------------

    async def execute(self, sql: str, values: Values = ()) -> int:
        """Write; how many rows it touched."""
        return await self._writing.done(sql, values)

    async def execute_fetchall(self, sql: str, values: Values = ()) -> Sequence[Row]:
        """Read; every row."""
        return await self._found(sql, values)

    async def executemany(self, sql: str, many: Iterable[Values]) -> None:
        """Write the same statement for many values."""
        rows = list(many)
        if len(rows) > FEW:
            await self._writing.changed_many(sql, rows)
            return
        for values in rows:
            await self._writing.done(sql, values)

    def _forget(self) -> None:
        self.memo.clear()
        self._answers.clear()

    async def take_back(self) -> None:
        """Undo all that this transaction has written so far; it goes on as if it had just begun."""
        if self.reads_only:
            return
        self._forget()  # it may be of what is undone
        if self._back is not None:
            await self._back()

    @asynccontextmanager
    async def undoable(self) -> AsyncIterator[None]:
        """What the block writes is undone when it raises; what was written before it stays."""
        if self.reads_only:
            yield
            return
        line = self._line
        await line.done("savepoint part")
        try:
            yield
        except BaseException:
            self._forget()  # it may be of what is undone
            # Some faults of the disk have rolled back everything already.
            if line.in_transaction:
                await line.done("rollback to part")
                await line.done("release part")
            raise
        await line.done("release part")


def _records(into: type[Record], rows: Sequence[Row]) -> list[Record]:
    if rows and list(rows[0].keys()) == _names(cast("Any", into)):
        return [into(*row) for row in rows]
    return [into(**dict(row)) for row in rows]


@cache
def _names(record: Any) -> list[str]:
    return [one.name for one in fields(record)] if is_dataclass(record) else list(record._fields)


class Statements:
    """How aiosql runs a declared query on a session."""

    is_aio_driver = True

    def process_sql(self, _name: str, _operation: object, sql: str) -> str:
        """The text as it stands."""
        return sql

    async def select(
        self, db: Session, _name: str, sql: str, values: Values, _record: object = None
    ) -> AsyncIterator[Row]:
        """Every row."""
        for row in await db.execute_fetchall(sql, values):
            yield row

    async def select_one(
        self, db: Session, _name: str, sql: str, values: Values, _record: object = None
    ) -> Row | None:
        """The first row."""
        rows = await db.execute_fetchall(sql, values)
        return rows[0] if rows else None

    async def select_value(self, db: Session, _name: str, sql: str, values: Values) -> Any:
        """The first value of the first row."""
        rows = await db.execute_fetchall(sql, values)
        return rows[0][0] if rows else None

    async def insert_update_delete(self, db: Session, _name: str, sql: str, values: Values) -> int:
        """How many rows were touched."""
        return await db.execute(sql, values)

    async def insert_update_delete_many(
        self, db: Session, _name: str, sql: str, many: Iterable[Values]
    ) -> None:
        """The same statement for many values."""
        await db.executemany(sql, many)
