"""What a worker answers at its address: requests go on to whichever worker serves the county.

By the name in the address (``[web] public_address``); pages, uploads, event streams and files go
through piece by piece, and nothing is kept. A county that is changing hands is said to be so, and
its pages ask again. Beside that: ``/health`` and ``/metrics`` of the worker, the province's
overview, and what workers ask each other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any

import structlog
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    TCPConnector,
    web,
)
from pydantic import ValidationError

from bot.corridor import clock
from bot.province import metrics, page, secret
from bot.province.counties import Province
from bot.province.summary import Reads, Summary, Untold, as_told, look
from bot.province.worker import Worker
from bot.speech.calendar import say_moment
from storage.faults import StorageFault
from storage.onlooker import Onlooker

log = structlog.get_logger(__name__)

_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "expect",
    }
)
"""What belongs to one line, and not to what is carried over it (RFC 9110, 7.6.1)."""
_NOT_OURS = ("User-Agent", "Content-Type", "Accept", "Accept-Encoding")
_PATIENCE = 6.0
"""Seconds that a request waits for a county that changes hands."""
_LOOK_AGAIN = 0.1
_AGAIN = 2
_MOVING = "这个县的服务正在换到另一台服务器上，几秒后会自己好，请稍后再试。"
_STANDING = "这个县的服务现在停着，恢复以后这一页会自己打开，请过一阵再来。"
"""Of a county that could not be started here: that is no matter of seconds."""
_ASKED = 10.0
"""Seconds that a county has for its summary."""


class Front:
    """The worker's own address."""

    def __init__(
        self,
        province: Province,
        worker: Worker,
        word: str,
        *,
        onlooker: Onlooker | None,
        behind_proxy: bool,
        ranked: bool = False,
    ) -> None:
        self._province = province
        self._worker = worker
        self._word = word
        self._onlooker = onlooker
        self._behind_proxy = behind_proxy
        self._ranked = ranked
        self._client: ClientSession | None = None

    def application(self) -> web.Application:
        """For a listener."""
        app = web.Application(client_max_size=0)
        app.router.add_route("*", "/{path:.*}", self._answer)
        return app

    async def open(self) -> None:
        """Be able to ask others."""
        self._client = ClientSession(
            connector=TCPConnector(limit=0),
            timeout=ClientTimeout(total=None, sock_connect=5),
            auto_decompress=False,
        )

    async def close(self) -> None:
        """No more."""
        if self._client is not None:
            await self._client.close()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if request.path.startswith("/inner/"):
            return await self._inner(request)
        name = self._province.of_host(self._host(request))
        if name is not None:
            return await self._passed_on(request, name)
        if request.path == "/health":
            return await self._health()
        if request.path == "/metrics":
            return await self._metrics()
        if request.path == "/province":
            return await self._overview(request)
        return web.Response(status=404, text="这个网址不是任何一个县的。")

    def _host(self, request: web.Request) -> str:
        named = request.headers.get("X-Forwarded-Host", "") if self._behind_proxy else ""
        return named.rsplit(",", 1)[-1].strip() or request.host

    # -- to the county ----------------------------------------------------------------------------

    async def _passed_on(self, request: web.Request, name: str) -> web.StreamResponse:
        answer = await self._reached(request, name)
        if answer is None:
            stands = name in self._worker.faults and self._worker.peer_of(name) is None
            return _moving(request, _STANDING if stands else _MOVING)
        async with answer:
            response = web.StreamResponse(status=answer.status, reason=answer.reason)
            for key, value in answer.headers.items():
                if key.lower() not in _HOP:
                    response.headers.add(key, value)
            await response.prepare(request)
            try:
                async for piece in answer.content.iter_any():
                    await response.write(piece)
            except ClientError:
                # The county went while it spoke: whoever listens sees the line break, not an end.
                if request.transport is not None:
                    request.transport.abort()
                return response
            await response.write_eof()
        return response

    async def _reached(self, request: web.Request, name: str) -> ClientResponse | None:
        """The county's answer; one that changes hands is waited for a while."""
        loop = asyncio.get_running_loop()
        until = loop.time() + _PATIENCE
        while self._client is not None and loop.time() < until:
            address = self._worker.where(name)
            if address is not None:
                try:
                    return await self._client.request(
                        request.method,
                        f"http://{address}{request.raw_path}",
                        headers=self._headers(request),
                        data=request.content if request.can_read_body else None,
                        allow_redirects=False,
                        skip_auto_headers=_NOT_OURS,
                    )
                except ClientConnectorError:
                    pass  # nobody is there any more: nothing of the request has gone
                except (ClientError, TimeoutError):
                    return None
            await asyncio.sleep(_LOOK_AGAIN)
        return None

    def _headers(self, request: web.Request) -> list[tuple[str, str]]:
        """As they came, with who came: the county believes what we say of it."""
        ours = {"x-forwarded-for", "x-forwarded-host"}
        kept = [
            (key, value)
            for key, value in request.headers.items()
            if key.lower() not in _HOP | ours and not key.lower().startswith("x-province")
        ]
        come = request.headers.get("X-Forwarded-For", "") if self._behind_proxy else ""
        return [*kept, ("X-Forwarded-For", come or request.remote or "")]

    # -- the worker itself ------------------------------------------------------------------------

    async def _health(self) -> web.Response:
        worker = self._worker
        counties = {name: await self._county_health(name) for name in self._province.counties}
        body = {
            "ok": all(one["ok"] for one in counties.values()),
            "worker": worker.me.worker,
            "leaving": worker.me.leaving,
            "workers": sorted(one.worker for one in worker.seen.peers),
            "counties": counties,
        }
        return web.json_response(body, status=200 if body["ok"] else 503)

    async def _metrics(self) -> web.Response:
        counties = {name: await self._county_health(name) for name in self._province.counties}
        found = metrics.metrics(counties, len(self._worker.seen.peers))
        return web.Response(
            body=metrics.written(found).encode(), headers={"Content-Type": metrics.TYPE}
        )

    async def _county_health(self, name: str) -> dict[str, Any]:
        served, peer = self._worker.served.get(name), self._worker.peer_of(name)
        if served is not None:
            told = await served.application.health()
            return {"here": True, "worker": self._worker.me.worker, **told}
        found: dict[str, Any] = {
            "here": False,
            "worker": peer.worker if peer else "",
            "ok": bool(peer),
        }
        if name in self._worker.faults:
            found["fault"] = self._worker.faults[name]
        return found

    # -- the province -----------------------------------------------------------------------------

    async def _overview(self, request: web.Request) -> web.Response:
        who = secret.visitor(request.headers.get("Authorization", ""), self._word)
        if who is None:
            await asyncio.sleep(0.5)  # guessing is slow
            return web.Response(
                status=401,
                text="请输入您的姓名和总览口令（各县文件夹旁边的 province.key）。",
                headers={"WWW-Authenticate": 'Basic realm="xinkao", charset="UTF-8"'},
            )
        names = list(self._province.counties)
        found = dict(
            zip(names, await asyncio.gather(*(self._summary(n, who) for n in names)), strict=True)
        )
        servers = {name: self._server(name) for name in names}
        if "application/json" in request.headers.get("Accept", ""):
            return web.json_response(
                {
                    n: as_told(one) if isinstance(one, Summary) else one.why
                    for n, one in found.items()
                }
            )
        now = clock.now()
        return web.Response(
            text=page.overview(found, servers, say_moment(now), who, ranked=self._ranked),
            content_type="text/html",
            headers={"Content-Security-Policy": page.POLICY, "Cache-Control": "no-store"},
        )

    def _server(self, name: str) -> str:
        peer = self._worker.peer_of(name)
        return peer.worker if peer else ""

    async def _summary(self, name: str, who: str) -> Summary | Untold:
        """From here, or from the worker that serves the county; one on its way is waited for."""
        try:
            async with asyncio.timeout(_ASKED):
                while True:
                    found = await self._told(name, who)
                    if found is not None:
                        return found
                    await asyncio.sleep(_LOOK_AGAIN)
        except TimeoutError:
            why = self._worker.faults.get(name, "现在没有服务器在服务这个县，请稍后再看")
        except (ClientError, StorageFault, ValidationError):
            log.warning("no summary", county=name)
            why = "没有问到这个县，请稍后再看"
        return Untold(self._province.counties[name].office.county, why)

    async def _told(self, name: str, who: str) -> Summary | None:
        """A county's summary; None: it is not where it was thought to be."""
        if name in self._worker.served:
            return await self._own(name, who)
        peer = self._worker.peer_of(name)
        if peer is None or self._client is None:
            return None
        headers = {"Authorization": secret.bearer(self._word)}
        address = f"http://{peer.address}/inner/summary/{name}"
        async with self._client.get(address, headers=headers, params={"who": who}) as answer:
            if answer.status != 200:
                return None
            return Summary.model_validate_json(await answer.read())

    async def _own(self, name: str, who: str) -> Summary:
        application = self._worker.served[name].application
        county = application.settings.office.county
        try:
            return await look(application.database, county, who, clock.now(), self._reads(name))
        finally:
            application.anchors.posted()

    def _reads(self, name: str) -> Reads | None:
        """As the account that may only look, where there is one."""
        onlooker, storage = self._onlooker, self._province.counties[name].storage
        if onlooker is None:
            return None
        return partial(onlooker.beside, storage.address(), storage.schema_name)

    async def _inner(self, request: web.Request) -> web.Response:
        """What another worker asks."""
        name = request.path.removeprefix("/inner/summary/")
        if not secret.is_worker(request.headers.get("Authorization", ""), self._word):
            return web.Response(status=403)
        if name not in self._worker.served:
            return web.Response(status=404)
        return web.json_response(as_told(await self._own(name, request.query.get("who", "")[:40])))


def _moving(request: web.Request, sentence: str) -> web.Response:
    headers = {"Retry-After": str(_AGAIN), "Cache-Control": "no-store"}
    if "text/html" in request.headers.get("Accept", ""):
        refreshed: Mapping[str, str] = {**headers, "Refresh": str(_AGAIN)}
        return web.Response(status=503, text=sentence, headers=refreshed)
    body = {"code": "moving", "sentence": sentence, "retry_after": _AGAIN}
    return web.json_response(body, status=503, headers=headers)
