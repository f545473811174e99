-- name: add(quarter_id, kind, version, snapshot, hash, reason, proposed_by, confirmed_by, now)$
insert into publications
  (quarter_id, kind, version, snapshot, hash, reason, proposed_by, confirmed_by, at)
values
  (:quarter_id, :kind, :version, :snapshot, :hash, :reason, :proposed_by, :confirmed_by, :now)
returning id;

-- name: newest(quarter_id, kind)^
select id, quarter_id, kind, version, snapshot, hash, reason, proposed_by, confirmed_by, at
from publications where quarter_id = :quarter_id and kind = :kind order by version desc limit 1;

-- name: of_number(quarter_id, kind, version)^
select id, quarter_id, kind, version, snapshot, hash, reason, proposed_by, confirmed_by, at
from publications where quarter_id = :quarter_id and kind = :kind and version = :version;

-- name: of_quarter(quarter_id)
select id, kind, version, hash, reason, proposed_by, confirmed_by, at
from publications where quarter_id = :quarter_id order by id;

-- name: propose(quarter_id, kind, mark, payload, person_id, now)!
insert into release_proposals (quarter_id, kind, mark, payload, proposed_by, at)
values (:quarter_id, :kind, :mark, :payload, :person_id, :now);

-- name: proposal(quarter_id)^
select id, quarter_id, kind, mark, payload, proposed_by, at from release_proposals
where quarter_id = :quarter_id and settled_at is null;

-- name: settle(proposal_id, outcome, person_id, now)!
update release_proposals set settled_at = :now, outcome = :outcome, settled_by = :person_id
where id = :proposal_id and settled_at is null;

-- name: add_appeal(form_id, row_id, text, person_id, now)$
insert into appeals (form_id, "row", text, by_person, at)
values (:form_id, :row_id, :text, :person_id, :now)
returning id;

-- name: appeal(appeal_id)^
select id, form_id, "row", text, state, answer, by_person, at, answered_by, answered_at
from appeals where id = :appeal_id;

-- name: appeals_of_form(form_id)
select id, form_id, "row", text, state, answer, by_person, at, answered_by, answered_at
from appeals where form_id = :form_id order by id;

-- name: appeals_of_quarter(quarter_id)
select a.id, a.form_id, a."row", a.text, a.state, a.answer, a.by_person, a.at, a.answered_by,
  a.answered_at
from appeals a join forms f on f.id = a.form_id where f.quarter_id = :quarter_id order by a.id;

-- name: answer_appeal(appeal_id, state, answer, person_id, now)!
update appeals set state = :state, answer = :answer, answered_by = :person_id, answered_at = :now
where id = :appeal_id and state = 'open';

-- name: add_appeal_paper(appeal_id, digest, label, person_id, now)!
insert into appeal_papers (appeal_id, digest, label, by_person, at)
values (:appeal_id, :digest, :label, :person_id, :now);

-- name: appeal_paper(number)^
select p.appeal_id, p.digest, p.label, b.kind from appeal_papers p join blobs b on b.digest = p.digest
where p.id = :number;

-- name: appeal_papers(appeal_id)
select p.digest, p.label, b.kind from appeal_papers p join blobs b on b.digest = p.digest
where p.appeal_id = :appeal_id order by p.id;
