"""The page an official edits by and the program know the same keys and the same faults."""

import re
import tomllib
from pathlib import Path

import scoring
from scoring import keys
from scoring.scheme import Scheme, loads

PAGE = (Path(scoring.__file__).parent / "README.md").read_text("utf-8")
PLACES = {
    "## 文件里有什么": keys.TOP,
    "### 抬头": keys.SCHEME,
    "### 定级和排名": keys.RANKING,
    "### 全年": keys.YEAR,
    "### 节": keys.SECTION,
    "### 行": keys.ROW,
    "### 加扣的每一项都可以写": keys.TERM,
    "### `effects` 的每一项": keys.EFFECT,
    "### `joint` 的每一项": keys.JOINT,
    "### `grouped` 的每一项": keys.GROUP,
    "### `factors` 的每一项": keys.FACTOR,
    "### `most_if`、`total_off` 的每一项": keys.STAKE,
    "### `example` 的每一项": keys.EXAMPLE,
    **{f"### 动词 `{verb}`": known for verb, known in keys.TERMS.items()},
}


def table_under(heading: str) -> dict[str, str]:
    """The first column and the last of the table under a heading."""
    part = PAGE[PAGE.index(heading) + len(heading) :]
    part = re.split(r"\n##", part)[0]
    return dict(re.findall(r"^\| `([^`]+)` \|.*\| ([^|]+) \|$", part, re.M))


def sample_text() -> str:
    return PAGE.rpartition("```toml\n")[2].partition("\n```")[0]


def sample() -> Scheme:
    return loads(sample_text(), "README.md")


def test_every_key_is_explained_in_the_words_of_the_code() -> None:
    for heading, known in PLACES.items():
        assert table_under(heading) == known, heading


def test_the_sample_loads_and_uses_every_key() -> None:
    assert sample().name == "样县2026-乡镇"
    text = sample_text()
    for known in PLACES.values():
        for key in known:
            assert re.search(rf"(?:^|[\s{{\[]){key}(?: =|\]|\.)", text, re.M), key


def test_the_sample_uses_every_key_of_a_section_and_a_row_in_its_own_place() -> None:
    """``by`` of a row does not stand in for ``by`` of a section."""
    raw = tomllib.loads(sample_text())
    assert set().union(*raw["section"].values()) == set(keys.SECTION)
    rows = [part for name, part in raw.items() if "." in name]
    assert set().union(*rows) == set(keys.ROW)
    assert set(raw["ranking"]) == set(keys.RANKING)


def test_what_a_section_says_of_its_rows_is_said_of_the_row() -> None:
    """行里另写的以行为准: the sample's veto row takes both from its section."""
    row = sample().row("四.1")
    assert (row.by, row.reviewer) == ("县信用办", "县纪委监委")


def test_every_way_of_writing_in_the_tables_parses() -> None:
    for example in re.findall(r"^\| `\w+` \| `(\w+ = [^`]+)` \|", PAGE, re.M):
        first = example.split(" 或 ")[0]
        assert tomllib.loads(first), example
