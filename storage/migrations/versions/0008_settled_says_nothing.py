"""What was said is forgotten once it is settled; codes in the web chat's log are covered.

Earlier versions kept the text of settled messages for ninety days, and showed invitation codes in
the admin's own chat in clear.
"""

import hashlib
import json
import re
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.migrations import words

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_CODE = re.compile(r"\b([A-Z2-9]{4})-[A-Z2-9]{4}-[A-Z2-9]{4}\b")
_SHEET = "联络员邀请.xlsx"
"""The sheet of many invitations, which used to be kept as a file."""


def upgrade() -> None:
    """Blank what is settled, cover codes, let go of sheets with codes."""
    if not words.is_file():
        return  # an empty county has said nothing yet
    op.execute("update outbox set payload = '{\"text\":\"\"}' where state <> 'new'")
    op.execute(
        "update inbox set payload = json_remove(payload, '$.text', '$.route', '$.pressed', "
        "'$.attachments', '$.sources', '$.edits') where state <> 'new' and json_valid(payload)"
    )
    op.execute("update inbox set payload = '{}' where state <> 'new' and not json_valid(payload)")
    bind = op.get_bind()
    kept = {row[0] for row in bind.execute(sa.text("select code_hash from invitations"))}
    rows = bind.execute(
        sa.text(
            "select seq, payload from web_log where payload glob '*[A-Z2-9]-[A-Z2-9]*' "
            "or payload like '%' || :sheet || '%'"
        ),
        {"sheet": _SHEET},
    ).all()
    for seq, payload in rows:
        covered = _CODE.sub(lambda found: _covered(found, kept), _without_sheet(bind, payload))
        if covered != payload:
            bind.execute(
                sa.text("update web_log set payload = :payload where seq = :seq"),
                {"payload": covered, "seq": seq},
            )


def _covered(found: re.Match[str], kept: set[str]) -> str:
    plain = found[0].replace("-", "")
    hashed = hashlib.sha256(f"xinkao-invitation:{plain}".encode()).hexdigest()
    return f"{found[1]}-****-****" if hashed in kept else found[0]


def _without_sheet(bind: sa.Connection, payload: str) -> str:
    """The entry without the sheet; its bytes are left to the nightly sweep."""
    said = json.loads(payload)
    sheets = [one for one in said.get("files", ()) if one.get("label") == _SHEET]
    if not sheets or "message" not in said:
        return payload
    for one in sheets:
        bind.execute(sa.text("delete from blobs where digest = :digest"), {"digest": one["digest"]})
    said["files"] = [one for one in said["files"] if one not in sheets]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def downgrade() -> None:
    """Going back is a restore from a backup."""
    raise RuntimeError("退回旧版本请用备份恢复")
