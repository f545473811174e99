"""The settings of an office: ``config.toml``, overridden by environment variables.

Every key is described in ``config.example.toml``; a test holds the two against each other. All
faults of a file are reported together, in Chinese. Nothing is opened or started here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.running import toml_faults
from storage.engine import Place
from storage.places import NoEngineFault, place_of

MEGABYTE = 1024 * 1024


class ConfigFault(Exception):
    """The settings cannot be used; the text names every fault, in Chinese, a line each."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


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
    session_days: int = Field(90, ge=1, le=400)
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
        secret = self.bucket_secret.get_secret_value().strip()
        if not secret and self.bucket_secret_file:
            try:
                secret = Path(self.bucket_secret_file).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError):
                file = self.bucket_secret_file
                raise ConfigFault(f"读不到 storage.bucket_secret_file：{file}") from None
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
        address = self.database.get_secret_value().strip()
        if not address and self.database_file:
            try:
                address = Path(self.database_file).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError):
                raise ConfigFault(f"读不到 storage.database_file：{self.database_file}") from None
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
    webhook_port: int = Field(8443, ge=0, le=65535)

    def secret(self) -> str:
        """The token, from the settings or its file; empty: no Telegram.

        Raises:
            ConfigFault: the file cannot be read, or what is there is no token.
        """
        token = self.token.get_secret_value().strip()
        if not token and self.token_file:
            try:
                token = Path(self.token_file).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError):
                raise ConfigFault(f"读不到 telegram.token_file：{self.token_file}") from None
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
        secret = self.secret.get_secret_value().strip()
        if not secret and self.secret_file:
            try:
                secret = Path(self.secret_file).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError):
                raise ConfigFault(f"读不到 wecom.secret_file：{self.secret_file}") from None
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
        raise ConfigFault(f"找不到配置文件 {file}。可以用 python -m bot init 生成一份。")

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
        said = toml_faults.sentence(str(fault), _text(file))
        raise ConfigFault(f"{file} 不是有效的 TOML：\n  {said}。") from None
    except UnicodeDecodeError:
        raise ConfigFault(f"{file} 不是 UTF-8 编码，请另存为 UTF-8 再试。") from None
    except ValidationError as faults:
        text = _text(file)
        lines = [_sentence(dict(fault), text) for fault in faults.errors()]
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
            _sentence({**fault, "loc": ("storage", *fault["loc"])}, "") for fault in faults.errors()
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


_SENTENCES = {
    "extra_forbidden": "没有这个配置项，请核对名称",
    "missing": "缺少这一项",
    "int_parsing": "要填整数",
    "int_type": "要填整数",
    "int_from_float": "要填整数，不带小数",
    "bool_parsing": "要填 true 或 false",
    "bool_type": "要填 true 或 false",
    "string_type": "要填带引号的文字",
    "date_type": "要填日期，例如 2027-02-08",
    "date_from_datetime_parsing": "要填日期，例如 2027-02-08",
    "date_from_datetime_inexact": "要填日期，例如 2027-02-08",
    "date_parsing": "要填日期，例如 2027-02-08",
    "path_type": "要填文件夹路径",
    "tuple_type": '要填列表，例如 ["甲", "乙"]',
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "string_too_short": "不能为空",
    "string_too_long": "最多 {max_length} 个字",
    "string_pattern_mismatch": "格式不对",
    "too_short": "至少要有 {min_length} 项",
    "model_type": "要写成一节，例如 [web]",
    "model_attributes_type": "要写成一节，例如 [web]",
}


_FORMS = {
    "storage.bucket": "要写成 s3://桶名/前缀，例如 s3://xinkao/jiaxian",
    "storage.bucket_endpoint": "要写成网址，例如 https://s3.example.gov.cn，后面不带路径",
    "storage.schema_name": "要写小写英文字母、数字和下划线，字母开头，最长 41 个，例如 jiaxian",
    "web.public_address": "要写成网址，例如 https://xinkao.example.gov.cn，后面不带路径",
    "telegram.api": "要写成网址，例如 https://api.telegram.org",
    "telegram.proxy": "要写成代理的地址，例如 http://127.0.0.1:7890 或 socks5://127.0.0.1:1080",
    "telegram.webhook": "要写成 https:// 开头的网址",
    "wecom.bot_id": "中间不能有空格",
    "wecom.url": "要写成 wss:// 开头的地址",
    "wecom.proxy": "要写成代理的地址，例如 http://127.0.0.1:7890",
    "trail.timestamp": "要写成网址，例如 http://timestamp.example.cn/tsa",
    "log.level": "只能写 debug、info、warning、error",
    "log.form": "只能写 text 或 json",
}
"""How a setting is to be written: a pattern means nothing to people."""


def _text(file: Path | None) -> str:
    try:
        return file.read_text("utf-8") if file is not None else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _sentence(fault: dict[str, Any], text: str) -> str:
    place = ".".join(str(part) for part in fault["loc"])
    sentence = _SENTENCES.get(fault["type"], fault["msg"]).format(**fault.get("ctx", {}))
    if fault["type"] == "string_pattern_mismatch":
        sentence = _FORMS.get(place, sentence)
    number = toml_faults.line_of(fault["loc"], text) if fault["loc"] and text else None
    where = f"第 {number} 行 " if number else ""
    # The value is not repeated: it may be a secret.
    return f"  {where}{place}：{sentence}"
