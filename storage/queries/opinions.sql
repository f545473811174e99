-- name: of_quarter(quarter_id)
select o.id, o.form_id, o."row", o.basis, o.drawn, o.decision, o.accepted, o.reason, o.by_person,
  p.name as by_name, o.at, o.outcome, o.settled_at
from review_opinions o join forms f on f.id = o.form_id join persons p on p.id = o.by_person
where f.quarter_id = :quarter_id order by o.id;

-- name: of_item(form_id, row_id)
select o.id, o.form_id, o."row", o.basis, o.drawn, o.decision, o.accepted, o.reason, o.by_person,
  p.name as by_name, o.at, o.outcome, o.settled_at
from review_opinions o join persons p on p.id = o.by_person
where o.form_id = :form_id and o."row" = :row_id order by o.id;

-- name: add(form_id, row_id, basis, drawn, decision, accepted, reason, by_person, now)!
insert into review_opinions
  (form_id, "row", basis, drawn, decision, accepted, reason, by_person, at)
values (:form_id, :row_id, :basis, :drawn, :decision, :accepted, :reason, :by_person, :now);

-- name: settle(form_id, row_id, outcome, now)!
update review_opinions set outcome = :outcome, settled_at = :now
where form_id = :form_id and "row" = :row_id and settled_at is null;
