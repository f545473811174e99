"""python -m scoring: check, show, score and diff, for people without a chat.

Here: the command line and its exit status (0 good, 1 bad input, 2 a command that cannot be
read). Not here: what the commands do.
"""

import argparse
import gc
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, NoReturn, TextIO, TypeAlias

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from scoring import scheme as catalogue
from scoring.batch import Batch, run
from scoring.difference import difference
from scoring.exact import show
from scoring.faults import Fault, SchemeError
from scoring.model import Row, Scheme
from scoring.report import ranking_table, show_scheme, summary, write_csv, write_json
from scoring.shown import digits_apart
from scoring.units import read_units
from scoring.values import nearest

_BUFFER: Final = 1 << 20  # bytes; a unit with its steps takes four thousand
_LONG: Final = 2000  # units from which a person starts to wonder
_WRITERS: Final[dict[str, Callable[[Batch, TextIO], None]]] = {"json": write_json, "csv": write_csv}


class _Parser(argparse.ArgumentParser):
    """argparse that speaks Chinese."""

    def __init__(self, *, prog: str | None = None, description: str | None = None) -> None:
        super().__init__(prog=prog, description=description, add_help=False)
        self.given = self.add_argument_group("参数")
        self.given.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "用法：", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        for english, chinese in (
            (r"the following arguments are required: (.+)", r"缺少参数：\1"),
            (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
            (
                r"argument (\S+): invalid choice: (.+) \(choose from (.+)\)",
                r"\1 不能是 \2，可选：\3",
            ),
            (r"argument (\S+): expected one argument", r"\1 后面要跟一个值"),
        ):
            message = re.sub(english, chinese, message)
        self.exit(2, f"命令写错了：{message}\n{self.format_usage()}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = _Parser(
        prog="python -m scoring", description="考核计分：检查方案、看规则、算分、比较两个方案。"
    )
    commands = parser.add_subparsers(
        title="命令", metavar="命令", dest="command", required=True, parser_class=_Parser
    )
    for add in (_add_check, _add_show, _add_score, _add_diff):
        add(commands)
    options = parser.parse_args(arguments)
    handler: Callable[[argparse.Namespace], int] = options.handler
    try:
        return handler(options)
    except SchemeError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output went away, as `| head` does: nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


# argparse has no public name for what add_subparsers returns.
Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 - see above


def _add_check(commands: Commands) -> None:
    words = "检查方案文件：合计、能否得满、键名、算例，一次列出所有问题"
    parser = commands.add_parser("check", help=words, description=words)
    parser.given.add_argument(
        "schemes", nargs="*", metavar="方案", help="方案名或文件；不写就检查自带的"
    )
    parser.set_defaults(handler=_check)


def _add_show(commands: Commands) -> None:
    words = "把方案的规则用中文说一遍"
    parser = commands.add_parser("show", help=words, description=words)
    parser.given.add_argument("scheme", metavar="方案", help="方案名、组名（如 县直单位）或文件")
    parser.given.add_argument("rows", nargs="*", metavar="行", help="只看这些行，如 三.4")
    parser.set_defaults(handler=_show)


def _add_score(commands: Commands) -> None:
    words = "算分、定级、排名"
    parser = commands.add_parser("score", help=words, description=words)
    given = parser.given
    given.add_argument("--scheme", required=True, metavar="方案", help="方案名、组名或文件")
    given.add_argument(
        "input", metavar="文件", help="json、jsonl、csv、xlsx、xls、et、ods；- 是标准输入的 json"
    )
    given.add_argument(
        "--format", choices=("json", "csv", "table"), default="json", help="输出形式，默认 json"
    )
    given.add_argument("--output", metavar="文件", help="写到这个文件，不写就打印出来")
    parser.set_defaults(handler=_score)


def _add_diff(commands: Commands) -> None:
    words = "比较两个方案；加上 --facts 还比较各单位的总分和名次"
    parser = commands.add_parser("diff", help=words, description=words)
    parser.given.add_argument("old", metavar="旧方案", help="方案名、组名或文件")
    parser.given.add_argument("new", metavar="新方案", help="方案名、组名或文件")
    parser.given.add_argument("--facts", metavar="文件", help="用这些单位的数据试算两遍")
    parser.set_defaults(handler=_diff)


def _check(options: argparse.Namespace) -> int:
    """Check every scheme named, and list the faults of all of them."""
    faults: list[Fault] = []
    for name in options.schemes or catalogue.names():
        try:
            print("\n".join(summary(catalogue.load(name))))
        except SchemeError as error:
            faults += error.faults
    if faults:
        raise SchemeError(tuple(faults))
    return 0


def _show(options: argparse.Namespace) -> int:
    scheme = catalogue.load(options.scheme)
    unknown = [id for id in options.rows if id not in scheme.by_id]
    for id in unknown:
        print(f"没有“{id}”这一行{nearest(id, scheme.by_id)}", file=sys.stderr)
    if unknown:
        return 1
    rows: list[Row] = [scheme.row(id) for id in options.rows] or list(scheme.rows)
    show_scheme(scheme, rows, Console(highlight=False, soft_wrap=True, markup=False))
    return 0


def _score(options: argparse.Namespace) -> int:
    scheme = catalogue.load(options.scheme)
    gc.set_threshold(100_000)  # nothing here goes round in circles; looking for it is a fifth
    with _scored(scheme, options.input) as batch:
        if batch.faults:
            return _refuse(batch)
        with _target(options.output) as target:
            if options.format == "table":
                Console(file=target, markup=False).print(ranking_table(batch))
            else:
                _WRITERS[options.format](batch, target)
    return 0


def _diff(options: argparse.Namespace) -> int:
    old, new = catalogue.load(options.old), catalogue.load(options.new)
    changes = difference(old, new)
    for change in changes:
        print(change)
    if not changes:
        print("两个方案的内容相同。")
    return _diff_units(old, new, options.facts) if options.facts else 0


def _diff_units(old: Scheme, new: Scheme, path: str) -> int:
    with _scored(old, path) as before, _scored(new, path, old.group) as after:
        for batch in (before, after):
            if batch.faults:
                print(f"按“{batch.scheme.name}”计算：", file=sys.stderr)
                return _refuse(batch)
        now = {one.unit: one for one in after.standings}
        for one in before.standings:
            other = now[one.unit]
            digits = digits_apart((one.total, other.total))
            totals = f"{show(one.total, digits)} → {show(other.total, digits)} 分"
            grades = f"{one.grade} → {other.grade}"
            print(f"{one.unit}：{totals}，{grades}，第 {one.rank} → {other.rank} 名")
    return 0


def _refuse(batch: Batch) -> int:
    for fault in batch.faults:
        print(fault, file=sys.stderr)
    print(f"共 {len(batch.faults)} 处问题，没有算分。", file=sys.stderr)
    return 1


@contextmanager
def _scored(scheme: Scheme, path: str, group: str = "") -> Iterator[Batch]:
    """Assess a file with its steps on a scratch file, and a progress bar when it is long."""
    columns = (SpinnerColumn(), TextColumn("正在算分 {task.completed:.0f} 个单位"), BarColumn())
    console = Console(stderr=True)
    with (
        TemporaryFile("w+b", buffering=_BUFFER) as spool,
        Progress(
            *columns,
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        ) as progress,
    ):
        task = progress.add_task("", total=None, visible=False)
        done = 0

        def tick() -> None:
            nonlocal done
            done += 1
            if done % 500 == 0:
                progress.update(task, completed=done, visible=done >= _LONG)

        batch = run(scheme, read_units(Path(path), scheme, group), spool, tick)
        progress.stop()
        yield batch


@contextmanager
def _target(path: str | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    with Path(path).open("w", buffering=_BUFFER, encoding="utf-8", newline="") as target:
        yield target


if __name__ == "__main__":
    sys.exit(main())
