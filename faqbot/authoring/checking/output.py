"""A report as text for people, JSON for programs, or commands for GitHub's workflows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.base import hygiene
from faqbot.base.hygiene import clean, harmless
from faqbot.base.messages import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from faqbot.authoring.checking.findings import Finding, Report

# What ends a command or a property of one (docs.github.com, "Workflow commands").
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def text(report: Report) -> str:
    """A line a finding, and how many there are."""
    return "\n".join([*map(_line, report.findings), _summary(report)])


def _line(found: Finding) -> str:
    return clean(str(found))


def _summary(report: Report) -> str:
    """Found 3 findings in 2 files (1 fixable with --fix)."""
    fixed = f" Fixed {counted(report.fixed, 'finding')}." if report.fixed else ""
    if not report.findings:
        return f"No findings in {counted(report.files, 'file')}.{fixed}"
    fixable = sum(found.fixable for found in report.findings)
    more = f" ({fixable:,} fixable with --fix)" if fixable else ""
    files = len({found.path for found in report.findings})
    return f"Found {counted(len(report.findings), 'finding')} in {counted(files, 'file')}{more}.{fixed}"


def as_json(report: Report) -> str:
    """A list, with a finding a line. Plain ASCII, so that it can be written in every encoding."""
    rows = [hygiene.as_json(_values(found)) for found in report.findings]
    return "[\n  " + ",\n  ".join(rows) + "\n]" if rows else "[]"


def _values(found: Finding) -> dict[str, str | int | bool]:
    return {
        "path": found.path,
        "line": found.line,
        "column": found.column,
        "code": found.code,
        "message": found.message,
        "fixable": found.fixable,
    }


def github(report: Report) -> str:
    """A workflow command a finding, which GitHub shows beside the line of a pull request."""
    return "\n".join(map(_command, report.findings))


def _command(found: Finding) -> str:
    level = "error" if found.code.startswith("F") else "warning"
    where = {"file": harmless(found.path), "line": found.line, "col": found.column, "title": f"faqbot {found.code}"}
    properties = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in where.items())
    return f"::{level} {properties}::{clean(found.message).translate(_DATA)}"


FORMATS: Final[dict[str, Callable[[Report], str]]] = {"text": text, "json": as_json, "github": github}
