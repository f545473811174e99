-- name: claims_then(year, number, unit_id)
-- What a unit claimed in the quarter of a year; nothing where it took no part.
select c.id, c.form_id, c."row", c.input, c.value, c.version, c.by_person, c.at, c.carried
from quarters q join forms f on f.quarter_id = q.id join claims c on c.form_id = f.id
where q.year = :year and q.number = :number and f.unit_id = :unit_id order by c.id;

-- name: claims_of_quarter(quarter_id)
select c.id, c.form_id, c."row", c.input, c.value, c.version, c.by_person, c.at, c.carried
from claims c join forms f on f.id = c.form_id where f.quarter_id = :quarter_id order by c.id;

-- name: claims_of_forms(ids)
select id, form_id, "row", input, value, version, by_person, at, carried from claims
where form_id in (select value from json_each(:ids)) order by id;

-- name: claims_of_rows(quarter_id, rows)
select c.id, c.form_id, c."row", c.input, c.value, c.version, c.by_person, c.at, c.carried
from claims c join forms f on f.id = c.form_id
where f.quarter_id = :quarter_id and c."row" in (select value from json_each(:rows)) order by c.id;

-- name: claim(form_id, row_id, input, value, person_id, carried, now)!
insert into claims (form_id, "row", input, value, version, by_person, at, carried)
values (:form_id, :row_id, :input, :value, 1, :person_id, :now, :carried)
on conflict (form_id, "row", input) do update set
  value = excluded.value, version = claims.version + 1, by_person = excluded.by_person, at = excluded.at,
  carried = excluded.carried;

-- name: unclaim(form_id, row_id, input)!
delete from claims where form_id = :form_id and "row" = :row_id and input = :input;

-- name: supplied_of_quarter(quarter_id)
select s.id, s.form_id, s."row", s.input, s.value, s.version, s.by_person, s.at, s.source,
  s.file_digest
from supplied s join forms f on f.id = s.form_id where f.quarter_id = :quarter_id order by s.id;

-- name: supplied_of_rows(quarter_id, rows)
select s.id, s.form_id, s."row", s.input, s.value, s.version, s.by_person, s.at, s.source,
  s.file_digest
from supplied s join forms f on f.id = s.form_id
where f.quarter_id = :quarter_id and s."row" in (select value from json_each(:rows)) order by s.id;

-- name: figures_of_rows(quarter_id, tables, rows)
-- What counts of some rows while nobody decided on them: what others supply goes over what is claimed.
select c.form_id, c."row", c.input, c.value
from forms f cross join claims c
where f.quarter_id = :quarter_id and f.grp in (select value from json_each(:tables))
  and c.form_id = f.id and c."row" in (select value from json_each(:rows))
  and not exists (
    select 1 from supplied s where s.form_id = c.form_id and s."row" = c."row" and s.input = c.input)
union all
select s.form_id, s."row", s.input, s.value
from forms f cross join supplied s
where f.quarter_id = :quarter_id and f.grp in (select value from json_each(:tables))
  and s.form_id = f.id and s."row" in (select value from json_each(:rows));

-- name: accepted_of_rows(quarter_id, tables, rows)
-- What was accepted of some rows by the decisions that stand.
select r.form_id, r."row", r.accepted
from forms f cross join reviews r
where f.quarter_id = :quarter_id and f.grp in (select value from json_each(:tables))
  and r.form_id = f.id and r.superseded_at is null
  and r.decision in ('accept', 'cut') and r."row" in (select value from json_each(:rows));

-- name: supplied_before(year, number)
select f.unit_id, f.grp as "group", s."row", s.input, s.value
from quarters q cross join forms f cross join supplied s
where f.quarter_id = q.id and s.form_id = f.id and q.state <> 'planned'
  and q.number / 100 = :number / 100
  and (q.year < :year or (q.year = :year and q.number < :number))
  and (q.year > :year - 2 or (q.year = :year - 2 and q.number >= :number))
order by q.year desc, q.number desc, s.id;

-- name: supplied_now(quarter_id, rows)^
-- As one text, in the order of the forms. No JSON has the sign that stands between them.
select group_concat(json_array(unit_id, grp, "row", input, value, source), char(31)) as said
from (select f.unit_id, f.grp, s."row", s.input, s.value, s.source
  from forms f join supplied s on s.form_id = f.id
  where f.quarter_id = :quarter_id and s."row" in (select value from json_each(:rows))
  order by f.id, s.id) as every;

