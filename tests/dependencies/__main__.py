"""``make audit-deps`` and ``make sbom``: print what the product rests on.

Ends with 0 when all is well, 1 when something is to be looked at, 2 when the database of
vulnerabilities could not be reached: then nothing is known of them, and that is said.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

from tests.dependencies.inventory import FOREIGN, ROOT, Package, bill, pinned
from tests.dependencies.vulnerabilities import CANARY, Ask, asker, index

OLD_DAYS = 3 * 365


def audit(packages: list[Package], ask: Ask | None, now: datetime) -> tuple[list[str], int]:
    """Lines to print, and the status."""
    lines, bad = [], False
    canary = ask(*CANARY) if ask is not None else None
    reached = canary is not None and bool(canary.vulnerabilities)
    if canary is None:
        ask = None  # nobody answers there: a hundred more questions are a hundred more waits
    for one in packages:
        answer = ask(one.name, one.pinned) if ask is not None else None
        notes = []
        if one.installed is None:
            notes.append("没有安装")
        elif one.installed != one.pinned:
            notes.append(f"装的是 {one.installed}")
        if not one.licence and one.installed is not None:
            notes.append("没有写明许可")
        if FOREIGN.search(one.licence):
            notes.append("许可要人看")
            bad = True
        age = "年龄不明"
        if answer is not None and answer.uploaded is not None:
            days = (now - answer.uploaded).days
            age = f"{days} 天" + ("（很久没有更新）" if days > OLD_DAYS else "")
        if reached and answer is not None and answer.vulnerabilities:
            notes.append("漏洞 " + "、".join(answer.vulnerabilities))
            bad = True
        told = f"　{'；'.join(notes)}" if notes else ""
        lines.append(f"{one.name} {one.pinned}　{one.licence or '—'}　{age}{told}")
    if not reached:
        lines.append("漏洞库连不上：这个软件源不提供漏洞信息，上面没有查漏洞，不等于没有漏洞。")
        lines.append("请在能访问公共软件源的机器上，用 AUDIT_INDEX=网址 make audit-deps 再查一遍。")
        return lines, 2
    lines.append("漏洞库查过了：" + ("有要处理的，见上面。" if bad else "没有已知漏洞。"))
    return lines, int(bad)


def main(arguments: list[str]) -> int:
    """Print, or write the bill of materials."""
    packages, now = pinned(), datetime.now(UTC)
    if arguments[:1] == ["sbom"]:
        made = bill(packages, now.isoformat(timespec="seconds").replace("+00:00", "Z"))
        target = ROOT / "dist" / "xinkao.cdx.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
        print(f"已写出 {target.relative_to(ROOT)}：{len(packages)} 个依赖")
        return 0
    base = index()
    lines, status = audit(packages, asker(base) if base else None, now)
    print("\n".join(lines))
    return status


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
