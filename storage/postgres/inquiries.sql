-- As in advice.sql: the numbers that were given are a sequence's.

-- name: next_number()^
select case when is_called then last_value else 0 end + 1 as number from inquiries_id_seq;
