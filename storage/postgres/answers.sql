-- JSON is put together by functions of other names.

-- name: supplied_now(quarter_id, rows)^
select string_agg(json_build_array(unit_id, grp, "row", input, value, source)::text, chr(31))
  as said
from (select f.unit_id, f.grp, s."row", s.input, s.value, s.source
  from forms f join supplied s on s.form_id = f.id
  where f.quarter_id = :quarter_id and s."row" in (select value from json_each(:rows))
  order by f.id, s.id) as every;

-- name: supplied_then(year, number, rows)^
select string_agg(json_build_array(unit_id, grp, "row", input, value)::text, chr(31)) as said
from (select f.unit_id, f.grp, s."row", s.input, s.value
  from quarters q cross join forms f cross join supplied s
  where f.quarter_id = q.id and s.form_id = f.id and q.state <> 'planned'
    and q.number / 100 = :number / 100
    and (q.year < :year or (q.year = :year and q.number < :number))
    and (q.year > :year - 2 or (q.year = :year - 2 and q.number >= :number))
    and s."row" in (select value from json_each(:rows))
  order by q.year desc, q.number desc, s.id) as every;
