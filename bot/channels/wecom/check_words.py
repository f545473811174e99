"""What ``python -m bot check wecom`` says: one sentence for each thing that can be wrong."""

from __future__ import annotations

_WHERE = "企业微信管理后台机器人的“API 模式—长连接”"

_TROUBLES = {
    "name": "找不到 {host}，请检查网络和 DNS；需要代理时填 wecom.proxy。",
    "unreached": "连不上 {host}，请检查网络，防火墙要允许访问它；需要代理时填 wecom.proxy。",
    "slow": "{host} 一直没有回答，请检查网络；需要代理时填 wecom.proxy。",
    "proxy": "代理连不上或拒绝了连接，请检查 wecom.proxy 的地址、端口和密码。",
    "clock": "{host} 的证书今天无效，多半是本机时间不对，请校准本机时间。",
    "certificate": "{host} 的证书不受信任：私有化部署请把它的 CA 证书文件填到 wecom.ca_file；"
    "网络里有拦截设备时要请网管放行。",
    "ca_file": "wecom.ca_file 读不出证书，请核对文件名，内容应当是 PEM 格式。",
    "handshake": "{host} 不是长连接的地址，请检查 wecom.url；公有云请用 wss://openws.work.weixin.qq.com。",
    "address": "wecom.url 或 wecom.proxy 写得不对，请检查。",
    "closed": "{host} 接通以后又把连接断开了，请稍后再试；一直这样请检查代理和防火墙。",
    "silent": "{host} 接通以后没有回应，请稍后再试；一直这样请检查代理和防火墙。",
    "session": "企业微信把会话收回了，请稍后再试。",
    "other": "与 {host} 的连接没有建立，请稍后再试。",
}


def not_taken() -> str:
    """To somebody who writes to the bot while it is only being checked."""
    return "机器人还没有启动，正在检查连接，这条消息没有收下。请过几分钟再发一次。"


def not_used() -> str:
    """There is no bot in the settings."""
    return "企业微信：没有填机器人（wecom.bot_id），不使用企业微信。"


def well(webhook: bool) -> str:
    """Connected and accepted."""
    spare = "，断线时有群机器人代发" if webhook else ""
    return f"企业微信：连接正常，Bot ID 和 Secret 都对{spare}。"


def trouble(kind: str, host: str) -> str:
    """Why there is no line."""
    return "企业微信：" + _TROUBLES.get(kind, _TROUBLES["other"]).format(host=host)


def refused(code: int, note: str) -> str:
    """The platform does not let us in."""
    said = f"（{code}{'：' + note if note else ''}）"
    return (
        f"企业微信：Bot ID 或 Secret 不对{said}，请到{_WHERE}重新复制；"
        "改用过“回调 URL”或重新生成过 Secret 的，旧的都会失效。"
    )


def busy(code: int, note: str) -> str:
    """The platform asks to come again later."""
    return f"企业微信：对方忙（{code}{'：' + note if note else ''}），请过几分钟再试。"


def kicked() -> str:
    """Another program connected while we looked."""
    return (
        "企业微信：刚连上就被另一个程序挤了下来，它在用同一个机器人；"
        "请停掉多余的那一个，或者重新生成 Secret。"
    )


def clock(seconds: int) -> str:
    """The clocks differ."""
    return f"本机时间与企业微信相差 {seconds} 秒，请校准本机时间，否则期限会判错。"


_STAGES = {
    "ready": "收发正常",
    "connecting": "正在连接",
    "waiting": "断开了，正在重试",
    "refused": "Bot ID 或 Secret 不对，没有连上",
    "kicked": "被另一个使用同一机器人的程序挤了下来",
    "stopped": "还没有开始连接",
}


def running(stage: str, since: str) -> str:
    """The bot runs: how its line stands. It is not disturbed."""
    told = _STAGES.get(stage, _STAGES["stopped"])
    when = f"（从 {since} 起）" if since else ""
    return f"企业微信：机器人正在运行，{told}{when}。为了不把它挤下来，没有另外连接。"
