"""A time stamping authority of the tests' own: OpenSSL signs, and an HTTP server hands it out.

A root, and under it the certificate that stamps. Faults are switches.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_CONFIG = """
[tsa]
default_tsa = own
[own]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """Serves ``POST /tsa`` on loopback."""

    def __init__(self) -> None:
        if shutil.which("openssl") is None:
            pytest.skip("no OpenSSL to stamp with")
        self._folder = Path(tempfile.mkdtemp(prefix="xinkao-tsa-"))
        self.root = self._folder / "root.pem"
        self.asked = 0
        self.status = 200
        self.answer: bytes | None = None
        """Given instead of a time stamp."""
        self._runner: web.AppRunner | None = None
        self.address = ""
        self._certify()

    async def __aenter__(self) -> Authority:
        app = web.Application()
        app.router.add_post("/tsa", self._stamp)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}/tsa"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()
        shutil.rmtree(self._folder)

    async def _stamp(self, request: web.Request) -> web.Response:
        self.asked += 1
        assert request.content_type == "application/timestamp-query"
        if self.status != 200:
            return web.Response(status=self.status)
        body = self.answer if self.answer is not None else await self.reply(await request.read())
        return web.Response(body=body, content_type="application/timestamp-reply")

    async def reply(self, question: bytes) -> bytes:
        """A time stamp, signed."""
        asked, made = self._folder / "asked.tsq", self._folder / "made.tsr"
        asked.write_bytes(question)
        process = await asyncio.create_subprocess_exec(
            *("openssl", "ts", "-reply", "-config", str(self._folder / "tsa.cnf")),
            *("-queryfile", str(asked), "-signer", str(self._folder / "tsa.pem")),
            *("-inkey", str(self._folder / "tsa.key"), "-out", str(made)),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await process.communicate()
        assert process.returncode == 0, said
        return made.read_bytes()

    def _certify(self) -> None:
        own, stamping = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        root = _certificate("Test Root", "Test Root", own, own, stamps=False)
        tsa = _certificate("Test TSA", "Test Root", stamping, own, stamps=True)
        self.root.write_bytes(_pem(root))
        (self._folder / "tsa.pem").write_bytes(_pem(tsa))
        (self._folder / "tsa.key").write_bytes(
            stamping.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        (self._folder / "serial").write_text("01\n")
        (self._folder / "tsa.cnf").write_text(_CONFIG.format(folder=self._folder))


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _certificate(
    name: str,
    by: str,
    key: rsa.RSAPrivateKey,
    signs: rsa.RSAPrivateKey,
    *,
    stamps: bool,
) -> x509.Certificate:
    subject, issuer = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, by)
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2060, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=not stamps, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signs.public_key()), critical=False
        )
    )
    if stamps:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        made = made.add_extension(usage, critical=True)
    return made.sign(signs, hashes.SHA256())
