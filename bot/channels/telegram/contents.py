"""Which fields of a message only surround it, and which tell what happened in the chat.

What is neither is something that a person sent, of a kind known or not yet known: it is answered.
The lists are those of Bot API 10 (core.telegram.org/bots/api#message). Not here: what is taken.
"""

from __future__ import annotations

import re
from typing import Any

_AROUND = frozenset(
    [
        "message_id",
        "ephemeral_message_id",
        "receiver_user",
        "date",
        "edit_date",
        "chat",
        "from",
        "sender_chat",
        "sender_tag",
        "sender_boost_count",
        "sender_business_bot",
        "business_connection_id",
        "message_thread_id",
        "direct_messages_topic",
        "is_topic_message",
        "is_automatic_forward",
        "reply_to_message",
        "external_reply",
        "quote",
        "reply_to_story",
        "reply_to_checklist_task_id",
        "reply_to_poll_option_id",
        "via_bot",
        "has_protected_content",
        "is_from_offline",
        "is_paid_post",
        "media_group_id",
        "author_signature",
        "paid_star_count",
        "entities",
        "caption_entities",
        "link_preview_options",
        "effect_id",
        "reply_markup",
        "forward_origin",
        "forward_from",
        "forward_from_chat",
        "forward_from_message_id",
        "forward_signature",
        "forward_sender_name",
        "forward_date",
        "show_caption_above_media",
        "has_media_spoiler",
        "guest_query_id",
        "guest_bot_caller_user",
        "guest_bot_caller_chat",
        "suggested_post_info",
        "text",
        "caption",
    ]
)
_HAPPENED = frozenset(
    [
        "new_chat_members",
        "new_chat_member",
        "new_chat_participant",
        "left_chat_member",
        "left_chat_participant",
        "new_chat_title",
        "new_chat_photo",
        "delete_chat_photo",
        "pinned_message",
        "successful_payment",
        "refunded_payment",
        "connected_website",
        "passport_data",
        "web_app_data",
        "gift",
        "unique_gift",
        "boost_added",
        "chat_background_set",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
    ]
)
_PARTICIPLE = re.compile(
    r"_(?:created|closed|reopened|edited|deleted|added|removed|done|changed|shared|started|ended"
    r"|scheduled|invited|left|joined|hidden|unhidden|set|sent|failed|approved|declined|paid"
    r"|refunded|completed|triggered|allowed|upgraded|pinned|unpinned)$"
)
"""So the names of what happened end, in every version so far: those to come will."""


def happened(message: dict[str, Any]) -> bool:
    """Whether a message only tells what happened in the chat, and nobody said anything."""
    inside = set(message) - _AROUND
    return bool(inside) and all(one in _HAPPENED or _PARTICIPLE.search(one) for one in inside)
