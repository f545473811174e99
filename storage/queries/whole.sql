-- name: whole(quarter_id, unit_id, ago)
-- A unit's form with all that stands around it and all that was written in it, told apart by kind:
-- 0 the form, its quarter, unit and scheme's mark (which may be missing), 1 claims, 2 figures of
-- other bodies, 3 standing decisions, 4 papers, 5 work reports; where it is asked (ago = 1), 6 what
-- the unit claimed in the quarter before that is there. Numbers stand with numbers and texts with
-- texts, and the first kind has them all, so that each engine knows what a column holds.
select 0 as kind, f.id as n1, f.quarter_id as n2, f.unit_id as n3, f.submitted_by as n4,
  q.year as n5, q.number as n6, u.active as n7, f.grp as t1, f.state as t2, f.submitted_at as t3,
  f.extended_to as t4, f.extension_reason as t5, f.classification as t6, f.listed as t7,
  q.state as t8, q.opens_on as t9, q.deadline_at as t10, q.work_report_due_at as t11,
  q.review_until as t12, q.appeal_until as t13, u.name as t14, u.short as t15, u.grp as t16,
  u.classification as t17, s.name as t18, s.digest as t19
from forms f join quarters q on q.id = f.quarter_id join units u on u.id = f.unit_id
left join quarter_schemes s on s.quarter_id = f.quarter_id and s.grp = f.grp
where f.quarter_id = :quarter_id and f.unit_id = :unit_id
union all
select 1, c.id, c.form_id, c.by_person, c.version, null, null, null, c."row", c.input, c.value,
  c.at, c.carried, null, null, null, null, null, null, null, null, null, null, null, null, null,
  null
from forms f join claims c on c.form_id = f.id
where f.quarter_id = :quarter_id and f.unit_id = :unit_id
union all
select 2, s.id, s.form_id, s.by_person, s.version, null, null, null, s."row", s.input, s.value,
  s.at, s.source, s.file_digest, null, null, null, null, null, null, null, null, null, null, null,
  null, null
from forms f join supplied s on s.form_id = f.id
where f.quarter_id = :quarter_id and f.unit_id = :unit_id
union all
select 3, r.id, r.form_id, r.by_person, null, null, null, null, r."row", r.decision, r.accepted,
  r.reason, r.due_at, r.at, r.closed_at,
  case when r.decision = 'return' then (
    select o.accepted from reviews o
    where o.form_id = r.form_id and o."row" = r."row" and o.id < r.id and o.decision in ('accept', 'cut')
    order by o.id desc limit 1) end,
  null, null, null, null, null, null, null, null, null, null, null
from forms f join reviews r on r.form_id = f.id
where f.quarter_id = :quarter_id and f.unit_id = :unit_id and r.superseded_at is null
union all
select 4, e.id, e.form_id, e.by_person, coalesce(b.size, 0), null, null, null, e."row", e.digest,
  e.url, e.label, e.caption, e.receipt, e.at, e.removed_at, coalesce(b.kind, 'link'), e.carried,
  null, null, null, null, null, null, null, null, null
from forms f join evidence e on e.form_id = f.id left join blobs b on b.digest = e.digest
where f.quarter_id = :quarter_id and f.unit_id = :unit_id and e.removed_at is null
union all
select 5, w.id, w.form_id, w.by_person, w.on_time, null, null, null, w.kind, w.title, w.digest,
  w.label, w.received_at, w.due_at, w.receipt, w.withdrawn_at, null, null, null, null, null, null,
  null, null, null, null, null
from forms f join work_reports w on w.form_id = f.id
where f.quarter_id = :quarter_id and f.unit_id = :unit_id and w.withdrawn_at is null
union all
select 6, c.id, c.form_id, c.by_person, c.version, p.year, p.number, null, c."row", c.input,
  c.value, c.at, c.carried, null, null, null, null, null, null, null, null, null, null, null,
  null, null, null
from forms f join quarters q on q.id = f.quarter_id
join quarters p on p.id = (
  select b.id from quarters b
  where b.year >= q.year - 1 and b.number / 100 = q.number / 100
    and (b.year < q.year or (b.year = q.year and b.number < q.number))
  order by b.year desc, b.number desc limit 1)
join forms g on g.quarter_id = p.id and g.unit_id = f.unit_id join claims c on c.form_id = g.id
where f.quarter_id = :quarter_id and f.unit_id = :unit_id and :ago = 1;
