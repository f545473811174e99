"""JSON in and out of the desk-sized pages: bodies are read strictly."""

from __future__ import annotations

import asyncio
from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.channels.web.chat import Key
from bot.channels.web.notices import Refused

__all__ = ["Body", "Key", "read_body", "shown", "there"]
_BODY_SECONDS = 15


class Body(BaseModel):
    """A body of a request: nothing else may stand in it."""

    model_config = ConfigDict(extra="forbid", strict=True)


Given = TypeVar("Given")
Read = TypeVar("Read", bound=Body)


def there(found: Given | None) -> Given:
    """What was found; what is not there and what is not for this visitor look the same."""
    if found is None:
        raise Refused("not_found")
    return found


def shown(found: Any) -> web.Response:
    """Data as JSON, packed where the browser takes it so."""
    response = web.json_response(found)
    response.enable_compression()
    return response


async def read_body(request: web.Request, shape: type[Read]) -> Read:
    """The body of a request.

    Raises:
        Refused: it is none, dribbles in, or does not fit.
    """
    if request.content_type != "application/json":
        raise Refused("not_json")
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            return shape.model_validate_json(await request.read())
    except TimeoutError:
        raise Refused("slow") from None
    except ValidationError:
        raise Refused("bad_request") from None
