"""The sections of the settings: what each may hold, what holds by default, what is refused.

The file they are read from, and what is said of its faults: ``config``, ``config_faults``.
"""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator
from pydantic_core import PydanticCustomError

from bot.running.config_faults import ConfigFault


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _secret(told: SecretStr, file: str, key: str) -> str:
    """A secret as it was set, or read from the file that was named; empty: neither.

    Raises:
        ConfigFault: the file cannot be read.
    """
    said = told.get_secret_value().strip()
    if said or not file:
        return said
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ConfigFault(f"读不到 {key}：{file}") from None


class Office(_Part):
    """Whose office this is."""

    county: str = Field("郏县", min_length=1, max_length=20)
    schemes: tuple[str, ...] = Field(("郏县2022-县直单位", "郏县2022-乡镇街道"), min_length=1)
    contact: str = Field("", max_length=120)
    circular_template: str = ""
    circular_copies: str = Field("", max_length=200)

    @field_validator("schemes")
    @classmethod
    def _once(cls, schemes: tuple[str, ...]) -> tuple[str, ...]:
        told = [str(Path(one).resolve()) if one.endswith(".toml") else one for one in schemes]
        twice = [one for n, one in enumerate(schemes) if told[n] in told[:n]]
        if twice:
            said = "“{names}”写了两遍，每张考核表只写一遍"
            raise PydanticCustomError("scheme_twice", said, {"names": "、".join(twice)})
        return schemes

    observers_see_papers: bool = False
    appeal_second_admin: bool = True


class Data(_Part):
    """Where everything is kept."""

    folder: Path = Path("data")
    reserve_megabytes: int = Field(200, ge=0)

    @field_validator("folder", mode="before")
    @classmethod
    def _named(cls, folder: object) -> object:
        if isinstance(folder, str) and not folder.strip():
            raise PydanticCustomError("folder_empty", "不能为空，例如 data")
        return folder

    @field_validator("folder")
    @classmethod
    def _can_keep(cls, folder: Path) -> Path:
        places = folder.absolute(), folder.resolve()
        if any(at.is_relative_to(one) for at in places for one in ("/proc", "/sys", "/dev")):
            said = "这里是系统自己的文件夹，存不了数据，请换一个，例如 data"
            raise PydanticCustomError("folder_of_the_system", said)
        return folder


class Web(_Part):
    """The web chat."""

    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535)
    public_address: str = Field("", pattern=r"^(https?://[^\s/]+)?$")
    behind_proxy: bool = False
    session_days: int = Field(200, ge=1, le=400)
    session_days_in_all: int = Field(400, ge=1, le=4000)


class Storage(_Part):
    """Where the rows are kept; without an address in a file of the data folder."""

    database: SecretStr = SecretStr("")
    database_file: str = ""
    schema_name: str = Field("xinkao", pattern=r"^[a-z][a-z0-9_]{0,40}$")
    bucket: str = Field("", pattern=r"^(s3://[a-z0-9][a-z0-9.-]+(/[\w.-]+)*/?)?$")
    bucket_endpoint: str = Field("", pattern=r"^(https?://[^\s/]+)?$")
    bucket_region: str = Field("us-east-1", min_length=1)
    bucket_key: str = ""
    bucket_secret: SecretStr = SecretStr("")
    bucket_secret_file: str = ""
    cache_megabytes: int = Field(2048, ge=100)

    def papers(self) -> dict[str, str] | None:
        """The bucket of the papers with what opens it; None: the data folder.

        Raises:
            ConfigFault: a part of it is missing, or the file cannot be read.
        """
        if not self.bucket:
            return None
        file = self.bucket_secret_file
        secret = _secret(self.bucket_secret, file, "storage.bucket_secret_file")
        if not self.bucket_key or not secret:
            raise ConfigFault(
                "填了 storage.bucket，还要填 bucket_key 和 bucket_secret（或 bucket_secret_file）。"
            )
        return {
            "url": self.bucket,
            "endpoint": self.bucket_endpoint,
            "region": self.bucket_region,
            "key": self.bucket_key,
            "secret": secret,
        }

    def address(self) -> str:
        """The server's address with its password, from the settings or its file; empty: none.

        Raises:
            ConfigFault: the file cannot be read, or what is there is no address.
        """
        address = _secret(self.database, self.database_file, "storage.database_file")
        if address and not address.startswith(("postgresql://", "postgres://")):
            raise ConfigFault(
                "storage.database 要写成 postgresql://用户:密码@服务器/数据库；空着就用数据文件夹里的文件。"
            )
        return address


class Telegram(_Part):
    """The Telegram channel; without a token there is none."""

    token: SecretStr = SecretStr("")
    token_file: str = ""
    api: str = Field("https://api.telegram.org", pattern=r"^https?://[^\s/]+$")
    local: bool = False
    proxy: str = Field("", pattern=r"^((https?|socks5h?|socks4)://\S+)?$")
    webhook: str = Field("", pattern=r"^(https://\S+)?$")
    webhook_host: str = "127.0.0.1"
    webhook_port: int | None = Field(8443, ge=0, le=65535)
    """None, for a county that a province's workers serve: at its own web address."""

    def secret(self) -> str:
        """The token, from the settings or its file; empty: no Telegram.

        Raises:
            ConfigFault: the file cannot be read, or what is there is no token.
        """
        token = _secret(self.token, self.token_file, "telegram.token_file")
        if token and re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token) is None:
            raise ConfigFault(
                "telegram.token 的格式不对，应当是 @BotFather 给的一串，形如 123456:ABC-DEF。"
            )
        return token


