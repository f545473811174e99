"""A bot of a few lines, so that the page has somebody to talk to.

It speaks as the real pages do (title, text, folded clause, buttons, replacement in place), but
decides nothing: the pages themselves are tested elsewhere.
"""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from bot.corridor.events import Button, Incoming, Message
from tests.channels.web.web_stage import Stage

CLAUSE = (
    "每开展一项信用服务产品应用并取得成效的得2分，最高得10分，仅提供相关通知或文件，"
    "未提供成效证明的每项得1分。"
)
ITEMS = ("成立领导小组", "建立工作制度", "明确分管领导", "设立信用股室或专职人员")
HOME = Message(
    title="2026年第四季度",
    text=(
        "县教育局，离截止还有 12 天（12月5日 18:00）。\n\n"
        "应报 19 项，已报 7 项；退回补正 1 项。\n暂定得分 41.5 分，还有 10 项未报。"
    ),
    buttons=(
        (Button(label="继续填报：三.4 信用+应用场景", route="fill/三.4"),),
        (Button(label="看得分", route="score"), Button(label="补正 1 项", route="mend")),
        (Button(label="报工作总结、简报、宣传稿件", route="works"),),
    ),
)
QUESTION = Message(
    title="三.4 信用+应用场景（10 分）",
    text="本季度取得成效的信用服务产品应用有几项？每项 2 分，最高 10 分。\n上季度报的是 2 项。",
    detail=CLAUSE,
    detail_label="原文",
    buttons=(
        tuple(Button(label=str(n), route=f"count/{n}") for n in range(6)),
        (Button(label="上一项", route="back"), Button(label="跳过", route="skip")),
    ),
    placeholder="请输入项数，例如 3",
)


def checklist(done: frozenset[int]) -> Message:
    """A checklist that is tapped in place."""
    marks = [("☑ " if n in done else "☐ ") + item for n, item in enumerate(ITEMS)]
    return Message(
        title="一.1 领导小组（8 分）",
        text=f"请点选已经做到的事项。现在是 {len(done) * 2} 分，满分 8 分。",
        detail="成立社会信用体系建设领导小组的得2分，建立工作制度的得2分……",
        detail_label="原文",
        buttons=(
            *((Button(label=mark, route=f"tick/{n}"),) for n, mark in enumerate(marks)),
            (Button(label="选好了，下一项", route="fill/三.4"),),
        ),
        replace=True,
    )


def photo(width: int, height: int, colour: tuple[int, int, int], words: str = "") -> bytes:
    """A picture that can be told from others."""
    image = Image.new("RGB", (width, height), colour)
    pen = ImageDraw.Draw(image)
    for step in range(0, max(width, height), 60):
        pen.line([(step, 0), (0, step)], fill=tuple(c // 2 + 90 for c in colour), width=8)
    pen.text((20, 20), words, fill="white")
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=85)
    return kept.getvalue()


def paper(words: str = "") -> bytes:
    """A PDF of one page, by hand."""
    body = f"BT /F1 24 Tf 72 700 Td ({words}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 5 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(body), body),
        b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


async def talk(stage: Stage, incoming: Incoming) -> None:
    """Answer one update."""
    route = incoming.route or ""
    if incoming.attachments:
        await _received(stage, incoming)
    elif route.startswith("tick/"):
        await _tick(stage, incoming, int(route.removeprefix("tick/")))
    elif route.startswith("fill/"):
        await stage.say(incoming.chat, QUESTION)
    elif route.startswith("count/"):
        n = int(route.removeprefix("count/"))
        text = f"记下了：{n} 项，{min(10, n * 2)} 分。上季度是 2 项。\n请发佐证材料。"
        await stage.say(incoming.chat, Message(text=text, placeholder="发照片或文件"))
    elif incoming.text in {"开始", "帮助"} or incoming.text.startswith("绑定"):
        await stage.say(incoming.chat, HOME)
    elif incoming.text == "勾选":
        await stage.say(incoming.chat, checklist(frozenset({0})))
    else:
        await stage.say(incoming.chat, Message(text=f"收到：{incoming.text or incoming.route}"))


async def _tick(stage: Stage, incoming: Incoming, item: int) -> None:
    done = stage.notes.get(incoming.chat, frozenset({0})) ^ {item}
    stage.notes[incoming.chat] = done
    await stage.say(incoming.chat, checklist(done), replaces=incoming.pressed)


async def _received(stage: Stage, incoming: Incoming) -> None:
    kept = [file for file in incoming.attachments if file.digest]
    lines = [f"{len(incoming.attachments)} 个文件，已存好 {len(kept)} 个。"]
    lines += [f"回执 {n:04d}：{file.label}" for n, file in enumerate(kept, 1)]
    lines += [
        f"没有收下：{file.label}。文件太大了，单个文件不要超过 20 MB。可以压缩后再发。"
        for file in incoming.attachments
        if not file.digest
    ]
    again = Button(label="再看一遍", route="files")
    await stage.say(
        incoming.chat,
        Message(
            text="\n".join(lines),
            buttons=((again, Button(label="不再补充，下一项", route="fill/三.4")),),
        ),
    )
