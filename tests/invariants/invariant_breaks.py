"""How each invariant is broken, in SQL, on the scene of ``whole_county``.

One entry per invariant. The statements are what a bug, a hand in the database, or a lost file
would leave behind; they run with foreign keys off, in a transaction that is undone.
"""

from __future__ import annotations

_BAD_HASH = "'" + "f" * 64 + "'"
_REMIT = (
    "insert into review_remits (person_id, part, given_by, given_at) "
    "values ({}, '{}', 3, '2026-11-01T02:00:00.000000Z')"
)
_OPINION = (
    'insert into review_opinions (form_id, "row", basis, drawn, decision, accepted, by_person, at,'
    " outcome, settled_at) select form_id, \"row\", 'a1b2c3', 'chance', 'accept', '{}', %s,"
    " '2026-11-20T02:00:00.000000Z', %s from reviews where decision in ('accept', 'cut') limit 1"
)
"""An opinion that no page wrote: by whom, how it ended and when."""
_LIVE = "'', null"

BREAKS: dict[str, tuple[str, ...]] = {
    # -- sound ---------------------------------------------------------------------------------
    "references-lead-somewhere": ("delete from persons where id = 2",),
    "audit-chain-is-unbroken": ("update audit set why = 'anders' where seq = 2",),
    "audit-is-readable": ("update audit set after = '{' where seq = 1",),
    "times-are-utc": ("update forms set extended_to = '2027-01-08 18:00' where extended_to <> ''",),
    "settings-are-readable": ("update settings set value = '三' where key like 'receipt:%'",),
    # -- audited -------------------------------------------------------------------------------
    "claim-has-audit": ("update claims set value = '9'",),
    "claim-says-who-and-when": ("update claims set by_person = 2",),
    "no-claim-vanishes": ("delete from claims",),
    "claim-version-counts-changes": ("update claims set version = 7",),
    "supplied-has-audit": ("update supplied set value = '9'",),
    "no-supplied-figure-vanishes": ("delete from supplied",),
    "review-is-as-written-down": (
        "update reviews set reason = reason || '。' where decision in ('cut', 'return')",
    ),
    "review-has-audit": ("update reviews set at = '2026-11-23T03:00:00.000000Z'",),
    "role-has-audit": (
        (
            "insert into roles (person_id, role, unit_id, given_at) "
            "values (1, 'liaison', 2, '2026-11-23T02:00:00.000000Z')"
        ),
    ),
    "role-end-has-audit": (
        "update roles set ended_at = '2026-11-24T02:00:00.000000Z' where id = 2",
    ),
    "group-has-audit": ("update groups set claimed_at = '2026-11-22T02:00:00.000000Z'",),
    "invitation-has-audit": (f"update invitations set code_hash = {_BAD_HASH} where id = 1",),
    "quarter-state-has-audit": ("update quarters set state = 'review' where state = 'open'",),
    "submission-has-audit": ("delete from audit where action = 'form.submit'",),
    "form-state-has-audit": (
        "update forms set state = 'filling', submitted_at = null, submitted_by = null",
    ),
    "extension-has-audit": ("update forms set extended_to = null, extension_reason = ''",),
    "receipt-has-audit": ("delete from audit where action = 'receipt.report'",),
    "evidence-has-audit": ("update evidence set at = '2026-11-23T01:00:00.000000Z' where id = 1",),
    "evidence-removal-has-audit": (
        "update evidence set removed_at = '2026-11-23T03:00:00.000000Z' where id = 1",
    ),
    "evidence-row-has-audit": ("""update evidence set "row" = '三.4' where id = 1""",),
    "report-has-audit": ("update work_reports set kind = '简报' where id = 1",),
    "report-withdrawal-has-audit": (
        "update work_reports set withdrawn_at = '2026-11-23T03:00:00.000000Z' where id = 1",
    ),
    "publication-has-audit": ("delete from audit where action = 'publication.add'",),
    # -- people --------------------------------------------------------------------------------
    "roles-and-channels-are-known": ("update roles set role = 'king' where id = 4",),
    "liaison-has-unit": ("update roles set unit_id = null where id = 1",),
    "role-is-held-once": (
        "drop index uq_roles_live",
        (
            "insert into roles (person_id, role, unit_id, given_at) "
            "select person_id, role, unit_id, given_at from roles where id = 1"
        ),
    ),
    "role-ends-after-it-began": (
        "update roles set ended_at = '2026-11-01T02:00:00.000000Z' where id = 4",
    ),
    "office-has-an-admin": ("delete from roles where role = 'admin'",),
    "person-can-be-reached": ("delete from identities where person_id = 1",),
    "remit-is-a-reviewers": (_REMIT.format(1, "section/县直单位/三"),),
    "remit-has-audit": (_REMIT.format(1, "section/县直单位/三"),),
    "remit-is-readable": (_REMIT.format(1, "county"),),
    "used-invitation-names-its-user": ("update invitations set used_by = null where id = 1",),
    "revoked-invitation-is-unused": ("update invitations set revoked_at = used_at where id = 1",),
    "invitation-became-a-role": ("delete from roles where id = 4",),
    "own-invitation-is-used-by-its-person": (
        "update invitations set person_id = 2, used_by = 1 where id = 1",
    ),
    "joined-person-holds-nothing": (
        (
            "insert into person_joins (kept, gone, moved, by_person, at) "
            "values (3, 1, '{}', 3, '2026-11-23T02:00:00.000000Z')"
        ),
    ),
    "codes-are-kept-as-hashes": ("update invitations set code_hash = 'CODE-0001' where id = 1",),
    "unit-is-told-apart": ("update units set short = '县教育局' where id = 2",),
    # -- forms ---------------------------------------------------------------------------------
    "quarter-dates-are-in-order": (
        "update quarters set review_until = '2026-12-01T02:00:00.000000Z' where id = 1",
    ),
    "kept-scheme-is-what-was-opened": (
        "update quarter_schemes set text = text || '# anders' where id = 1",
    ),
    "form-has-a-scheme": ("update forms set grp = '企业' where id = 1",),
    "form-state-is-known": ("update forms set state = 'lost' where id = 1",),
    "submitted-form-says-who-and-when": (
        "update forms set submitted_by = null where state = 'submitted'",
    ),
    "submitted-form-has-receipt": ("delete from receipts where kind = 'submission'",),
    "submission-is-in-time": (
        "update forms set submitted_at = '2027-02-01T02:00:00.000000Z' where state = 'submitted'",
    ),
    "extension-is-later-and-has-a-reason": ("update forms set extension_reason = ''",),
    "open-quarter-has-forms": ("update quarters set state = 'planned' where id = 1",),
    "published-quarter-has-publication": ("delete from publications",),
    "publication-is-unaltered": ("update publications set snapshot = '{}' where version = 2",),
    # -- figures -------------------------------------------------------------------------------
    "claim-is-asked-for": ("update claims set input = '没有的项' where id = 1",),
    "claim-can-be-scored": ("update claims set value = 'true' where id = 1",),
    "claim-is-of-the-units-own-row": ("""update claims set "row" = '五.2' where id = 1""",),
    "claim-is-older-than-submission": (
        "update claims set at = '2026-11-24T02:00:00.000000Z' where id = 1",
    ),
    "unit-is-reported-by-its-liaison": ("update evidence set by_person = 2 where id = 1",),
    "supplied-can-be-scored": ("update supplied set source = ''",),
    "review-can-be-scored": (
        "update reviews set accepted = '{\"制定相关文件\":3}' where superseded_at is null",
    ),
    "review-is-by-a-reviewer": ("update reviews set by_person = 2",),
    "review-is-within-the-remit": (
        "update roles set role = 'reviewer' where role = 'admin'",
        _REMIT.format(3, "section/乡镇街道/一"),
    ),
    "review-says-what-and-why": ("update reviews set reason = ''",),
    "review-stands-once": (
        "drop index uq_reviews_live",
        "update reviews set superseded_at = null",
    ),
    "opinions-are-of-two-people": (
        "drop index uq_review_opinions_live",
        _OPINION % (2, _LIVE),
        _OPINION % (2, _LIVE),
    ),
    "sealed-opinion-decides-nothing": (_OPINION % (2, _LIVE),),
    "agreed-opinions-are-the-decision": (
        _OPINION % (2, "'agreed', '2026-11-20T03:00:00.000000Z'"),
    ),
    "opinion-has-audit": (_OPINION % (2, _LIVE),),
    # -- papers --------------------------------------------------------------------------------
    "blob-has-its-bytes": ("update blobs set size = size + 1",),
    "blob-is-of-a-known-kind": ("update blobs set kind = 'exe'",),
    "evidence-is-a-file-or-a-link": ("update evidence set url = 'http://x.cn' where id = 1",),
    "evidence-is-under-a-row-of-its-own": ("""update evidence set "row" = '五.2' where id = 1""",),
    "evidence-has-receipt": ("update evidence set receipt = 'R261123-0002' where id = 1",),
    "report-has-receipt": ("update work_reports set receipt = 'R261123-0099' where id = 1",),
    "receipt-proves-its-body": ("update receipts set body = replace(body, '李敏', '王强')",),
    "receipt-names-its-unit": ("update receipts set form_id = 6 where number = 'R261123-0001'",),
    "receipts-are-numbered-without-a-gap": ("delete from receipts where number = 'R261123-0002'",),
    "report-is-on-time-or-late": ("update work_reports set on_time = 0 where id = 1",),
    # -- readings ------------------------------------------------------------------------------
    "paper-waits-to-be-read": ("delete from readings",),
    "reading-ended-as-it-says": ("update readings set state = 'done'",),
    "reading-line-stands-on-a-page": (
        (
            "insert into reading_lines (sha256, page, line, text, text_search, source, score)"
            " select sha256, 2, 1, '通知', '通知', 'text', 1000 from readings limit 1"
        ),
    ),
    "reading-line-is-searched-as-it-reads": (
        "insert into reading_pages (sha256, page) select sha256, 1 from readings limit 1",
        (
            "insert into reading_lines (sha256, page, line, text, text_search, source, score)"
            " select sha256, 1, 1, '⼯作', '⼯作', 'text', 1000 from readings limit 1"
        ),
    ),
    "unread-paper-has-no-lines": (
        "update readings set state = 'failed', unread = 'time', reader = 't1', read_at = asked_at",
        "insert into reading_pages (sha256, page) select sha256, 1 from readings limit 1",
        (
            "insert into reading_lines (sha256, page, line, text, text_search, source, score)"
            " select sha256, 1, 1, '通知', '通知', 'text', 1000 from readings limit 1"
        ),
    ),
    # -- understood ----------------------------------------------------------------------------
    "fact-stands-where-it-was-read": (
        (
            "insert into reading_facts (sha256, kind, value, shown, page, line)"
            " select sha256, 'title', '通知', '通知', 9, 9 from readings limit 1"
        ),
    ),
    "fact-is-of-a-known-kind": (
        (
            "insert into reading_facts (sha256, kind, value, shown, page)"
            " select sha256, 'colour', '红', '红', 1 from readings limit 1"
        ),
    ),
    "doubt-has-its-reason": (
        (
            "insert into paper_doubts (evidence_id, kind, reason, found_at)"
            " select id, 'missing', '[]', at from evidence limit 1"
        ),
    ),
    "doubt-names-another-paper": (
        (
            "insert into paper_doubts (evidence_id, kind, other_evidence_id, found_at)"
            " select id, 'text', id, at from evidence limit 1"
        ),
    ),
    "doubt-is-waived-once": (
        (
            "insert into doubt_waivers (quarter_id, kind, by_person, at)"
            " select 1, 'colour', min(id), '2026-11-23T02:00:00Z' from persons"
        ),
    ),
    "papers-are-spoken-of-once": (
        (
            'insert into reading_batches (receipt, form_id, "row", channel, chat, sender, said,'
            " filed_at, told_at) select number, form_id, '三.9', 'web', 'x', 'x', '收到', at, at"
            " from receipts limit 1"
        ),
    ),
    # -- results -------------------------------------------------------------------------------
    "form-can-be-assessed": ("update claims set value = '-1' where id = 1",),
    # -- letters -------------------------------------------------------------------------------
    "update-is-new-done-or-failed": ("update inbox set reference = 'E9' where state = 'done'",),
    "update-is-readable": ("update inbox set chat = '王强' where chat = '李敏'",),
    "waiting-update-has-its-files": (
        (
            "update inbox set state = 'new', payload = json_set(payload, '$.attachments', "
            "json_array(json_object('label', '照片.jpg', 'digest', "
            + _BAD_HASH
            + "))) where id = 1"
        ),
    ),
    "updates-are-carried-through-in-order": ("update inbox set state = 'new' where id = 1",),
    "done-update-left-its-conversation": ("delete from conversations where chat = '王强'",),
    "failed-update-was-apologised-for": (
        "delete from outbox where inbox_id in (select id from inbox where state = 'failed')",
    ),
    "letter-has-a-turn-or-a-reason": ("update outbox set inbox_id = null where id = 1",),
    "letter-is-sent-or-not": ("update outbox set external = null where id = 1",),
    "letters-leave-in-order": (
        "update outbox set state = 'new', sent_at = null, external = null where id = 1",
    ),
    "letter-has-an-address": (
        (
            "update outbox set chat = 'niemand', state = 'new', sent_at = null, external = null "
            "where id = 1"
        ),
    ),
    "letter-is-readable": (
        (
            "update outbox set payload = "
            '\'{"text":"x","buttons":[[{"label":"去","route":"nowhere/7"}]]}\' where id = 1'
        ),
    ),
    "conversation-leads-to-pages": ("update conversations set waiting = 'nowhere' where id = 1",),
    # -- webchat -------------------------------------------------------------------------------
    "sent-letter-is-in-the-log": ("delete from web_log where key = 'out:1'",),
    "log-entry-is-a-letter": ("update web_log set key = 'out:999' where key = 'out:1'",),
    "log-entry-is-its-authors": ("update web_log set author = '王强' where direction = 'in'",),
    "log-entry-reached-intake": ("update web_log set key = 'in:李敏:k2' where direction = 'in'",),
    "log-entry-replaces-a-first-one": ("update web_log set replaces = 1 where chat = '新人'",),
    "log-is-readable": ("update web_log set payload = '{}' where key = 'out:1'",),
    "session-keeps-no-secret": ("update web_sessions set token_hash = 'secret'",),
    "private-room-has-one-member": ("update web_members set address = '王强' where chat = '李敏'",),
    "office-room-is-for-the-office": (
        (
            "insert into web_members (chat, address, joined_at) select chat, '李敏', joined_at "
            "from web_members where address = '赵主任' and chat <> address"
        ),
    ),
    "upload-is-kept-or-refused": ("update web_uploads set refused = null where digest is null",),
    # -- secrets -------------------------------------------------------------------------------
    "settled-update-says-nothing": (
        "update inbox set payload = json_set(payload, '$.text', '三次') where id = 1",
    ),
    "settled-letter-says-nothing": (
        "update outbox set payload = '{\"text\":\"收到\"}' where state = 'sent'",
    ),
    "gathered-album-says-nothing": (
        (
            "insert into telegram_pieces (update_key, chat, sender, album, payload, at, done) "
            "values ('1:7', '1001', '1001', 'A', '{}', '2026-11-23T02:00:00.000000Z', 1)"
        ),
    ),
    "no-open-code-in-clear": (
        "update settings set value = 'code 0002' where key = 'receipt:2026-11-23'",
        'update conversations set draft = \'{"code":"code 0002"}\' where id = 1',
    ),
    "kept-result-is-what-the-figures-come-to": ("update form_results set stale = 0, total = '99'",),
}
