"""What is said below an answer of a second wish in the same sentence."""

from __future__ import annotations


def not_yet(second: str, *, tap: bool) -> str:
    """The second wish has not been carried out."""
    if tap:
        return f"“{second}”还没有办：点一下，先给您看再办。"
    return f"“{second}”还没有办：请再单独说一遍，会先给您看。"