-- name: supplied_then(year, number, rows)^
-- The same of the two years before, the newest first.
select group_concat(json_array(unit_id, grp, "row", input, value), char(31)) as said
from (select f.unit_id, f.grp, s."row", s.input, s.value
  from quarters q cross join forms f cross join supplied s
  where f.quarter_id = q.id and s.form_id = f.id and q.state <> 'planned'
    and q.number / 100 = :number / 100
    and (q.year < :year or (q.year = :year and q.number < :number))
    and (q.year > :year - 2 or (q.year = :year - 2 and q.number >= :number))
    and s."row" in (select value from json_each(:rows))
  order by q.year desc, q.number desc, s.id) as every;

-- name: supplied_of_forms(ids)
select id, form_id, "row", input, value, version, by_person, at, source, file_digest from supplied
where form_id in (select value from json_each(:ids)) order by id;

-- name: supply(form_id, row_id, input, value, source, file_digest, person_id, now)!
insert into supplied (form_id, "row", input, value, version, source, file_digest, by_person, at)
values (:form_id, :row_id, :input, :value, 1, :source, :file_digest, :person_id, :now)
on conflict (form_id, "row", input) do update set
  value = excluded.value, version = supplied.version + 1, source = excluded.source,
  file_digest = excluded.file_digest, by_person = excluded.by_person, at = excluded.at;

-- name: unsupply(form_id, row_id, input)!
delete from supplied where form_id = :form_id and "row" = :row_id and input = :input;

-- name: reviews(form_id)
select r.id, r.form_id, r."row", r.decision, r.accepted, r.reason, r.due_at, r.by_person, r.at, r.closed_at,
  case when r.decision = 'return' then (
    select o.accepted from reviews o
    where o.form_id = r.form_id and o."row" = r."row" and o.id < r.id and o.decision in ('accept', 'cut')
    order by o.id desc limit 1) end as earlier
from reviews r where r.form_id = :form_id and r.superseded_at is null order by r.id;

-- name: reviews_of_rows(quarter_id, rows)
select r.id, r.form_id, r."row", r.decision, r.accepted, r.reason, r.due_at, r.by_person, r.at, r.closed_at,
  case when r.decision = 'return' then (
    select o.accepted from reviews o
    where o.form_id = r.form_id and o."row" = r."row" and o.id < r.id and o.decision in ('accept', 'cut')
    order by o.id desc limit 1) end as earlier
from reviews r join forms f on f.id = r.form_id
where f.quarter_id = :quarter_id and r.superseded_at is null
  and r."row" in (select value from json_each(:rows)) order by r.id;

-- name: reviews_of_quarter(quarter_id)
select r.id, r.form_id, r."row", r.decision, r.accepted, r.reason, r.due_at, r.by_person, r.at, r.closed_at,
  case when r.decision = 'return' then (
    select o.accepted from reviews o
    where o.form_id = r.form_id and o."row" = r."row" and o.id < r.id and o.decision in ('accept', 'cut')
    order by o.id desc limit 1) end as earlier
from reviews r join forms f on f.id = r.form_id
where f.quarter_id = :quarter_id and r.superseded_at is null order by r.id;

-- name: reviews_of_forms(ids)
select r.id, r.form_id, r."row", r.decision, r.accepted, r.reason, r.due_at, r.by_person, r.at, r.closed_at,
  case when r.decision = 'return' then (
    select o.accepted from reviews o
    where o.form_id = r.form_id and o."row" = r."row" and o.id < r.id and o.decision in ('accept', 'cut')
    order by o.id desc limit 1) end as earlier
from reviews r
where r.form_id in (select value from json_each(:ids)) and r.superseded_at is null order by r.id;

-- name: close_return(review_id, now)!
update reviews set closed_at = :now
where id = :review_id and decision = 'return' and superseded_at is null and closed_at is null;

-- name: supersede(form_id, row_id, now)!
update reviews set superseded_at = :now
where form_id = :form_id and "row" = :row_id and superseded_at is null;

-- name: decide(form_id, row_id, decision, accepted, reason, due_at, person_id, now)!
insert into reviews (form_id, "row", decision, accepted, reason, due_at, by_person, at)
values (:form_id, :row_id, :decision, :accepted, :reason, :due_at, :person_id, :now);
