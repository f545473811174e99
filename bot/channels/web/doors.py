"""The ways in: start page, invitation, demo steps, the chat page itself, static files.

What is said in the chat is ``chat``'s; who somebody is, ``sessions``'. An invitation code is
looked at here only to keep strangers out; the bot redeems it, from a message like any other.
"""

from __future__ import annotations

import asyncio
import unicodedata
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta

from aiohttp import web

from bot.channels.web import entries
from bot.channels.web.devices import device
from bot.channels.web.notices import NOTICES, Refused
from bot.channels.web.ports import DemoStep, Ports, WebSettings
from bot.channels.web.sessions import COOKIE, Opened, Sessions
from bot.channels.web.throttle import Throttle, neighbourhood
from bot.channels.web.views import Markup, fill, page, static_files, static_prefix
from bot.corridor.events import Incoming
from storage.database import stamp

_VISITS = 1000
_BODY_SECONDS = 15
_VISIT_LETTERS = 22
_VISIT_LASTS = timedelta(minutes=10)


class Doors:
    """Pages, and how a person comes in."""

    def __init__(self, ports: Ports, settings: WebSettings, sessions: Sessions) -> None:
        self._ports = ports
        self._settings = settings
        self._sessions = sessions
        self._steps = {step.slug: step for step in ports.demo_steps}
        clock = ports.clock
        self._tries = Throttle(clock, settings.code_tries, 600, "too_many_tries")
        self._looks = Throttle(clock, settings.entries_per_ten_minutes, 600, "too_many_tries")
        self._entries = Throttle(clock, settings.entries_per_ten_minutes, 600, "too_many_tries")
        self._stepping = Throttle(clock, settings.steps_per_minute, 60)
        # A form sent twice by an impatient thumb must not use up its code on a session that
        # the browser then throws away: the same visit gets the same session.
        self._visits: OrderedDict[tuple[str, str], tuple[Opened, datetime]] = OrderedDict()
        self._entering = asyncio.Lock()

    async def start(self, _request: web.Request) -> web.Response:
        """``GET /``: the demo's cards, or the place to type a code."""
        if not self._steps:
            return await self._code_page()
        cards = Markup("").join(self._card(step) for step in self._ports.demo_steps)
        return _html(
            page(
                "start",
                title=self._settings.name,
                style="start.css",
                script="start.js",
                name=self._settings.name,
                cards=Markup(cards),
            )
        )

    async def invitation(self, request: web.Request) -> web.Response:
        """``GET /i/{code}``: to what, and one button. Looking changes nothing: previews look too.

        Who opens a used link again is no guesser, so looks have a measure of their own.
        """
        code = unicodedata.normalize("NFKC", request.match_info["code"]).strip()
        self._looks.spend(neighbourhood(self._remote(request)))
        invites = await self._ports.admit(code)
        if invites is None:
            gone = NOTICES["used_up"]
            return await self._code_page(code=code[:64], error=gone.sentence, status=gone.status)
        return await self._code_page(code=code, invites=invites)

    async def enter(self, request: web.Request) -> web.Response:
        """``POST /enter``: a code becomes a session, and the bot hears of it."""
        form = await _form(request)
        visit = str(form.get("visit", ""))
        code = unicodedata.normalize("NFKC", str(form.get("code", ""))).strip()
        async with self._entering:
            opened = self._known(visit, code)
            if opened is None:
                # Only wrong codes count: a whole office comes in through one address.
                neighbours = neighbourhood(self._remote(request))
                self._tries.allow(neighbours)
                if not 0 < len(code) <= 64 or await self._ports.admit(code) is None:
                    self._tries.spend(neighbours)
                    wrong = NOTICES["wrong_code"].sentence
                    return await self._code_page(code=code[:64], error=wrong, status=403)
                self._entries.spend(neighbours)
                opened = await self._sessions.open(
                    agent=self._agent(request), remote=self._remote(request)[:45]
                )
                await self._announce(opened, code)
                self._note_visit(visit, code, opened)
        return self._into(opened)

    def _known(self, visit: str, code: str) -> Opened | None:
        """The session this very form, with this very code, has opened a moment ago."""
        opened, at = self._visits.get((visit, code), (None, None))
        fresh = at is not None and self._ports.clock() - at < _VISIT_LASTS
        return opened if fresh else None

    def _note_visit(self, visit: str, code: str, opened: Opened) -> None:
        # Only numbers as unguessable as ours: a form made by hand must not share a session.
        if len(visit) < _VISIT_LETTERS:
            return
        self._visits[visit, code] = (opened, self._ports.clock())
        if len(self._visits) > _VISITS:
            self._visits.popitem(last=False)

    async def _announce(self, opened: Opened, code: str) -> None:
        """Tell the bot, as if the person had typed it. The log shows no code."""
        now = self._ports.clock()
        async with self._ports.database.transaction() as db:
            row = await entries.write_incoming(
                db,
                chat=opened.address,
                author=opened.address,
                name="",
                key="invitation",
                said={"text": "", "shown": "我打开了邀请", "files": []},
                at=stamp(now),
            )
        await self._ports.receive(
            Incoming(
                channel="web",
                update=row.key,
                chat=opened.address,
                sender=opened.address,
                private=True,
                received=now,
                text=f"绑定 {code}",
            )
        )

    async def step(self, request: web.Request) -> web.Response:
        """``POST /step/{slug}``: into the demo with one click."""
        step = self._steps.get(request.match_info["slug"])
        if step is None:
            raise Refused("not_found")
        self._stepping.spend(neighbourhood(self._remote(request)))
        opened = await self._sessions.open(
            address=step.address,
            name=step.person or step.title,
            rooms=step.rooms,
            agent=self._agent(request),
            remote=self._remote(request)[:45],
        )
        if step.says:
            await self._begin(step)
        if "application/json" in request.headers.get("Accept", ""):
            response = web.json_response({"to": opened.path})
            self._sessions.remember(response, opened.path, opened.secret)
            return response
        return self._into(opened)

    async def _begin(self, step: DemoStep) -> None:
        """Say the card's word once, in the room that the step opens."""
        now = self._ports.clock()
        room = step.rooms[0].chat if step.rooms else step.address
        async with self._ports.database.transaction() as db:
            row = await entries.write_incoming(
                db,
                chat=room,
                author=step.address,
                name=step.person,
                key="step",
                said={"text": step.says, "files": []},
                at=stamp(now),
            )
        await self._ports.receive(entries.as_incoming(row))

    async def side(self, _request: web.Request) -> web.Response:
        """``GET /side``: the demo's people beside one another."""
        frames = Markup("").join(
            fill("side_frame", slug=step.slug, title=step.title) for step in self._steps.values()
        )
        return _html(
            page(
                "side",
                title=f"{self._settings.name}：并排看",
                style="side.css",
                script="side.js",
                frames=Markup(frames),
            )
        )

    async def chat(self, request: web.Request) -> web.Response:
        """``GET /c/{public}/``: the chat page; the cookie is prolonged."""
        try:
            visitor = await self._sessions.visitor(request)
        except Refused as refusal:
            if refusal.code != "signed_out" or self._steps:
                raise
            return await self._code_page(error=refusal.notice.sentence, status=401)
        response = _html(
            page(
                "chat",
                title=self._settings.name,
                style="chat.css",
                script="chat.js",
                name=self._settings.name,
                who=await self._ports.called(visitor.address) or visitor.name,
            )
        )
        self._sessions.remember(response, f"/c/{visitor.public}/", request.cookies[COOKIE])
        return response

    async def manifest(self, request: web.Request) -> web.Response:
        """``manifest.webmanifest``: makes the chat a thing on the phone's first screen."""
        prefix = static_prefix()
        icons = [
            {"src": f"{prefix}/icons/icon.svg", "sizes": "any", "type": "image/svg+xml"},
            {"src": f"{prefix}/icons/icon-192.png", "sizes": "192x192", "type": "image/png"},
            {"src": f"{prefix}/icons/icon-512.png", "sizes": "512x512", "type": "image/png"},
            {
                "src": f"{prefix}/icons/icon-maskable-512.png",
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            },
        ]
        home = request.path.removesuffix("manifest.webmanifest")
        return web.json_response(
            {
                "name": self._settings.name,
                "short_name": self._settings.name,
                "lang": "zh-CN",
                "start_url": home,
                "scope": home,
                "display": "standalone",
                "background_color": "#f3efe7",
                "theme_color": "#f3efe7",
                "icons": icons,
            },
            content_type="application/manifest+json",
        )

    async def static(self, request: web.Request) -> web.Response:
        """``/static/<version>/…``: for good in the browser's cache; an old version is gone."""
        file = static_files().get(request.match_info["name"])
        if file is None or not request.path.startswith(static_prefix() + "/"):
            raise Refused("not_found")
        response = web.Response(
            body=file.body,
            content_type=file.content_type,
            charset="utf-8" if file.content_type.startswith("text/") else None,
            headers={"Cache-Control": "public, max-age=31536000, immutable"},
        )
        response.enable_compression()
        return response

    async def icon(self, _request: web.Request) -> web.Response:
        """``/favicon.ico``: browsers ask for it unasked."""
        file = static_files()["icons/icon-192.png"]
        return web.Response(body=file.body, content_type=file.content_type)

    async def health(self, _request: web.Request) -> web.Response:
        """``/health``: for whoever watches the machine."""
        state = await self._ports.health()
        return web.json_response(dict(state), status=200 if state.get("ok") else 503)

    def _card(self, step: DemoStep) -> Markup:
        return fill(
            "start_card",
            slug=step.slug,
            title=step.title,
            subtitle=step.subtitle,
            letter=step.title[:1],
        )

    async def _code_page(
        self, *, code: str = "", invites: str = "", error: str = "", status: int = 200
    ) -> web.Response:
        text = page(
            "invitation" if invites else "enter",
            title=self._settings.name,
            style="start.css",
            script="start.js",
            name=self._settings.name,
            code=code,
            invites=invites,
            visit=self._ports.random_token(),
            error=error,
            contact=f"：{told}" if (told := await self._ports.contact()) else "",
        )
        return _html(text, status=status)

    def _into(self, opened: Opened) -> web.Response:
        response = web.Response(status=303, headers={"Location": opened.path})
        self._sessions.remember(response, opened.path, opened.secret)
        return response

    def _agent(self, request: web.Request) -> str:
        return device(request.headers.get("User-Agent", ""))

    def _remote(self, request: web.Request) -> str:
        forwarded = request.headers.get("X-Forwarded-For", "")
        if self._settings.behind_proxy and forwarded:
            # The last entry is the proxy's own word; those before it are the visitor's.
            return forwarded.rsplit(",", 1)[-1].strip()
        return request.remote or ""


async def _form(request: web.Request) -> Mapping[str, object]:
    """The fields of a form; a body that dribbles in is given up.

    Raises:
        Refused: it took too long.
    """
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            return await request.post()
    except TimeoutError:
        raise Refused("slow_form") from None


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, content_type="text/html", status=status)
