-- The Telegram channel's own tables, and what a moved or left group changes elsewhere.
-- What the messages mean lives elsewhere; so do inbox and outbox.

-- name: keep_piece(update_key, chat, sender, album, payload, at)!
insert into telegram_pieces (update_key, chat, sender, album, payload, at)
values (:update_key, :chat, :sender, :album, :payload, :at)
on conflict (update_key) do nothing;

-- name: claim_pieces(chat, sender, album)!
update telegram_pieces set gathered = 'album:' || (
  select p.update_key from telegram_pieces p
  where p.chat = :chat and p.sender = :sender and p.album = :album and p.gathered is null
  order by p.number limit 1)
where chat = :chat and sender = :sender and album = :album and gathered is null;

-- name: open_albums()
select distinct chat, sender, album from telegram_pieces where gathered is null;

-- name: gathered_pieces()
select update_key, payload, gathered from telegram_pieces
where gathered is not null and done = 0 order by number;

-- name: album_done(gathered)!
update telegram_pieces set done = 1, payload = '' where gathered = :gathered;

-- name: keep_place(update_key, thread, message, at)!
insert into telegram_places (update_key, thread, message, at)
values (:update_key, :thread, :message, :at)
on conflict (update_key) do nothing;

-- name: place(letter, chat)^
select p.thread, p.message from outbox o
join inbox i on i.id = o.inbox_id and i.channel = 'telegram'
join telegram_places p on p.update_key = i.update_key
where o.id = :letter and i.chat = :chat;

-- name: parts_of(letter)
select part, message from telegram_parts where letter = :letter;

-- name: keep_part(letter, part, message, at)!
insert into telegram_parts (letter, part, message, at)
values (:letter, :part, :message, :at)
on conflict (letter, part) do update set message = excluded.message;

-- name: file_id(bot, digest, shape)$
select file_id from telegram_files where bot = :bot and digest = :digest and shape = :shape;

-- name: keep_file_id(bot, digest, shape, file_id)!
insert into telegram_files (bot, digest, shape, file_id)
values (:bot, :digest, :shape, :file_id)
on conflict (bot, digest, shape) do update set file_id = excluded.file_id;

-- name: forget_file_id(bot, digest, shape)!
delete from telegram_files where bot = :bot and digest = :digest and shape = :shape;

-- name: forget_pieces(before)!
delete from telegram_pieces where done = 1 and at < :before;

-- name: forget_places(before)!
delete from telegram_places where at < :before;

-- name: forget_parts(before)!
delete from telegram_parts where at < :before;

-- name: leave_group(address, now)!
update groups set ended_at = :now
where channel = 'telegram' and address = :address and ended_at is null;

-- name: revive_group(old, new)!
update groups set ended_at = null
where channel = 'telegram' and address = :new and exists (
  select 1 from groups g where g.channel = 'telegram' and g.address = :old and g.ended_at is null);

-- name: move_group(old, new)!
update groups set address = :new
where channel = 'telegram' and address = :old and ended_at is null
and not exists (select 1 from groups g where g.channel = 'telegram' and g.address = :new);

-- name: move_conversations(old, new)!
update conversations set chat = :new
where channel = 'telegram' and chat = :old
and not exists (select 1 from conversations c
  where c.channel = 'telegram' and c.chat = :new and c.sender = conversations.sender);

-- name: move_letters(old, new)!
update outbox set chat = :new where channel = 'telegram' and chat = :old and state = 'new';

-- name: move_reasons(old, new)!
update outbox set reason = replace(reason, '@telegram:' || :old, '@telegram:' || :new)
where channel = 'telegram' and reason like '%@telegram:' || :old;

-- name: move_updates(old, new)!
update inbox set chat = :new, payload = replace(payload, '"chat":"' || :old || '"', '"chat":"' || :new || '"')
where channel = 'telegram' and chat = :old and state = 'new';

-- name: move_pieces(old, new)!
update telegram_pieces set chat = :new, payload = replace(payload, '"chat":"' || :old || '"', '"chat":"' || :new || '"')
where chat = :old;

-- name: menus()
select chat, menu from telegram_menus;

-- name: keep_menu(chat, menu)!
insert into telegram_menus (chat, menu) values (:chat, :menu)
on conflict (chat) do update set menu = excluded.menu;

-- name: forget_menu(chat)!
delete from telegram_menus where chat = :chat;

-- name: roles_by_chat()
select distinct i.address as chat, r.role from identities i
join roles r on r.person_id = i.person_id and r.ended_at is null
where i.channel = 'telegram' and i.state = 'ok';

-- name: group_chats()
select address as chat from groups where channel = 'telegram' and ended_at is null;

-- name: unreachable()
select address as chat from identities where channel = 'telegram' and state = 'blocked';
