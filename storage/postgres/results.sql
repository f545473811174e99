-- JSON is put together by functions of other names.

-- name: members_of_quarter(quarter_id)^
select json_agg(id)::text as forms, json_agg(unit_id)::text as units, json_agg(grp)::text as tables
from (select id, unit_id, grp from forms where quarter_id = :quarter_id order by id) every;

-- name: states_as_texts(quarter_id)
select string_agg(json_build_array(f.id, f.unit_id, f.grp, f.classification, f.state,
  f.submitted_at, f.extended_to, r.begun, r.done, r.owed, r.returned)::text, chr(31)) as said
from forms f join form_results r on r.quarter_id = f.quarter_id and r.form_id = f.id
where f.quarter_id = :quarter_id;

-- name: lines_as_texts(quarter_id)
select string_agg(json_build_array(f.id, f.unit_id, f.grp, f.classification, f.listed, f.state,
  r.league, r.place, r.total, r.grade, r.provisional, r.begun, r.heard, r.stale)::text, chr(31))
  as said
from forms f join form_results r on r.form_id = f.id
where f.quarter_id = :quarter_id;
