"""Sentences about a text that came while a form waits."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.forms.words.figures import short

TAKE_IT = "这句就是要填的内容"
"""After a text was heard as a question though the form could have taken it."""
YES = Button(label="是的，就这样", route="heard/yes")


def is_it_for_the_form(said: str, *, since: bool, doubts: bool, late: bool = False) -> Message:
    """Something else was said since the form asked, or it was long ago; or it is no answer."""
    why = "中间说过别的话，怕弄错" if since else "这句不太像要填的内容"
    why = "隔了好几个小时，怕弄错" if late else why
    why = "您后面带了问号" if doubts else why
    return _for_one_tap(f"您是要{said}吗？\n{why}，先没有存。是的话请点一下。")


def in_these_words(said: str) -> Message:
    """A description as somebody tells it: it is what was asked for, and one tap keeps it."""
    return _for_one_tap(f"就照您的原话，{said}，对吗？\n还没有存，对的话请点一下。")


def says_too_little(said: str, lacks: str) -> Message:
    """A vague description: what it should say besides, and one tap keeps it as it is."""
    return _for_one_tap(
        f"您是要{said}吗？\n还没说{lacks}，审核员不好定分。补上的话，请连起来再发一次；"
        "就这些也行，请点一下。还没有存。"
    )


def _for_one_tap(text: str) -> Message:
    return Message(
        text=text,
        buttons=(
            (
                Button(label="是的，就这样", route="heard/yes"),
                Button(label="不是", route="heard/no"),
            ),
            (HOME,),
        ),
    )


def press_it(button: Button) -> Message:
    """确认 was typed below a page with one button."""
    return Message(
        text=f"光打字我不敢当真。要“{button.label}”，请按下面的按钮。", buttons=((button,), (HOME,))
    )


def of_long_ago(button: Button) -> Message:
    """发出, typed a morning after the page with that button."""
    return Message(
        text=f"“{button.label}”是好几个小时以前那一页上的按钮，隔得久了，光打字我不敢当真，还没有办。"
        "还要办的话，点一下：",
        buttons=((button,), (HOME,)),
    )


def or_this(labels: Sequence[str]) -> str:
    """Below a form's sentence: what the text may have asked, which stands on buttons."""
    named = "".join(f"“{label}”" for label in labels)
    return f"要是想问{named}，点下面的按钮。"


def a_label(text: str) -> Message:
    """The words of a button were typed, and which page it stood on is not known."""
    return Message(
        text=f"“{text}”是按钮上的字，光打这几个字，我不知道是哪一页上的。"
        "请往上翻，点那个按钮；找不到就从首页进。",
        buttons=((HOME,),),
    )


def whatever(text: str) -> str:
    """What a form would keep that takes whatever is said."""
    return f"把“{short(text, 30)}”写进前面问的那一步"


def gone() -> Message:
    """The tap came too late: something else was said or answered meanwhile."""
    return Message(text="这一步已经过去了，没有改动什么。要填的请再说一遍。", buttons=((HOME,),))


def not_kept() -> Message:
    """不是: the text was no answer."""
    return Message(text="好的，没有存，原来的都没有动。", buttons=((HOME,),))


def left() -> Message:
    """取消 while a form waits."""
    return Message(text="好的，这一步先不办，前面办好的都还在。", buttons=((HOME,),))
