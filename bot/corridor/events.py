"""What comes in and what goes out: the words all rooms of the bot share.

Here live plain, frozen data: an update as every channel hands it in, a message as every page
hands it out, and their JSON forms (inbox and outbox keep them on disk). No behaviour of any
channel, page or database lives here.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from contextlib import suppress
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

ROUTE_BYTES = 64
"""A button carries at most this many bytes: Telegram's callback data, kept to everywhere."""

ChannelName = Literal["web", "telegram", "wecom"]


def desk_room(sender: str) -> str:
    """The room in which a person's desk-sized page speaks with the bot, beside the private chat."""
    return f"desk:{sender}"


def table_room(sender: str) -> str:
    """The room in which a person's page of a whole table of rules speaks with the bot."""
    return f"desk:table:{sender}"


def wide_rooms(sender: str) -> tuple[str, str]:
    """The rooms of a person's desk-sized pages: each is shown on its page and nowhere else."""
    return desk_room(sender), table_room(sender)


def _fits_a_button(route: str) -> str:
    if len(route.encode()) > ROUTE_BYTES:
        raise ValueError(f"route longer than {ROUTE_BYTES} bytes: {route}")
    return route


Route = Annotated[str, AfterValidator(_fits_a_button)]


def _no_marks(label: str) -> str:
    """Without private-use letters: a file's name must not read as a mark of
    ``bot.corridor.codes``.
    """
    return "".join(letter for letter in label if not "\ue000" <= letter <= "\uf8ff")


