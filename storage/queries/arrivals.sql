-- name: arrival(inbox_id, key, channel, chat, sender, stream)
-- All that a turn begins with, a row for each live role of whoever it is, one if there is none; where
-- a stream of the audit chain is named, also where the chain and that stream end.
select i.state, i.received_at, p.id as person_id, p.name, p.phone,
  c.id as conversation_id, c.unit_id, c.waiting, c.draft, c.choices, c.place, c.letter, c.asked,
  c.press, coalesce(o.sent_at, o.created_at) as shown_at,
  r.id as role_id, r.role, r.unit_id as role_unit,
  head.number, head.chain, head.at, own.seq, own.hash
from (select 1 as one) as anybody
left join inbox i on i.id = :inbox_id and i.update_key = :key
left join identities d on d.channel = :channel and d.address = :sender
left join persons p on p.id = d.person_id
left join conversations c on c.channel = :channel and c.chat = :chat and c.sender = :sender
left join outbox o on o.id = c.letter
left join roles r on r.person_id = p.id and r.ended_at is null
left join audit head on :stream <> '' and head.number = (select max(number) from audit)
left join audit own on own.stream = :stream
  and own.seq = (select max(seq) from audit where stream = :stream)
order by r.id;
