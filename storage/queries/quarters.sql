-- name: add(year, number, state, opens_on, deadline_at, work_report_due_at, review_until, appeal_until, now)$
insert into quarters
  (year, number, state, opens_on, deadline_at, work_report_due_at, review_until, appeal_until, created_at)
values
  (:year, :number, :state, :opens_on, :deadline_at, :work_report_due_at, :review_until, :appeal_until, :now)
returning id;

-- name: by_id(quarter_id)^
select id, year, number, state, opens_on, deadline_at, work_report_due_at, review_until, appeal_until
from quarters where id = :quarter_id;

-- name: by_number(year, number)^
select id, year, number, state, opens_on, deadline_at, work_report_due_at, review_until, appeal_until
from quarters where year = :year and number = :number;

-- name: everyone()
select id, year, number, state, opens_on, deadline_at, work_report_due_at, review_until, appeal_until
from quarters order by year desc, number desc;

-- name: move(quarter_id, before, after)!
update quarters set state = :after where id = :quarter_id and state = :before;

-- name: set_dates(quarter_id, deadline_at, work_report_due_at, review_until, appeal_until)!
update quarters set deadline_at = :deadline_at, work_report_due_at = :work_report_due_at,
  review_until = :review_until, appeal_until = :appeal_until
where id = :quarter_id;

-- name: set_opens(quarter_id, opens_on)!
update quarters set opens_on = :opens_on where id = :quarter_id;

-- name: add_scheme(quarter_id, group_name, name, digest, text)!
insert into quarter_schemes (quarter_id, grp, name, digest, text)
values (:quarter_id, :group_name, :name, :digest, :text);

-- name: compare(quarter_id, group_name, row_id)!
insert into compared_rows (quarter_id, grp, "row") values (:quarter_id, :group_name, :row_id)
on conflict (quarter_id, grp, "row") do nothing;

-- name: compared_mark(quarter_id, group_name)^
select mark from compared_marks where quarter_id = :quarter_id and grp = :group_name;

-- name: schemes(quarter_id)
select grp as "group", name, digest, text from quarter_schemes where quarter_id = :quarter_id order by id;

-- name: schemes_of_unit(unit_id)
select q.id, q.number, s.grp, s.digest from quarters q cross join forms f cross join quarter_schemes s
where f.quarter_id = q.id and f.unit_id = :unit_id and s.quarter_id = q.id and s.grp = f.grp
order by q.year desc, q.number desc;

-- name: scheme_mark(quarter_id, group_name)^
select name, digest from quarter_schemes where quarter_id = :quarter_id and grp = :group_name;

-- name: add_form(quarter_id, unit_id, group_name, listed)$
insert into forms (quarter_id, unit_id, grp, classification, listed)
select :quarter_id, u.id, :group_name, u.classification, cast(:listed as text) from units u where u.id = :unit_id
on conflict (quarter_id, unit_id) do update set grp = excluded.grp, classification = excluded.classification, listed = excluded.listed
returning id;

-- name: form(quarter_id, unit_id)^
select id, quarter_id, unit_id, grp as "group", state, submitted_at, submitted_by, extended_to, extension_reason, classification, listed
from forms where quarter_id = :quarter_id and unit_id = :unit_id;

-- name: form_by_id(form_id)^
select id, quarter_id, unit_id, grp as "group", state, submitted_at, submitted_by, extended_to, extension_reason, classification, listed
from forms where id = :form_id;

-- name: forms(quarter_id)
select id, quarter_id, unit_id, grp as "group", state, submitted_at, submitted_by, extended_to, extension_reason, classification, listed
from forms where quarter_id = :quarter_id order by id;

-- name: not_handed_in(quarter_id)^
select count(*) as units from forms where quarter_id = :quarter_id and state <> 'submitted';

-- name: forms_of_units(quarter_id, units)
-- In the index of ids, in their order, every form of the quarter would be looked at: hence + 0.
select id, quarter_id, unit_id, grp as "group", state, submitted_at, submitted_by, extended_to, extension_reason, classification, listed
from forms where quarter_id = :quarter_id and unit_id in (select value from json_each(:units))
order by id + 0;

-- name: reclassify(unit_id, classification)!
update forms set classification = :classification
where unit_id = :unit_id and classification <> :classification
  and grp = (select u.grp from units u where u.id = :unit_id)
  and quarter_id in (select id from quarters where state in ('planned', 'open', 'review'));

-- name: without_form(quarter_id, units)
select u.id from units u where u.id in (select value from json_each(:units))
  and not exists (select 1 from forms f where f.quarter_id = :quarter_id and f.unit_id = u.id);

-- name: list_as(form_id, listed)!
update forms set listed = :listed where id = :form_id;

-- name: renamed(quarter_id)
select f.listed, u.name from forms f join units u on u.id = f.unit_id
where f.quarter_id = :quarter_id and f.listed <> '' order by f.id;

-- name: submit(form_id, person_id, now)!
update forms set state = 'submitted', submitted_at = :now, submitted_by = :person_id
where id = :form_id and state <> 'submitted';

-- name: withdraw(form_id)!
update forms set state = 'filling', submitted_at = null, submitted_by = null
where id = :form_id and state = 'submitted';

-- name: extend(form_id, until, reason)!
update forms set extended_to = :until, extension_reason = :reason where id = :form_id;

-- name: reopenings(subject)$
select count(*) from audit where subject = :subject and action = 'quarter.reopen';
