-- name: add(quarter_id, unit_id, until, reason, person_id, now)!
insert into extensions (quarter_id, unit_id, until, reason, by_person, at)
values (:quarter_id, :unit_id, :until, :reason, :person_id, :now);

-- name: latest(quarter_id)$
select max(extended_to) from forms where quarter_id = :quarter_id;
