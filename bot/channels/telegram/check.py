"""``python -m bot check telegram``: what stands between the bot and Telegram, a sentence a fault.

Asks only what changes nothing: who the bot is, and where its updates go. The token is never shown.
"""

from __future__ import annotations

import ssl
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.channels.sessions import open_session
from bot.channels.telegram import webhook
from bot.channels.telegram.ports import TelegramSettings
from bot.corridor import clock

SECONDS = 15
CLOCK_SECONDS = 60
"""A clock that is further off makes TLS and deadlines go wrong."""

Report = tuple[list[str], bool]


class Unreachable(Exception):
    """Telegram could not be asked; the text says why and what to do."""


async def check(settings: TelegramSettings) -> Report:
    """The lines to print, and whether all is well."""
    if not settings.token:
        return ["Telegram：没有填令牌（telegram.token），不使用 Telegram。"], True
    try:
        session = open_session(settings.proxy)
    except ValueError:
        return ["Telegram：代理地址写得不对，请检查 telegram.proxy。"], False
    async with session:
        try:
            me, date = await _ask(session, settings, "getMe")
            hook, _ = await _ask(session, settings, "getWebhookInfo")
        except Unreachable as fault:
            return [f"Telegram：{fault}"], False
    lines = [f"Telegram：连接正常，机器人是 @{me.get('username')}"]
    faults = _faults(settings, hook, date)
    lines += [f"  {fault}" for fault in faults]
    lines += [f"  {line}" for line in _remarks(settings, me, hook)]
    return lines, not faults


def _faults(settings: TelegramSettings, hook: dict[str, Any], date: str | None) -> list[str]:
    found = []
    off = _clock_off(date)
    if off > CLOCK_SECONDS:
        found.append(f"本机时间与 Telegram 相差 {off} 秒，请校准本机时间，否则期限会判错。")
    if settings.webhook:
        wanted = settings.webhook.rstrip("/") + webhook.PATH
        if hook.get("url") and hook["url"] != wanted:
            found.append(
                f"推送地址现在指向 {_host(hook['url'])}，与配置的 {_host(wanted)} 不同；"
                "下次启动时会改过来，如果另有程序在用这个令牌，请换一个令牌。"
            )
        if hook.get("url") == wanted and hook.get("last_error_message"):
            found.append(
                f"Telegram 推送时出错：{hook['last_error_message']}；"
                "请检查反向代理和证书，代理把 /telegram 转到的端口要和 telegram.webhook_port 一样"
                "（许多县一起服务的，转到服务进程收网页的地址）。"
            )
    elif hook.get("url"):
        found.append(
            f"这个机器人的推送地址指向 {_host(hook['url'])}，可能另有程序在用同一个令牌；"
            "启动后会改成主动收取，对方就收不到了。"
        )
    return found


def _remarks(settings: TelegramSettings, me: dict[str, Any], hook: dict[str, Any]) -> list[str]:
    way = "由 Telegram 推送" if settings.webhook else "主动收取"
    waiting = int(hook.get("pending_update_count") or 0)
    lines = [f"收消息的方式：{way}" + (f"，还有 {waiting} 条等着收" if waiting else "")]
    if me.get("can_read_all_group_messages"):
        lines.append("隐私模式：关着。群里的话都看得到，只回答命令、@ 和对它的回复。")
    else:
        lines.append(
            "隐私模式：开着（默认）。群里只看得到命令和对它的回复，提问请用命令或回复它的消息。"
        )
    return lines


async def _ask(
    session: aiohttp.ClientSession, settings: TelegramSettings, method: str
) -> tuple[dict[str, Any], str | None]:
    """The result of a method, and the server's date."""
    url = f"{settings.api}/bot{settings.token}/{method}"
    try:
        async with session.post(url, timeout=aiohttp.ClientTimeout(total=SECONDS)) as answer:
            status, date = answer.status, answer.headers.get("Date")
            told = await answer.json(content_type=None) if status == 200 else {}
            result = dict(told["result"]) if status == 200 else {}
    except Exception as fault:  # noqa: BLE001 -- every way a line can fail, put into one sentence
        raise Unreachable(reason(fault, settings)) from None
    if status in (401, 404):
        raise Unreachable("令牌无效，请向 @BotFather 核对或重新生成，再填到 telegram.token。")
    if status != 200:
        raise Unreachable(f"服务器回答 {status}，请稍后再试。")
    return result, date


def reason(fault: Exception, settings: TelegramSettings) -> str:
    """Why there was no answer, in a sentence that says what to do."""
    host = _host(settings.api)
    proxied = isinstance(fault, aiohttp.ClientProxyConnectionError | aiohttp.ClientHttpProxyError)
    if proxied or "proxy" in type(fault).__name__.lower():
        return "代理连不上或拒绝了连接，请检查 telegram.proxy 的地址、端口和密码。"
    if isinstance(fault, aiohttp.ClientSSLError | ssl.SSLError):
        return (
            f"与 {host} 的加密连接没有建立，请检查本机时间和证书；网络里有拦截设备时要请网管放行。"
        )
    if isinstance(fault, aiohttp.ClientConnectorDNSError):
        return f"找不到 {host}，请检查网络和 DNS；需要代理时填 telegram.proxy。"
    if isinstance(fault, TimeoutError):
        return f"{host} 在 {SECONDS} 秒内没有回答，请检查网络；需要代理时填 telegram.proxy。"
    if isinstance(fault, aiohttp.ClientConnectorError):
        return f"连不上 {host}，请检查网络和 telegram.api；需要代理时填 telegram.proxy。"
    if isinstance(fault, ValueError | KeyError | TypeError):
        return f"{host} 的回答看不懂，请检查 telegram.api 是不是 Bot API 的地址。"
    return f"与 {host} 的连接中断了（{type(fault).__name__}），请稍后再试。"


def _clock_off(date: str | None) -> int:
    if date is None:
        return 0
    try:
        told = parsedate_to_datetime(date)
    except ValueError:
        return 0
    return int(abs((clock.now() - told.astimezone(UTC)).total_seconds()))


def _host(address: str) -> str:
    """The host of an address: paths and queries may hold secrets."""
    return urlsplit(address).hostname or address
