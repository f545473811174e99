-- name: add(person_id, channel, chat, label, state, now)$
insert into scheme_scans (person_id, channel, chat, label, state, at)
values (:person_id, :channel, :chat, :label, :state, :now)
returning id;

-- name: add_page(scan_id, place, digest, kind, page)!
insert into scheme_scan_pages (scan_id, place, digest, kind, page)
values (:scan_id, :place, :digest, :kind, :page)
on conflict (scan_id, place) do nothing;

-- name: drop_page(scan_id, place)!
delete from scheme_scan_pages where scan_id = :scan_id and place = :place;

-- name: scan(scan_id)^
select id, person_id, channel, chat, label, state, told, at from scheme_scans where id = :scan_id;

-- name: gathering(person_id, channel, chat)^
select id, person_id, channel, chat, label, state, told, at from scheme_scans
where person_id = :person_id and channel = :channel and chat = :chat and state = 'gathering'
order by id desc limit 1;

-- name: at_work()
select id, person_id, channel, chat, label, state, told, at from scheme_scans
where state = 'waiting' order by id;

-- name: pages(scan_id)
select place, digest, kind, page, seen, picture, why, attempts from scheme_scan_pages
where scan_id = :scan_id order by place;

-- name: saw(scan_id, place, seen, picture)!
update scheme_scan_pages set seen = :seen, picture = :picture
where scan_id = :scan_id and place = :place;

-- name: failed(scan_id, place, why)!
update scheme_scan_pages set attempts = attempts + 1, why = :why
where scan_id = :scan_id and place = :place;

-- name: told(scan_id, told)!
update scheme_scans set told = :told where id = :scan_id;

-- name: settle(scan_id, before, state)!
update scheme_scans set state = :state where id = :scan_id and state = :before;

-- name: add_place(draft_id, place, picture, page, left, top, right, bottom)!
insert into scheme_row_places
  (draft_id, place, picture, page, left_edge, top_edge, right_edge, bottom_edge)
values (:draft_id, :place, :picture, :page, :left, :top, :right, :bottom);

-- name: places(draft_id)
select place, picture, page, left_edge as "left", top_edge as top, right_edge as "right",
       bottom_edge as bottom
from scheme_row_places where draft_id = :draft_id order by id;
