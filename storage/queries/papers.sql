-- name: keep_blob(digest, size, kind, likeness, now)!
insert into blobs (digest, size, kind, likeness, created_at)
values (:digest, :size, :kind, :likeness, :now)
on conflict (digest) do nothing;

-- name: blob(digest)^
select digest, size, kind, likeness from blobs where digest = :digest;

-- name: digests()
select digest from blobs union select digest from web_uploads where digest is not null
union select file_digest from supplied where file_digest is not null
union select digest from scheme_scan_pages
union select picture from scheme_scan_pages where picture <> '';

-- name: drafts_with_files()
-- Chats where files wait for the choice of their unit.
select draft from conversations where draft like '%"digest"%';

-- name: own_documents()
-- Documents and workbooks that nobody sent in: the bot made them.
select digest from blobs where kind in ('docx', 'xlsx') and digest not in (
  select digest from evidence where digest is not null
  union all select digest from work_reports where digest is not null
  union all select digest from web_uploads where digest is not null
  union all select file_digest from supplied where file_digest is not null)
order by created_at, digest;

-- name: called(digest)
-- Every name that bytes go by: whose, where, what the phone called it.
select u.name as unit, e."row" as place, e.label from evidence e
join forms f on f.id = e.form_id join units u on u.id = f.unit_id where e.digest = :digest
union select u.name, w.kind, coalesce(w.label, w.title) from work_reports w
join forms f on f.id = w.form_id join units u on u.id = f.unit_id where w.digest = :digest
union select '', '', label from web_uploads where digest = :digest and not exists (
  select 1 from evidence where evidence.digest = web_uploads.digest
  union all select 1 from work_reports where work_reports.digest = web_uploads.digest)
order by 1, 2, 3;

-- name: add_evidence(form_id, row_id, digest, url, label, caption, receipt, person_id, carried, now)$
insert into evidence (form_id, "row", digest, url, label, caption, receipt, by_person, carried, at)
values (:form_id, :row_id, :digest, :url, :label, :caption, :receipt, :person_id, :carried, :now)
returning id;

-- name: evidence_by_id(evidence_id)^
select e.id, e.form_id, e."row", e.digest, e.url, e.label, e.caption, e.receipt, e.by_person, e.at,
  e.removed_at, e.carried, coalesce(b.kind, 'link') as kind, coalesce(b.size, 0) as size
from evidence e left join blobs b on b.digest = e.digest where e.id = :evidence_id;

-- name: evidence_of(form_id)
select e.id, e.form_id, e."row", e.digest, e.url, e.label, e.caption, e.receipt, e.by_person, e.at,
  e.removed_at, e.carried, coalesce(b.kind, 'link') as kind, coalesce(b.size, 0) as size
from evidence e left join blobs b on b.digest = e.digest
where e.form_id = :form_id and e.removed_at is null order by e.id;

-- name: evidence_under(receipt)
select e.id, e.form_id, e."row", e.digest, e.url, e.label, e.caption, e.receipt, e.by_person, e.at,
  e.removed_at, e.carried, coalesce(b.kind, 'link') as kind, coalesce(b.size, 0) as size
from evidence e left join blobs b on b.digest = e.digest
where e.receipt = :receipt and e.removed_at is null order by e.id;

-- name: evidence_of_quarter(quarter_id)
select e.id, e.form_id, e."row", e.digest, e.url, e.label, e.caption, e.receipt, e.by_person, e.at,
  e.removed_at, e.carried, coalesce(b.kind, 'link') as kind, coalesce(b.size, 0) as size
from evidence e left join blobs b on b.digest = e.digest join forms f on f.id = e.form_id
where f.quarter_id = :quarter_id and e.removed_at is null order by e.id;

-- name: evidence_of_forms(ids)
select e.id, e.form_id, e."row", e.digest, e.url, e.label, e.caption, e.receipt, e.by_person, e.at,
  e.removed_at, e.carried, coalesce(b.kind, 'link') as kind, coalesce(b.size, 0) as size
from evidence e left join blobs b on b.digest = e.digest
where e.form_id in (select value from json_each(:ids)) and e.removed_at is null order by e.id;

-- name: same_bytes(digest)
select e.id, e.form_id, e."row", e.digest, e.url, e.label, e.caption, e.receipt, e.by_person, e.at,
  e.removed_at, e.carried, b.kind, b.size
from evidence e join blobs b on b.digest = e.digest
where e.digest = :digest and e.removed_at is null order by e.id;

-- name: file_evidence(evidence_id, row_id)!
update evidence set "row" = :row_id where id = :evidence_id and removed_at is null;

-- name: remove_evidence(evidence_id, now)!
update evidence set removed_at = :now where id = :evidence_id and removed_at is null;

-- name: caption_evidence(evidence_id, caption)!
update evidence set caption = :caption where id = :evidence_id and removed_at is null;

-- name: used_bytes(form_id)$
select cast(coalesce(sum(size), 0) as bigint) from (
  select b.digest, b.size from evidence e join blobs b on b.digest = e.digest
  where e.form_id = :form_id and e.removed_at is null
  union
  select b.digest, b.size from work_reports w join blobs b on b.digest = w.digest
  where w.form_id = :form_id and w.withdrawn_at is null
) as used;

-- name: add_work_report(form_id, kind, title, digest, label, received_at, due_at, on_time, receipt, person_id)$
insert into work_reports
  (form_id, kind, title, digest, label, received_at, due_at, on_time, receipt, by_person)
values
  (:form_id, :kind, :title, :digest, :label, :received_at, :due_at, :on_time, :receipt, :person_id)
returning id;

-- name: work_report(report_id)^
select id, form_id, kind, title, digest, label, received_at, due_at, on_time, receipt, by_person, withdrawn_at
from work_reports where id = :report_id;

-- name: work_reports(form_id)
select id, form_id, kind, title, digest, label, received_at, due_at, on_time, receipt, by_person, withdrawn_at
from work_reports where form_id = :form_id and withdrawn_at is null order by id;

-- name: work_reports_of_quarter(quarter_id)
select w.id, w.form_id, w.kind, w.title, w.digest, w.label, w.received_at, w.due_at, w.on_time, w.receipt,
  w.by_person, w.withdrawn_at
from work_reports w join forms f on f.id = w.form_id
where f.quarter_id = :quarter_id and w.withdrawn_at is null order by w.id;

-- name: work_reports_of_forms(ids)
select id, form_id, kind, title, digest, label, received_at, due_at, on_time, receipt, by_person, withdrawn_at
from work_reports where form_id in (select value from json_each(:ids)) and withdrawn_at is null order by id;

-- name: reports_with_bytes(digest)
select id, form_id, kind, title, digest, label, received_at, due_at, on_time, receipt, by_person, withdrawn_at
from work_reports where digest = :digest and withdrawn_at is null order by id;

-- name: retitle_work_report(report_id, title)!
update work_reports set title = :title where id = :report_id and withdrawn_at is null;

-- name: withdraw_work_report(report_id, now)!
update work_reports set withdrawn_at = :now where id = :report_id and withdrawn_at is null;

-- name: add_receipt(number, form_id, kind, hash, body, person_id, now)!
insert into receipts (number, form_id, kind, hash, body, by_person, at)
values (:number, :form_id, :kind, :hash, :body, :person_id, :now);

-- name: receipt(number)^
select number, form_id, kind, hash, body, by_person, at from receipts where number = :number;

-- name: receipts_of(form_id)
select number, form_id, kind, hash, body, by_person, at from receipts
where form_id = :form_id order by at, number;
