-- name: add(quarter_id, whom, due_at, person_id, now)$
insert into planned_reminders (quarter_id, whom, due_at, by_person, at)
values (:quarter_id, :whom, :due_at, :person_id, :now)
returning id;

-- name: waiting()
select id, quarter_id, whom, due_at, state, by_person, at, told from planned_reminders
where state = 'waiting' order by due_at, id;

-- name: due(now)
select id, quarter_id, whom, due_at, state, by_person, at, told from planned_reminders
where state = 'waiting' and due_at <= :now order by due_at, id;

-- name: by_id(number)^
select id, quarter_id, whom, due_at, state, by_person, at, told from planned_reminders
where id = :number;

-- name: settle(number, state, told)!
update planned_reminders set state = :state, told = :told where id = :number and state = 'waiting';
