-- name: enter(key, quarter_id, unit_id, person_id, milestone, state, reason, now)*!
insert into reminders (key, quarter_id, unit_id, person_id, milestone, state, reason, at)
values (:key, :quarter_id, :unit_id, :person_id, :milestone, :state, :reason, :now)
on conflict (key) do update set state = excluded.state, reason = excluded.reason, at = excluded.at
where reminders.state = 'asked';

-- name: post(channel, chat, payload, reason, now)*!
insert into outbox (inbox_id, channel, chat, payload, replaces, reason, not_before, created_at)
values (null, :channel, :chat, :payload, null, :reason, :now, :now)
on conflict (reason) do nothing;

-- name: keys(start, stop)
select key from reminders where key >= :start and key < :stop and state <> 'asked';

-- name: asked(start, stop)
select unit_id, person_id, milestone from reminders
where key >= :start and key < :stop and state = 'asked';

-- name: liaisons()
select r.unit_id, r.person_id, r.given_at, p.name, p.phone, i.channel, i.address, i.state
from roles r join persons p on p.id = r.person_id left join identities i on i.person_id = p.id
left join conversations c on c.channel = i.channel and c.chat = i.address and c.sender = i.address
where r.role = 'liaison' and r.ended_at is null and r.unit_id is not null
order by r.id, coalesce(c.changed_at, i.created_at) desc, i.id desc;

-- name: liaisons_of(unit_id)
select r.unit_id, r.person_id, r.given_at, p.name, p.phone, i.channel, i.address, i.state
from roles r join persons p on p.id = r.person_id left join identities i on i.person_id = p.id
left join conversations c on c.channel = i.channel and c.chat = i.address and c.sender = i.address
where r.role = 'liaison' and r.ended_at is null and r.unit_id = :unit_id
order by r.id, coalesce(c.changed_at, i.created_at) desc, i.id desc;

-- name: returns(quarter_id)
select f.unit_id, v.due_at, v.at from reviews v join forms f on f.id = v.form_id
where f.quarter_id = :quarter_id and v.decision = 'return' and v.superseded_at is null
  and v.due_at is not null order by v.id;

-- name: extensions(quarter_id)
select unit_id, max(at) as at from extensions where quarter_id = :quarter_id group by unit_id;

-- name: standing(quarter_id)
select f.unit_id, f.state, f.extended_to, q.state as quarter_state,
  (select count(*) from reviews v where v.form_id = f.id and v.decision = 'return'
    and v.superseded_at is null) as returned,
  (select count(*) from work_reports w where w.form_id = f.id and w.withdrawn_at is null) as reports
from forms f join quarters q on q.id = f.quarter_id where f.quarter_id = :quarter_id;

-- name: of_unit(quarter_id, unit_id)
select r.id, r.key, r.quarter_id, r.unit_id, r.person_id, r.milestone, r.state, r.reason, r.at,
  coalesce(p.name, '') as person_name
from reminders r left join persons p on p.id = r.person_id
where r.quarter_id = :quarter_id and r.unit_id = :unit_id order by r.id desc;

-- name: sent_since(quarter_id, since)
select unit_id, max(at) as at, max(case when milestone like 'nudge:%' then 1 else 0 end) as nudge
from reminders where quarter_id = :quarter_id and state = 'sent' and at >= :since group by unit_id;

-- name: counted(quarter_id)
select unit_id, count(distinct milestone) as times from reminders
where quarter_id = :quarter_id and state = 'sent' group by unit_id;

-- name: letters(start, stop)
select id, reason, channel, state, created_at, sent_at, error from outbox
where reason >= :start and reason < :stop order by id;

-- coalesce below: the range of reasons is narrow, the state is not, and SQLite would look up the state.
-- name: waiting(start, stop)$
select count(*) from outbox where coalesce(state, '') = 'new' and reason >= :start and reason < :stop;

-- name: drop_letters(start, stop, why, payload)!
update outbox set state = 'dropped', error = :why, payload = :payload
where coalesce(state, '') = 'new' and reason >= :start and reason < :stop;

-- name: supersede(start, stop, why, payload)*!
update outbox set state = 'dropped', error = :why, payload = :payload
where coalesce(state, '') = 'new' and reason >= :start and reason < :stop;

-- name: rewrite_letters(start, stop, payload)!
update outbox set payload = :payload
where coalesce(state, '') = 'new' and reason >= :start and reason < :stop;
