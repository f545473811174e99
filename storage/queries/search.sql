-- The text of all papers, a page of each a row, and where a text stands in it.

-- name: forget(digest, first, last)!
delete from reading_texts where sha256 = :digest and page between :first and :last;

-- name: keep(digest, first, last)!
-- Two blanks behind: the last two letters of a page begin a trigram, too.
insert into reading_texts (sha256, page, text)
select sha256, page, group_concat(text_search, '') || '  ' from
  (select sha256, page, text_search from reading_lines
   where sha256 = :digest and page between :first and :last order by page, line)
group by sha256, page;

-- name: keep_all()!
insert into reading_texts (sha256, page, text)
select sha256, page, group_concat(text_search, '') || '  ' from
  (select sha256, page, text_search from reading_lines order by sha256, page, line)
group by sha256, page;

-- name: forget_all()!
delete from reading_texts;

-- name: rebuild()!
insert into reading_search (reading_search) values ('rebuild');

-- name: integrity()!
-- Fails where the index is not what the pages' texts come to.
insert into reading_search (reading_search, rank) values ('integrity-check', 1);

-- name: terms(first, beyond)
select term from reading_search_terms where term >= :first and term < :beyond;

-- name: hits(match, unit, most)
-- Papers that serve as evidence, a work report or with an appeal now; ``unit`` null: every unit's.
-- A paper that was never read to its end may have some of its pages here: it waits still.
select h.sha256, h.page, 'evidence' as source, e.id as number, 0 as within, coalesce(e."row", '') as "row",
  e.label, b.kind, f.unit_id, f.quarter_id, f.grp
from reading_search s join reading_texts h on h.id = s.rowid
join readings d on d.sha256 = h.sha256 and d.read_at is not null
join blobs b on b.digest = h.sha256
join evidence e on e.digest = h.sha256 and e.removed_at is null
join forms f on f.id = e.form_id
where s.text match :match and (:unit is null or f.unit_id in (select value from json_each(:unit)))
union all
select h.sha256, h.page, 'report', w.id, 0, '', coalesce(nullif(w.label, ''), w.title), b.kind,
  f.unit_id, f.quarter_id, f.grp
from reading_search s join reading_texts h on h.id = s.rowid
join readings d on d.sha256 = h.sha256 and d.read_at is not null
join blobs b on b.digest = h.sha256
join work_reports w on w.digest = h.sha256 and w.withdrawn_at is null
join forms f on f.id = w.form_id
where s.text match :match and (:unit is null or f.unit_id in (select value from json_each(:unit)))
union all
select h.sha256, h.page, 'appeal', p.id, p.appeal_id, a."row", p.label, b.kind, f.unit_id,
  f.quarter_id, f.grp
from reading_search s join reading_texts h on h.id = s.rowid
join readings d on d.sha256 = h.sha256 and d.read_at is not null
join blobs b on b.digest = h.sha256
join appeal_papers p on p.digest = h.sha256
join appeals a on a.id = p.appeal_id
join forms f on f.id = a.form_id
where s.text match :match and (:unit is null or f.unit_id in (select value from json_each(:unit)))
order by quarter_id desc, unit_id, "row", label, page
limit :most;

-- name: unlike()
-- Papers whose searched text is not what their lines say.
with said as (
  select sha256, page, group_concat(text_search, '') || '  ' as text from
    (select sha256, page, text_search from reading_lines order by sha256, page, line)
  group by sha256, page),
kept as (select sha256, page, text from reading_texts)
select distinct sha256 from (
  select * from (select * from said except select * from kept)
  union all
  select * from (select * from kept except select * from said))
order by sha256;
