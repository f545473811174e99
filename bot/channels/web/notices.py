"""Every sentence the web chat says by itself, by code. What the bot says lives in ``bot.words``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """A refusal: the HTTP status and the sentence a person reads."""

    status: int
    sentence: str


NOTICES: dict[str, Notice] = {
    "bad_request": Notice(400, "请求的内容不完整，请刷新页面再试。"),
    "no_button": Notice(409, "这个按钮已经不能用了，请使用最新一条消息里的按钮。"),
    "no_upload": Notice(409, "有文件没有传完整，请重新选择文件。"),
    "empty": Notice(400, "没有内容可发送。"),
    "too_long": Notice(413, "文字太长了，一次不要超过 4000 字。可以分几次发送。"),
    "signed_out": Notice(401, "登录已失效，请用新的邀请码重新进入。"),
    "cross_site": Notice(403, "这个请求来自别的网站，已拒绝。请从本站页面操作。"),
    "not_found": Notice(404, "没有找到这个页面，或者它已经不在了。"),
    "not_json": Notice(415, "请求的格式不对，请刷新页面再试。"),
    "too_fast": Notice(429, "操作太快了，请稍等几秒再试。"),
    "too_many_tries": Notice(429, "尝试的次数太多，请十分钟后再试。"),
    "day_full": Notice(429, "今天上传的文件总量已到上限，请明天再传，或联系信用办。"),
    "wrong_code": Notice(403, "邀请码不对，或者已经用过、已经过期。请向信用办要一个新的。"),
    "used_up": Notice(
        410, "这个邀请链接不能再用：已经用过、已经过期，或者信用办又发了新的。请用最新的邀请。"
    ),
    "download_over": Notice(
        410, "这个下载已经过期，或者次数用完了。请回到聊天，把刚才的话再发一次。"
    ),
    "download_busy": Notice(503, "正在打包别的材料，请过几分钟再点。"),
    "slow": Notice(408, "网络太慢，这个文件没有传完。请换个网络再试。"),
    "slow_form": Notice(408, "网络太慢，没有收到内容。请再试一次。"),
    "uploads_busy": Notice(503, "现在传文件的人比较多，请稍等，会自动接着传。"),
    "wrong_host": Notice(421, "请用正式的网址打开。"),
    "store_fault": Notice(507, "服务器暂时存不下文件，请稍后再试，或联系信用办。"),
    "no_room": Notice(507, "服务器的磁盘满了，文件没有存下。请稍后再试，或联系信用办。"),
    "disk_full": Notice(507, "服务器的磁盘满了，刚才的还没有收下。请稍后再试，或联系信用办。"),
    "not_written": Notice(503, "服务器现在写不进数据，刚才的还没有收下。请稍后再试。"),
    "papers_away": Notice(503, "现在取不到这份材料，请稍后再试。"),
    "stopping": Notice(503, "服务正在重新启动，请稍等片刻。"),
    "fault": Notice(500, "服务器出错了，请稍后再试。"),
}


class Refused(Exception):
    """A request that is answered with a notice; ``code`` is a key of ``NOTICES``."""

    def __init__(self, code: str, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.notice = NOTICES[code]
        self.retry_after = retry_after
