-- name: add_person(name, phone, now)$
insert into persons (name, phone, created_at) values (:name, :phone, :now) returning id;

-- name: person(person_id)^
select id, name, phone from persons where id = :person_id;

-- name: names()
select id, name from persons;

-- name: change_person(person_id, name, phone)!
update persons set name = :name, phone = :phone where id = :person_id;

-- name: by_identity(channel, address)^
select p.id, p.name, p.phone from persons p join identities i on i.person_id = p.id
where i.channel = :channel and i.address = :address;

-- name: add_identity(person_id, channel, address, now)!
insert into identities (person_id, channel, address, state, created_at)
values (:person_id, :channel, :address, 'ok', :now);

-- name: drop_identity(channel, address)!
delete from identities where channel = :channel and address = :address;

-- name: identities_of(person_id)
select channel, address, state from identities where person_id = :person_id order by id;

-- name: reached_at(person_id)^
-- The account used last; one just bound counts as used.
select i.channel, i.address, i.state from identities i
left join conversations c on c.channel = i.channel and c.chat = i.address and c.sender = i.address
where i.person_id = :person_id and i.state = 'ok'
order by coalesce(c.changed_at, i.created_at) desc, i.id desc limit 1;

-- name: all_reached_at(persons)
select i.person_id, i.channel, i.address, i.state from identities i
left join conversations c on c.channel = i.channel and c.chat = i.address and c.sender = i.address
where i.person_id in (select value from json_each(:persons)) and i.state = 'ok'
order by i.person_id, coalesce(c.changed_at, i.created_at) desc, i.id desc;

-- name: with_accounts()
select p.id, p.name, p.phone, i.channel, i.address from persons p
join identities i on i.person_id = p.id order by p.name, p.id, i.id;

-- name: move_identity(channel, address, kept, gone)!
update identities set person_id = :kept
where channel = :channel and address = :address and person_id = :gone;

-- name: join_persons(kept, gone, moved, by_person, now)!
insert into person_joins (kept, gone, moved, by_person, at)
values (:kept, :gone, :moved, :by_person, :now);

-- name: joins()
select id, kept, gone, moved, at from person_joins where undone_at is null order by id desc;

-- name: undo_join(join_id, now)!
update person_joins set undone_at = :now where id = :join_id and undone_at is null;

-- name: identity_state(channel, address, state)!
update identities set state = :state where channel = :channel and address = :address;

-- name: roles_of(person_id)
select r.id, r.person_id, r.role, r.unit_id, p.name as person_name, p.phone as person_phone
from roles r join persons p on p.id = r.person_id
where r.person_id = :person_id and r.ended_at is null order by r.id;

-- name: with_role(role)
select r.id, r.person_id, r.role, r.unit_id, p.name as person_name, p.phone as person_phone
from roles r join persons p on p.id = r.person_id
where r.role = :role and r.ended_at is null order by r.id;

-- name: liaisons_of(units)
select r.unit_id, p.name from roles r join persons p on p.id = r.person_id
where r.unit_id in (select value from json_each(:units)) and r.role = 'liaison'
  and r.ended_at is null order by r.id;

-- name: bound_units()
select distinct unit_id from roles where role = 'liaison' and unit_id is not null and ended_at is null;

-- name: liaisons_ever()
select r.unit_id, p.name as person_name, r.given_at, r.ended_at
from roles r join persons p on p.id = r.person_id
where r.role = 'liaison' and r.unit_id is not null order by r.id;

-- name: last_used()
-- When each liaison last wrote or pressed anywhere, or looked at the web page.
select r.unit_id, p.name as person_name, max(c.changed_at) as spoke, max(s.seen_at) as looked
from roles r join persons p on p.id = r.person_id
left join identities i on i.person_id = p.id
left join conversations c on c.channel = i.channel and c.chat = i.address and c.sender = i.address
left join web_sessions s on i.channel = 'web' and s.address = i.address
where r.role = 'liaison' and r.ended_at is null and r.unit_id is not null
group by r.unit_id, p.id, p.name order by r.unit_id, p.id;

