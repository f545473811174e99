"""A real S3 server for the tests (moto's), in this process, and a fresh bucket for each of them."""

from __future__ import annotations

import itertools
import logging
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

_numbers = itertools.count(1)


@dataclass
class S3:
    """A server that can be stopped and started again; what was put stays."""

    port: int = 0
    buckets: list[str] = field(default_factory=list)
    _server: Any = None

    @property
    def endpoint(self) -> str:
        """Where it is reached."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Answer."""
        from moto.server import ThreadedMotoServer

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = ThreadedMotoServer("127.0.0.1", self.port, verbose=False)
        self._server.start()
        self.port = self._server.get_host_and_port()[1]

    def stop(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.stop()
            self._server._server.server_close()
        self._server = None

    def bucket(self) -> str:
        """A new bucket's name."""
        name = self._next()
        request = urllib.request.Request(f"{self.endpoint}/{name}", method="PUT")
        urllib.request.urlopen(request).close()
        return name

    def _next(self) -> str:
        return f"papers-{next(_numbers)}"

    def settings(self) -> dict[str, str]:
        """As [storage] says it."""
        return {
            "bucket": f"s3://{self.bucket()}/jiaxian",
            "bucket_endpoint": self.endpoint,
            "bucket_key": "key",
            "bucket_secret": "geheim",
        }


@contextmanager
def s3() -> Iterator[S3]:
    """The server; skips, with a sentence, where its parts are missing."""
    pytest.importorskip("obstore", reason="没有装 obstore，S3 的测试没有运行")
    pytest.importorskip("moto", reason="没有装 moto，S3 的测试没有运行")
    server = S3()
    server.start()
    try:
        yield server
    finally:
        server.stop()
