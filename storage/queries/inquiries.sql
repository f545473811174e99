-- name: keep(channel, chat, sender, said, units, now)$
insert into inquiries (channel, chat, sender, said, units, at)
values (:channel, :chat, :sender, :said, :units, :now)
returning id;

-- name: newest(channel, chat, sender)
select id, said, units, at from inquiries
where channel = :channel and chat = :chat and sender = :sender order by id desc limit 6;

-- name: by_id(number)^
select id, said, units, at from inquiries where id = :number;

-- name: forget_older(channel, chat, sender, number)!
delete from inquiries
where channel = :channel and chat = :chat and sender = :sender and id <= :number;

-- name: next_number()^
select coalesce(max(seq), 0) + 1 as number from sqlite_sequence where name = 'inquiries';

-- name: show(units, number)!
update inquiries set units = :units where id = :number;
