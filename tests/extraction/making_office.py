"""Office files and OFD written by hand: the parts that the usual libraries leave out or mix up."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def relations(*pairs: tuple[str, str, str]) -> str:
    """Relationships: number, kind, target."""
    inside = "".join(
        f'<Relationship Id="{number}" Type="{_REL}{kind}" Target="{target}"/>'
        for number, kind, target in pairs
    )
    return f"<Relationships>{inside}</Relationships>"


def docx(body: str, *, header: str = "", pictures: Sequence[bytes] = ()) -> bytes:
    """A Word document with this body, in its XML."""
    related = [(f"p{at}", "image", f"media/{at}.jpg") for at, _ in enumerate(pictures)]
    if header:
        related.append(("h1", "header", "header1.xml"))
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*related),
    }
    if header:
        parts["word/header1.xml"] = f"<w:hdr {_W}>{said(header)}</w:hdr>"
    for at, data in enumerate(pictures):
        parts[f"word/media/{at}.jpg"] = data
    return zipped(parts)


def said(text: str) -> str:
    """A paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pptx(slides: Sequence[str]) -> bytes:
    """Slides by the XML of their shapes; one that begins with ``!`` is hidden."""
    space = (
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:r="{_REL.rstrip("/")}"'
    )
    listed = "".join(f'<p:sldId id="{256 + at}" r:id="s{at}"/>' for at in range(len(slides)))
    parts = {
        "_rels/.rels": relations(("r1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": (
            f"<p:presentation {space}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"
        ),
        # On purpose in the contrary order: the list counts, not the names.
        "ppt/_rels/presentation.xml.rels": relations(
            *[(f"s{at}", "slide", f"slides/slide{99 - at}.xml") for at in range(len(slides))]
        ),
    }
    for at, shapes in enumerate(slides):
        show = ' show="0"' if shapes.startswith("!") else ""
        tree = f"<p:cSld><p:spTree>{shapes.lstrip('!')}</p:spTree></p:cSld>"
        parts[f"ppt/slides/slide{99 - at}.xml"] = f"<p:sld {space}{show}>{tree}</p:sld>"
    return zipped(parts)


def shape(*lines: str) -> str:
    """A text box on a slide."""
    inside = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr id='1' name='x'/></p:nvSpPr><p:txBody>{inside}</p:txBody></p:sp>"
    )


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(
    content: str,
    *,
    slash: bool = False,
    template: str = "",
    note: str = "",
    second: str = "",
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """An OFD document of one page, by the XML of its objects."""
    lead = "/" if slash else ""
    bodies = f"<ofd:DocBody><ofd:DocRoot>{lead}Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    if second:
        bodies += "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>"
    parts: dict[str, str | bytes] = {
        "OFD.xml": f'<ofd:OFD {_OFD} Version="1.0" DocType="OFD">{bodies}</ofd:OFD>'
    }
    place = f"{lead}Doc_0/Pages/Page_0/Content.xml" if slash else "Pages/Page_0/Content.xml"
    parts |= _document("Doc_0", place, content, template, note)
    if second:
        parts |= _document("Doc_1", "Pages/Page_0/Content.xml", second, "", "")
    media = "".join(
        f'<ofd:MultiMedia ID="{number}" Type="Image"><ofd:MediaFile>{number}.jpg</ofd:MediaFile>'
        "</ofd:MultiMedia>"
        for number in pictures or {}
    )
    parts["Doc_0/DocumentRes.xml"] = (
        f'<ofd:Res {_OFD} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>'
    )
    return zipped(
        parts | {f"Doc_0/Res/{name}.jpg": data for name, data in (pictures or {}).items()}
    )


def _document(
    folder: str, place: str, content: str, template: str, note: str
) -> dict[str, str | bytes]:
    common = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    common += "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
    uses = ""
    parts: dict[str, str | bytes] = {}
    if template:
        common += '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
        uses = '<ofd:Template TemplateID="9" ZOrder="Background"/>'
        parts[f"{folder}/Tpls/Tpl_0/Content.xml"] = _page(template)
    notes = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>" if note else ""
    if note:
        parts[f"{folder}/Annots/Annotations.xml"] = (
            f'<ofd:Annotations {_OFD}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/A.xml</ofd:FileLoc>'
            "</ofd:Page></ofd:Annotations>"
        )
        parts[f"{folder}/Annots/Page_0/A.xml"] = (
            f'<ofd:PageAnnot {_OFD}><ofd:Annot ID="20" Type="Stamp">'
            f'<ofd:Appearance Boundary="0 0 210 297">{note}</ofd:Appearance></ofd:Annot>'
            "</ofd:PageAnnot>"
        )
    parts[f"{folder}/Document.xml"] = (
        f"<ofd:Document {_OFD}><ofd:CommonData>{common}</ofd:CommonData>"
        f'<ofd:Pages><ofd:Page ID="1" BaseLoc="{place}"/></ofd:Pages>{notes}</ofd:Document>'
    )
    parts[f"{folder}/Pages/Page_0/Content.xml"] = _page(content, uses)
    return parts


def _page(content: str, uses: str = "") -> str:
    inside = f"<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content>"
    return f"<ofd:Page {_OFD}>{uses}{inside}</ofd:Page>"


def text(x: float, y: float, words: str, more: str = "", inside: str = "", size: float = 5) -> str:
    """A text object of OFD with its baseline at a place."""
    steps = f"g {max(1, len(words) - 1)} {size}"
    return (
        f'<ofd:TextObject ID="5" Boundary="{x} {y} 150 10" Font="1" Size="{size}" {more}>{inside}'
        f'<ofd:TextCode X="0" Y="4" DeltaX="{steps}">{words}</ofd:TextCode></ofd:TextObject>'
    )
