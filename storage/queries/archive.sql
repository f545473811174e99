-- name: add(quarter_id, unit_id, person_id, expires_at, now)$
insert into archives (quarter_id, unit_id, by_person, at, expires_at)
values (:quarter_id, :unit_id, :person_id, :now, :expires_at)
returning id;

-- name: by_id(archive_id)^
select id, quarter_id, unit_id, by_person, at, expires_at, starts from archives where id = :archive_id;

-- name: start(archive_id, most, now)!
update archives set starts = starts + 1
where id = :archive_id and starts < :most and expires_at > :now;

-- name: decisions(quarter_id)
select u.name as unit, r."row", r.decision, r.accepted, r.reason, r.by_person, r.at, r.superseded_at, r.closed_at
from reviews r join forms f on f.id = r.form_id join units u on u.id = f.unit_id
where f.quarter_id = :quarter_id order by f.id, r.id;

-- name: appeals(quarter_id)
select a.id, u.name as unit, a."row", a.text, a.state, a.answer, a.by_person, a.at, a.answered_by, a.answered_at
from appeals a join forms f on f.id = a.form_id join units u on u.id = f.unit_id
where f.quarter_id = :quarter_id order by a.id;

-- name: supplied(quarter_id)
select u.name as unit, s."row", s.input, s.value, s.source, s.by_person, s.at, s.file_digest
from supplied s join forms f on f.id = s.form_id join units u on u.id = f.unit_id
where f.quarter_id = :quarter_id order by f.id, s.id;

-- name: roles()
select p.name, r.role, u.name as unit, r.given_at, r.ended_at
from roles r join persons p on p.id = r.person_id left join units u on u.id = r.unit_id
order by r.id;

-- name: digest_like(since, until)^
select digest from blobs where digest >= :since and digest < :until;

-- name: mine(quarter_id)
-- What of a quarter the trail speaks of by its number.
select 'form' as kind, f.id from forms f where f.quarter_id = :quarter_id
union all select 'evidence', e.id from evidence e join forms f on f.id = e.form_id
  where f.quarter_id = :quarter_id
union all select 'report', w.id from work_reports w join forms f on f.id = w.form_id
  where f.quarter_id = :quarter_id
union all select 'appeal', a.id from appeals a join forms f on f.id = a.form_id
  where f.quarter_id = :quarter_id
union all select 'publication', p.id from publications p where p.quarter_id = :quarter_id;

-- name: trail(since, until)
select stream, seq, at, actor, action, subject, before, after, why, previous, hash
from audit where at >= :since and at <= :until order by id;
