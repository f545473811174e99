"""Template cards, as document 101032 and the official SDK's types have them."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, model_validator


class Closed(BaseModel):
    """Unknown keys and wrong types are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


def bytes_up_to(most: int) -> AfterValidator:
    """At most so many bytes of UTF-8, and at least one."""

    def check(text: str) -> str:
        if not text or len(text.encode()) > most:
            raise ValueError(f"1 to {most} bytes, not {len(text.encode())}")
        return text

    return AfterValidator(check)


def _task(text: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z_\-@]{1,128}", text):
        raise ValueError("task_id wants 1 to 128 of 0-9A-Za-z_-@")
    return text


def _different(values: list[Any]) -> list[Any]:
    keys = [getattr(value, "key", None) or getattr(value, "id", None) for value in values]
    if len(set(keys)) < len(keys):
        raise ValueError("keys twice")
    return values


Key = Annotated[str, bytes_up_to(1024)]
OptionId = Annotated[str, bytes_up_to(128)]
TaskId = Annotated[str, AfterValidator(_task)]
Text = Annotated[str, Field(min_length=1)]


class Title(Closed):
    title: str = ""
    desc: str = ""


class Source(Closed):
    icon_url: str = ""
    desc: str = ""
    desc_color: Literal[0, 1, 2, 3] = 0


class Quote(Closed):
    type: Literal[0, 1, 2] = 0
    url: str = ""
    title: str = ""
    quote_text: str = ""


class Line(Closed):
    type: Literal[0, 1, 3] = 0
    keyname: Text
    value: str = ""
    url: str = ""
    userid: str = ""


class Jump(Closed):
    type: Literal[0, 1, 2, 3] = 0
    title: Text
    url: str = ""
    question: Annotated[str, Field(max_length=200)] = ""


class Action(Closed):
    type: Literal[0, 1, 2]
    url: str = ""


class MenuItem(Closed):
    text: Text
    key: Key


class Menu(Closed):
    desc: Text
    action_list: Annotated[list[MenuItem], Field(min_length=1, max_length=3)]


class Option(Closed):
    id: OptionId
    text: Text
    is_checked: bool = False


class Choice(Closed):
    id: OptionId
    text: Text


Choices = Annotated[list[Choice], Field(min_length=1, max_length=10), AfterValidator(_different)]
Options = Annotated[list[Option], Field(min_length=1, max_length=20), AfterValidator(_different)]


class Selection(Closed):
    question_key: Key
    title: str = ""
    disable: bool = False
    selected_id: str = ""
    option_list: Annotated[
        list[Choice], Field(min_length=1, max_length=10), AfterValidator(_different)
    ]


class Checkbox(Closed):
    question_key: Key
    disable: bool = False
    mode: Literal[0, 1] = 0
    option_list: Annotated[
        list[Option], Field(min_length=1, max_length=20), AfterValidator(_different)
    ]


class Button(Closed):
    text: Text
    style: Literal[1, 2, 3, 4] = 1
    key: Key


class Submit(Closed):
    text: Text
    key: Key


class _Card(Closed):
    source: Source | None = None
    action_menu: Menu | None = None
    main_title: Title
    quote_area: Quote | None = None
    sub_title_text: str = ""
    horizontal_content_list: Annotated[list[Line], Field(max_length=6)] = []
    card_action: Action | None = None
    task_id: TaskId | None = None

    @model_validator(mode="after")
    def _says_something(self) -> _Card:
        if not self.main_title.title and not self.sub_title_text:
            raise ValueError("neither main_title.title nor sub_title_text")
        return self


class TextNotice(_Card):
    card_type: Literal["text_notice"]
    main_title: Title = Title()
    emphasis_content: Title | None = None
    jump_list: Annotated[list[Jump], Field(max_length=3)] = []
    card_action: Action


class ButtonInteraction(_Card):
    card_type: Literal["button_interaction"]
    task_id: TaskId
    button_selection: Selection | None = None
    button_list: Annotated[
        list[Button], Field(min_length=1, max_length=6), AfterValidator(_different)
    ]


class VoteInteraction(Closed):
    card_type: Literal["vote_interaction"]
    source: Source | None = None
    main_title: Title
    task_id: TaskId
    checkbox: Checkbox
    submit_button: Submit


class MultipleInteraction(Closed):
    card_type: Literal["multiple_interaction"]
    source: Source | None = None
    main_title: Title
    task_id: TaskId
    select_list: Annotated[list[Selection], Field(min_length=1, max_length=3)]
    submit_button: Submit


Card = Annotated[
    TextNotice | ButtonInteraction | VoteInteraction | MultipleInteraction,
    Field(discriminator="card_type"),
]
CARD: TypeAdapter[Any] = TypeAdapter(Card)

ADVISED = {"main_title": 26, "button": 10, "option": 11, "sub_title_text": 112}
"""Characters that the document recommends: more is cut off on small screens."""


def disabled(card: dict[str, Any]) -> bool:
    """Whether a card uses ``disable``, which only an update may."""
    parts = [card.get("checkbox"), card.get("button_selection"), *card.get("select_list", [])]
    return any(isinstance(part, dict) and part.get("disable") for part in parts)


def advice(card: dict[str, Any]) -> list[str]:
    """What is longer than recommended."""
    buttons = [*card.get("button_list", []), card.get("submit_button", {})]
    options = card.get("checkbox", {}).get("option_list", [])
    texts = [
        *(("button", button.get("text", "")) for button in buttons),
        *(("option", option.get("text", "")) for option in options),
        ("main_title", card.get("main_title", {}).get("title", "")),
        ("sub_title_text", card.get("sub_title_text", "")),
    ]
    return [f"{kind}: {text}" for kind, text in texts if len(text) > ADVISED[kind]]
