"""Whatever comes over the line is a frame or a FrameFault; whatever a name is, it stays a label."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.channels.wecom import frames, names

ODD = ["\ud83d", "\udc00", "\udfff", "/", "\\", '"', "%", ";", "."]
ANY = st.lists(st.characters() | st.sampled_from(ODD), max_size=30).map("".join)
"""Every text that Python can hold, halves of characters too."""
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY, inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=200) | ANY)
def test_noise_is_a_frame_fault(data: str | bytes) -> None:
    """Never another error."""
    with pytest.raises(frames.FrameFault):
        frames.read(data)


@given(st.dictionaries(st.sampled_from(["cmd", "headers", "body", "errcode"]), VALUES))
def test_any_object_is_read_or_refused(frame: dict[str, Any]) -> None:
    """And what was read can be asked about without an error."""
    try:
        read = frames.read(json.dumps(frame))
    except frames.FrameFault:
        return
    assert isinstance(frames.is_callback(read) or frames.is_kick(read), bool)
    assert isinstance(frames.code_of(read), int)


@given(VALUES, ANY)
def test_what_was_read_can_be_written_to_a_database(body: Any, req_id: str) -> None:
    """No halves of characters are left, wherever they stood."""
    wire = json.dumps({"headers": {"req_id": req_id}, "body": body})
    try:
        read = frames.read(wire)
    except frames.FrameFault:
        return
    json.dumps(read, ensure_ascii=False).encode()


@given(ANY, VALUES)
def test_what_is_written_can_be_read(text: str, more: Any) -> None:
    """Also with halves of characters in it: they become question marks."""
    body = {"text": text, "more": more}
    written = frames.write("aibot_send_msg", "n", body)
    written.encode()
    assert frames.read(written)["headers"] == {"req_id": "n"}


@given(ANY)
def test_a_header_never_gives_a_path(header: str) -> None:
    """Nor a control character, nor more than a label may have; and never an error."""
    for shape in (header, f"attachment; filename={header}", f"filename*=UTF-8''{header}"):
        name = names.from_disposition(shape)
        assert not set(name) & set("/\\\x00\n\r")
        assert len(name) <= names.LONGEST
        assert 1 <= len(names.for_upload(name).encode()) <= names.UPLOAD_BYTES
