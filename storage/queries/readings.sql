-- What waits to be read, and what was read: pages and lines.

-- name: ask(digest, now)!
insert into readings (sha256, kind, asked_at)
select b.digest, b.kind, :now from blobs b where b.digest = :digest
on conflict (sha256) do nothing;

-- name: ask_missing(most, now)!
insert into readings (sha256, kind, asked_at)
select b.digest, b.kind, :now from blobs b
where not exists (select 1 from readings r where r.sha256 = b.digest) and (
  exists (select 1 from evidence e where e.digest = b.digest and e.removed_at is null)
  or exists (select 1 from work_reports w where w.digest = b.digest and w.withdrawn_at is null)
  or exists (select 1 from appeal_papers a where a.digest = b.digest))
limit :most
on conflict (sha256) do nothing;

-- name: ask_again(text, ocr)!
-- What another version of the readers read, and what waited for eyes that are here now.
update readings set state = 'waiting', attempts = 0
where state <> 'waiting' and (
  (reader <> :text and reader not like :text || ' %')
  or (:ocr <> '' and unread = 'no_ocr')
  or (:ocr <> '' and reader like :text || ' %' and reader <> :text || ' ' || :ocr));

-- name: next(most)
-- A picture takes a thousand times as long as a document, which need not wait for it.
-- What was read before, by other readers, waits until nobody waits for an answer.
select sha256, kind, state, unread, partly, attempts, asked_at, read_at, pages, pictures, taken_at,
  cpu_ms, reader
from readings where state = 'waiting' order by
  attempts, read_at is not null, kind in ('jpg', 'png', 'gif', 'webp', 'bmp', 'heic'), asked_at, sha256
limit :most;

-- name: awaited(since, most)
-- Of papers that somebody has just handed in and is to be told of: unit by unit in turn, so that
-- nobody waits for another one's hundred.
select r.sha256, r.kind, r.state, r.unread, r.partly, r.attempts, r.asked_at, r.read_at, r.pages,
  r.pictures, r.taken_at, r.cpu_ms, r.reader
from readings r join (
  select o.digest, min(o.turn) as turn from (
    select a.digest, row_number() over (
      partition by a.form_id
      order by p.kind in ('jpg', 'png', 'gif', 'webp', 'bmp', 'heic'), p.asked_at, p.sha256) as turn
    from (
      select e.digest, b.form_id from reading_batches b
      join evidence e on e.form_id = b.form_id and e."row" = b."row" and e.removed_at is null
      where b.told_at is null and b.filed_at >= :since
      union
      select w.digest, b.form_id from reading_batches b
      join work_reports w on w.form_id = b.form_id and w.receipt = b.receipt
        and w.withdrawn_at is null
      where b.told_at is null and b.filed_at >= :since
    ) a join readings p on p.sha256 = a.digest
    where p.state = 'waiting' and p.attempts = 0 and p.read_at is null
  ) o group by o.digest
) t on t.digest = r.sha256
order by r.kind in ('jpg', 'png', 'gif', 'webp', 'bmp', 'heic'), t.turn, r.asked_at, r.sha256
limit :most;

-- name: longest(most)
-- What has waited longest, whoever asked for it and whatever it is.
select sha256, kind, state, unread, partly, attempts, asked_at, read_at, pages, pictures, taken_at,
  cpu_ms, reader
from readings where state = 'waiting' order by attempts, asked_at, sha256
limit :most;

-- name: outdated(rules, most)
-- What other rules than these have understood, the newest first: that is what is looked at.
select sha256, kind, state, unread, partly, attempts, asked_at, read_at, pages, pictures, taken_at,
  cpu_ms, reader
from readings where (rules < :rules or rules > :rules) and state <> 'waiting' order by asked_at desc, sha256
limit :most;

-- name: ruled_by(rules, after, most)
select sha256, kind, state, unread, partly, attempts, asked_at, read_at, pages, pictures, taken_at,
  cpu_ms, reader
