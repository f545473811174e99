"""The frames that a bot may send, with the limits of document 101463. Strict: unknown keys fail."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from tests.wecom_gateway.cards import Card, Closed, TaskId, bytes_up_to

MARKDOWN_BYTES = 20480
Markdown20K = Annotated[str, bytes_up_to(MARKDOWN_BYTES)]


class Content(Closed):
    content: Markdown20K


class Stream(Closed):
    id: Annotated[str, Field(min_length=1, max_length=256)]
    finish: bool
    content: Annotated[str, bytes_up_to(MARKDOWN_BYTES)]


class Media(Closed):
    media_id: Annotated[str, Field(min_length=1)]


class Video(Media):
    title: Annotated[str, bytes_up_to(128)] | None = None
    description: Annotated[str, bytes_up_to(512)] | None = None


class StreamBody(Closed):
    msgtype: Literal["stream"]
    stream: Stream


class MarkdownBody(Closed):
    msgtype: Literal["markdown"]
    markdown: Content


class TextBody(Closed):
    msgtype: Literal["text"]
    text: Content


class CardBody(Closed):
    msgtype: Literal["template_card"]
    template_card: Card


class ImageBody(Closed):
    msgtype: Literal["image"]
    image: Media


class FileBody(Closed):
    msgtype: Literal["file"]
    file: Media


class VoiceBody(Closed):
    msgtype: Literal["voice"]
    voice: Media


class VideoBody(Closed):
    msgtype: Literal["video"]
    video: Video


class _To(Closed):
    chatid: Annotated[str, Field(min_length=1)]
    chat_type: Literal[0, 1, 2]
    """Optional on the wire; without it a userid that is also a group's would go astray."""


class SendMarkdown(_To, MarkdownBody): ...


class SendCard(_To, CardBody): ...


class SendImage(_To, ImageBody): ...


class SendFile(_To, FileBody): ...


class SendVoice(_To, VoiceBody): ...


class SendVideo(_To, VideoBody): ...


class UpdateBody(Closed):
    response_type: Literal["update_template_card"]
    userids: Annotated[list[str], Field(min_length=1)] | None = None
    template_card: Card


class SubscribeBody(Closed):
    bot_id: str
    secret: str


class InitBody(Closed):
    type: Literal["image", "file", "voice", "video"]
    filename: Annotated[str, bytes_up_to(256)]
    total_size: Annotated[int, Field(ge=5)]
    total_chunks: Annotated[int, Field(ge=1, le=100)]
    md5: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class ChunkBody(Closed):
    upload_id: str
    chunk_index: Annotated[int, Field(ge=0, le=99)]
    base64_data: Annotated[str, Field(min_length=1)]


class FinishBody(Closed):
    upload_id: str


_Reply = StreamBody | MarkdownBody | CardBody | ImageBody | FileBody | VoiceBody | VideoBody
_Send = SendMarkdown | SendCard | SendImage | SendFile | SendVoice | SendVideo
BODIES: dict[str, TypeAdapter[Any]] = {
    "aibot_subscribe": TypeAdapter(SubscribeBody),
    "ping": TypeAdapter(None),
    "aibot_respond_msg": TypeAdapter(Annotated[_Reply, Field(discriminator="msgtype")]),
    "aibot_respond_welcome_msg": TypeAdapter(
        Annotated[TextBody | CardBody, Field(discriminator="msgtype")]
    ),
    "aibot_respond_update_msg": TypeAdapter(UpdateBody),
    "aibot_send_msg": TypeAdapter(Annotated[_Send, Field(discriminator="msgtype")]),
    "aibot_upload_media_init": TypeAdapter(InitBody),
    "aibot_upload_media_chunk": TypeAdapter(ChunkBody),
    "aibot_upload_media_finish": TypeAdapter(FinishBody),
}
__all__ = ["BODIES", "TaskId", "faults_of"]


def faults_of(frame: dict[str, Any]) -> list[str]:
    """What is wrong with a frame of the bot."""
    cmd = frame.get("cmd")
    if cmd not in BODIES:
        return [f"unknown cmd {cmd}"]
    faults = [f"unknown key {key}" for key in frame.keys() - {"cmd", "headers", "body"}]
    headers = frame.get("headers")
    if not isinstance(headers, dict) or set(headers) != {"req_id"} or not headers["req_id"]:
        faults.append("headers are not just req_id")
    try:
        BODIES[cmd].validate_python(frame.get("body"))
    except ValidationError as fault:
        faults += [
            f"{cmd} {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in fault.errors()
        ]
    return faults
