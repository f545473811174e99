-- name: desk(person_id)^
select person_id, quarter_id, scope, form_id, "row", until from review_desks where person_id = :person_id;

-- name: desks(now)
select person_id, quarter_id, scope, form_id, "row", until from review_desks
where form_id is not null and until > :now order by person_id;

-- name: clear_late(form_id, row_id, now, person_id)!
update review_desks set form_id = null, "row" = null, until = null
where form_id = :form_id and "row" = :row_id and until <= :now and person_id <> :person_id;

-- name: clear_far(far)!
update review_desks set form_id = null, "row" = null, until = null where until > :far;

-- name: put_on_desk(person_id, quarter_id, scope, form_id, row_id, until)!
insert into review_desks (person_id, quarter_id, scope, form_id, "row", until)
values (:person_id, :quarter_id, :scope, :form_id, :row_id, :until)
on conflict (person_id) do update set quarter_id = excluded.quarter_id, scope = excluded.scope,
  form_id = excluded.form_id, "row" = excluded."row", until = excluded.until;

-- name: leave_desk(person_id)!
update review_desks set form_id = null, "row" = null, until = null where person_id = :person_id;

-- name: doubt(form_id, row_id, note, by_person, to_person, now)!
insert into review_doubts (form_id, "row", note, by_person, to_person, at)
values (:form_id, :row_id, :note, :by_person, :to_person, :now);

-- name: settle(form_id, row_id, now)!
update review_doubts set settled_at = :now
where form_id = :form_id and "row" = :row_id and settled_at is null;

-- name: looked_at(quarter_id)
-- Units of which something is reviewed, or was.
select f.unit_id from forms f where f.quarter_id = :quarter_id and (f.state = 'submitted'
  or exists (select 1 from reviews r where r.form_id = f.id and r.superseded_at is null))
order by f.id;

-- name: doubts_of_quarter(quarter_id)
select d.id, d.form_id, d."row", d.note, d.by_person, d.to_person, d.at, p.name as by_name
from review_doubts d join forms f on f.id = d.form_id join persons p on p.id = d.by_person
where f.quarter_id = :quarter_id and d.settled_at is null order by d.id;

-- name: returns_of_quarter(quarter_id)
select r.form_id, r."row", r.by_person, r.reason, r.at from reviews r
where r.id in (
  select max(o.id) from reviews o join forms f on f.id = o.form_id
  where f.quarter_id = :quarter_id and o.decision = 'return' group by o.form_id, o."row")
order by r.id;

-- name: mended_returns(quarter_id)
-- What came again after it was sent back, and what became of it then.
select f.unit_id, r."row", r.at, coalesce((
  select d.decision from reviews d where d.form_id = r.form_id and d."row" = r."row"
  and d.superseded_at is null order by d.id desc limit 1), '') as stands
from reviews r join forms f on f.id = r.form_id
where f.quarter_id = :quarter_id and r.decision = 'resubmitted' order by r.id;

-- name: lying_returns(quarter_id)
-- What was sent back and is not mended yet.
select f.unit_id, r."row", r.at, r.reason, r.due_at from reviews r join forms f on f.id = r.form_id
where f.quarter_id = :quarter_id and r.decision = 'return' and r.superseded_at is null
order by r.id;

-- name: reasons(quarter_id)
select r.decision, f.unit_id, r."row", r.reason, count(*) as times
from reviews r join forms f on f.id = r.form_id
where f.quarter_id = :quarter_id
and (r.decision = 'return' or (r.decision = 'cut' and r.superseded_at is null))
group by r.decision, f.unit_id, r."row", r.reason;

-- name: standing(form_id, row_id)^
select r.id, r.form_id, r."row", r.decision, r.accepted, r.reason, r.due_at, r.by_person, r.at,
  r.superseded_at, r.told_at, coalesce(p.name, '') as by_name
from reviews r left join persons p on p.id = r.by_person
where r.form_id = :form_id and r."row" = :row_id and r.superseded_at is null;

