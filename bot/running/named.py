"""What the settings name is looked at: tables of indicators, the template, certificates.

How the settings themselves are read is ``config``'s.
"""

from __future__ import annotations

import ssl
from pathlib import Path

from bot.channels.sessions import trust
from bot.running import machine, templates
from bot.running.config import Settings
from bot.running.config_faults import ConfigFault
from scoring.scheme import Scheme, SchemeError, load

Report = tuple[list[str], bool]
"""Lines to print, and whether all is well."""

_TWICE = "“{one}”和“{other}”都是给{group}用的，office.schemes 里一类单位只写一张考核表"


def loaded(settings: Settings) -> tuple[Scheme, ...]:
    """The tables of indicators that new quarters are opened with.

    Raises:
        ConfigFault: two of them are for the same units. SchemeError: one has faults.
    """
    found: dict[str, Scheme] = {}
    names: dict[str, str] = {}
    for name in settings.office.schemes:
        scheme = load(name)
        if scheme.group in found:
            one = names[scheme.group]
            raise ConfigFault(_TWICE.format(group=scheme.group, one=one, other=name) + "。")
        found[scheme.group], names[scheme.group] = scheme, name
    return tuple(found.values())


def schemes(settings: Settings) -> Report:
    """Every table of indicators that the settings name."""
    lines, sound = [], True
    groups: dict[str, str] = {}
    for name in settings.office.schemes:
        try:
            scheme = load(name)
        except SchemeError as fault:
            sound = False
            lines.append(f"考核指标表 {name}：有错\n{fault}")
        else:
            lines.append(f"考核指标表 {scheme.name}：正常，{len(scheme.rows)} 项")
            lines += [f"  说明：{defect}" for defect in scheme.defects]
            if groups.setdefault(scheme.group, name) != name:
                sound = False
                lines.append(
                    f"  {_TWICE.format(group=scheme.group, one=groups[scheme.group], other=name)}"
                )
    return lines, sound


def template(settings: Settings) -> Report:
    """The office's own template of the 通报, if there is one."""
    name = settings.office.circular_template
    try:
        own = templates.circular(settings)
    except ConfigFault as fault:
        return [str(fault)], False
    return ([f"通报模板：正常（{name}）"] if own else []), True


def certificates(settings: Settings) -> Report:
    """The files of certificates that the settings name: each can be read and holds one."""
    named = {
        "wecom.ca_file": settings.wecom.ca_file,
        "trail.timestamp_certificate": settings.trail.timestamp_certificate,
    }
    lines = [told for key, file in named.items() if (told := _certificate_fault(key, file))]
    return lines, not lines


def _certificate_fault(key: str, file: str) -> str:
    try:
        trust(file)
    except FileNotFoundError:
        return f"{key}：读不到 {file}，没有这个文件，请核对文件名"
    except ssl.SSLError:
        return f"{key}：{file} 里读不出证书，内容应当是 PEM 格式"
    except OSError as fault:
        return f"{key}：{machine.words(fault, Path(file).parent)}"
    return ""
