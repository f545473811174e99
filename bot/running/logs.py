"""What is written while running: times, events, numbers; never a text, a name or a secret."""

from __future__ import annotations

import logging
import sys

import structlog

from bot.running.config import Log

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
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if settings.form == "json":
        shared.append(structlog.processors.format_exc_info)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processor=last, foreign_pre_chain=shared)
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def hush() -> None:
    """Nothing more is written: a command that prints a report says by itself what is wrong."""
    logging.getLogger().setLevel(logging.CRITICAL)
