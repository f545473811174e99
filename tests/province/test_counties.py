"""Which counties may be served together, the word they share, and the overview's page."""

from __future__ import annotations

import base64
import importlib.util
from pathlib import Path

import pytest

from bot.province import counties, metrics, page, secret, serving
from bot.province.summary import Average, Period, Summary, Untold, shown
from bot.running.config_faults import ConfigFault
from storage.queries.quarters import Quarter

URL = "postgresql://x:geheim@db/counties"


def settle(folder: Path, name: str, *lines: str, url: str = URL, host: str = "") -> None:
    home = folder / name
    home.mkdir()
    (home / "config.toml").write_text(
        f'[storage]\ndatabase = "{url}"\nschema_name = "{name}"\n'
        f'[web]\npublic_address = "https://{host or name}.example"\n' + "\n".join(lines)
    )


def test_what_a_worker_loads_before_it_takes_a_county_is_there() -> None:
    """A module that was given another name would only be missed when a county is taken over."""
    assert all(importlib.util.find_spec(name) for name in serving.LOADED)


def test_a_county_keeps_its_things_in_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is known by the name people reach it under, in whatever case they type it."""
    settle(tmp_path, "jia")
    settle(tmp_path, "ru")
    found = counties.read(tmp_path)
    assert list(found.counties) == ["jia", "ru"]
    assert found.counties["ru"].data.folder == tmp_path / "ru" / "data"
    assert found.of_host("JIA.example") == "jia"
    monkeypatch.delattr(counties, "host_of")
    assert found.of_host("other.example") is None, "no request reads every county's address anew"
    assert found.counties["jia"].web.behind_proxy, "who came is said by the worker"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"url": "postgresql://x/other"}, "同一个数据库"),
        ({"url": ""}, "放在 PostgreSQL 上"),
        ({"host": "jia"}, "网址 jia.example 和另一个县一样"),
        ({"lines": '[telegram]\nwebhook = "https://x.example"'}, "webhook 要写 https://ru.example"),
        ({"lines": '[telegram]\nwebhook = "https://ru.example/a"'}, "后面不带路径"),
        ({"lines": '[telegram]\ntoken = "1:a"'}, "一个机器人只能属于一个县"),
        ({"lines": '[wecom]\nbot_id = "b"\nsecret = "s"'}, "wecom.bot_id"),
        ({"lines": "[log]\nlevel = 3"}, "log.level"),
    ],
)
def test_what_cannot_be_served_together_is_named(
    tmp_path: Path, told: dict[str, str], said: str
) -> None:
    """Every reason at once, without an address's password."""
    alike = '[telegram]\ntoken = "1:a"', '[wecom]\nbot_id = "b"\nsecret = "s"'
    settle(tmp_path, "jia", *alike)
    lines = [told.pop("lines")] if "lines" in told else []
    settle(tmp_path, "ru", *lines, **told)
    with pytest.raises(ConfigFault, match=said) as fault:
        counties.read(tmp_path)
    assert "geheim" not in str(fault.value)
    assert "ru" in str(fault.value) or "几个县" in str(fault.value)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    """With what belongs in it."""
    with pytest.raises(ConfigFault, match=r"config\.toml"):
        counties.read(tmp_path)


def test_the_word_is_made_once_and_opens_for_nobody_else(tmp_path: Path) -> None:
    """Of its owner only; a worker shows something made of it, never the word."""
    word = secret.read(tmp_path)
    assert secret.read(tmp_path) == word
    assert (tmp_path / secret.FILE).stat().st_mode & 0o077 == 0
    assert [one.name for one in tmp_path.iterdir()] == [secret.FILE]
    assert word not in secret.bearer(word)
    assert secret.is_worker(secret.bearer(word), word)
    assert not secret.is_worker(f"Bearer {word}", word)

    def basic(text: str) -> str:
        return "Basic " + base64.b64encode(text.encode()).decode()

    assert secret.visitor(basic(f"张三:{word}"), word) == "张三"
    for wrong in (f"张三:{word}x", f":{word}", f" :{word}", "张三", ""):
        assert secret.visitor(basic(wrong), word) is None, wrong
    assert secret.visitor("Basic ???", word) is None
    assert secret.visitor(secret.bearer(word), word) is None


