"""What is written while running: times, events, numbers; never a text, a name or a secret."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

import structlog

from bot.running import situations
from bot.running.config_parts import Log

log = structlog.get_logger(__name__)

_NO_ROOM = "socket.accept() out of system resource"
"""How asyncio calls it when a connection waits and there is no descriptor for it."""
_EVERY = 60.0
QUIET = ("aiohttp.access", "alembic", "apscheduler", "aiosqlite", "asyncio", "httpx", "PIL")
"""Libraries that would write addresses and paths; they speak up only when something is wrong."""


def begin(settings: Log) -> None:
    """Write to standard error from now on, as the settings say."""
    level = logging.getLevelNamesMapping()[settings.level.upper()]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.form == "json"
        # Plain tracebacks: with rich installed structlog would print the local variables too,
        # which hold what people wrote and addresses with tokens in them.
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    first: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,  # which county, where one process has several
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    then: list[structlog.typing.Processor] = []
    if settings.form == "json":
        then.append(structlog.processors.format_exc_info)
    structlog.configure(
        processors=[
            *first,
            situations.Once(),
            *then,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            # What a library says cannot be dropped here any more: it is said each time.
            processor=last,
            foreign_pre_chain=[*first, situations.plainly, *then],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def sparingly(loop: asyncio.AbstractEventLoop) -> None:
    """What the event loop complains of by the thousand is said once a minute.

    Without descriptors it writes a stack for every connection that it cannot take.
    """
    said: dict[str, float] = {}

    def complain(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        message, now = str(context.get("message", "")), loop.time()
        if message != _NO_ROOM:
            loop.default_exception_handler(context)
        elif now - said.get(message, -_EVERY) >= _EVERY:
            said[message] = now
            log.error("no descriptors for a connection")

    loop.set_exception_handler(complain)


def hush() -> None:
    """Nothing more is written: a command that prints a report says by itself what is wrong."""
    logging.getLogger().setLevel(logging.CRITICAL)
