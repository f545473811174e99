"""The office's own template of the 通报: written out, changed in Word, filled in, or refused."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from bot.corridor.recipes import make
from bot.release.sheets.circular_template import FIELDS, TemplateFault, built_in, check
from bot.release.words import circular as words
from bot.running import templates
from bot.running.config import Settings
from bot.running.config_faults import ConfigFault
from tests.release.test_circular import EDITION, _texts


def _changed(old: str, new: str) -> bytes:
    """The built-in template with a field or a sentence replaced, as somebody does it in Word."""
    paper = Document(io.BytesIO(built_in()))
    cells = [p for t in paper.tables for row in t.rows for c in row.cells for p in c.paragraphs]
    for paragraph in [*paper.paragraphs, *cells]:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _made(template: bytes | None, county: str = "郏县") -> str:
    file = words.document(EDITION, county, (), (), date(2026, 10, 25), None, template)
    assert file.recipe is not None
    kept = file.recipe.model_copy(update={"data": json.loads(json.dumps(file.recipe.data))})
    return "\n".join(_texts(Document(io.BytesIO(make(kept)))))


def test_the_built_in_template_holds_every_field() -> None:
    check(built_in())


def test_a_changed_sentence_stands_in_the_circular() -> None:
    own = _changed("{{ lead }}", "经县政府同意，{{ lead }}")
    check(own)
    assert "经县政府同意，根据《" in _made(own)
    assert "经县政府同意" not in _made(None)


def test_signs_of_xml_are_text_to_the_last() -> None:
    """What stands behind an & or inside <> of a name is not lost."""
    text = _made(None, county="郏<县>&{{ date }}城")
    assert "郏<县>&{{ date }}城社会信用体系建设领导小组办公室" in text


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_is_missing_is_named(field: str) -> None:
    own = _changed(f"in {field} %", "in [] %") if field in ("parts", "tables") else None
    own = own or _changed(f"{{{{ {field} }}}}", "")
    with pytest.raises(TemplateFault, match=field):
        check(own)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{ text }}", "", "tables 里的 lines（附件各表的名次、单位、得分）"),
        ("{{ text }}", "{{ line[0] }}", "tables 里的 lines"),
        ("{{ head }}", "", "tables 里的 heads（附件各表的表头）"),
        ("{{ table.title }}", "", "tables 里的 title"),
        ("{{ table.note }}", "", "tables 里的 note"),
        ("{{ part.head }}", "", "parts 里的 head"),
        ("{{ one.head }}", "", "paragraphs 里的 head"),
        ("{{ one.text }}", "", "paragraphs 里的 text（各段的文字）"),
        ("{{ one.text }}", "{% if loop.first %}{{ one.text }}{% endif %}", "paragraphs 里的 text"),
        ("{{ lead }}", "{% if false %}{{ lead }}{% endif %}", "lead"),
    ],
)
def test_what_would_not_be_seen_is_missing(old: str, new: str, told: str) -> None:
    """A circular without its figures is none, however the template came to leave them out."""
    with pytest.raises(TemplateFault, match=f"^少了 .*{re.escape(told)}.*。$"):
        check(_changed(old, new))


def test_a_template_may_put_a_figure_where_it_likes() -> None:
    check(_changed("{{ text }}", "{{ text|trim }}"))
    check(_changed("{{ check }}", ""))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{ lead }}", "{{ lead }}{{ leed }}", "leed"),
        ("{{ part.head }}", "{{ part.haed }}", "haed"),
        ("{{ text }}", "{{ text }", "“{{ text }”.*没有写完整"),
        ("{{ lead }}", "{{ lead }", "“{{ lead }”.*没有写完整"),
        ("{{ lead }}", "{{ lead|nosuch }}", "不认识竖线后面的 nosuch"),
    ],
)
def test_what_does_not_exist_is_named(old: str, new: str, told: str) -> None:
    with pytest.raises(TemplateFault, match=told):
        check(_changed(old, new))


@pytest.mark.parametrize("content", [b"", b"not a document", b"PK\x03\x04broken"])
def test_what_is_no_word_document_is_refused(content: bytes) -> None:
    with pytest.raises(TemplateFault, match="不是 Word 文档"):
        check(content)


def test_settings_name_it_and_are_told_what_is_wrong(tmp_path: Path) -> None:
    def settings(name: str) -> Settings:
        return Settings.model_validate({"office": {"circular_template": name}})

    assert templates.circular(settings("")) is None
    with pytest.raises(ConfigFault, match="读不到通报模板"):
        templates.circular(settings(str(tmp_path / "没有.docx")))
    wrong = tmp_path / "错.docx"
    wrong.write_bytes(_changed("{{ date }}", ""))
    with pytest.raises(ConfigFault, match=r"日期.*\n.*template circular"):
        templates.circular(settings(str(wrong)))
    good = tmp_path / "好.docx"
    templates.write_circular(good)
    assert templates.circular(settings(str(good))) == good.read_bytes()
    with pytest.raises(ConfigFault, match="没有覆盖"):
        templates.write_circular(good)


def test_the_imprint_stands_at_the_end_and_without_copies_there_is_no_line_for_them() -> None:
    """抄送 and 印发 between rules, after the annex; what proves the figures below them."""

    def last(copies: str) -> list[str]:
        day = date(2026, 10, 25)
        file = words.document(EDITION, "郏县", (), (), day, copies=copies, check="核验：第1版")
        assert file.recipe is not None
        return [one.text for one in Document(io.BytesIO(make(file.recipe))).paragraphs][-3:]

    printed = "郏县社会信用体系建设领导小组办公室\t2026年10月25日印发"
    assert last("县委办公室，县政府办公室。") == [
        "抄送：县委办公室，县政府办公室。",
        printed,
        "核验：第1版",
    ]
    assert last("")[-2:] == [printed, "核验：第1版"]
    assert "抄送" not in "".join(last(""))


def test_a_circular_made_before_there_was_an_imprint_is_made_again_as_it_was() -> None:
    """The archive keeps what it was made from."""
    file = words.document(EDITION, "郏县", (), (), date(2026, 10, 25))
    assert file.recipe is not None
    old = {
        key: value
        for key, value in file.recipe.data.items()
        if key not in ("copies", "printed_by", "printed", "check")
    }
    again = make(file.recipe.model_copy(update={"data": old}))
    assert "2026年10月25日印发" in "\n".join(_texts(Document(io.BytesIO(again))))
