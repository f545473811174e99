-- name: add(quarter_id, unit_id, person_id, expires_at, now)$
insert into archives (quarter_id, unit_id, by_person, at, expires_at)
values (:quarter_id, :unit_id, :person_id, :now, :expires_at)
returning id;

-- name: by_id(archive_id)^
select id, quarter_id, unit_id, by_person, at, expires_at, starts from archives where id = :archive_id;

-- name: start(archive_id, most, now)!
update archives set starts = starts + 1
where id = :archive_id and starts < :most and expires_at > :now;
