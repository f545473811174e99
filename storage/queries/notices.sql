-- name: add(text, group_name, person_id, now)$
insert into notices (text, grp, by_person, at) values (:text, :group_name, :person_id, :now)
returning id;

-- name: send_to(notice_id, person_id, state)!
insert into notice_readers (notice_id, person_id, state) values (:notice_id, :person_id, :state)
on conflict do nothing;

-- name: read(notice_id, person_id, now)!
update notice_readers set read_at = :now, state = 'read'
where notice_id = :notice_id and person_id = :person_id and read_at is null;

-- name: by_id(notice_id)^
select id, text, grp as "group", by_person, at from notices where id = :notice_id;

-- name: latest(most)
select n.id, n.text, n.grp as "group", n.by_person, n.at from notices n
order by n.id desc limit :most;

-- name: readers(notice_id)
select r.person_id, p.name, r.state, r.read_at from notice_readers r
join persons p on p.id = r.person_id where r.notice_id = :notice_id order by r.person_id;