def writable(text: object) -> object:
    """A text as every engine can keep it: without NUL, half of a pair as the sign for unreadable.

    A phone can send both; nobody can see either.
    """
    if not isinstance(text, str):
        return text
    if "\0" in text:
        text = text.replace("\0", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


Written = Annotated[str, BeforeValidator(writable)]
Label = Annotated[str, BeforeValidator(writable), AfterValidator(_no_marks)]


class _Plain(BaseModel):
    """Frozen, closed data."""

    # What does not fit is not repeated: the fault may end in a log, the input is somebody's text.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Attachment(_Plain):
    """One file that came with a message.

    Either it is in the evidence store (``digest`` set), or it was refused (``refused`` holds the
    code of ``storage.kinds.Refusal``), or it still lies with the channel (``remote`` set) and
    intake fetches it before the turn.
    """

    label: Label = Field(max_length=255)
    """The name the sender's phone gave it: a label to show, never a path."""
    digest: str | None = None
    size: int = 0
    kind: str = ""
    refused: str | None = None
    remote: str | None = None
    likeness: str | None = None
    """A picture's fingerprint (``storage.likeness``), worked out by intake before the turn."""


class Source(_Plain):
    """One message of the channel's that an update consists of: an album has several.

    Only channels whose people can change a message after sending it name them.
    """

    message: Written = Field(max_length=64)
    """The channel's number of the message, in its chat."""
    caption: Written = ""
    """What stood under this one file of an album."""
    file: Written = Field(default="", max_length=128)
    """The channel's lasting number of the file, by which an exchanged file is known."""


class Incoming(_Plain):
    """One update: a message, a button press, or both a caption and files gathered as one album."""

    channel: ChannelName
    update: Written = Field(max_length=128)
    """The channel's own number of this update: the same update twice has the effect of one."""
    chat: Written = Field(max_length=128)
    """Address of the chat: answers go there."""
    sender: Written = Field(max_length=128)
    """Address of the person; equal to ``chat`` in a private chat."""
    private: bool
    received: AwareDatetime
    text: Written = ""
    route: Written | None = Field(default=None, max_length=256)
    """The route of a pressed button, as the channel handed it in: not to be trusted."""
    pressed: Written | None = None
    """The channel's number of the message whose button was pressed."""
    reply: Written = ""
    """The channel's own handle for answering just this update, where it has one."""
    attachments: tuple[Attachment, ...] = ()
    sources: tuple[Source, ...] = ()
    quoted: Written = Field(default="", max_length=500)
    """The beginning of our message that the person replied to or quoted, where the channel says."""
    edits: bool = False
    """The person changed the message named in ``sources`` after sending it: ``text`` is new."""


class Button(_Plain):
    """A link to a page."""

    label: str = Field(min_length=1, max_length=40)
    route: Route


class Recipe(_Plain):
    """A picture or document to be made when the message is delivered (``bot.corridor.recipes``)."""

    name: str
    data: dict[str, Any]


class File(_Plain):
    """A file that goes out: from the store, made from a recipe, or packed while it is fetched."""

    label: str
    digest: str | None = None
    recipe: Recipe | None = None
    download: int | None = None
    """Number of an archive that the web chat packs while it is fetched; other channels cannot."""
    size: int = 0
    """About how many bytes a download has; not needed for the others."""
    picture: bool = False
    """Show it inline as a picture rather than as a document."""
    passing: bool = False
    """Made anew each time it is looked at, and never kept: it holds invitation codes, or is a
    large copy of what is kept already."""


class ReadyFile(_Plain):
    """A file of an outgoing letter whose bytes lie in the store; ``kind`` as ``storage.kinds``.

    A passing file in a channel that keeps a log has no bytes there (``digest`` empty) but its
    recipe, and is made when somebody opens it.
    """

    label: str
    digest: str
    kind: str
    size: int
    picture: bool = False
    recipe: Recipe | None = None
    download: int | None = None
    """Number of an archive that is packed while it is fetched; then there is no digest."""


class Message(_Plain):
    """What a page says. Plain text throughout: channels escape, pages never mark up.

    A channel shows ``title`` bold, then ``text`` (lines), then ``detail`` folded (a full clause,
    an explanation for those who want it), then the files, then the buttons.
    """

    text: str
    title: str = ""
    detail: str = ""
    detail_label: str = ""
    """What the folded part is called, such as 原文."""
    buttons: tuple[tuple[Button, ...], ...] = ()
    files: tuple[File, ...] = ()
    replace: bool = False
    """Replace the message whose button was pressed, where the channel can; else send anew."""
    placeholder: str = ""
    """A hint for the input box, such as 请输入次数."""


class Letter(_Plain):
    """A message on its way to one chat, as the outbox hands it to a channel."""

    number: int
    """Outbox number: unique, so that a channel that keeps its own log stores it once."""
    chat: str
    message: Message
    replaces: str | None = None
    """The channel's number of the message to replace."""
    created: AwareDatetime


_SAID = {"text", "route", "pressed", "attachments", "sources", "edits", "quoted"}


def blank(incoming: Incoming) -> str:
    """What is kept of an update once it is settled: where it came from, nothing that was said."""
    return incoming.model_dump_json(exclude_defaults=True, exclude=_SAID)


def dumps(value: BaseModel) -> str:
    """Compact JSON of an event, without its default values."""
    return value.model_dump_json(exclude_defaults=True)


_WRITTEN: OrderedDict[str, Message] = OrderedDict()
"""The messages that were written last, by their very JSON: most are read again within a moment, as
they leave. One with files is not among them: a recipe's data are JSON's own only once read."""
_MOST_WRITTEN = 256


def write(message: Message) -> str:
    """A message's JSON, as the outbox keeps it."""
    text = dumps(message)
    if not message.files:
        _WRITTEN[text] = message
        if len(_WRITTEN) > _MOST_WRITTEN:
            with suppress(KeyError):  # another thread was quicker
                _WRITTEN.popitem(last=False)
    return text


def written(text: str) -> Message:
    """The message of a text that the outbox keeps."""
    known = _WRITTEN.pop(text, None)
    return Message.model_validate_json(text) if known is None else known


as_json = json.JSONEncoder(ensure_ascii=False).encode
"""JSON of plain values. Made once: ``json.dumps`` makes an encoder for each text."""


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: the one text of a value that is hashed or compared."""
    return _in_order(value)


_in_order = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
