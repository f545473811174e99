-- name: look(draft_id, person_id, now)!
insert into scheme_lookers (draft_id, person_id, at) values (:draft_id, :person_id, :now)
on conflict (draft_id, person_id) do update set at = excluded.at;

-- name: lookers(draft_id, since)
select person_id from scheme_lookers where draft_id = :draft_id and at >= :since order by id;

-- name: leave(draft_id, person_id)!
delete from scheme_lookers where draft_id = :draft_id and person_id = :person_id;

-- name: add_step(draft_id, person_id, turn, now, said, before, after)!
insert into scheme_steps (draft_id, person_id, turn, at, said, before, after)
values (:draft_id, :person_id, :turn, :now, :said, :before, :after);

-- name: grow_step(step_id, said, before, after)!
update scheme_steps set said = :said, before = :before, after = :after where id = :step_id;

-- name: last_step(draft_id, person_id)^
select id, turn, said, before, after from scheme_steps
where draft_id = :draft_id and person_id = :person_id and undone = 0
order by id desc limit 1;

-- name: undone_step(draft_id, person_id)^
select id, turn, said, before, after from scheme_steps
where draft_id = :draft_id and person_id = :person_id and undone = 1
order by id limit 1;

-- name: set_undone(step_id, undone)!
update scheme_steps set undone = :undone where id = :step_id;

-- name: drop_step(step_id)!
delete from scheme_steps where id = :step_id;

-- name: forget_undone(draft_id, person_id)!
delete from scheme_steps
where draft_id = :draft_id and person_id = :person_id and undone = 1;

-- name: forget_steps(draft_id)!
delete from scheme_steps where draft_id = :draft_id;

-- name: forget_lookers(draft_id)!
delete from scheme_lookers where draft_id = :draft_id;
