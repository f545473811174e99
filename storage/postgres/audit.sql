-- name: as_written()
-- What is hashed, letter by letter as JSON without spaces.
select number, chain, previous, hash, stream, seq,
  '[' || to_json(stream)::text || ',' || seq || ',' || to_json(at)::text || ','
    || coalesce(actor::text, 'null') || ',' || to_json(action)::text || ','
    || to_json(subject)::text || ',' || to_json("before")::text || ',' || to_json("after")::text
    || ',' || to_json(why)::text || ']' as said
from audit order by number, id;
