-- What was understood of the papers, what makes a person look twice, what a unit was told.

-- name: forget_facts(digest)!
delete from reading_facts where sha256 = :digest;

-- name: forget_samples(digest)!
delete from reading_samples where sha256 = :digest;

-- name: facts_of(digests)
select sha256, kind, value, shown, page, line, sure from reading_facts
where sha256 in (select value from json_each(:digests)) order by sha256, id;

-- name: texts_of(digests)
select sha256, group_concat(text, '') as text from
  (select sha256, page, text from reading_texts
   where sha256 in (select value from json_each(:digests)) order by sha256, page)
group by sha256;

-- name: serving(digest)
-- Where these bytes serve as evidence now.
select e.id, e.form_id, e."row" from evidence e
where e.digest = :digest and e.removed_at is null and e."row" is not null order by e.id;

-- name: alike(digest, common)
-- Papers that share samples with this one; what many papers share is a form and says nothing.
-- Short papers have samples between those that every paper has, the coarse ones (`reading.shingles`).
with mine as (
  select s.mark from reading_samples s where s.sha256 = :digest
  and (select count(*) from (select 1 from reading_samples o where o.mark = s.mark limit :common + 1)) <= :common)
select o.sha256, count(*) as both,
  (select count(*) from mine) as this,
  (select count(*) from reading_samples t where t.sha256 = o.sha256) as that,
  count(*) filter (where m.mark % 8 = 0) as both_coarse,
  (select count(*) from mine where mark % 8 = 0) as this_coarse,
  (select count(*) from reading_samples t where t.sha256 = o.sha256 and t.mark % 8 = 0) as that_coarse
from mine m cross join reading_samples o where o.mark = m.mark and o.sha256 <> :digest
group by o.sha256 having count(*) >= 12 order by 2 desc limit 40;

-- name: numbered(digest)
-- Other papers that bear this one's own 文号; one office's paper of one title is one paper.
select o.sha256, o.value from reading_facts f
join reading_facts o on o.kind = 'number' and o.value = f.value and o.sha256 <> f.sha256
where f.sha256 = :digest and f.kind = 'number' and f.sure = 1 and o.sure = 1
  and not exists (
    select 1 from reading_facts a join reading_facts b on b.kind = a.kind and b.value = a.value
    where a.sha256 = f.sha256 and b.sha256 = o.sha256 and a.kind in ('title', 'issuer')
    group by a.sha256 having count(distinct a.kind) = 2)
limit 40;

-- name: uses_of(digests)
select e.id, e.digest, e.form_id, e."row", f.unit_id, f.quarter_id from evidence e
join forms f on f.id = e.form_id
where e.digest in (select value from json_each(:digests)) and e.removed_at is null
  and e."row" is not null order by e.id;

-- name: reports_using(digests)
select w.id, w.digest, w.form_id, '' as "row", f.unit_id, f.quarter_id from work_reports w
join forms f on f.id = w.form_id
where w.digest in (select value from json_each(:digests)) and w.withdrawn_at is null order by w.id;

-- name: doubts_of_row(form_id, row_id)
select d.id, d.evidence_id, d.kind, d.reason, d.quote, d.page, d.line, d.other_evidence_id, d.state
from paper_doubts d join evidence e on e.id = d.evidence_id
where e.form_id = :form_id and e."row" = :row_id and e.removed_at is null order by d.id;

-- name: doubts_of_quarter(quarter_id)
select d.id, d.evidence_id, d.kind, d.reason, d.quote, d.page, d.line, d.other_evidence_id, d.state,
  e.form_id, e."row", e.label
from paper_doubts d join evidence e on e.id = d.evidence_id join forms f on f.id = e.form_id
where f.quarter_id = :quarter_id and d.state = 'open' and e.removed_at is null
  and e."row" is not null
  and not exists (select 1 from doubt_waivers w where w.quarter_id = f.quarter_id
    and w.kind = d.kind and (w."row" is null or w."row" = e."row"))
order by d.id;

-- name: doubts_of_form(form_id)
select d.id, d.evidence_id, d.kind, d.reason, d.quote, d.page, d.line, d.other_evidence_id, d.state,
  e.form_id, e."row", e.label
from paper_doubts d join evidence e on e.id = d.evidence_id
where e.form_id = :form_id and e.removed_at is null and e."row" is not null order by d.id;

-- name: forget_doubt(doubt_id)!
delete from paper_doubts where id = :doubt_id;

-- name: raise_doubt(evidence_id, kind, reason, quote, page, line, other, now)!
insert into paper_doubts (evidence_id, kind, reason, quote, page, line, other_evidence_id, found_at)
values (:evidence_id, :kind, :reason, :quote, :page, :line, :other, :now);

-- name: reword_doubt(doubt_id, reason, quote, page, line, other)!
update paper_doubts set reason = :reason, quote = :quote, page = :page, line = :line,
  other_evidence_id = :other where id = :doubt_id;

