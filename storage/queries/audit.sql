-- name: ends(stream)^
-- The end of the whole chain, and beside it the end of one stream: a turn's audit asks once.
select head.number, head.chain, head.at, own.seq, own.hash
from audit head left join audit own on own.stream = :stream
  and own.seq = (select max(seq) from audit where stream = :stream)
where head.number = (select max(number) from audit);

-- name: append(stream, seq, at, actor, action, subject, before, after, why, previous, hash, number, chain)!
insert into audit
  (stream, seq, at, actor, action, subject, before, after, why, previous, hash, number, chain)
values
  (:stream, :seq, :at, :actor, :action, :subject, :before, :after, :why, :previous, :hash, :number,
   :chain);

-- name: head()^
-- The end of the whole chain.
select number, chain, at from audit where number = (select max(number) from audit);

-- name: since(number, most)
select subject, action from audit where number > :number order by number limit :most;

-- name: streams_since(number)
select stream from audit where number > :number;

-- name: ends_of_units(units)
select a.stream, a.seq, a.hash
from (select 'unit:' || id as stream from units where id in (select value from json_each(:units))) u
join audit a on a.stream = u.stream
  and a.seq = (select max(b.seq) from audit b where b.stream = u.stream);

-- name: numbered(number)^
select number, chain, at from audit where number = :number;

-- name: about(subject, action)^
select number, chain, at from audit where subject = :subject and action = :action
order by number desc limit 1;

-- name: in_order()
select number, chain, hash from audit order by number, id;

-- name: as_written()
-- What is hashed as the database writes it: twelve values of half a million rows are a second.
select number, chain, previous, hash, stream, seq,
  json_array(stream, seq, at, actor, action, subject, before, after, why) as said
from audit order by number, id;

-- name: everything()
select id, stream, seq, at, actor, action, subject, before, after, why, previous, hash
from audit order by stream, seq;

-- name: of_stream(stream, most)
select id, stream, seq, at, actor, action, subject, before, after, why, previous, hash
from audit where stream = :stream order by seq desc limit :most;

-- name: of_subject(subject, older)
select id, stream, seq, at, actor, action, subject, before, after, why, previous, hash
from audit where subject in (:subject, :older) order by id;

-- name: changes(stream, actions, before, most)
select id, stream, seq, at, actor, action, subject, before, after, why, previous, hash
from audit where stream = :stream and seq < :before
and action in (select value from json_each(:actions)) order by seq desc limit :most;

-- name: newest(actions, most, skip)
select id, stream, seq, at, actor, action, subject, before, after, why, previous, hash
from audit where action in (select value from json_each(:actions))
order by id desc limit :most offset :skip;

-- name: of_actor(actor, start, stop)
select id, stream, seq, at, actor, action, subject, before, after, why, previous, hash
from audit where actor = :actor and at >= :start and at < :stop order by id;
