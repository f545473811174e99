#!/bin/sh
# A query with one parameter and a colon that is none: in a line comment behind it, in an array slice, in a
# dollar-quoted text. Seen with aiosql 15.0 on 1 December 2026, as it prepares them for asyncpg: each of these is made
# a parameter of its own,
#   select 1 + :n -- as of :day      ->  select 1 + $1 -- as of $2
#   select (:list::int[])[2:3]       ->  select ($1::int[])[2$2]
#   select $$a :b$$ || :n            ->  select $$a $1$$ || $2
# (a block comment is taken out, quoted text and casts are left alone), so that the server is given more arguments than
# it counts, or a statement that is none. The adapters for SQLite leave the same texts as they are.
# Exits with 1 when it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet aiosql==15.0 asyncpg==0.31.0
"$folder/venv/bin/python" - <<'PY'
import sys

import aiosql

QUERIES = """
-- name: comment$
select 1 + :n -- as of :day
-- name: slice$
select (:list::int[])[2:3]
-- name: dollar$
select $$a :b$$ || :n
-- name: quoted$
select ':b' || :n::text /* :not */
"""
EXPECTED = {
    "comment": "select 1 + $1 -- as of $2",
    "slice": "select ($1::int[])[2$2]",
    "dollar": "select $$a $1$$ || $2",
    "quoted": "select ':b' || $1::text",
}
queries = aiosql.from_str(QUERIES, "asyncpg", mandatory_parameters=False)
here = aiosql.from_str(QUERIES, "sqlite3", mandatory_parameters=False)
prepared = {name: getattr(queries, name).sql.strip() for name in EXPECTED}
for name, text in prepared.items():
    print(name, "|", text, "|", getattr(here, name).sql.strip())
sys.exit(prepared != EXPECTED)
PY
