"""The settings of an office: ``config.toml``, overridden by environment variables.

Every key is described in ``config.example.toml``; a test holds the two against each other. All
faults of a file are reported together, in Chinese. Nothing is opened or started here. What each
section may hold: ``config_parts``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.running import toml_faults
from bot.running.config_faults import ConfigFault, sentence, text_of
from bot.running.config_parts import (
    Data,
    LimitsPart,
    Log,
    Office,
    ReadingPart,
    RemindersPart,
    ReviewPart,
    Storage,
    Telegram,
    TimetablePart,
    Trail,
    Web,
    Wecom,
)
from storage.engine import Place
from storage.places import NoEngineFault, place_of

MEGABYTE = 1024 * 1024


class Settings(BaseSettings):
    """Everything that may be set."""

    model_config = SettingsConfigDict(
        env_prefix="XINKAO_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    office: Office = Office()  # type: ignore[call-arg] # pydantic fills the defaults
    data: Data = Data()  # type: ignore[call-arg] # pydantic fills the defaults
    storage: Storage = Storage()  # type: ignore[call-arg] # pydantic fills the defaults
    web: Web = Web()  # type: ignore[call-arg] # pydantic fills the defaults
    telegram: Telegram = Telegram()  # type: ignore[call-arg] # pydantic fills the defaults
    wecom: Wecom = Wecom()  # type: ignore[call-arg] # pydantic fills the defaults
    limits: LimitsPart = LimitsPart()  # type: ignore[call-arg] # pydantic fills the defaults
    timetable: TimetablePart = TimetablePart()  # type: ignore[call-arg] # pydantic fills the defaults
    review: ReviewPart = ReviewPart()  # type: ignore[call-arg] # pydantic fills the defaults
    reminders: RemindersPart = RemindersPart()  # type: ignore[call-arg] # pydantic fills the defaults
    reading: ReadingPart = ReadingPart()  # type: ignore[call-arg] # pydantic fills the defaults
    trail: Trail = Trail()  # type: ignore[call-arg] # as above
    log: Log = Log()  # type: ignore[call-arg] # pydantic fills the defaults

    @property
    def database(self) -> Path:
        """The database file."""
        return self.data.folder / "xinkao.db"

    @property
    def place(self) -> Place:
        """Where the rows are kept: that file, or a schema of a server.

        Raises:
            ConfigFault: the address is none, or PostgreSQL's parts are not installed.
        """
        try:
            return place_of(self.database, self.storage.address(), self.storage.schema_name)
        except NoEngineFault as fault:
            raise ConfigFault(str(fault)) from None

    @property
    def key_file(self) -> Path:
        """The key that invitation codes are made from: beside the database, in no backup."""
        return self.data.folder / "secret.key"

    @property
    def evidence(self) -> Path:
        """The folder of the evidence store."""
        return self.data.folder / "evidence"

    @property
    def address(self) -> str:
        """Where people reach the web chat."""
        host = "127.0.0.1" if self.web.host in ("0.0.0.0", "::") else self.web.host  # noqa: S104 -- compared, not bound
        return self.web.public_address or f"http://{host}:{self.web.port}"


def read(file: Path | None) -> Settings:
    """The settings of a file (None: the defaults), with the environment above them.

    Raises:
        ConfigFault: the file is not there, is not TOML, or holds faults; all are named.
    """
    if file is not None and not file.is_file():
        raise ConfigFault(f"找不到配置文件 {file}。可以用 .venv/bin/python -m bot init 生成一份。")

    class FromFile(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- the library's signature
            file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- the library's signature
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            if file is None:
                return init_settings, env_settings
            return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, file)

    try:
        return FromFile()
    except tomllib.TOMLDecodeError as fault:
        said = toml_faults.sentence(str(fault), text_of(file))
        raise ConfigFault(f"{file} 不是有效的 TOML：\n  {said}。") from None
    except UnicodeDecodeError:
        raise ConfigFault(f"{file} 不是 UTF-8 编码，请另存为 UTF-8 再试。") from None
    except ValidationError as faults:
        text = text_of(file)
        lines = [sentence(dict(fault), text) for fault in faults.errors()]
        raise ConfigFault(
            f"{file or '环境变量'} 有 {len(lines)} 处要改：\n" + "\n".join(lines)
        ) from None


def storage(
    *, address: str, address_file: str, schema: str, papers: Mapping[str, object] | None = None
) -> Storage:
    """Another place of rows than that of the settings; ``papers``: what is set of the bucket.

    Raises:
        ConfigFault: it is none.
    """
    told = {
        "database": address,
        "database_file": address_file,
        "schema_name": schema,
        **(papers or {}),
    }
    try:
        found = Storage.model_validate(told)
    except ValidationError as faults:
        lines = [
            sentence({**fault, "loc": ("storage", *fault["loc"])}, "") for fault in faults.errors()
        ]
        raise ConfigFault("\n".join(lines)) from None
    if (address or address_file) and not found.address():
        raise ConfigFault(f"{address_file} 里没有写地址。")
    found.papers()
    return found


def of_papers(told: Storage, bucket: str | None) -> dict[str, object]:
    """What is set of the bucket, with another one in its place; None: the same; empty: none."""
    kept = {k: v for k, v in told.model_dump().items() if k.startswith(("bucket", "cache"))}
    return kept if bucket is None else {**kept, "bucket": bucket}
