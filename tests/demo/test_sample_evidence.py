"""Sample evidence: of the right kind, marked, different where it should be and always the same."""

import io
import re
import zipfile
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.demo import evidence as sample_evidence
from bot.demo.evidence import PAPER_SIZE, WATERMARK, document, paper, photo
from bot.demo.scenes import SCENES, SIZE, Chance
from storage.distance import distance
from storage.kinds import Kind, judge
from storage.likeness import fingerprint

ABOUT = ("诚信宣传进社区活动", "郏县龙山街道文化广场", "2026年11月3日 09:30")
BODY = ["各科室、局属各学校：", "为加强社会信用体系建设，经研究，现将有关事项通知如下。"]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def scan_of(pdf: bytes) -> list[Image.Image]:
    """The pages of a PDF whose pages are one JPEG each."""
    parts = re.findall(rb"stream\n(\xff\xd8\xff.*?)\nendstream", pdf, re.DOTALL)
    return [Image.open(io.BytesIO(part)).convert("RGB") for part in parts]


def test_a_photo_is_a_jpeg_of_a_phone() -> None:
    image = Image.open(io.BytesIO(photo(*ABOUT, seed=1)))
    assert (image.format, image.size) == ("JPEG", SIZE)
    assert len(photo(*ABOUT, seed=1)) < 250_000


def test_the_same_call_makes_the_same_bytes() -> None:
    assert photo(*ABOUT, seed=7) == photo(*ABOUT, seed=7)
    assert paper("标题", "县教育局", "1号", BODY) == paper("标题", "县教育局", "1号", BODY)
    assert document("标题", BODY) == document("标题", BODY)


def test_photos_of_different_seeds_are_not_taken_for_near_duplicates(tmp_path: Path) -> None:
    """DESIGN §6: a distance up to 4 is shown to a reviewer as 疑似重复."""
    prints = []
    for seed in range(10):
        path = tmp_path / f"{seed}.jpg"
        path.write_bytes(photo(*ABOUT, seed=seed))
        found = fingerprint(path)
        assert found is not None
        prints.append(found)
    assert min(distance(one, other) for one, other in combinations(prints, 2)) > 4


def test_every_scene_is_drawn_for_some_seed() -> None:
    assert {Chance(seed).one(SCENES) for seed in range(40)} == set(SCENES)


def test_chance_stays_within_its_bounds_and_reaches_both() -> None:
    chance = Chance("郏县")
    assert {chance.number(3, 6) for _ in range(80)} == {3, 4, 5, 6}


def test_the_watermark_lies_across_all_of_a_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = Image.open(io.BytesIO(photo(*ABOUT, seed=3)))
    monkeypatch.setattr(sample_evidence, "WATERMARK", " ")
    bare = Image.open(io.BytesIO(photo(*ABOUT, seed=3)))
    change = ImageChops.difference(marked, bare).convert("L")
    for column in range(4):
        for row in range(2):
            part = change.crop((column * 320, row * 330, column * 320 + 320, row * 330 + 330))
            assert ImageStat.Stat(part).extrema[0][1] > 20, (column, row)


def test_the_caption_of_a_photo_tells_what_where_and_when() -> None:
    """Each of the three lines changes the corner at the bottom left, and only that for place."""
    first = Image.open(io.BytesIO(photo(*ABOUT, seed=5)))
    for about in (("诚信宣传进社区活动", "冢头镇", ABOUT[2]), (*ABOUT[:2], "2026年12月1日 10:00")):
        other = Image.open(io.BytesIO(photo(*about, seed=5)))
        change = ImageChops.difference(first, other).convert("L").point(lambda v: 255 * (v > 24))
        box = change.getbbox()
        assert box is not None
        assert box[0] >= 16
        assert box[1] >= 700
        assert box[2] <= 640


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (photo(*ABOUT, seed=1), "jpg"),
        (paper("标题", "县教育局", "1号", BODY), "pdf"),
        (document("标题", BODY), "docx"),
    ],
    ids=["photo", "paper", "document"],
)
def test_the_evidence_store_takes_each_for_what_it_is(
    data: bytes, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    kind = judge(path, len(data))
    assert isinstance(kind, Kind)
    assert kind.code == code


def test_a_paper_is_one_marked_page_with_a_red_head() -> None:
    (page,) = scan_of(paper("关于成立领导小组的通知", "郏县教育局", "郏教〔2026〕12号", BODY))
    assert page.size == PAPER_SIZE
    red = [
        place
        for place in ((x, 385) for x in range(160, PAPER_SIZE[0] - 160, 40))
        if (pixel := page.getpixel(place))[0] > 150 and pixel[1] < 90  # type: ignore[index]
    ]
    assert len(red) > 20, "the line below the head"
    empty = page.crop((150, 1150, 700, 1500)).convert("L")
    assert ImageStat.Stat(empty).extrema[0][0] < 245, "the watermark, where nothing else is written"


def test_a_long_paper_goes_on_to_further_pages_and_an_empty_one_has_one() -> None:
    pages = scan_of(paper("标题", "县教育局", "1号", [f"第{n}条。" for n in range(60)]))
    assert len(pages) == 4
    assert len(scan_of(paper("标题", "县教育局", "1号", []))) == 1


def test_a_paper_asks_no_clock() -> None:
    data = paper("标题", "县教育局", "1号", BODY)
    assert data.startswith(b"%PDF-")
    assert data.count(b"D:20220318000000Z") == 2
    assert f"{WATERMARK}：标题".encode("utf-16-be") in data


def test_a_document_holds_its_words_and_the_mark_in_well_formed_parts() -> None:
    hard = "一是<加强>领导 & “组织”\x0b]]>"
    with zipfile.ZipFile(io.BytesIO(document("季度工作总结", [hard, "二是宣传。"]))) as archive:
        assert archive.testzip() is None
        parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    texts = [node.text for node in parts["word/document.xml"].iter(f"{WORD}t")]
    assert texts == ["季度工作总结", "一是<加强>领导 & “组织” ]]>", "二是宣传。"]
    assert WATERMARK in "".join(parts["word/header1.xml"].itertext())


def test_every_part_of_a_document_is_declared_and_every_link_leads_somewhere() -> None:
    with zipfile.ZipFile(io.BytesIO(document("标题", BODY))) as archive:
        names = archive.namelist()
        types = archive.read("[Content_Types].xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
        main = archive.read("word/document.xml").decode()
    assert names[0] == "[Content_Types].xml", "as Office writes it, and as detectors expect"
    for name in ("word/document.xml", "word/styles.xml", "word/header1.xml"):
        assert f'PartName="/{name}"' in types
    targets = dict(re.findall(r'Id="(\w+)"[^>]*Target="([^"]+)"', links))
    assert {f"word/{target}" for target in targets.values()} <= set(names)
    assert set(re.findall(r'r:id="(\w+)"', main)) <= set(targets)
