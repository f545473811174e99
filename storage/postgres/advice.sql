-- What PostgreSQL keeps of numbers that were given is a sequence of each table's own.

-- name: next_draft(person_id, before)^
select coalesce(
  (select id from consultations
   where person_id = :person_id and state = 'draft' and asked_at >= :before),
  (select case when is_called then last_value else 0 end from consultations_id_seq)) as number,
  exists (select 1 from consultations
   where person_id = :person_id and state = 'draft' and asked_at >= :before) as there;
