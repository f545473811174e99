-- Questions to the office, everyday answers, phrasings it taught, sentences not understood.

-- name: draft(person_id, unit_id, quarter_id, row_id, question, topic, now)$
insert into consultations (person_id, unit_id, quarter_id, "row", question, topic, asked_at)
values (:person_id, :unit_id, :quarter_id, :row_id, :question, :topic, :now)
on conflict (person_id) where state = 'draft' do update set unit_id = excluded.unit_id,
  quarter_id = excluded.quarter_id, "row" = excluded."row", question = excluded.question,
  topic = excluded.topic, asked_at = excluded.asked_at
returning id;

-- name: next_draft(person_id, before)^
select coalesce(
  (select id from consultations
   where person_id = :person_id and state = 'draft' and asked_at >= :before),
  (select max(seq) from sqlite_sequence where name = 'consultations'), 0) as number,
  exists (select 1 from consultations
   where person_id = :person_id and state = 'draft' and asked_at >= :before) as there;

-- name: forget_drafts(before)!
delete from consultations where state = 'draft' and asked_at < :before;

-- name: send(number, person_id, now)!
update consultations set state = 'asked', asked_at = :now
where id = :number and person_id = :person_id and state = 'draft';

-- name: consultation(number)^
select c.id, c.person_id, p.name as person_name, c.unit_id, c.quarter_id, c."row", c.question,
  c.topic, c.state, c.asked_at, c.answer, c.answered_by, c.answered_at
from consultations c join persons p on p.id = c.person_id where c.id = :number;

-- name: open_consultations(most)
select c.id, c.person_id, p.name as person_name, c.unit_id, c.quarter_id, c."row", c.question,
  c.topic, c.state, c.asked_at, c.answer, c.answered_by, c.answered_at
from consultations c join persons p on p.id = c.person_id
where c.state = 'asked' order by c.id limit :most;

-- name: asked_since(since, most)
select c.id, c.person_id, p.name as person_name, c.unit_id, c.quarter_id, c."row", c.question,
  c.topic, c.state, c.asked_at, c.answer, c.answered_by, c.answered_at
from consultations c join persons p on p.id = c.person_id
where c.state in ('asked', 'answered') and c.asked_at >= :since order by c.id desc limit :most;

-- name: own_open(person_id)
select c.id, c.person_id, p.name as person_name, c.unit_id, c.quarter_id, c."row", c.question,
  c.topic, c.state, c.asked_at, c.answer, c.answered_by, c.answered_at
from consultations c join persons p on p.id = c.person_id
where c.state = 'asked' and c.person_id = :person_id order by c.id;

-- name: reply(number, answer, by_person, now)!
update consultations set state = 'answered', answer = :answer, answered_by = :by_person,
  answered_at = :now
where id = :number and state in ('asked', 'answered');

-- name: add_answer(question, answer, topic, by_person, now)$
insert into known_answers (question, answer, topic, by_person, at)
values (:question, :answer, :topic, :by_person, :now) returning id;

-- name: change_answer(number, answer, by_person, now)!
update known_answers set answer = :answer, by_person = :by_person, at = :now
where id = :number and ended_at is null;

-- name: end_answer(number, now)!
update known_answers set ended_at = :now where id = :number and ended_at is null;

-- name: answer(number)^
select id, question, answer, topic from known_answers where id = :number and ended_at is null;

-- name: answer_to(topic)^
select id, question, answer, topic from known_answers
where topic = :topic and ended_at is null order by id desc limit 1;

-- name: answers()
select id, question, answer, topic from known_answers where ended_at is null order by id;

-- name: teach(said, topic, answer_id, by_person, now)!
insert into taught_phrasings (said, topic, answer_id, by_person, at)
values (:said, :topic, :answer_id, :by_person, :now)
on conflict (said) do update set topic = excluded.topic, answer_id = excluded.answer_id,
  by_person = excluded.by_person, at = excluded.at;

-- name: taught(said)^
select t.topic, t.answer_id from taught_phrasings t
left join known_answers a on a.id = t.answer_id
where t.said = :said and (t.answer_id is null or a.ended_at is null);

-- name: unlearn(said)!
delete from taught_phrasings where said = :said;

-- name: not_understood(said, shown, side, now)!
insert into not_understood (said, shown, side, first_at, last_at)
values (:said, :shown, :side, :now, :now)
on conflict (said, side) do update set times = not_understood.times + 1,
  last_at = excluded.last_at;

-- name: forget_once(before)!
delete from not_understood where settled_at is null and times = 1 and last_at < :before;

-- name: strange(most)
select id, said, shown, side, times, last_at from not_understood
where settled_at is null order by times desc, id limit :most;

-- name: strange_one(number)^
select id, said, shown, side, times, last_at from not_understood where id = :number;

-- name: how_many_strange()$
select count(*) from not_understood where settled_at is null;

-- name: settle_strange(number, now)!
update not_understood set settled_at = :now where id = :number;

-- name: named(names)
select name from persons where name in (select value from json_each(:names));

-- name: contact()$
select contact from office_contacts order by id desc limit 1;

-- name: set_contact(contact, by_person, now)!
insert into office_contacts (contact, by_person, at) values (:contact, :by_person, :now);
