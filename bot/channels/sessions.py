"""HTTP sessions as an office's network wants them: through a proxy, trusting its own authority."""

from __future__ import annotations

import ssl

import aiohttp

CONNECTIONS = 64


def open_session(proxy: str, *, tls: ssl.SSLContext | None = None) -> aiohttp.ClientSession:
    """A session through this proxy (``""``: none). SOCKS needs a connector of its own.

    Raises:
        ValueError: the address of the proxy cannot be read.
    """
    verify: ssl.SSLContext | bool = True if tls is None else tls
    if proxy.startswith("socks"):
        from aiohttp_socks import ProxyConnector

        # python-socks knows socks5 only; it always lets the proxy look names up, as socks5h asks.
        address = proxy.replace("socks5h://", "socks5://")
        connector: aiohttp.BaseConnector = ProxyConnector.from_url(
            address, limit=CONNECTIONS, ssl=verify
        )
        return aiohttp.ClientSession(connector=connector)
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=CONNECTIONS, ttl_dns_cache=300, ssl=verify),
        proxy=proxy or None,
    )


def trust(ca_file: str) -> ssl.SSLContext | None:
    """TLS that trusts the system's authorities and those of a file (``""``: None, the usual).

    Raises:
        OSError: the file cannot be read. ssl.SSLError: it holds no certificate.
    """
    if not ca_file:
        return None
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=ca_file)
    return context
