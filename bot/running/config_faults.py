"""What is said of faults in the settings: each by its line and key, in Chinese, never its value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.running import toml_faults


class ConfigFault(Exception):
    """The settings cannot be used; the text names every fault, in Chinese, a line each."""


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


def text_of(file: Path | None) -> str:
    """What stands in the file, for its lines to be found; nothing where it cannot be read."""
    try:
        return file.read_text("utf-8") if file is not None else ""
    except (OSError, UnicodeDecodeError):
        return ""


def sentence(fault: dict[str, Any], text: str) -> str:
    """What is said of one fault that pydantic found, with the line where it stands in ``text``."""
    place = ".".join(str(part) for part in fault["loc"])
    said = _SENTENCES.get(fault["type"], fault["msg"]).format(**fault.get("ctx", {}))
    if fault["type"] == "string_pattern_mismatch":
        said = _FORMS.get(place, said)
    number = toml_faults.line_of(fault["loc"], text) if fault["loc"] and text else None
    where = f"第 {number} 行 " if number else ""
    # The value is not repeated: it may be a secret.
    return f"  {where}{place}：{said}"
