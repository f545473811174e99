-- The WeCom channel's own tables, and what a left group changes elsewhere.
-- What the messages mean lives elsewhere; so do inbox and outbox.

-- name: cause(letter)^
select i.payload, i.received_at from outbox o
join inbox i on i.id = o.inbox_id and i.channel = 'wecom' and i.chat = o.chat
where o.id = :letter and not exists (
  select 1 from outbox e where e.inbox_id = o.inbox_id and e.channel = o.channel
  and e.chat = o.chat and e.id < o.id);

-- name: keep_card(task, card, at)!
insert into wecom_cards (task, card, at) values (:task, :card, :at)
on conflict (task) do update set card = excluded.card;

-- name: card(task)$
select card from wecom_cards where task = :task;

-- name: numbers_of(letter)
select number from wecom_choices where letter = :letter order by id;

-- name: last_number(chat)$
select number from wecom_choices where chat = :chat order by id desc limit 1;

-- name: keep_choice(chat, number, letter, route, at)!
insert into wecom_choices (chat, number, letter, route, at)
values (:chat, :number, :letter, :route, :at);

-- name: choice(chat, number)$
select route from wecom_choices where chat = :chat and number = :number order by id desc limit 1;

-- name: media(bot, digest, shape, now)$
select media from wecom_media
where bot = :bot and digest = :digest and shape = :shape and until > :now;

-- name: keep_media(bot, digest, shape, media, until)!
insert into wecom_media (bot, digest, shape, media, until)
values (:bot, :digest, :shape, :media, :until)
on conflict (bot, digest, shape) do update set media = excluded.media, until = excluded.until;

-- name: forget_media(bot, digest, shape)!
delete from wecom_media where bot = :bot and digest = :digest and shape = :shape;

-- name: parts_of(letter)
select part, state, message from wecom_parts where letter = :letter;

-- name: keep_part(letter, part, state, message, at)!
insert into wecom_parts (letter, part, state, message, at)
values (:letter, :part, :state, :message, :at)
on conflict (letter, part) do update set state = excluded.state, message = excluded.message;

-- name: count_sent(lane, at)!
insert into wecom_sent (lane, at) values (:lane, :at);

-- name: sent_since(after)
select lane, at from wecom_sent where at > :after order by at;

-- name: reachable(address)!
update identities set state = 'ok'
where channel = 'wecom' and address = :address and state <> 'ok';

-- name: unreachable(address)$
select 1 from identities where channel = 'wecom' and address = :address and state <> 'ok';

-- name: name_of(address)$
select p.name from persons p join identities i on i.person_id = p.id
where i.channel = 'wecom' and i.address = :address;

-- name: leave_group(address, now)!
update groups set ended_at = :now
where channel = 'wecom' and address = :address and ended_at is null;

-- name: admins_elsewhere()
select distinct i.channel, i.address from identities i
join roles r on r.person_id = i.person_id and r.role = 'admin' and r.ended_at is null
where i.channel <> 'wecom' and i.state = 'ok' order by i.channel, i.address;

-- name: go_on(now)!
update outbox set not_before = :now
where channel = 'wecom' and state = 'new' and error = 'no link' and not_before > :now;

-- name: forget_cards(before)!
delete from wecom_cards where at < :before;

-- name: forget_choices(before)!
delete from wecom_choices where at < :before;

-- name: forget_media_past(now)!
delete from wecom_media where until < :now;

-- name: forget_parts(before)!
delete from wecom_parts where at < :before;

-- name: forget_sent(before)!
delete from wecom_sent where at < :before;
