"""A made paper as WPS Office writes it: its own styles by number, runs cut where the script changes.

What differs from other word processors and has led readers astray: style ids are numbers; every
run names ``w:hint`` and its fonts, and a run ends wherever digits or Latin begin; the page number
stands in a text box of the footer, written twice (a choice and its fallback); an underlined blank
is a run of spaces; ``wpsCustomData`` and ``KSOProductBuildVer`` stand where readers know nothing
of them. ``⎵`` in a block is one underlined space.
"""
# ruff: noqa: E501 -- markup stands in its lines

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from tests.extraction.making_office import zipped
from tests.reading.made import Block, Made

_W: Final = (
    'xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData" '
    'mc:Ignorable="w14"'
)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PARTS: Final = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_KIND}.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{_KIND}.wordprocessingml.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="{_KIND}.wordprocessingml.footer+xml"/>'
    f'<Override PartName="/docProps/app.xml" ContentType="{_KIND}.extended-properties+xml"/><Override PartName="/docProps/custom.xml" ContentType="{_KIND}.custom-properties+xml"/></Types>',
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId4" Type="{_OFFICE}/relationships/custom-properties" Target="docProps/custom.xml"/><Relationship Id="rId3" Type="{_OFFICE}/relationships/extended-properties" Target="docProps/app.xml"/><Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "docProps/app.xml": f'{_XML}<Properties xmlns="{_OFFICE}/extended-properties"><Template>Normal.dotm</Template><Pages>1</Pages><TotalTime>3</TotalTime><ScaleCrop>false</ScaleCrop><LinksUpToDate>false</LinksUpToDate><Application>WPS Office_12.1.0.19302_F1E327BC-269C-435d-A152-05C5408002CA</Application><DocSecurity>0</DocSecurity></Properties>',
    "docProps/custom.xml": f'{_XML}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="KSOProductBuildVer"><vt:lpwstr>2052-12.1.0.19302</vt:lpwstr></property><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="3" name="ICV"><vt:lpwstr>5B7A0F2C8D4E4A0B9F1D6C3E2A7B8C9D_13</vt:lpwstr></property></Properties>',
    "word/_rels/document.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="{_OFFICE}/relationships/footer" Target="footer1.xml"/></Relationships>',
    "word/styles.xml": f'{_XML}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/><w:qFormat/><w:uiPriority w:val="0"/><w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr><w:rPr><w:kern w:val="2"/><w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="footer"/><w:basedOn w:val="1"/><w:uiPriority w:val="0"/><w:pPr><w:snapToGrid w:val="0"/><w:jc w:val="left"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style><w:style w:type="table" w:default="1" w:styleId="3"><w:name w:val="Normal Table"/></w:style></w:styles>',
}
_BOX: Final = '<w:txbxContent><w:p><w:pPr><w:pStyle w:val="2"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE  \\* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:txbxContent>'
_FOOT: Final = (
    f'{_XML}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="2"/></w:pPr><w:r><w:rPr><w:sz w:val="18"/></w:rPr><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
    '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="1828800" cy="1828800"/><wp:wrapNone/><wp:docPr id="1" name="文本框 1"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>'
    f'{_BOX}</wps:txbx><wps:bodyPr wrap="none"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="_x0000_s1026" o:spid="_x0000_s1026" xmlns:o="urn:schemas-microsoft-com:office:office" type="#_x0000_t202" style="position:absolute"><v:textbox>{_BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p></w:ftr>'
)
_SCRIPTS: Final = re.compile(r"⎵+|[\x20-\x7e]+|[^\x20-\x7e⎵]+")


def docx(made: Made) -> bytes:
    """The paper as WPS saves it as .docx."""
    body = "".join(_body(made))
    end = '<w:sectPr><w:footerReference r:id="rId3" w:type="default"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/><w:cols w:space="425" w:num="1"/><w:docGrid w:type="lines" w:linePitch="312" w:charSpace="0"/></w:sectPr>'
    return zipped(
        {
            **_PARTS,
            "word/footer1.xml": _FOOT,
            "word/document.xml": f"{_XML}<w:document {_W}><w:body>{body}{end}</w:body></w:document>",
        }
    )


def _body(made: Made) -> Iterator[str]:
    for rows, blocks in groupby(made.blocks, lambda one: one.align == "row"):
        some = list(blocks)
        yield (
            _table([one.text.split("\t") for one in some])
            if rows
            else "".join(map(_paragraph, some))
        )


def _paragraph(block: Block) -> str:
    place = {"centre": "center", "right": "right"}.get(block.align, "both")
    indent = '<w:ind w:firstLine="640" w:firstLineChars="200"/>' if block.align == "indent" else ""
    page = "<w:pageBreakBefore/>" if block.page else ""
    font = "方正小标宋简体" if block.size > 20 else "仿宋_GB2312"
    line = '<w:spacing w:line="560" w:lineRule="exact"/>'
    return f'<w:p w14:paraId="{abs(hash(block)) % 0x7FFFFFFF:08X}"><w:pPr>{page}<w:keepNext w:val="0"/>{line}{indent}<w:jc w:val="{place}"/></w:pPr>{_runs(block.text, font, block.size * 2)}</w:p>'


def _runs(text: str, font: str, size: int) -> str:
    made = []
    for said in _SCRIPTS.findall(text.replace("\t", "        ")):
        under = '<w:u w:val="single"/>' if said[0] == "⎵" else ""
        lang = "en-US" if said[0].isascii() else "zh-CN"
        made.append(
            f'<w:r><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{under}<w:lang w:val="en-US" w:eastAsia="{lang}"/></w:rPr>'
            f'<w:t xml:space="preserve">{html.escape(said.replace("⎵", " "))}</w:t></w:r>'
        )
    return "".join(made)


def _table(rows: list[list[str]]) -> str:
    wide = max(map(len, rows))
    each = 8800 // wide
    side = "".join(
        f'<w:{one} w:val="single" w:color="auto" w:sz="4" w:space="0"/>'
        for one in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    lines = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{each}" w:type="dxa"/>{f"<w:gridSpan w:val={chr(34)}{wide - len(row) + 1}{chr(34)}/>" if at == len(row) - 1 and len(row) < wide else ""}<w:noWrap w:val="0"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{_runs(said, "仿宋_GB2312", 24)}</w:p></w:tc>'
            for at, said in enumerate(row)
        )
        + "</w:tr>"
        for row in rows
    )
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="3"/><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{side}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{f"<w:gridCol w:w={chr(34)}{each}{chr(34)}/>" * wide}</w:tblGrid>{lines}</w:tbl>'
