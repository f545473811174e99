-- name: copy(publication_id, quarter_id, unit_id, place, group_name, name, short, classification, total, grade, points, rank, provisional)!
insert into edition_results (publication_id, quarter_id, unit_id, place, grp, name, short,
  classification, total, grade, points, rank, provisional)
values (:publication_id, :quarter_id, :unit_id, :place, :group_name, :name, :short,
  :classification, :total, :grade, :points, :rank, :provisional);

-- name: newest_edition(quarter_id, kind)^
select id, quarter_id, kind, version, at, hash from publications
where quarter_id = :quarter_id and kind = :kind order by version desc limit 1;

-- name: of_edition(publication_id, group_name)
select unit_id, name, short, classification, total, grade, rank, provisional, grp as "group", place
from edition_results where publication_id = :publication_id and grp = :group_name order by place;

-- name: rungs_of_edition(publication_id, group_name)
select classification, rank, total, grade, count(*) as units, sum(provisional) as provisional,
  min(place) as first
from edition_results where publication_id = :publication_id and grp = :group_name
group by classification, rank, total, grade order by first;

-- name: order_of_edition(publication_id, group_name, first, last)
select unit_id, grade from edition_results
where publication_id = :publication_id and grp = :group_name and place between :first and :last
order by place;

-- name: lines_of_edition(publication_id, units)
select unit_id, name, short, classification, total, grade, rank, provisional, grp as "group", place
from edition_results
where publication_id = :publication_id and unit_id in (select value from json_each(:units));

-- name: size_of_edition(publication_id, group_name)^
select count(*) as units from edition_results
where publication_id = :publication_id and grp = :group_name;

-- name: count_points(publication_id, group_name, row, points, units)!
insert into edition_points (publication_id, grp, "row", points, units)
values (:publication_id, :group_name, :row, :points, :units);

-- name: points_of_edition(publication_id, group_name)
select "row", points, units from edition_points
where publication_id = :publication_id and grp = :group_name;

-- name: rows_of_edition(publication_id, group_name)
select unit_id, short, points, '[]' as missing from edition_results
where publication_id = :publication_id and grp = :group_name order by place;

-- name: rows_in_edition(publication_id, unit_id)^
select unit_id, short, points, '[]' as missing from edition_results
where publication_id = :publication_id and unit_id = :unit_id;

-- name: released_of_unit(unit_id)
select distinct e.quarter_id from edition_results e join publications p on p.id = e.publication_id
where e.unit_id = :unit_id and p.version = (select max(version) from publications n
  where n.quarter_id = p.quarter_id and n.kind = p.kind);

-- name: of_unit(unit_id, quarters)
select e.publication_id, e.quarter_id, p.kind, p.version, e.grp as "group", e.total, e.grade, e.rank,
  e.provisional, e.classification,
  (select max(o.place) from edition_results o
   where o.publication_id = e.publication_id and o.grp = e.grp) as fellows,
  case when exists (select 1 from edition_results o
      where o.publication_id = e.publication_id and o.grp = e.grp
        and o.classification < e.classification)
    or exists (select 1 from edition_results o
      where o.publication_id = e.publication_id and o.grp = e.grp
        and o.classification > e.classification)
  then (select count(*) from edition_results o
    where o.publication_id = e.publication_id and o.grp = e.grp
      and o.classification = e.classification)
  else (select max(o.place) from edition_results o
    where o.publication_id = e.publication_id and o.grp = e.grp) end as classmates
from edition_results e join publications p on p.id = e.publication_id
where e.unit_id = :unit_id and e.quarter_id in (select value from json_each(:quarters))
and p.version = (select max(version) from publications n
  where n.quarter_id = p.quarter_id and n.kind = p.kind)
order by e.quarter_id desc, e.publication_id desc;
