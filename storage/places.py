"""Where a county is kept: its rows in a file or a schema, its papers in a folder or a bucket."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from storage.engine import Place
from storage.evidence import EvidenceStore
from storage.sqlite.file import SqliteFile


class NoEngineFault(Exception):
    """The place cannot be used with what is installed, or is written wrongly; in Chinese."""


def store_of(
    root: Path,
    limit: int,
    *,
    reserve: int,
    bucket: Mapping[str, str] | None,
    cache: int,
    clock: Callable[[], datetime],
) -> EvidenceStore:
    """Where a county's papers are kept: the folder, or a bucket with the folder beside it.

    Raises:
        NoEngineFault: what reaches a bucket is not installed.
    """
    if bucket is None:
        return EvidenceStore(root, limit, reserve=reserve)
    try:
        from storage.bucket import Bucket, BucketStore
    except ImportError as fault:
        raise NoEngineFault(
            f"材料设在 S3 存储里，但没有装它的部件（{fault.name}）。"
            "请运行：pip install 'xinkao[s3]'"
        ) from None
    return BucketStore(Bucket(**bucket), root, limit, clock=clock, reserve=reserve, cache=cache)


def place_of(file: Path, address: str = "", schema: str = "") -> Place:
    """The place of a county: the file, or where an address is given its schema there.

    Raises:
        NoEngineFault: PostgreSQL's parts are not installed, or the address is none.
    """
    if not address:
        return SqliteFile(file)
    try:
        from storage.postgres.address import Address
        from storage.postgres.place import PostgresPlace
    except ImportError as fault:
        raise NoEngineFault(
            f"数据库设在 PostgreSQL 上，但没有装它的部件（{fault.name}）。"
            "请运行：pip install 'xinkao[postgres]'"
        ) from None
    try:
        return PostgresPlace(Address(address, schema))
    except ValueError:
        raise NoEngineFault(
            "storage.schema_name 只能用小写字母、数字和下划线，以字母开头"
        ) from None
