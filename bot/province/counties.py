"""Which counties are served: a folder with a folder for each, and its config.toml in it.

A county's settings are its own, as for ``python -m bot run``; what they must have in common to be
served together is checked here. Nothing is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel

from bot.running import config
from bot.running.config import Settings
from bot.running.config_faults import ConfigFault

CONFIG = "config.toml"
Part = TypeVar("Part", bound=BaseModel)


@dataclass(frozen=True)
class Province:
    """The counties by the name of their schema, and the server they are on."""

    counties: Mapping[str, Settings]
    address: str
    folder: Path

    def of_host(self, host: str) -> str | None:
        """The county that people reach under a name."""
        return self._by_host.get(host.lower())

    @cached_property
    def _by_host(self) -> Mapping[str, str]:
        """Every request asks: a third of a millisecond among 158 counties, were it read anew."""
        return {host_of(one): name for name, one in self.counties.items()}


def host_of(settings: Settings) -> str:
    """The name (and port) under which people reach a county."""
    return urlsplit(settings.web.public_address).netloc.lower()


def read(folder: Path) -> Province:
    """The counties of a folder.

    Raises:
        ConfigFault: there are none, or they cannot be served together; every reason is named.
    """
    files = sorted(folder.glob(f"*/{CONFIG}"))
    if not files:
        raise ConfigFault(f"{folder} 里没有县：每个县一个文件夹，里面放它的 {CONFIG}。")
    counties: dict[str, Settings] = {}
    addresses: dict[str, Path] = {}
    faults = []
    for file in files:
        try:
            settings = _at_home(config.read(file), file.parent)
            address = settings.storage.address()
        except ConfigFault as fault:
            faults.append(f"{file}：{fault}")
            continue
        name = settings.storage.schema_name
        faults += [f"{file}：{one}" for one in _faults(settings, counties)]
        counties[name] = settings
        addresses.setdefault(address, file)
    if len(addresses) > 1:
        faults.append("几个县写的数据库地址不一样，一起服务的县要在同一个数据库里")
    if faults:
        raise ConfigFault("\n".join(faults))
    return Province(counties, next(iter(addresses)), folder)


def _at_home(settings: Settings, folder: Path) -> Settings:
    """What a county names without its whole path lies in its own folder."""

    def found(name: str) -> str:
        return str(folder / name) if name else ""

    storage, office, trail = settings.storage, settings.office, settings.trail
    schemes = tuple(found(one) if one.endswith(".toml") else one for one in office.schemes)
    return settings.model_copy(
        update={
            "data": settings.data.model_copy(update={"folder": folder / settings.data.folder}),
            "storage": _with_files(storage, found, "database_file", "bucket_secret_file"),
            "telegram": _with_files(settings.telegram, found, "token_file").model_copy(
                update={"webhook_port": None}
            ),
            "wecom": _with_files(settings.wecom, found, "secret_file", "ca_file"),
            "trail": _with_files(trail, found, "timestamp_certificate"),
            "office": _with_files(office, found, "circular_template").model_copy(
                update={"schemes": schemes}
            ),
            "web": settings.web.model_copy(
                update={"host": "127.0.0.1", "port": 0, "behind_proxy": True}
            ),
        }
    )


def _with_files(part: Part, found: Callable[[str], str], *names: str) -> Part:
    return part.model_copy(update={name: found(getattr(part, name)) for name in names})


def _faults(settings: Settings, before: Mapping[str, Settings]) -> list[str]:
    found = []
    name, host = settings.storage.schema_name, host_of(settings)
    if not settings.storage.address():
        found.append("没有写 [storage] database：一起服务的县要放在 PostgreSQL 上")
    if not host:
        found.append("没有写 [web] public_address：按网址分辨是哪个县")
    if name in before:
        found.append(f"schema_name {name} 和另一个县一样")
    if host and any(host_of(one) == host for one in before.values()):
        found.append(f"网址 {host} 和另一个县一样")
    pushed = urlsplit(settings.telegram.webhook)
    if host and pushed.netloc.lower() not in ("", host):
        found.append(
            f"[telegram] webhook 要写 https://{host}：推送和网页走同一个网址，送到哪一台都转得到"
        )
    elif pushed.path.strip("/"):
        found.append(f"[telegram] webhook 只写到 https://{host} 为止，后面不带路径")
    for other in before.values():
        if settings.telegram.secret() and settings.telegram.secret() == other.telegram.secret():
            found.append("telegram.token 和另一个县一样：一个机器人只能属于一个县")
        if settings.wecom.bot_id and settings.wecom.bot_id == other.wecom.bot_id:
            found.append("wecom.bot_id 和另一个县一样：一个机器人只能属于一个县")
    return found
