-- name: by_id(unit_id)^
select id, name, short, grp as "group", classification, active from units where id = :unit_id;

-- name: everyone()
select id, name, short, grp as "group", classification, active from units order by grp, id;

-- name: some(ids)
select id, name, short, grp as "group", classification, active from units
where id in (select value from json_each(:ids));

-- name: aliases()
select unit_id, alias from unit_aliases order by unit_id, alias;

-- name: add(name, short, group_name, classification, now)^
insert into units (name, short, grp, classification, active, created_at)
values (:name, :short, :group_name, :classification, 1, :now)
returning id, name, short, grp as "group", classification, active;

-- name: change(unit_id, short, group_name, active)!
update units set short = :short, grp = :group_name, active = :active where id = :unit_id;

-- name: classify(unit_id, classification)!
-- Only where it is another: every result of the unit has to be worked out anew then.
update units set classification = :classification
where id = :unit_id and classification <> :classification;

-- name: rename(unit_id, name)!
update units set name = :name where id = :unit_id;

-- name: add_alias(unit_id, alias)!
insert into unit_aliases (unit_id, alias) values (:unit_id, :alias)
on conflict (unit_id, alias) do nothing;

-- name: drop_aliases(unit_id)!
delete from unit_aliases where unit_id = :unit_id;

-- name: contacts()
select unit_id, name, phone from unit_contacts order by unit_id;

-- name: not_bound()^
select count(*) as units from unit_contacts c join units u on u.id = c.unit_id
where u.active = 1 and not exists (
  select 1 from roles r where r.unit_id = u.id and r.role = 'liaison' and r.ended_at is null);

-- name: contacts_of(units)
select unit_id, name, phone from unit_contacts where unit_id in (select value from json_each(:units));

-- name: contact(unit_id)^
select unit_id, name, phone from unit_contacts where unit_id = :unit_id;

-- name: keep_contact(unit_id, name, phone, now)!
insert into unit_contacts (unit_id, name, phone, changed_at) values (:unit_id, :name, :phone, :now)
on conflict (unit_id) do update
set name = excluded.name, phone = excluded.phone, changed_at = excluded.changed_at;

-- name: sounds()
select unit_id, sign, sound from unit_sounds order by unit_id, sign;

-- name: drop_sounds(unit_id)!
delete from unit_sounds where unit_id = :unit_id;

-- name: add_sound(unit_id, sign, sound)!
insert into unit_sounds (unit_id, sign, sound) values (:unit_id, :sign, :sound);
