"""How a text sounds while a form waits: like a question, like figures. No grammar is asked here."""

from __future__ import annotations

import re

_ONLY_FIGURES = re.compile(r"[-+0-9０-９.．,，。、%％\s]+")

_ASKED = re.compile(
    r"[?？]|怎么|怎样|咋|什么|啥|哪[个些里儿一几天项种家位]|[是由归找]谁|谁[来管负能是没还未有]|多少|为何|几号|几点"
    r"|能不能|可不可以|可否|能否|是否可以|是不是|要不要|算不算|用不用|行不行|对不对|如何|请问|咨询一下"
    r"|(?:吗|呢|么)[。.!！~～ ]*$|举(?:个|一个)?例|例子|不会[填弄写传]|不知道"
)


def is_asked(text: str) -> bool:
    """Whether a text sounds like a question to the office, whatever else stands in it."""
    return _ASKED.search(text) is not None


def only_figures(text: str) -> bool:
    """Whether there is nothing but figures in a text: 2.5 is a slip, not a wish to see row 二.5."""
    return _ONLY_FIGURES.fullmatch(text) is not None
