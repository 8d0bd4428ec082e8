"""Workbooks for tests, made of the least that Excel's format asks for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_DATE = 1  # the style of days

Cell = str | float | bool | None


def letters(place: int) -> str:
    """The letters of a column, from 0."""
    return chr(ord("A") + place) if place < 26 else letters(place // 26 - 1) + letters(place % 26)


def cell(ref: str, value: Cell) -> str:
    """The XML of a cell; "=d45000" is the day of that number."""
    if value is None:
        return f'<c r="{ref}" s="0"/>'
    if isinstance(value, bool):
        return f'<c r="{ref}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str) and value.startswith("=d"):
        return f'<c r="{ref}" s="{_DATE}"><v>{value[2:]}</v></c>'
    if isinstance(value, str):
        return f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{ref}"><v>{value}</v></c>'


def sheet(rows: Sequence[Sequence[Cell]], merged: Sequence[str] = (), links: Mapping[str, str] | None = None) -> str:
    """The XML of a sheet."""
    body = ""
    for number, row in enumerate(rows, 1):
        cells = "".join(cell(f"{letters(place)}{number}", value) for place, value in enumerate(row))
        body += f'<row r="{number}">{cells}</row>'
    cells = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    merges = f"<mergeCells>{cells}</mergeCells>" if cells else ""
    linked = "".join(f'<hyperlink ref="{ref}" r:id="rId{n}"/>' for n, ref in enumerate(links or (), 1))
    hyperlinks = f"<hyperlinks>{linked}</hyperlinks>" if linked else ""
    return f'<worksheet {_MAIN} xmlns:r="{_REL}"><sheetData>{body}</sheetData>{merges}{hyperlinks}</worksheet>'


def workbook(
    sheets: Mapping[str, str],
    *,
    hidden: str = "",
    links: Mapping[str, str] | None = None,
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """An XLSX file of sheets by their names; `links` are of the first, `more` are further members."""
    listed = "".join(_listed(name, number, name == hidden) for number, name in enumerate(sheets, 1))
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    styles = f'<Relationship Id="rId{len(sheets) + 1}" Type="{_REL}/styles" Target="styles.xml"/>'
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships {_PACKAGE}><Relationship Id="rId1" Type="{_REL}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {_PACKAGE}>{relations}{styles}</Relationships>",
        "xl/styles.xml": f'<styleSheet {_MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        **{f"xl/worksheets/sheet{n}.xml": text for n, text in enumerate(sheets.values(), 1)},
        **(more or {}),
    }
    if links:
        targets = "".join(
            f'<Relationship Id="rId{n}" Type="{_REL}/hyperlink" Target="{escape(url)}" TargetMode="External"/>'
            for n, url in enumerate(links.values(), 1)
        )
        members["xl/worksheets/_rels/sheet1.xml.rels"] = f"<Relationships {_PACKAGE}>{targets}</Relationships>"
    return archive(members)


def _listed(name: str, number: int, hidden: bool) -> str:
    state = ' state="hidden"' if hidden else ""
    return f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"{state}/>'


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return file.getvalue()
