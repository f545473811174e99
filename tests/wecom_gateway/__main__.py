"""Try a bot by hand: the gateway runs, and what is typed here is said by a person.

``李敏：开始`` says it, ``李敏：+填报`` presses a button, ``李敏：!活动.pdf`` sends a file of the
current folder. What the bot shows is printed.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.wecom_gateway import Gateway, Phone


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
                _do(Phone(gateway, name), text)
            except (AssertionError, OSError) as fault:
                print(fault)
    watching.cancel()
    await gateway.stop()


def _do(phone: Phone, text: str) -> None:
    if text.startswith("+"):
        phone.presses(text[1:])
    elif text.startswith("!"):
        phone.sends_file(Path(text[1:]).name, Path(text[1:]).read_bytes())
    else:
        phone.says(text)


async def _watch(gateway: Gateway) -> None:
    seen, wrong = 0, 0
    while True:
        for sent in gateway.sent[seen:]:
            what = sent.shown.text or sent.shown.name or sent.shown.card
            print(f"[{sent.chat}] {sent.shown.kind} {what}", flush=True)
        for violation in gateway.violations[wrong:]:
            print(f"!! {violation}", flush=True)
        seen, wrong = len(gateway.sent), len(gateway.violations)
        await asyncio.sleep(0.1)


asyncio.run(main())
