-- Messages that may still be edited: which form took them and what they became.

-- name: keep(channel, chat, message, bundle, route, became, mark, caption, file, at)!
insert into spoken (channel, chat, message, bundle, route, became, mark, caption, file, at)
values (:channel, :chat, :message, :bundle, :route, :became, :mark, :caption, :file, :at)
on conflict (channel, chat, message) do update set
  bundle = excluded.bundle, route = excluded.route, became = excluded.became,
  mark = excluded.mark, caption = excluded.caption, file = excluded.file, at = excluded.at;

-- name: by_message(channel, chat, message)^
select id, channel, chat, message, bundle, route, became, mark, caption, file, wanted
from spoken where channel = :channel and chat = :chat and message = :message;

-- name: by_id(number)^
select id, channel, chat, message, bundle, route, became, mark, caption, file, wanted
from spoken where id = :number;

-- name: bundle_of(channel, chat, bundle)
select id, channel, chat, message, bundle, route, became, mark, caption, file, wanted
from spoken where channel = :channel and chat = :chat and bundle = :bundle order by id;

-- name: edited(number, mark, caption, wanted)!
update spoken set mark = :mark, caption = :caption, wanted = :wanted where id = :number;

-- name: forgettable(before, most)
select id from spoken where at < :before order by id limit :most;

-- name: forget(ids)!
delete from spoken where id in (select value from json_each(:ids));