class Wecom(_Part):
    """The WeCom channel; without a bot's id there is none."""

    bot_id: str = Field("", pattern=r"^\S*$")
    secret: SecretStr = SecretStr("")
    secret_file: str = ""
    url: str = Field("wss://openws.work.weixin.qq.com", pattern=r"^wss?://\S+$")
    ca_file: str = ""
    proxy: str = Field("", pattern=r"^((https?|socks5h?|socks4)://\S+)?$")
    media_hosts: tuple[str, ...] = Field((), max_length=20)
    name: str = Field("", max_length=64)
    group_webhook: SecretStr = SecretStr("")

    def secrets(self) -> tuple[str, str] | None:
        """Bot ID and Secret, from the settings or the secret's file; None: no WeCom.

        Raises:
            ConfigFault: one is there without the other, or the file cannot be read.
        """
        secret = _secret(self.secret, self.secret_file, "wecom.secret_file")
        if self.bot_id and not secret:
            raise ConfigFault(
                "填了 wecom.bot_id，还要填 wecom.secret：在企业微信管理后台机器人的"
                "“API 模式—长连接”里和 Bot ID 一起给出。"
            )
        if secret and not self.bot_id:
            raise ConfigFault("填了 wecom.secret，还要填 wecom.bot_id。")
        return (self.bot_id, secret) if secret else None

    def webhook(self) -> str:
        """The address of the group's 群机器人; empty: none.

        Raises:
            ConfigFault: what is there is no such address.
        """
        address = self.group_webhook.get_secret_value().strip()
        if address and re.fullmatch(r"https?://[^\s?]+/send\?key=[\w-]+", address) is None:
            raise ConfigFault(
                "wecom.group_webhook 的格式不对，应当是群机器人的 Webhook 地址，"
                "形如 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=……"
            )
        return address


class LimitsPart(_Part):
    """How much may come in."""

    file_megabytes: int = Field(20, ge=1, le=2000)
    unit_megabytes: int = Field(500, ge=1)
    papers_per_row: int = Field(60, ge=1, le=1000)
    text_characters: int = Field(2000, ge=100, le=20000)
    invitation_days: int = Field(14, ge=1, le=365)


class TimetablePart(_Part):
    """When things are due; an opened quarter keeps the dates it was opened with."""

    report_after_end: int = Field(5, ge=0, le=90)
    work_report_after_end: int = Field(5, ge=0, le=90)
    review_days: int = Field(10, ge=1, le=90)
    appeal_days: int = Field(5, ge=1, le=90)
    deadline_hour: int = Field(18, ge=1, le=23)


class ReviewPart(_Part):
    """How the office reviews."""

    second_percent: int = Field(0, ge=0, le=100)


class RemindersPart(_Part):
    """When the bot reminds by itself."""

    days: tuple[int, ...] = Field((-15, -7, -3, -1, 0, 1, 3), max_length=30)
    hours: tuple[str, ...] = Field(("08:30-11:30", "14:30-17:30"), min_length=1, max_length=6)
    days_off: tuple[date, ...] = ()
    working_days: tuple[date, ...] = ()

    @field_validator("hours")
    @classmethod
    def _in_order(cls, hours: tuple[str, ...]) -> tuple[str, ...]:
        edges = [edge for _, *both in map(_span, hours) for edge in both]
        if edges != sorted(set(edges)):
            raise PydanticCustomError("hours_order", "时段要从早到晚，不能重叠")
        return hours

    @property
    def spans(self) -> tuple[tuple[time, time], ...]:
        """The hours, read."""
        return tuple((start, end) for _, start, end in map(_span, self.hours))


def _span(text: str) -> tuple[str, time, time]:
    found = re.fullmatch(r"([0-2]\d:[0-5]\d)-([0-2]\d:[0-5]\d)", text)
    try:
        if found:
            return text, time.fromisoformat(found[1]), time.fromisoformat(found[2])
    except ValueError:
        pass
    raise PydanticCustomError("hours_form", '时段要写成 "08:30-11:30" 这样')


class ReadingPart(_Part):
    """How the bot reads the papers."""

    papers: bool = True
    memory_megabytes: int = Field(700, ge=450, le=8000)
    pages_megabytes: int = Field(1024, ge=50, le=100_000)


class Trail(_Part):
    """Where the end of the audit chain is kept beside the data folder."""

    daily_message: bool = False
    timestamp: str = Field("", pattern=r"^(https?://[^\s/?#]+[^\s]*)?$", max_length=500)
    timestamp_certificate: str = Field("", max_length=500)

    @model_validator(mode="after")
    def _both(self) -> Trail:
        if self.timestamp and not self.timestamp_certificate:
            said = "写了 timestamp，就要在 timestamp_certificate 写签发机构的根证书文件（PEM）"
            raise PydanticCustomError("stamp_without_certificate", said)
        return self


class Log(_Part):
    """What is written while running."""

    level: str = Field("info", pattern="^(debug|info|warning|error)$")
    form: str = Field("text", pattern="^(text|json)$")
