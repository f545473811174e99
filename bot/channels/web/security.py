"""The guard at the gate: response headers, the same-site rule for POST, faults made polite.

Who somebody is (sessions) and how often they may come (throttle) are decided elsewhere.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Container
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.channels.web.notices import NOTICES, Refused
from bot.channels.web.views import notice_page
from storage.disk import StoreFault
from storage.faults import Full, is_database_trouble

log = structlog.get_logger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; frame-src 'self'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'self'"
)
"""For our own pages: nothing inline, nothing from elsewhere."""

SEALED = "default-src 'none'; img-src 'self'; media-src 'self'; sandbox; frame-ancestors 'self'"
"""For files that people sent: they run nothing and reach nothing."""

_AGAIN = 10
"""Seconds after which what could not be written is worth another try."""
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def set_headers(*, secure: bool) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """A signal ``on_response_prepare``: what every answer carries unless it says otherwise.

    ``secure``: people come over https, and are to come by nothing else for the next half year.
    """
    carried = _HEADERS | ({"Strict-Transport-Security": "max-age=15552000"} if secure else {})

    async def prepare(_request: web.Request, response: web.StreamResponse) -> None:
        for name, value in carried.items():
            response.headers.setdefault(name, value)
        response.headers.pop("Server", None)

    return prepare


def same_site(request: web.Request, public_address: str) -> bool:
    """Whether a POST was sent by a page of ours.

    Browsers say so in Sec-Fetch-Site (on https and localhost) and in Origin (everywhere). A
    request with neither does not come from a page and is refused too.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if origin is None:
        return site == "same-origin"
    if site not in (None, "same-origin"):
        return False
    if public_address:
        return origin.lower() == _origin(public_address)
    # Only host and port: behind a proxy that ends TLS the scheme we see is not the browser's.
    return urlsplit(origin).netloc in {request.host} - {""}


def _origin(address: str) -> str:
    """An address as browsers write an origin: without the port that its scheme has anyway."""
    parts = urlsplit(address)
    usual = {"https": ":443", "http": ":80"}.get(parts.scheme, "")
    return f"{parts.scheme}://{parts.netloc.removesuffix(usual)}".lower()


def at_home(request: web.Request, public_address: str, *, behind_proxy: bool) -> bool:
    """Whether a request was made to the address that people are told, where one is set.

    Another name that leads here is somebody else's (DNS rebinding, a stray proxy). Whoever watches
    the machine may ask for its health under any name.
    """
    if not public_address or request.path == "/health":
        return True
    named = request.headers.get("X-Forwarded-Host", "") if behind_proxy else ""
    host = (named.rsplit(",", 1)[-1].strip() or request.host).lower()
    return _origin(f"{urlsplit(public_address).scheme}://{host}") == _origin(public_address)


def guard(
    public_address: str, *, behind_proxy: bool = False, called: Container[str] = ()
) -> Middleware:
    """The outermost middleware: refuses foreign hosts and POSTs, turns faults into answers.

    ``called``: paths that another server calls, which no page of ours can be behind.
    """

    @web.middleware
    async def outermost(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            if not at_home(request, public_address, behind_proxy=behind_proxy):
                return answer(request, Refused("wrong_host"))
            ours = request.method != "POST" or request.path in called
            if ours or same_site(request, public_address):
                return await handler(request)
            return answer(request, Refused("cross_site"))
        except Refused as refusal:
            return answer(request, refusal)
        except web.HTTPNotFound:
            return answer(request, Refused("not_found"))
        except web.HTTPRequestEntityTooLarge:
            return answer(request, Refused("too_long"))
        except web.HTTPException:
            raise
        except Exception as fault:  # noqa: BLE001 -- logged there with its number
            return _after(fault, request)

    return outermost


def _after(fault: Exception, request: web.Request) -> web.StreamResponse:
    """What is answered after a fault."""
    if isinstance(fault, ConnectionError) and _broken_off(request):
        return web.Response()
    if is_database_trouble(fault) or isinstance(fault, StoreFault):
        return answer(request, _not_written(fault, request))
    # Whatever it was, a person reads a sentence and the officer finds it by its number.
    reference = secrets.token_hex(4)
    log.exception("web.fault", reference=reference, route=route_of(request), exc_info=fault)
    return answer(request, Refused("fault"), reference)


def _broken_off(request: web.Request) -> bool:
    """Whether the line broke under an answer: no fault, and nobody reads what comes after."""
    begun = request.writer.output_size > 0
    if begun and request.transport is not None:
        request.transport.abort()
    return begun or request.transport is None or request.transport.is_closing()


def _not_written(fault: BaseException, request: web.Request) -> Refused:
    """The machine's trouble, which passes: whoever sent it sends it again."""
    code = "disk_full" if isinstance(fault, Full) else "not_written"
    if isinstance(fault, StoreFault):
        code = "papers_away"
    log.warning("web.not_written", route=route_of(request), fault=str(fault))
    return Refused(code, retry_after=_AGAIN)


def route_of(request: web.Request) -> str:
    """The pattern of the address, for logs: addresses themselves may hold codes."""
    resource = request.match_info.route.resource
    return "" if resource is None else resource.canonical


def answer(request: web.Request, refusal: Refused, reference: str = "") -> web.Response:
    """A refusal as JSON for scripts, as a small page for people."""
    sentence = NOTICES[refusal.code].sentence
    if reference:
        sentence += f"（编号 {reference}）"
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    if refusal.code == "signed_out":
        # Pictures and pages that this browser keeps go with the log-in.
        headers["Clear-Site-Data"] = '"cache"'
    if "text/html" in request.headers.get("Accept", ""):
        return web.Response(
            status=refusal.notice.status,
            text=notice_page(sentence),
            content_type="text/html",
            headers=headers,
        )
    body: dict[str, object] = {"code": refusal.code, "sentence": sentence}
    if refusal.retry_after:
        body["retry_after"] = refusal.retry_after
    return web.json_response(body, status=refusal.notice.status, headers=headers)
