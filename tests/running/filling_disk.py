"""A start during which the disk is full from the n-th write on: what a child process runs."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

from bot.__main__ import main
from bot.corridor import pages
from bot.running import app, serving  # noqa: F401 -- imported before the children are forked

pages.open_all()

_WRITES = ("insert", "update", "delete", "replace", "commit", "release", "create")


class _Disk:
    """Room for so many writes."""

    left = 0

    @classmethod
    def write(cls, sql: str) -> None:
        if sql.lstrip().lower().startswith(_WRITES):
            cls.left -= 1
        if cls.left < 0 and sql.lstrip().lower().startswith(_WRITES):
            fault = sqlite3.OperationalError("database or disk is full")
            fault.sqlite_errorcode = sqlite3.SQLITE_FULL
            fault.sqlite_errorname = "SQLITE_FULL"
            raise fault


class _Cursor(sqlite3.Cursor):
    def execute(self, sql: str, *values: Any) -> Any:
        _Disk.write(sql)
        return super().execute(sql, *values)


class _Connection(sqlite3.Connection):
    def execute(self, sql: str, *values: Any) -> Any:
        _Disk.write(sql)
        return super().execute(sql, *values)

    def executemany(self, sql: str, *values: Any) -> Any:
        _Disk.write(sql)
        return super().executemany(sql, *values)

    def commit(self) -> None:
        _Disk.write("commit")
        super().commit()

    def cursor(self, *_: Any) -> Any:
        return super().cursor(_Cursor)


def start(folder: Path, writes: int, said: Path) -> None:
    """``python -m bot run`` over this folder, with room for so many writes."""
    os.chdir(folder)
    os.environ |= {"XINKAO_WEB__PORT": "0", "NO_COLOR": "1"}
    out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.stdout = os.fdopen(1, "w", buffering=1)
    sys.stderr = os.fdopen(2, "w", buffering=1)
    _Disk.left = writes
    real = sqlite3.connect

    def connect(*args: Any, **more: Any) -> Any:
        return real(*args, **{**more, "factory": _Connection})

    sqlite3.connect = sqlite3.dbapi2.connect = connect  # type: ignore[attr-defined,assignment] # this process is there to fail
    from bot.running import ending

    ending.leave(main(["run"]))