-- name: deciders(form_id, row_id)
select by_person as person from reviews
where form_id = :form_id and "row" = :row_id and by_person is not null
  and decision in ('accept', 'cut', 'return')
union select by_person as person from review_opinions
where form_id = :form_id and "row" = :row_id;

-- name: history(form_id, row_id)
select r.id, r.form_id, r."row", r.decision, r.accepted, r.reason, r.due_at, r.by_person, r.at,
  r.superseded_at, r.told_at, coalesce(p.name, '') as by_name
from reviews r left join persons p on p.id = r.by_person
where r.form_id = :form_id and r."row" = :row_id order by r.id;

-- name: decisions_of_quarter(quarter_id)
select r.id, r.form_id, r."row", r.decision, r.accepted, r.reason, r.due_at, r.by_person, r.at,
  r.superseded_at, r.told_at, coalesce(p.name, '') as by_name
from reviews r join forms f on f.id = r.form_id left join persons p on p.id = r.by_person
where f.quarter_id = :quarter_id order by r.id;

-- name: reopen(review_id, now)!
update reviews set superseded_at = :now where id = :review_id and superseded_at is null;

-- name: untold(form_id)
select r.id, r.form_id, r."row", r.decision, r.accepted, r.reason, r.due_at, r.by_person, r.at,
  r.superseded_at, r.told_at, coalesce(p.name, '') as by_name
from reviews r left join persons p on p.id = r.by_person
where r.form_id = :form_id and r.told_at is null and r.superseded_at is null
  and r.decision in ('accept', 'cut') order by r.id;

-- name: mark_told(form_id, now)!
update reviews set told_at = :now where form_id = :form_id and told_at is null;

-- name: forms_untold_by(person_id)
select distinct form_id from reviews
where by_person = :person_id and told_at is null and superseded_at is null
  and decision in ('accept', 'cut') order by form_id;

-- name: forms_untold_since(before, far)
select form_id from reviews
where told_at is null and superseded_at is null and decision in ('accept', 'cut')
group by form_id having max(at) <= :before or max(at) > :far order by form_id;

-- name: uses()
select e.digest, b.likeness, e.label, e."row", e.form_id, f.unit_id, f.quarter_id
from evidence e join blobs b on b.digest = e.digest join forms f on f.id = e.form_id
where e.removed_at is null and e."row" is not null
union all
select w.digest, null as likeness, w.title as label, '' as "row", w.form_id, f.unit_id, f.quarter_id
from work_reports w join forms f on f.id = w.form_id
where w.withdrawn_at is null and w.digest is not null;

-- name: remits()
select person_id, part from review_remits where ended_at is null order by person_id, id;

-- name: give_remit(person_id, part, by_person, now)!
insert into review_remits (person_id, part, given_by, given_at)
values (:person_id, :part, :by_person, :now) on conflict do nothing;

-- name: end_remit(person_id, part, now)!
update review_remits set ended_at = :now
where person_id = :person_id and part = :part and ended_at is null;

-- name: asides(quarter_id)
select a.person_id, a.form_id, a."row" from review_asides a join forms f on f.id = a.form_id
where f.quarter_id = :quarter_id and a.ended_at is null order by a.id;

-- name: set_aside(person_id, form_id, row_id, now)!
insert into review_asides (person_id, form_id, "row", at)
values (:person_id, :form_id, :row_id, :now) on conflict do nothing;

-- name: end_aside(person_id, form_id, row_id, now)!
update review_asides set ended_at = :now
where form_id = :form_id and "row" = :row_id and person_id = :person_id and ended_at is null;

-- name: end_asides(form_id, row_id, now)!
update review_asides set ended_at = :now
where form_id = :form_id and "row" = :row_id and ended_at is null;

-- name: covers()
select person_id, cover_id from review_covers where ended_at is null order by id;

-- name: cover(person_id, cover_id, by_person, now)!
insert into review_covers (person_id, cover_id, given_by, given_at)
values (:person_id, :cover_id, :by_person, :now);

-- name: end_cover(person_id, now)!
update review_covers set ended_at = :now where person_id = :person_id and ended_at is null;