-- name: settle_doubts(form_id, row_id, state)!
-- A kind that somebody waived was neither right nor wrong.
update paper_doubts set state = :state where state = 'open' and evidence_id in (
  select id from evidence where form_id = :form_id and "row" = :row_id)
and kind not in (select w.kind from doubt_waivers w join forms f on f.quarter_id = w.quarter_id
  where f.id = :form_id and (w."row" is null or w."row" = :row_id));

-- name: reopen_doubts(form_id, row_id)!
-- The newest of a kind about a paper: after a return the same may have been found once more.
update paper_doubts set state = 'open' where state in ('passed', 'upheld') and id in (
  select max(d.id) from paper_doubts d join evidence e on e.id = d.evidence_id
  where e.form_id = :form_id and e."row" = :row_id group by d.evidence_id, d.kind);

-- name: waive_doubts(form_id, row_id, kind)!
update paper_doubts set state = 'waived' where state = 'open' and kind = :kind and evidence_id in (
  select id from evidence where form_id = :form_id and "row" = :row_id);

-- name: doubt_again(form_id, row_id, kind)!
update paper_doubts set state = 'open' where state = 'waived' and kind = :kind and evidence_id in (
  select id from evidence where form_id = :form_id and "row" = :row_id);

-- name: waive(quarter_id, kind, person_id, now, why)!
insert into doubt_waivers (quarter_id, kind, "row", by_person, at, why)
select :quarter_id, :kind, null, :person_id, :now, :why
where not exists (select 1 from doubt_waivers
  where quarter_id = :quarter_id and kind = :kind and "row" is null);

-- name: unwaive(quarter_id, kind)!
delete from doubt_waivers where quarter_id = :quarter_id and kind = :kind and "row" is null;

-- name: waivers(quarter_id)
select w.kind, w.at, w.by_person, p.name as by_name from doubt_waivers w join persons p on p.id = w.by_person
where w.quarter_id = :quarter_id and w."row" is null order by w.kind;

-- name: precision(quarter_id)
select d.kind, count(*) as found,
  count(*) filter (where d.state = 'upheld') as upheld,
  count(*) filter (where d.state = 'passed') as passed,
  count(*) filter (where d.state = 'waived') as waived
from paper_doubts d join evidence e on e.id = d.evidence_id join forms f on f.id = e.form_id
where f.quarter_id = :quarter_id group by d.kind order by 2 desc, d.kind;

-- name: file_batch(receipt, form_id, row_id, channel, chat, sender, inbox_id, said, now)!
insert into reading_batches (receipt, form_id, "row", channel, chat, sender, inbox_id, said, filed_at)
values (:receipt, :form_id, :row_id, :channel, :chat, :sender, :inbox_id, :said, :now)
on conflict (receipt, "row") do nothing;

-- name: batches_read(since, most)
-- What was filed, is not spoken of yet, and waits for nothing: what was just handed in for the rows
-- that were, what is older for its whole form, so that it is spoken of once.
select b.receipt, b.form_id, b."row", b.channel, b.chat, b.sender, b.inbox_id, b.said, b.filed_at
from reading_batches b where b.told_at is null and not exists (
  select 1 from evidence e join readings r on r.sha256 = e.digest
  where e.form_id = b.form_id and e.removed_at is null and r.state = 'waiting'
    and (b.filed_at < :since or exists (
      select 1 from reading_batches o
      where o.form_id = e.form_id and o."row" = e."row" and o.told_at is null
        and (o.filed_at >= :since or o.receipt = b.receipt))))
and not exists (
  select 1 from work_reports w join readings r on r.sha256 = w.digest
  where w.form_id = b.form_id and w.receipt = b.receipt and w.withdrawn_at is null
    and r.state = 'waiting')
order by b.filed_at, b.receipt limit :most;

-- name: tell_batch(receipt, row_id, now)!
update reading_batches set told_at = :now, said = ''
where receipt = :receipt and "row" = :row_id and told_at is null;

-- name: answering(channel, chat, sender)^
-- What is being answered in a chat, and since when nothing was said there.
select coalesce(waiting, '') as waiting, changed_at from conversations
where channel = :channel and chat = :chat and sender = :sender;

-- name: letter_of(inbox_id, channel, chat)^
select id, external from outbox
where inbox_id = :inbox_id and channel = :channel and chat = :chat order by id desc limit 1;

-- name: last_letter(channel, chat)$
select coalesce(max(id), 0) from outbox where channel = :channel and chat = :chat;

-- name: told(form_id, row_id)
select what from reading_told where form_id = :form_id and "row" = :row_id;

-- name: tell(form_id, row_id, what, now)!
insert into reading_told (form_id, "row", what, at) values (:form_id, :row_id, :what, :now)
on conflict (form_id, "row", what) do nothing;
