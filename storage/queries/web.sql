-- The web chat's own tables: sessions, rooms and their members, the log of what was said, uploads.
-- What the messages mean lives elsewhere; so do inbox and outbox.

-- name: add_session(public, token_hash, address, person_name, agent, remote, at, expires_at)!
insert into web_sessions
  (public, token_hash, address, person_name, agent, remote, created_at, seen_at, expires_at)
values (:public, :token_hash, :address, :person_name, :agent, :remote, :at, :at, :expires_at);

-- name: find_session(public)^
select id, public, token_hash, address, person_name, created_at, seen_at, expires_at, ended_at
from web_sessions
where public = :public;

-- name: logins_of(addresses, most)
-- Newest first; what has ended stays to be seen.
select id, address, agent, remote, created_at, seen_at, expires_at, ended_at
from web_sessions
where address in (select value from json_each(:addresses))
order by ended_at is not null, seen_at desc
limit :most;

-- name: over(ids)
-- Which of these log-ins have ended.
select id from web_sessions
where id in (select value from json_each(:ids)) and ended_at is not null;

-- name: touch_session(id, seen_at, expires_at)!
update web_sessions
set seen_at = :seen_at, expires_at = :expires_at
where id = :id;

-- name: end_session(id, ended_at)!
update web_sessions
set ended_at = :ended_at
where id = :id and ended_at is null;

-- name: hide_past(address)!
-- What was said so far in a person's own room, and on their desk, is theirs no longer.
update web_members
set after_seq = (select coalesce(max(seq), 0) from web_log)
where address = :address and chat in (:address, 'desk:' || :address);

-- name: end_sessions_of(address, ended_at)!
update web_sessions
set ended_at = :ended_at
where address = :address and ended_at is null;

-- name: put_room(chat, title, private, at)!
insert into web_rooms (chat, title, private, created_at)
values (:chat, :title, :private, :at)
on conflict (chat) do update set title = excluded.title;

-- name: add_member(chat, address, at)!
insert into web_members (chat, address, joined_at)
values (:chat, :address, :at)
on conflict (chat, address) do nothing;

-- name: remove_member(chat, address)!
delete from web_members
where chat = :chat and address = :address;

-- name: room(chat)^
select chat, title, private
from web_rooms
where chat = :chat;

-- name: rooms_of(address)
select r.chat, r.title, r.private,
       coalesce((select max(l.seq) from web_log l where l.chat = r.chat), 0) as latest, m.after_seq
from web_rooms r
join web_members m on m.chat = r.chat
where m.address = :address
order by r.private, m.id;

-- name: membership(chat, address)^
select r.chat, r.title, r.private, 0 as latest, m.after_seq
from web_rooms r
join web_members m on m.chat = r.chat
where r.chat = :chat and m.address = :address;

-- name: latest()^
select seq, at from web_log where seq = (select max(seq) from web_log);

-- name: add_entry(chat, direction, key, author, author_name, replaces, payload, at)$
insert into web_log (chat, direction, key, author, author_name, replaces, payload, at)
values (:chat, :direction, :key, :author, :author_name, :replaces, :payload, :at)
on conflict (key) do nothing
returning seq;

-- name: entry_by_key(key)^
select seq, chat, direction, key, author, author_name, replaces, payload, at
from web_log
where key = :key;

-- name: entry(seq)^
select seq, chat, direction, key, author, author_name, replaces, payload, at
from web_log
where seq = :seq;

-- name: rewrite_entry(seq, payload)!
update web_log set payload = :payload where seq = :seq;

-- name: entries_after(address, after, upto)
-- What one person may see, in the order it was written, over all their rooms.
-- Room by room (cross join: the planner must not walk everybody's entries since :after instead).
select l.seq, l.chat, l.direction, l.key, l.author, l.author_name, l.replaces, l.payload, l.at
from web_members m
cross join web_log l
where m.address = :address and l.chat = m.chat and l.seq > :after and l.seq > m.after_seq
order by l.seq
limit :upto;

-- name: entries_before(chat, after, before, upto)
-- Newest first; an entry that was replaced comes once, as its latest form, at its first place.
select coalesce(n.seq, r.seq) as seq, r.chat, r.direction, r.key, r.author, r.author_name,
       case when n.seq is null then null else r.seq end as replaces,
       coalesce(n.payload, r.payload) as payload, r.at
from web_log r
left join web_log n
  on n.seq = (
    select max(x.seq) from web_log x
    where x.chat = r.chat and x.seq > r.seq and x.replaces = r.seq
  )
where r.chat = :chat and r.replaces is null and r.seq < :before and r.seq > :after
order by r.seq desc
limit :upto;

-- name: never_taken_in(since)
select seq, chat, direction, key, author, author_name, replaces, payload, at
from web_log
where direction = 'in' and at >= :since and not exists (
  select 1 from inbox where inbox.channel = 'web' and inbox.update_key = web_log.key)
order by seq;

-- name: add_upload(id, address, label, digest, size, kind, refused, at)!
insert into web_uploads (id, address, label, digest, size, kind, refused, created_at)
values (:id, :address, :label, :digest, :size, :kind, :refused, :at);

-- name: upload(id, address)^
select id, address, label, digest, size, kind, refused, used_at
from web_uploads
where id = :id and address = :address;

-- name: use_upload(id, at)!
update web_uploads
set used_at = :at
where id = :id and used_at is null;

-- name: forget_uploads(before)!
delete from web_uploads where used_at is null and created_at < :before;

-- name: bytes_since(address, since)$
select coalesce(sum(size), 0)
from web_uploads
where address = :address and created_at >= :since;

-- name: upload_digests()
select distinct digest
from web_uploads
where digest is not null;

-- name: payloads_with_files()
select payload
from web_log
where payload like '%"digest"%';

-- name: payloads_with_anchors()
select at, payload
from web_log
where direction = 'out' and payload like '%留痕锚%'
order by seq;

-- name: name_person(address, person_name)!
update web_sessions
set person_name = :person_name
where address = :address;
