-- There is no index of trigrams: the pages of a county are looked through as they stand.
-- ``match`` is a phrase in double quotes, as FTS5 wants it.

-- name: rebuild()!
select 1;

-- name: integrity()!
select 1;

-- name: terms(first, beyond)
select cast(:first as text) as term where cast(:beyond as text) <> '';

-- name: hits(match, unit, most)
select h.sha256, h.page, 'evidence' as source, e.id as number, 0 as within, coalesce(e."row", '') as "row",
  e.label, b.kind, f.unit_id, f.quarter_id, f.grp
from reading_texts h
join readings d on d.sha256 = h.sha256 and d.read_at is not null
join blobs b on b.digest = h.sha256
join evidence e on e.digest = h.sha256 and e.removed_at is null
join forms f on f.id = e.form_id
where strpos(h.text, replace(substr(:match, 2, length(:match) - 2), '""', '"')) > 0
  and (f.unit_id in (select value from json_each(:unit)) or :unit is null)
union all
select h.sha256, h.page, 'report', w.id, 0, '', coalesce(nullif(w.label, ''), w.title), b.kind,
  f.unit_id, f.quarter_id, f.grp
from reading_texts h
join readings d on d.sha256 = h.sha256 and d.read_at is not null
join blobs b on b.digest = h.sha256
join work_reports w on w.digest = h.sha256 and w.withdrawn_at is null
join forms f on f.id = w.form_id
where strpos(h.text, replace(substr(:match, 2, length(:match) - 2), '""', '"')) > 0
  and (f.unit_id in (select value from json_each(:unit)) or :unit is null)
union all
select h.sha256, h.page, 'appeal', p.id, p.appeal_id, a."row", p.label, b.kind, f.unit_id,
  f.quarter_id, f.grp
from reading_texts h
join readings d on d.sha256 = h.sha256 and d.read_at is not null
join blobs b on b.digest = h.sha256
join appeal_papers p on p.digest = h.sha256
join appeals a on a.id = p.appeal_id
join forms f on f.id = a.form_id
where strpos(h.text, replace(substr(:match, 2, length(:match) - 2), '""', '"')) > 0
  and (f.unit_id in (select value from json_each(:unit)) or :unit is null)
order by quarter_id desc, unit_id, "row", label, page
limit :most;
