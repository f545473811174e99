"""Sentences about a draft's table that came back: what cannot be taken, said at its cell."""

from __future__ import annotations


def no_table() -> str:
    """Another file."""
    return "这不是我发出去的那张表：表头要有“编号”和“怎么算分”。"


def no_number(number: str) -> str:
    """A row nobody knows, or none."""
    if not number:
        return "这一行没有编号，不知道是哪一行。要加一行的，请重新发考核办法的文件"
    return f"草案里没有编号“{number[:20]}”。要加一行的，请重新发考核办法的文件"


def twice(line: int) -> str:
    """Two lines of one row."""
    return f"和第 {line} 行编号一样，只能有一行"


def fixed(head: str) -> str:
    """What is shown only was written into."""
    if head == "原文":
        return "“原文”是办法里的话，不能改；要改怎么算分，请写在“怎么算分”里"
    return f"“{head}”是自动写的，改了没有用；要改规则，请改“怎么算分”或“逐项”"


def overtaken(name: str, now: str) -> str:
    """Somebody else changed the row after the table had gone out."""
    said = f"，现在是：{now}" if now else ""
    return f"{name or '别人'}在您拿到这张表以后改过这一行{said}请重新下载整张表再改"


def empty(head: str) -> str:
    """What has to be there was taken away."""
    return f"“{head}”不能空着。不要这一行的，请在聊天里点“不用这一行”"


def no_item(text: str) -> str:
    """A line of 逐项 that names nothing."""
    return f"“{text[:30]}”不是原来的一项。每行照“名称：内容”写，冒号前面不要改"


def items_without_rule() -> str:
    """逐项 of a row nobody understands."""
    return "这一行还没有读懂，请先在“怎么算分”里用一句话写"


def only_sure() -> str:
    """Something else than 对."""
    return "“确认”只写“对”或空着"


def unread() -> str:
    """对 beside a row nobody understands."""
    return "这一行还没有读懂怎么算分，不能写“对”，请先写“怎么算分”"


def several() -> str:
    """对 beside a row with several readings."""
    return "这一行有几种读法（见“提醒”），请写“读法 1”这样选一种"


def line_gone(label: str) -> str:
    """A line of 逐项 that a summand cannot be without was taken away."""
    return f"“{label}”这一行不能删。这一项整个不要的，请在“怎么算分”里把这一行的算法重新写一句"


def no_head(label: str) -> str:
    """A line of the header that nobody knows."""
    return f"没有“{label[:20]}”这一项。要改哪一项，请改它右边的“内容”，左边的不要动"


def head_overtaken() -> str:
    """Somebody else changed the header after the table had gone out."""
    return "在您拿到这张表以后有人改过，请重新下载整张表再改"


def head_not_read(value: str) -> str:
    """A line of the header that says nothing."""
    return f"没有看懂“{value[:40]}”，请照原来的样子写"
