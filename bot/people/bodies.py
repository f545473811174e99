"""Whose figures a 数据报送员 reports: a role, kept as the office said it."""

from __future__ import annotations

import json

from storage.database import Session
from storage.queries import corridor


def _setting(person: int) -> str:
    return f"supplier:{person}"


async def assigned(db: Session, person: int) -> frozenset[str]:
    """The bodies whose figures a 数据报送员 reports, as the office has said."""
    kept = await corridor.setting(db, _setting(person))
    return frozenset(json.loads(kept)) if kept else frozenset()


async def invited_for(db: Session, hashed: str) -> frozenset[str]:
    """The bodies that an invitation was made for."""
    kept = await corridor.setting(db, _invited(hashed))
    return frozenset(json.loads(kept)) if kept else frozenset()


async def invite_for(db: Session, hashed: str, body: str) -> None:
    """Say whose figures the person who uses an invitation will report."""
    await corridor.set_setting(db, _invited(hashed), json.dumps([body], ensure_ascii=False))


def _invited(hashed: str) -> str:
    return f"supplier-invited:{hashed[:24]}"


async def assign(db: Session, person: int, bodies: frozenset[str]) -> None:
    """Say whose figures a 数据报送员 reports."""
    await corridor.set_setting(db, _setting(person), json.dumps(sorted(bodies), ensure_ascii=False))
