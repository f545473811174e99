-- name: forgettable_updates(before, most)
select id from inbox where state <> 'new' and received_at < :before
and id not in (select inbox_id from outbox where inbox_id is not null) order by id limit :most;

-- name: forget_updates(ids)!
delete from inbox where id in (select value from json_each(:ids));

-- name: forgettable_letters(before, most)
select id from outbox where state <> 'new' and created_at < :before order by id limit :most;

-- name: forget_letters(ids)!
delete from outbox where id in (select value from json_each(:ids));
