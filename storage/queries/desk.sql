-- What the reviewer's desk shows beside the papers: what was read in them, and what is doubted.

-- name: facts(digests)
select sha256, kind, value, shown, page, line, sure from reading_facts
where sha256 in (select value from json_each(:digests)) order by sha256, id;

-- name: doubts(numbers)
select evidence_id, kind, reason, quote, page, line, other_evidence_id from paper_doubts
where evidence_id in (select value from json_each(:numbers)) and state = 'open' order by id;