def test_a_monitor_reads_what_is_wrong_where() -> None:
    """Each figure once, with its meaning; a county that is served elsewhere is only held."""
    well = {"here": True, "worker": "w1", "ok": True, "letters_waiting": 3, "reasons": []}
    ill = {**well, "ok": False, "reasons": [{"code": "channel:wecom", "sentence": "张三"}]}
    away = {"here": False, "worker": "w2", "ok": True}
    nowhere = {"here": False, "worker": "", "ok": False}
    told = metrics.written(
        metrics.metrics({"jia": well, "ru": ill, "bao": away, "lu": nowhere}, 2)
    ).splitlines()
    assert 'xinkao_letters_waiting{county="jia"} 3' in told
    assert 'xinkao_county_ok{county="ru"} 0' in told
    assert 'xinkao_trouble{county="ru",code="channel:wecom"} 1' in told
    assert 'xinkao_county_held{county="bao"} 1' in told
    assert 'xinkao_county_held{county="lu"} 0' in told
    assert not any("张三" in line or 'ok{county="bao"' in line for line in told)
    named = [line.split()[2] for line in told if line.startswith("# TYPE")]
    assert len(named) == len(set(named))
    assert all(line.startswith("#") or line.split("{")[0].split()[0] in named for line in told)


def _county(name: str, average: str, *, full: str = "100", frozen: bool = True) -> Summary:
    one = Average(
        group="县直单位", full=full, units=3, average=average, exact=average,
        provisional=0 if frozen else 2,
    )  # fmt: skip
    period = Period(
        year=2026, number=4, name="2026年四季度", state="公示中" if frozen else "审核中",
        deadline="1月5日", units=3, submitted=2, late=("<b>局",), averages=(one,), frozen=frozen,
    )  # fmt: skip
    return Summary(county=name, periods=(period,))


def _overview(*, ranked: bool) -> str:
    return page.overview(
        {
            "a": _county("甲县", "90.5"),
            "b": _county("乙县", "92"),
            "c": _county("丙县", "90.5"),
            "d": _county("丁县", "80"),
            "e": _county("戊县", "99", frozen=False),
            "g": _county("庚县", "118", full="120"),
            "h": Summary(county="辛县"),
            "f": Untold("<b>县", "没有问到这个县，请稍后再看"),
        },
        {"a": "w1"},
        "11月23日",
        "张三",
        ranked=ranked,
    )


def test_counties_are_ranked_by_what_was_announced_or_published() -> None:
    """Equal averages share a rank and the next is skipped; what is still open is only shown.

    A table with another full mark is another table, whatever it is called.
    """
    text = _overview(ranked=True)
    ranked = text[text.index("<h2>") :]
    places = [one.split("</li>")[0] for one in ranked.split("<li>")[1:]]
    assert places == [
        "第 1　乙县　92", "第 2　甲县　90.5", "第 2　丙县　90.5", "第 4　丁县　80",
    ]  # fmt: skip
    assert "2026年四季度 县直单位平均分（满分 100 分，4 个县已公示或公布）" in ranked


def test_the_overview_says_of_every_county_how_it_stands() -> None:
    """By its own name where it could not be asked, too; all of them in a line; ranked if asked."""
    text = _overview(ranked=False)
    assert "<h2>" not in text
    assert "99<small>（3 个单位，2 个暂定）" in text
    assert "<tr><td>&lt;b&gt;县</td><td class=bad colspan=6>没有问到这个县" in text
    assert "&lt;b&gt;局" in text
    assert "2／3" in text
    assert (
        "8 个县，1 个没有问到，1 个还没有开过期，2026年四季度公示中 5 个，2026年四季度审核中 1 个。"
    ) in text


def test_what_runs_and_what_was_published_last_is_shown() -> None:
    """A quarter opens before the one before it is published: neither hides the other."""

    def quarter(year: int, number: int, state: str) -> Quarter:
        return Quarter(number, year, number, state, "", "", "", "", "")

    known = [
        quarter(2026, 1, "archived"), quarter(2026, 2, "published"), quarter(2026, 3, "review"),
        quarter(2026, 4, "open"), quarter(2027, 1, "planned"),
    ]  # fmt: skip
    assert [(one.number, one.state) for one in shown(known)] == [
        (4, "open"), (3, "review"), (2, "published"),
    ]  # fmt: skip
    assert [one.number for one in shown(known[:1])] == [1]
    assert shown(known[4:]) == []
