"""Try a bot by hand: the gateway runs, and what is typed here is said by a person.

``李敏：开始`` says it, ``李敏@管理群：排名`` in a group. ``李敏：+填报`` presses a button or picks
from a list, ``李敏：!活动.pdf`` sends a file of the current folder. What the bot shows is printed.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.wecom_gateway import Gateway, Phone, Shown


async def main() -> None:
    """Run until the input ends."""
    gateway = Gateway(lenient=True)
    await gateway.start()
    print(f"url = {gateway.url}\nbot_id = {gateway.bot_id}\nsecret = {gateway.secret}")
    print(f"media_hosts = {gateway.media_host}", flush=True)
    watching = asyncio.create_task(_watch(gateway))
    while line := await asyncio.to_thread(sys.stdin.readline):
        name, _, text = line.strip().replace(":", "：", 1).partition("：")
        if text:
            try:
                _do(gateway, name, text)
            except (AssertionError, OSError) as fault:
                print(fault)
    watching.cancel()
    await gateway.stop()


def _do(gateway: Gateway, name: str, text: str) -> None:
    name, _, group = name.partition("@")
    phone = Phone(gateway, name)
    if text.startswith("+"):
        listed = "checkbox" in (phone.sees() or [Shown("none")])[-1].card
        (phone.chooses if listed else phone.presses)(text[1:])
    elif text.startswith("!"):
        phone.sends_file(Path(text[1:]).name, Path(text[1:]).read_bytes())
    else:
        phone.says(text, gateway.group(group, group) if group else None)


def _shown(shown: Shown) -> str:
    card = shown.card
    if not card:
        return shown.text or f"（{shown.kind}：{shown.name}）"
    title = card["main_title"]
    options = card.get("checkbox", {}).get("option_list", [])
    labels = [one["text"] for one in [*card.get("button_list", []), *options]]
    lines = [title.get("title"), title.get("desc"), card.get("sub_title_text")]
    return "\n".join([*filter(None, lines), " ".join(f"[{label}]" for label in labels)])


async def _watch(gateway: Gateway) -> None:
    seen, wrong = 0, 0
    while True:
        for sent in gateway.sent[seen:]:
            print(f"── {sent.chat}\n{_shown(sent.shown)}", flush=True)
        for violation in gateway.violations[wrong:]:
            print(f"!! {violation}", flush=True)
        seen, wrong = len(gateway.sent), len(gateway.violations)
        await asyncio.sleep(0.1)


asyncio.run(main())
