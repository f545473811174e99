"""What may be written behind ``python -m bot``: the commands, their options, and their help.

Not here: what a command does (``bot.__main__``).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

Command = Callable[[str, str], argparse.ArgumentParser]
"""Declares a command by its name and its help."""


class Parser(argparse.ArgumentParser):
    """Says in Chinese that a command was not understood; argparse says it in English."""

    def error(self, message: str) -> NoReturn:
        """Show how it is used and end with 2."""
        self.print_usage(sys.stderr)
        every = ".venv/bin/python -m bot --help"
        self.exit(2, f"这条命令没有写全，或者写错了（{message}）。全部写法：{every}\n")


def parser() -> argparse.ArgumentParser:
    """Reads the command line; ``command`` of what it finds is the command's name."""
    made = Parser(prog=".venv/bin/python -m bot", description="信考：定期考核的聊天机器人")
    made.add_argument("--config", type=Path, help="配置文件，默认是当前文件夹的 config.toml")
    commands = made.add_subparsers(required=True, metavar="命令", dest="command")

    def command(name: str, help: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help, description=help)

    for declare in (_beginning, _looking, _keeping, _moving, _serving):
        declare(command)
    return made


def _beginning(command: Command) -> None:
    command("init", "在当前文件夹生成 config.toml 和数据文件夹")
    command("run", "启动机器人")
    setup = command("setup", "给出成为第一位管理员的链接，或让进不来的管理员回来的链接")
    setup.add_argument("--name", metavar="姓名", help="哪位管理员进不来了（写姓名或电话）")
    demo = command("demo", "用一个示例县启动，不需要任何配置")
    demo.add_argument("--port", type=int, default=8080, help="网页端口，被占用时自动换一个")
    demo.add_argument("--host", default="127.0.0.1", help="要让手机访问，填 0.0.0.0")
    demo.add_argument("--folder", type=Path, default=Path("demo-data"), help="示例数据文件夹")
    demo.add_argument("--fresh", action="store_true", help="删掉旧的示例数据，重新生成")


def _looking(command: Command) -> None:
    check = command("check", "检查配置、考核指标表和数据")
    check.add_argument("what", nargs="?", choices=["telegram", "wecom"], help="只检查与它的连接")
    check.add_argument("--data", action="store_true", help="逐条核对数据库和佐证文件")
    template = command("template", "导出内置的通报模板，改好后在 config.toml 里指定")
    template.add_argument("what", choices=["circular"], help="circular：通报")
    template.add_argument("target", type=Path, help="写到哪个 .docx 文件")
    verify = command("verify", "核验留痕链和佐证文件；或核验一张回执")
    verify.add_argument("--receipt", metavar="编号", help="核验一张回执，例如 R261123-0007")
    verify.add_argument(
        "--papers", action="store_true", help="把材料重新读一遍，与记下的文字对照（照片每张几秒）"
    )
    verify.add_argument(
        "--anchor",
        metavar="锚",
        help="用别处记下的锚、或写有锚的文件核对留痕链，例如 A1234-3f9c…",
    )
    archived = command("archive", "核对一份归档：文件有没有被改过，结果能不能重算")
    archived.add_argument(
        "--check",
        type=Path,
        required=True,
        nargs="+",
        metavar="文件.zip",
        help="归档文件，分卷的写上各卷",
    )
    facts = command("facts", "导出一期的计分数据，供 python -m scoring 使用")
    facts.add_argument("quarter", metavar="考核期", help="例如 2026Q4（四季度）、2026M11（11月）")
    sweep = command("sweep", "列出没有任何记录提到的文件；每夜自动清理，这里只看不删")
    sweep.add_argument("--remove", action="store_true", help="现在就删掉列出的文件")


def _keeping(command: Command) -> None:
    backup = command("backup", "备份数据库和全部佐证到一个文件（可以在运行中备份）")
    backup.add_argument("target", type=Path, nargs="?", help="备份文件，默认按时间命名")
    restore = command("restore", "从备份文件恢复（先停止机器人）")
    restore.add_argument("source", type=Path, help="备份文件")
    restore.add_argument(
        "--drill", action="store_true", help="只演练：恢复到临时文件夹，核对后删掉"
    )
    restore.add_argument("--overwrite", action="store_true", help="已有数据时也恢复（旧库另存）")


def _moving(command: Command) -> None:
    move = command("move", "把这个县的数据搬到 PostgreSQL，或搬回数据文件夹（先停止机器人）")
    where = move.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", metavar="地址", help="postgresql://用户:密码@服务器/数据库")
    where.add_argument("--to-file", type=Path, metavar="文件", help="写有这个地址的文件")
    where.add_argument("--back", action="store_true", help="搬回数据文件夹里的文件")
    where.add_argument("--papers", action="store_true", help="数据不动，只搬材料（加 --bucket）")
    move.add_argument(
        "--bucket", metavar="s3://桶名/前缀", help='材料搬到这个桶；写 "" 搬回数据文件夹；不写不动'
    )
    move.add_argument("--schema", metavar="名称", help="放在哪个 schema，默认照 config.toml")
    move.add_argument("--overwrite", action="store_true", help="那里已有数据时也搬（那里的另存）")


def _serving(command: Command) -> None:
    serve = command("serve", "为一个文件夹里的许多县服务，可以同时开几个（都在 PostgreSQL 上）")
    serve.add_argument(
        "folder", type=Path, metavar="文件夹", help="每个县一个子文件夹，里面有 config.toml"
    )
    serve.add_argument("--host", default="127.0.0.1", help="在哪个地址收各县的网页请求")
    serve.add_argument("--port", type=int, default=8080, help="端口")
    serve.add_argument("--inner-host", default="127.0.0.1", help="几台服务器之间用的内网地址")
    serve.add_argument(
        "--log", choices=("text", "json"), default="text", help="日志写成文字还是 JSON，一行一件事"
    )
    serve.add_argument("--behind-proxy", action="store_true", help="前面有反向代理（nginx 等）")
    serve.add_argument(
        "--overview-file",
        type=Path,
        metavar="文件",
        help="全省总览用哪个只读的数据库账号：写着它的地址的文件",
    )
    serve.add_argument(
        "--rank-counties",
        action="store_true",
        help="总览里按平均分给各县排名（省里有这样的办法才加）",
    )
