"""What was changed is written down: claims, figures, reviews, roles, quarters, forms, papers.

Each promise compares a row with the audit entry its page writes in the same transaction: the
action, the subject and the moment are the pages' own. That the entries themselves were not
altered is ``sound``'s business.
"""

from __future__ import annotations

from bot.invariants.look import never

never(
    "claim-has-audit",
    "Every claim is the value that the last audit entry about it says.",
    """
    with last as (
      select subject, max(id) as id from audit where action = 'claim.change' group by subject)
    select c.form_id, c."row", c.input from claims c
    left join last l on l.subject = 'claim/' || c.form_id || '/' || c."row" || '/' || c.input
    left join audit a on a.id = l.id
    where a.id is null or a.after <> c.value
    """,
    "{place} {row}“{input}”的自评数没有对应的留痕。",
)
never(
    "claim-says-who-and-when",
    "Who claimed and when is what the audit chain says.",
    """
    with last as (
      select subject, max(id) as id from audit where action = 'claim.change' group by subject)
    select c.form_id, c."row", c.input from claims c
    left join last l on l.subject = 'claim/' || c.form_id || '/' || c."row" || '/' || c.input
    left join audit a on a.id = l.id
    where a.id is not null and (a.at <> c.at or a.actor is not c.by_person)
    """,
    "{place} {row}“{input}”的填报人或填报时间与留痕不一致。",
)
never(
    "no-claim-vanishes",
    "A claim that was written down and not taken back is there.",
    """
    with last as (
      select subject, max(id) as id from audit where action = 'claim.change' group by subject)
    select a.subject, a.stream from last l join audit a on a.id = l.id
    where a.after <> 'null' and l.subject not in (
      select 'claim/' || form_id || '/' || "row" || '/' || input from claims)
    """,
    "留痕里有 {subject}（{stream}）的自评数，报表里却没有了。",
)
never(
    "claim-version-counts-changes",
    "The version of a claim is how often it was changed since it was last taken back.",
    """
    with gone as (
      select subject, max(id) as id from audit
      where action = 'claim.change' and after = 'null' group by subject),
    made as (
      select a.subject, count(*) as times from audit a left join gone g on g.subject = a.subject
      where a.action = 'claim.change' and a.id > coalesce(g.id, 0) group by a.subject)
    select c.form_id, c."row", c.input, c.version, m.times from claims c
    left join made m on m.subject = 'claim/' || c.form_id || '/' || c."row" || '/' || c.input
    where m.times <> c.version
    """,
    "{place} {row}“{input}”改过 {times} 次，版本号却是 {version}。",
)
never(
    "supplied-has-audit",
    "Every figure from another body is the value that the last audit entry about it says.",
    """
    with last as (
      select subject, max(id) as id from audit where action = 'supply' group by subject)
    select s.form_id, s."row", s.input from supplied s
    left join last l on l.subject = 'claim/' || s.form_id || '/' || s."row" || '/' || s.input
    left join audit a on a.id = l.id
    where a.id is null or a.after <> s.value
    """,
    "{place} {row}“{input}”的提供数没有对应的留痕。",
)
never(
    "no-supplied-figure-vanishes",
    "A figure from another body that was written down and not taken back is there.",
    """
    with last as (
      select subject, max(id) as id from audit where action = 'supply' group by subject)
    select a.subject, a.stream from last l join audit a on a.id = l.id
    where a.after <> 'null' and l.subject not in (
      select 'claim/' || form_id || '/' || "row" || '/' || input from supplied)
    """,
    "留痕里有 {subject}（{stream}）的提供数，报表里却没有了。",
)
never(
    "review-has-audit",
    "Every decision on a row, standing or superseded, was written down when it was made.",
    """
    select r.form_id, r."row", r.at from reviews r
    left join audit a on a.at = r.at and a.subject = 'review/' || r.form_id || '/' || r."row"
    where a.id is null
    """,
    "{place} {row} 在 {at} 的审核意见没有留痕。",
)
never(
    "review-is-as-written-down",
    "What a decision says, accepts and gives as its reason is what was written down of it.",
    """
    with d as materialized (
      select *, 'review/' || form_id || '/' || "row" as about from reviews
      where decision in ('accept', 'cut', 'return'))
    select d.form_id, d."row", d.at from d
    where exists (select 1 from audit a where a.at = d.at and a.subject = d.about)
    and not exists (
      select 1 from audit a where a.at = d.at and a.subject = d.about
        and a.action = 'review.' || d.decision
        and json(coalesce(json_extract(a.after, '$.accepted'), a.after)) = json(d.accepted)
        and (a.why = d.reason or json_extract(a.after, '$.by') is not null))
    """,
    "{place} {row} 在 {at} 的审核意见与留痕不一致。",
)
never(
    "role-has-audit",
    "Every role that was given was written down, with its unit, when it was given.",
    """
    with a as materialized (
      select id, at, after, replace(subject, 'person:', 'person/') as about from audit
      where action = 'role.give')
    select r.id, r.role, p.name from roles r join persons p on p.id = r.person_id
    left join a on a.about = 'person/' || r.person_id
      and a.at = r.given_at and json_extract(a.after, '$.role') = r.role
      and json_extract(a.after, '$.unit') is r.unit_id
    where a.id is null
    """,
    "{name} 的角色 {role}（第 {id} 号）是怎么来的没有留痕。",
)
never(
    "role-end-has-audit",
    "Every role that was ended was written down when it ended.",
    """
    with a as materialized (
      select id, at, before, replace(subject, 'person:', 'person/') as about from audit
      where action = 'role.end')
    select r.id, r.role, p.name from roles r join persons p on p.id = r.person_id
    left join a on a.about = 'person/' || r.person_id
      and a.at = r.ended_at and json_extract(a.before, '$.unit') is r.unit_id
    where r.ended_at is not null and a.id is null
    """,
    "{name} 的角色 {role}（第 {id} 号）被收回，却没有留痕。",
)
never(
    "group-has-audit",
    "Every group that was claimed for the office was written down when it was claimed.",
    """
    with a as materialized (
      select id, at, replace(subject, 'group:', 'group/') as about from audit
      where action = 'group.claim')
    select g.id, g.channel, g.title from groups g
    left join a on a.about = 'group/' || g.channel
      and a.at = g.claimed_at
    where a.id is null
    """,
    "管理群“{title}”（{channel}）的认领没有留痕。",
)
never(
    "invitation-has-audit",
    "Every invitation somebody gave was written down (the set-up code is nobody's).",
    """
    with a as materialized (
      select id, replace(subject, 'invitation:', 'invitation/') as about from audit
      where action = 'invitation.give')
    select i.id, i.role from invitations i
    left join a on a.about = 'invitation/' || substr(i.code_hash, 1, 12)
    where (i.created_by is not null or i.person_id is not null) and a.id is null
    """,
    "第 {id} 号邀请（{role}）没有留痕。",
)
never(
    "quarter-state-has-audit",
    "A quarter is in the state that the audit chain says last.",
    """
    with told as (
      select id, replace(subject, 'quarter:', 'quarter/') as subject,
        case json_type(after) when 'object' then json_extract(after, '$.state')
        when 'text' then json_extract(after, '$') end as state
      from audit where action like 'quarter.%' and json_valid(after)),
    last as (
      select subject, max(id) as id from told
      where state in ('planned', 'open', 'review', 'announced', 'published', 'archived')
      group by subject)
    select q.id, q.year, q.number, q.state from quarters q
    left join last l on l.subject = 'quarter/' || q.id left join told t on t.id = l.id
    where t.state is not q.state
    """,
    "{period}的状态 {state} 没有对应的留痕。",
)
never(
    "submission-has-audit",
    "A form that is handed in was written down at that moment, whole or by its last row.",
    """
    with handed as materialized (
      select at, cast(substr(subject, instr(subject, '/') + 1) as integer) as form_id from audit
      where (subject like 'form/%' and after = '"submitted"') or action = 'row.resubmit')
    select f.id as form_id from forms f
    left join handed h on h.form_id = f.id and h.at = f.submitted_at
    where f.state = 'submitted' and h.form_id is null
    """,
    "{place}的提交没有留痕。",
)
never(
    "form-state-has-audit",
    "A form that is not handed in was never handed in, or was taken or sent back in writing.",
    """
    with last as (
      select subject, max(id) as id from audit where action like 'form.%' group by subject)
    select f.id as form_id, f.state from forms f left join last l on l.subject = 'form/' || f.id
    left join audit a on a.id = l.id
    where f.state <> 'submitted' and coalesce(a.after, '"filling"') <> '"' || f.state || '"'
    """,
    "{place}现在是 {state}，与留痕不一致。",
)
never(
    "extension-has-audit",
    "A unit's own deadline is the one that the audit chain says last.",
    """
    with last as (
      select subject, max(id) as id from audit
      where action in ('deadline.extend', 'deadline.unextend') group by subject)
    select f.id as form_id from forms f left join last l on l.subject = 'deadline/' || f.id
    left join audit a on a.id = l.id
    where coalesce('"' || f.extended_to || '"', 'null') <> coalesce(a.after, 'null')
    """,
    "{place}的延期没有对应的留痕。",
)
never(
    "receipt-has-audit",
    "Every receipt's hash is in the audit chain, once.",
    """
    select r.form_id, r.number from receipts r left join audit a
      on a.subject = 'receipt/' || r.number and a.action = 'receipt.' || r.kind
      and json_extract(a.after, '$.hash') = r.hash
    group by r.number having count(a.id) <> 1
    """,
    "{place}的回执 {number} 在留痕里没有，或不止一次，或哈希不同。",
)
never(
    "evidence-has-audit",
    "Every piece of evidence was written down when it was handed in, with its digest or address.",
    """
    select e.form_id, e.id, e.label from evidence e
    left join audit a on a.subject = 'evidence/' || e.id and a.action = 'evidence.add'
      and a.at = e.at and json_extract(a.after, '$.digest') is e.digest
      and json_extract(a.after, '$.url') is e.url
    where a.id is null
    """,
    "{place}的佐证“{label}”（第 {id} 号）没有留痕。",
)
never(
    "evidence-removal-has-audit",
    "Every piece of evidence that was taken back was written down when it was.",
    """
    select e.form_id, e.id, e.label from evidence e
    left join audit a on a.subject = 'evidence/' || e.id
      and a.action in ('evidence.remove', 'evidence.report') and a.at = e.removed_at
    where e.removed_at is not null and a.id is null
    """,
    "{place}的佐证“{label}”（第 {id} 号）被删除，却没有留痕。",
)
never(
    "evidence-row-has-audit",
    "A piece of evidence lies under the row that the audit chain says last.",
    """
    with told as (
      select cast(substr(subject, length('evidence/') + 1) as integer) as piece, max(id) as id,
        case action when 'evidence.add' then json_extract(after, '$.row')
        else json_extract(after, '$') end as "row"
      from audit where action in ('evidence.add', 'evidence.file', 'evidence.move')
      group by piece)
    select e.form_id, e.id, e.label, coalesce(e."row", '待归类') as "row" from evidence e
    join told t on t.piece = e.id
    where t."row" is not e."row"
    """,
    "{place}的佐证“{label}”（第 {id} 号）归在 {row}，与留痕不一致。",
)
never(
    "report-has-audit",
    "Every work report was written down when it was entered.",
    """
    select w.form_id, w.id, w.title from work_reports w
    left join audit a on a.subject = 'report/' || w.id and a.action = 'report.add'
      and json_extract(a.after, '$.kind') = w.kind and json_extract(a.after, '$.digest') is w.digest
    where a.id is null
    """,
    "{place}的报送“{title}”（第 {id} 号）没有留痕。",
)
never(
    "report-withdrawal-has-audit",
    "Every work report that was taken back was written down when it was.",
    """
    select w.form_id, w.id, w.title from work_reports w
    left join audit a on a.subject = 'report/' || w.id and a.action = 'report.withdraw'
      and a.at = w.withdrawn_at
    where w.withdrawn_at is not null and a.id is null
    """,
    "{place}的报送“{title}”（第 {id} 号）被撤回，却没有留痕。",
)
never(
    "publication-has-audit",
    "Every edition was written down with its hash.",
    """
    with a as materialized (
      select id, after, replace(subject, 'publication:', 'publication/') as about from audit
      where action = 'publication.add')
    select p.id, p.kind, p.version, q.year, q.number from publications p
    join quarters q on q.id = p.quarter_id
    left join a on a.about = 'publication/' || p.id
      and json_extract(a.after, '$.hash') = p.hash
    where a.id is null
    """,
    "{period}的公布（{kind} 第 {version} 版）没有留痕。",
)