from readings where rules = :rules and state <> 'waiting' and sha256 > :after order by sha256
limit :most;

-- name: read_after(after, most)
select sha256, kind, state, unread, partly, attempts, asked_at, read_at, pages, pictures, taken_at,
  cpu_ms, reader
from readings where state = 'done' and sha256 > :after order by sha256
limit :most;

-- name: under_review()
-- What reviewers look at: the papers of every quarter that is being reviewed.
select distinct r.sha256, r.kind, r.pages
from quarters q join forms f on f.quarter_id = q.id
join evidence e on e.form_id = f.id and e.removed_at is null
join readings r on r.sha256 = e.digest and r.state = 'done'
where q.state = 'review'
order by r.sha256;

-- name: count_outdated(rules)$
select count(*) from readings where (rules < :rules or rules > :rules) and state <> 'waiting';

-- name: ruled(digest, rules)!
update readings set rules = :rules where sha256 = :digest and state <> 'waiting';

-- name: attempt(digest)!
update readings set attempts = attempts + 1 where sha256 = :digest and state = 'waiting';

-- name: settle(digest, state, unread, partly, now, pages, pictures, taken_at, cpu_ms, reader)!
update readings set state = :state, unread = :unread, partly = :partly, read_at = :now,
  pages = :pages, pictures = :pictures, taken_at = :taken_at, cpu_ms = :cpu_ms, reader = :reader,
  rules = ''
where sha256 = :digest and state = 'waiting';

-- name: forget_lines(digest, first, last)!
delete from reading_lines where sha256 = :digest and page between :first and :last;

-- name: forget_pages(digest, first, last)!
delete from reading_pages where sha256 = :digest and page between :first and :last;

-- name: add_page(digest, page, width, height, turned, pictures)!
insert into reading_pages (sha256, page, width, height, turned, pictures)
values (:digest, :page, :width, :height, :turned, :pictures);

-- name: reading(digest)^
select sha256, kind, state, unread, partly, attempts, asked_at, read_at, pages, pictures, taken_at,
  cpu_ms, reader
from readings where sha256 = :digest;

-- name: readings_of(digests)
select sha256, kind, state, unread, partly, attempts, asked_at, read_at, pages, pictures, taken_at,
  cpu_ms, reader
from readings where sha256 in (select value from json_each(:digests));

-- name: pages_of(digest)
select sha256, page, width, height, turned, pictures from reading_pages
where sha256 = :digest order by page;

-- name: lines_of(digest)
select id, sha256, page, line, text, text_search, x0, y0, x1, y1, source, score, size, bold, place
from reading_lines where sha256 = :digest order by page, line;

-- name: lines_on(digest, page)
select id, sha256, page, line, text, text_search, x0, y0, x1, y1, source, score, size, bold, place
from reading_lines where sha256 = :digest and page = :page order by line;

-- name: reasons()
select unread, count(*) as papers from readings
where state <> 'waiting' and unread <> '' group by unread order by papers desc, unread;

-- name: unread_of_rows(quarter_id)
-- What waits, what could not be read, and what was read only in part.
select e.form_id, e."row", count(*) as papers
from forms f join evidence e on e.form_id = f.id join readings r on r.sha256 = e.digest
where f.quarter_id = :quarter_id and e.removed_at is null and e."row" is not null
  and (r.state <> 'done' or r.unread not in ('', 'hidden'))
group by e.form_id, e."row";

-- name: backlog()^
select count(*) filter (where r.state = 'waiting') as waiting, count(*) filter (where r.state = 'failed') as failed,
  count(*) filter (where r.state = 'done') as done,
  count(*) filter (where r.state = 'done' and r.unread = 'no_ocr') as no_ocr,
  count(*) filter (where r.state = 'done' and r.unread not in ('', 'no_ocr')) as unread,
  min(case when r.state = 'waiting' then r.asked_at end) as oldest,
  coalesce(sum(r.cpu_ms), 0) as cpu_ms
from readings r;