-- name: live_roles()
select r.id, r.person_id, r.role, r.unit_id, p.name as person_name, p.phone as person_phone
from roles r join persons p on p.id = r.person_id
where r.ended_at is null order by r.role, r.id;

-- name: unreachable()
select r.id, r.person_id, r.role, r.unit_id, p.name as person_name, p.phone as person_phone
from roles r join persons p on p.id = r.person_id
where r.ended_at is null
and exists (select 1 from identities i where i.person_id = p.id and i.state = 'blocked')
and not exists (select 1 from identities i where i.person_id = p.id and i.state = 'ok')
order by r.unit_id is not null, r.unit_id, r.id;

-- name: logged_out(soon)
-- Who is on the web chat alone, where no log-in of theirs lasts longer than until then.
select r.id, r.person_id, r.role, r.unit_id, p.name as person_name, p.phone as person_phone, (
  select max(s.expires_at) from identities i join web_sessions s on s.address = i.address
  where i.person_id = p.id and i.channel = 'web' and s.ended_at is null) as until
from roles r join persons p on p.id = r.person_id
where r.ended_at is null
and not exists (
  select 1 from identities i where i.person_id = p.id and i.channel <> 'web' and i.state = 'ok')
and exists (
  select 1 from identities i join web_sessions s on s.address = i.address
  where i.person_id = p.id and i.channel = 'web')
and not exists (
  select 1 from identities i join web_sessions s on s.address = i.address
  where i.person_id = p.id and i.channel = 'web' and s.ended_at is null and s.expires_at > :soon)
order by r.unit_id is not null, r.unit_id, r.id;

-- name: of_unit(unit_id)
select r.id, r.person_id, r.role, r.unit_id, p.name as person_name, p.phone as person_phone
from roles r join persons p on p.id = r.person_id
where r.unit_id = :unit_id and r.ended_at is null order by r.id;

-- name: give_role(person_id, role, unit_id, given_by, now)!
insert into roles (person_id, role, unit_id, given_by, given_at)
values (:person_id, :role, :unit_id, :given_by, :now)
on conflict do nothing;

-- name: end_role(role_id, now)!
update roles set ended_at = :now where id = :role_id and ended_at is null;

-- name: group(channel, address)^
select id, channel, address, title, purpose from groups
where channel = :channel and address = :address and ended_at is null;

-- name: groups_for(purpose)
select id, channel, address, title, purpose from groups
where purpose = :purpose and ended_at is null order by id;

-- name: claim_group(channel, address, title, purpose, now)!
insert into groups (channel, address, title, purpose, claimed_at)
values (:channel, :address, :title, :purpose, :now)
on conflict (channel, address) do update set
  title = excluded.title, purpose = excluded.purpose, claimed_at = excluded.claimed_at, ended_at = null;

-- name: invite(code_hash, role, unit_id, created_by, now, expires_at, person_id)!
insert into invitations (code_hash, role, unit_id, created_by, created_at, expires_at, person_id)
values (:code_hash, :role, :unit_id, :created_by, :now, :expires_at, :person_id);

-- name: invitation(code_hash)^
select id, role, unit_id, created_by, created_at, expires_at, used_at, used_by, revoked_at, person_id
from invitations where code_hash = :code_hash;

-- name: open_invitations(now)
select id, role, unit_id, created_by, created_at, expires_at, used_at, used_by, revoked_at, person_id
from invitations where used_at is null and revoked_at is null and expires_at > :now and person_id is null order by id;

-- name: use_invitation(invitation_id, person_id, now)!
update invitations set used_by = :person_id, used_at = :now
where id = :invitation_id and used_at is null and revoked_at is null;

-- name: revoke_invitations(role, unit_id, now)!
update invitations set revoked_at = :now
where role = :role and coalesce(unit_id, 0) = coalesce(:unit_id, 0)
and used_at is null and revoked_at is null;

-- name: revoke_further(person_id, now)!
update invitations set revoked_at = :now
where person_id = :person_id and used_at is null and revoked_at is null;
