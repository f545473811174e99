-- name: add_draft(group_name, title, header, sections, doubts, source, digest, person_id, now)$
insert into scheme_drafts
  (group_name, title, header, sections, doubts, source, digest, by_person, at)
values
  (:group_name, :title, :header, :sections, :doubts, :source, :digest, :person_id, :now)
returning id;

-- name: add_row(draft_id, place, row, section, cells, clause, body, doubts, own)!
insert into scheme_draft_rows (draft_id, place, "row", section, cells, clause, body, doubts, own)
values (:draft_id, :place, :row, :section, :cells, :clause, :body, :doubts, :own);

-- name: draft(draft_id)^
select id, group_name, title, header, sections, doubts, source, state, mark, by_person, at,
       proposed_by, proposed_at, digest
from scheme_drafts where id = :draft_id;

-- name: open_drafts()
select id, group_name, title, header, sections, doubts, source, state, mark, by_person, at,
       proposed_by, proposed_at, digest
from scheme_drafts where state in ('open', 'proposed') order by id;

-- name: rows(draft_id)
select place, "row", section, cells, clause, body, doubts, own, confirmed_by, confirmed_at,
       changed_by, changed_at
from scheme_draft_rows where draft_id = :draft_id order by place;

-- name: set_row(draft_id, place, cells, clause, body, doubts, own, person_id, now)!
update scheme_draft_rows set cells = :cells, clause = :clause, body = :body, doubts = :doubts,
       own = :own, confirmed_by = null, confirmed_at = null, changed_by = :person_id,
       changed_at = :now
where draft_id = :draft_id and place = :place;

-- name: put_row(draft_id, place, cells, body, doubts, own, confirmed_by, confirmed_at, person_id, now)!
update scheme_draft_rows set cells = :cells, body = :body, doubts = :doubts, own = :own,
       confirmed_by = :confirmed_by, confirmed_at = :confirmed_at, changed_by = :person_id,
       changed_at = :now
where draft_id = :draft_id and place = :place;

-- name: confirm_row(draft_id, place, person_id, now)!
update scheme_draft_rows set confirmed_by = :person_id, confirmed_at = :now
where draft_id = :draft_id and place = :place and body <> '';

-- name: doubt_row(draft_id, place)!
update scheme_draft_rows set confirmed_by = null, confirmed_at = null
where draft_id = :draft_id and place = :place and confirmed_by is not null;

-- name: drop_row(draft_id, place)!
delete from scheme_draft_rows where draft_id = :draft_id and place = :place;

-- name: set_head(draft_id, group_name, title, header, sections, doubts)!
update scheme_drafts set group_name = :group_name, title = :title, header = :header,
       sections = :sections, doubts = :doubts
where id = :draft_id and state in ('open', 'proposed');

-- name: propose(draft_id, mark, person_id, now)!
update scheme_drafts set state = 'proposed', mark = :mark, proposed_by = :person_id,
       proposed_at = :now
where id = :draft_id and state in ('open', 'proposed');

-- name: reopen(draft_id)!
update scheme_drafts set state = 'open', mark = '', proposed_by = null, proposed_at = null
where id = :draft_id and state = 'proposed';

-- name: settle(draft_id, state, now)!
update scheme_drafts set state = :state, settled_at = :now
where id = :draft_id and state in ('open', 'proposed');

-- name: add_version(draft_id, group_name, name, digest, text, in_force, proposed_by, person_id, now)$
insert into scheme_versions
  (draft_id, group_name, name, digest, text, in_force, proposed_by, confirmed_by, at)
values
  (:draft_id, :group_name, :name, :digest, :text, :in_force, :proposed_by, :person_id, :now)
returning id;

-- name: versions()
select id, draft_id, group_name, name, digest, text, in_force, proposed_by, confirmed_by, at
from scheme_versions where ended_at is null order by id;

-- name: end_version(version_id, now)!
update scheme_versions set ended_at = :now where id = :version_id and ended_at is null;

-- name: opened_with(text)$
select count(*) from quarter_schemes where text = :text;

-- name: revive(draft_id)!
update scheme_drafts set state = 'open', mark = '', proposed_by = null, proposed_at = null,
       settled_at = null
where id = :draft_id and state = 'released';
