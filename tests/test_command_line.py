"""The commands as the officer types them: real processes, real folders.

The first start, ``init`` and ``run`` are Python's own; the rest are forked (``tests.forked``).
"""

from __future__ import annotations

import ast
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests import forked
from tests.patience import LONG
from tests.program import ROOT, environment


def _run(folder: Path, *words: str, **told: str) -> subprocess.CompletedProcess[str]:
    return forked.run(words, folder, environment(NO_COLOR="1", **told))


def test_init_writes_a_config_once(tmp_path: Path) -> None:
    """The second time it leaves the file alone and says so."""
    first = [sys.executable, "-m", "bot", "init"]
    done = subprocess.run(
        first, cwd=tmp_path, env=environment(), check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert "不改也能用" in done.stdout  # make live goes on to start at once
    text = (tmp_path / "config.toml").read_text("utf-8")
    assert text == (ROOT / "config.example.toml").read_text("utf-8")
    again = _run(tmp_path, "init")
    assert again.returncode == 1
    assert "没有改动它" in again.stderr


def test_check_names_what_is_wrong(tmp_path: Path) -> None:
    """A fault in the settings, and a scheme that is not there: status 1, a sentence, no stack."""
    assert _run(tmp_path, "check", XINKAO_WEB__PORT="0").returncode == 0
    (tmp_path / "config.toml").write_text("[web]\nport = -1\n", "utf-8")
    bad = _run(tmp_path, "check")
    assert (bad.returncode, "Traceback" in bad.stderr) == (1, False)
    assert "web.port" in bad.stderr
    (tmp_path / "config.toml").write_text('[office]\nschemes = ["没有这张表"]\n', "utf-8")
    bad = _run(tmp_path, "check")
    assert (bad.returncode, "Traceback" in bad.stderr) == (1, False)
    assert "没有这张表" in bad.stdout


def test_a_backup_restores_to_the_same_data(tmp_path: Path) -> None:
    """Back up, restore elsewhere, verify: and existing data is not overwritten unasked."""
    assert "没有数据库" in _run(tmp_path, "verify").stdout
    _serve_briefly(tmp_path)
    made = _run(tmp_path, "backup", "one.tar")
    assert made.returncode == 0, made.stderr
    refused = _run(tmp_path, "restore", "one.tar")
    assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    elsewhere = {"XINKAO_DATA__FOLDER": "elsewhere"}
    assert _run(tmp_path, "restore", "one.tar", **elsewhere).returncode == 0
    verified = _run(tmp_path, "verify", **elsewhere)
    assert verified.returncode == 0
    assert "留痕链：还没有记录" in verified.stdout
    data = (tmp_path / "one.tar").read_bytes()
    (tmp_path / "half.tar").write_bytes(data[: len(data) // 2])
    broken = _run(tmp_path, "restore", "half.tar", XINKAO_DATA__FOLDER="third")
    assert (broken.returncode, "Traceback" in broken.stderr) == (1, False)
    assert not (tmp_path / "third" / "xinkao.db").exists()


def _serve_briefly(folder: Path) -> str:
    """Start ``run`` on a free port, ask /health, stop it as an operator would; what it printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env=environment(XINKAO_WEB__PORT="0"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = ""
    try:
        started = time.monotonic()
        while "按 Ctrl+C" not in said and time.monotonic() - started < LONG:
            said += process.stdout.readline()
        address = re.search(r"已启动：(http://\S+)", said)
        assert address, said
        with urllib.request.urlopen(f"{address[1]}/health", timeout=LONG) as answer:
            assert answer.status == 200
    finally:
        process.send_signal(signal.SIGTERM)
        said += process.communicate(timeout=LONG)[0]
    assert process.returncode == 0, said
    return said


def test_the_first_start_asks_for_an_admin_and_stops_cleanly(tmp_path: Path) -> None:
    """An empty start says how to get the set-up link; the code is neither in journal nor data."""
    said = _serve_briefly(tmp_path)
    assert ".venv/bin/python -m bot setup" in said
    assert "/i/" not in said
    assert "Traceback" not in said
    told = _run(tmp_path, "setup").stdout
    assert "还没有启动" in told  # the link would open nothing yet
    code = re.search(r"/i/([A-Z0-9-]+)", told)
    assert code
    assert "留痕链：还没有记录" in _run(tmp_path, "verify").stdout
    assert "没有2026年四季度的数据。有数据的季度：无。" in _said(tmp_path, "facts", "2026Q4")
    plain = code[1].encode()
    for file in (tmp_path / "data").rglob("*"):
        assert not file.is_file() or plain not in file.read_bytes()


@pytest.mark.parametrize("words", [(), ("nonsense",), ("restore",)])
def test_a_command_that_is_not_understood_ends_with_two(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    """And shows how it is used."""
    done = _run(tmp_path, *words)
    assert done.returncode == 2
    assert "usage" in done.stderr
    assert "全部写法：.venv/bin/python -m bot --help" in done.stderr


def test_the_readmes_name_the_commands_that_exist() -> None:
    """Every command is in both READMEs, and every make target they name is in the Makefile."""
    from bot.__main__ import _COMMANDS
    from bot.running import usage

    commands = next(a for a in usage.parser()._actions if a.choices and "run" in a.choices).choices
    assert list(commands) == list(_COMMANDS), "each has its function"
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text("utf-8")
        for target in re.findall(r"make ([a-z-]+)", text):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{name}: make {target}"
        for command in re.findall(r"-m bot ([a-z]+)", text):
            assert command in commands, f"{name}: {command}"
    chinese = (ROOT / "README.zh-CN.md").read_text("utf-8")
    assert all(f"bot {command}" in chinese for command in commands if command != "restore")


def _said(folder: Path, *words: str, **environment: str) -> str:
    """What a command that fails says: a sentence, no stack."""
    done = _run(folder, *words, **environment)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_a_folder_in_use_is_neither_served_twice_nor_restored_over(tmp_path: Path) -> None:
    """While the bot runs: no second start, no restore; a drill and a backup are fine."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env=environment(XINKAO_WEB__PORT="0"),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        while "Ctrl+C" not in process.stdout.readline():
            assert process.poll() is None
        assert "另一个信考程序" in _said(tmp_path, "run", XINKAO_WEB__PORT="0")
        assert _run(tmp_path, "backup", "one.tar").returncode == 0
        assert "先停止" in _said(tmp_path, "restore", "one.tar", "--overwrite")
        drilled = _run(tmp_path, "restore", "--drill", "one.tar")
        assert (drilled.returncode, "演练通过" in drilled.stdout) == (0, True), drilled.stderr
        checked = _run(tmp_path, "check", "--data", XINKAO_WEB__PORT="0")
        assert (checked.returncode, "正在运行" in checked.stdout) == (0, True), checked.stdout
        assert "没有多余的文件" in _run(tmp_path, "sweep").stdout
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LONG)


def test_what_is_wrong_with_the_data_folder_is_a_sentence(tmp_path: Path) -> None:
    """A file in its place, a database that is none, a backup that is not there, a bad config."""
    (tmp_path / "file").write_text("")
    assert "请改 [data] folder" in _said(tmp_path, "run", XINKAO_DATA__FOLDER="file")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "xinkao.db").write_bytes(b"nothing of ours" * 500)
    for words in (("run",), ("setup",), ("check",), ("verify",), ("sweep",)):
        assert "备份恢复" in _said(tmp_path, *words, XINKAO_WEB__PORT="0"), words
    assert "找不到备份文件" in _said(tmp_path, "restore", "none.tar", "--drill")
    assert "找不到配置文件" in _said(tmp_path, "--config", "none.toml", "run")


@pytest.mark.parametrize("words", [("verify",), ("sweep",), ("backup",), ("facts", "2026Q4")])
def test_before_the_first_start_a_command_says_when_there_will_be_data(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    """And leaves nothing behind: no file that looks like a backup, no empty database."""
    assert "第一次 make live 时才建立" in _said(tmp_path, *words)
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_the_make_targets_of_the_officer_are_explained(tmp_path: Path) -> None:
    """``make help`` names each with a sentence; the README's table names the same."""
    shown = subprocess.run(
        ["make", "-C", str(ROOT), "--no-print-directory", "help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    chinese = (ROOT / "README.zh-CN.md").read_text("utf-8")
    for target in ("run", "live", "setup", "doctor", "backup", "drill", "verify", "sweep"):
        assert re.search(rf"make {target} +\S", shown), target
        assert f"`make {target}" in chinese, target


_BARE = re.compile(r"(?<!\.venv/bin/)python -m bot(?! archive --check)")


def test_a_command_that_is_told_is_one_that_works_as_it_is_written() -> None:
    """The system's python knows no bot: a sentence names the one that does. An archive is checked
    on any machine, with whatever python has the program there.
    """
    bare = []
    for file in sorted((ROOT / "bot").rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            said = re.search(r"[\u4e00-\u9fff]", node.value) or node.value.startswith("python -m")
            if said and _BARE.search(node.value) and "``" not in node.value:
                bare.append(f"{file}:{node.lineno}")
    assert bare == []
