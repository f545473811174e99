-- name: stale(quarter_id, most)
select r.form_id from form_results r join forms f on f.id = r.form_id
where r.stale <> 0 and (f.quarter_id = :quarter_id or :quarter_id is null)
order by r.form_id limit :most;

-- name: forms(ids)
select id, quarter_id, unit_id, grp as "group", state, submitted_at, submitted_by, extended_to, extension_reason, classification, listed
from forms where id in (select value from json_each(:ids)) order by id;

-- name: keep(form_id, league, place, total, grade, sort, points, missing, unproved, provisional, owed, done, begun, heard, returned)!
update form_results set stale = 0, league = :league, place = :place, total = :total, grade = :grade, sort = :sort, points = :points,
  missing = :missing, unproved = :unproved, provisional = :provisional, owed = :owed, done = :done, begun = :begun,
  heard = :heard, returned = :returned
where form_id = :form_id;

-- name: mark()^
select 2 + abs(random() / 2) as mark;

-- name: take_up(quarter_id, most, mark)
update form_results set stale = :mark where form_id in (
  select r.form_id from form_results r join forms f on f.id = r.form_id
  where r.stale <> 0 and f.quarter_id = :quarter_id order by r.form_id limit :most)
returning form_id;

-- name: keep_taken_up(form_id, league, place, total, grade, sort, points, missing, unproved, provisional, owed, done, begun, heard, returned, mark)!
update form_results set stale = 0, league = :league, place = :place, total = :total, grade = :grade, sort = :sort, points = :points,
  missing = :missing, unproved = :unproved, provisional = :provisional, owed = :owed, done = :done, begun = :begun,
  heard = :heard, returned = :returned
where form_id = :form_id and stale = :mark;

-- name: retry(uncounted)!
update form_results set stale = 1 where stale = 0 and sort = :uncounted;

-- name: marks_of_quarter(quarter_id, between)^
-- A mark for each form's result, in any order; a mark that was met before says what it said then.
select group_concat(mark, :between) as said from form_results where quarter_id = :quarter_id;

-- name: states_of_marks(quarter_id, marks)
-- How far forms have come.
select r.mark, f.id, f.unit_id, f.grp, f.classification, f.state, f.submitted_at, f.extended_to,
  r.begun, r.done, r.owed, r.returned
from form_results r join forms f on f.id = r.form_id
where r.quarter_id = :quarter_id and r.mark in (select value from json_each(:marks));

-- name: lines_of_marks(quarter_id, marks)
-- What they come to.
select r.mark, f.id, f.unit_id, f.grp, f.classification, f.listed, f.state, r.league, r.place,
  r.total, r.grade, r.provisional, r.begun, r.heard
from form_results r join forms f on f.id = r.form_id
where r.quarter_id = :quarter_id and r.mark in (select value from json_each(:marks));

-- name: rows_of_marks(quarter_id, marks)
-- What they come to row by row.
select mark, form_id as id, unit_id, grp, points, missing, unproved from form_results
where quarter_id = :quarter_id and mark in (select value from json_each(:marks));

-- name: rungs_of_quarter(quarter_id, group_name)
select league, place, total, grade, count(*) as units, sum(provisional) as provisional
from form_results where quarter_id = :quarter_id and grp = :group_name and place > ''
group by league, place, total, grade;

-- name: order_of_quarter(quarter_id, group_name, league, start, most)
select form_id, unit_id, place, name, grade from form_results
where quarter_id = :quarter_id and grp = :group_name and league = :league and place > ''
order by place, name limit :most offset :start;

-- name: before_in_quarter(quarter_id, group_name, league, place, name)^
select count(*) as units from form_results where quarter_id = :quarter_id and grp = :group_name
  and league = :league and place = :place and name < :name;

-- name: lines_of_quarter(quarter_id, units)
-- In the index of ids, in their order, every form of the quarter would be looked at: hence + 0.
select r.form_id, f.unit_id, f.grp as "group", u.name, u.short, f.classification, f.listed, f.state,
  r.league, r.place, r.total, r.grade, r.provisional, r.begun, r.heard
from form_results r join forms f on f.id = r.form_id join units u on u.id = f.unit_id
where f.quarter_id = :quarter_id and f.unit_id in (select value from json_each(:units))
order by f.id + 0;

-- name: uncounted_of_quarter(quarter_id, group_name)
select unit_id from form_results
where quarter_id = :quarter_id and grp = :group_name and league = '' and place = '';

-- name: behind_of_quarter(quarter_id)
select grp, count(*) as units from form_results
where quarter_id = :quarter_id and stale <> 0 group by grp;

-- name: size_of_quarter(quarter_id, group_name)^
select count(*) as units, count(*) filter (where place > '') as counted from form_results
where quarter_id = :quarter_id and grp = :group_name;

-- name: standing_mark(quarter_id, group_name)^
select mark from standing_marks where quarter_id = :quarter_id and grp = :group_name;

-- name: states_of_quarter(quarter_id)
select f.grp, f.state, f.extended_to, case when r.begun <> 0 then 1 else 0 end as begun,
  case when r.returned <> 0 then 1 else 0 end as returned,
  case when exists (select 1 from roles o where o.unit_id = f.unit_id and o.role = 'liaison'
    and o.ended_at is null) then 1 else 0 end as bound, count(*) as units
from forms f join form_results r on r.quarter_id = f.quarter_id and r.form_id = f.id
where f.quarter_id = :quarter_id group by 1, 2, 3, 4, 5, 6;

-- name: progress_of_units(quarter_id, units)
select f.id as form_id, f.unit_id, f.grp, f.state, f.submitted_at, f.extended_to, r.begun, r.done,
  r.owed, r.returned,
  case when exists (select 1 from roles o where o.unit_id = f.unit_id and o.role = 'liaison'
    and o.ended_at is null) then 1 else 0 end as bound
from forms f join form_results r on r.quarter_id = f.quarter_id and r.form_id = f.id
where f.quarter_id = :quarter_id and f.unit_id in (select value from json_each(:units));

-- name: rows_of_unit(quarter_id, unit_id)^
select f.unit_id, u.short, r.points, r.missing
from form_results r join forms f on f.id = r.form_id join units u on u.id = f.unit_id
where f.quarter_id = :quarter_id and f.unit_id = :unit_id;

-- name: tally(quarter_id)^
select count(*) filter (where f.state = 'submitted') as handed,
  count(*) filter (where f.state = 'submitted' or r.begun <> 0) as begun, count(*) as every
from form_results r join forms f on f.id = r.form_id where f.quarter_id = :quarter_id;

-- name: roster_mark()^
select mark from roster_mark;
