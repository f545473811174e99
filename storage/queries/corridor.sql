-- name: receive(channel, update_key, chat, payload, now)$
insert into inbox (channel, update_key, chat, payload, received_at)
values (:channel, :update_key, :chat, :payload, :now)
on conflict (channel, update_key) do nothing
returning id;

-- name: chat_of(inbox_id)$
select chat from inbox where id = :inbox_id;

-- name: behind(until, besides)
select count(*) as count from inbox
where state = 'new' and received_at <= :until and id <> :besides;

-- name: unfinished()
select id, channel, update_key, chat, payload, state, attempts from inbox where state = 'new' order by id;

-- name: inbox_payload(inbox_id, payload)!
update inbox set payload = :payload where id = :inbox_id;

-- name: finish(inbox_id, state, reference, payload, key)!
update inbox set state = :state, reference = :reference, payload = :payload
where id = :inbox_id and state = 'new' and (:key = '' or update_key = :key);

-- name: attempt(inbox_id)!
update inbox set attempts = attempts + 1 where id = :inbox_id;

-- name: conversation(channel, chat, sender)^
select id, channel, chat, sender, unit_id, waiting, draft, choices, place, letter, asked, press from conversations
where channel = :channel and chat = :chat and sender = :sender;

-- name: keep_conversation(channel, chat, sender, unit_id, waiting, draft, choices, place, press, inbox_id, asks, now)!
insert into conversations (channel, chat, sender, unit_id, waiting, draft, choices, place, press, letter, asked, changed_at)
select :channel, :chat, :sender, :unit_id, :waiting, :draft, :choices, :place, :press,
  coalesce(said.letter, 0), case when :asks then coalesce(said.letter, 0) else 0 end, :now
from (select max(id) as letter from outbox where inbox_id = :inbox_id) said where true
on conflict (channel, chat, sender) do update set
  unit_id = excluded.unit_id, waiting = excluded.waiting, draft = excluded.draft,
  choices = excluded.choices, place = excluded.place, press = excluded.press,
  letter = case when excluded.letter > conversations.letter then excluded.letter else conversations.letter end,
  asked = case when excluded.asked > conversations.asked then excluded.asked else conversations.asked end,
  changed_at = excluded.changed_at;

-- name: said_since(channel, chat, letter)$
select exists (select 1 from outbox where channel = :channel and chat = :chat and id > :letter);

-- name: told_since(channel, chat, letter)$
-- Whether a chat was told something of its own accord: no answer to what was said in it.
select exists (select 1 from outbox o left join inbox i on i.id = o.inbox_id
  where o.channel = :channel and o.chat = :chat and o.id > :letter
  and (i.id is null or i.channel <> o.channel or i.chat <> o.chat));

-- name: post(inbox_id, channel, chat, payload, replaces, reason, now)!
insert into outbox (inbox_id, channel, chat, payload, replaces, reason, not_before, created_at)
values (:inbox_id, :channel, :chat, :payload, :replaces, :reason, :now, :now)
on conflict (reason) do nothing;

-- name: waits(channel, chat)^
select 1 as found from outbox where state = 'new' and channel = :channel and chat = :chat limit 1;

-- name: said_at_once(inbox_id, channel, chat, payload, replaces, now)$
insert into outbox (inbox_id, channel, chat, payload, replaces, not_before, created_at, state, sent_at)
values (:inbox_id, :channel, :chat, :payload, :replaces, :now, :now, 'sent', :now) returning id;

-- name: stands_as(letter_id, external)!
update outbox set external = :external where id = :letter_id;

-- name: due(now, most)
select id, channel, chat, payload, replaces, attempts, created_at from outbox o
where state = 'new' and not_before <= :now and not exists (
  select 1 from outbox earlier where earlier.state = 'new'
  and earlier.channel = o.channel and earlier.chat = o.chat and earlier.id < o.id)
order by id limit :most;

-- name: waiting(ids)
select id, channel, chat, payload, replaces, attempts, created_at from outbox
where id in (select value from json_each(:ids)) and state = 'new' order by id;

-- name: next_due()$
select min(not_before) from outbox o
where state = 'new' and not exists (
  select 1 from outbox earlier where earlier.state = 'new'
  and earlier.channel = o.channel and earlier.chat = o.chat and earlier.id < o.id);

-- name: sent(letter_id, external, now, payload)!
update outbox set state = 'sent', external = :external, sent_at = :now, payload = :payload
where id = :letter_id;

-- name: put_off(letter_id, not_before, error, tries)!
update outbox set attempts = attempts + :tries, not_before = :not_before, error = :error where id = :letter_id;

-- name: pull_in(now, far)!
update outbox set not_before = :now where state = 'new' and not_before > :far;

-- name: give_up(letter_id, state, error, payload)!
update outbox set state = :state, error = :error, attempts = attempts + 1, payload = :payload
where id = :letter_id;

-- name: drop_letters(channel, chat, error, payload)!
update outbox set state = 'dropped', error = :error, payload = :payload
where channel = :channel and chat = :chat and state = 'new';

-- name: origin(letter_id)^
select inbox_id, reason from outbox where id = :letter_id;

-- name: waiting_letters()$
select count(*) from outbox where state = 'new';

-- name: oldest_waiting()$
select min(created_at) from outbox where state = 'new';

-- name: setting(key)$
select value from settings where key = :key;

-- name: set_setting(key, value)!
insert into settings (key, value) values (:key, :value)
on conflict (key) do update set value = excluded.value;

-- name: settings_like(prefix, beyond)
select key, value from settings where key >= :prefix and key < :beyond order by key;

-- name: drop_setting(key)!
delete from settings where key = :key;
