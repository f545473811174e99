"""Messages changed after they were sent: nothing changes unseen, nor for others."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corridor.events import Attachment, Incoming, Source
from tests.sample_papers import PAPERS
from tests.stage import Stage, stage

CLAIM = "select value from claims where \"row\" = '三.4' order by input desc"


async def _answered(play: Stage) -> None:
    await play.send("李敏", "三.4")
    await play.send("李敏", "3")


async def _claims(play: Stage) -> list[str]:
    return [str(row[0]) for row in await play.query(CLAIM)]


async def test_an_edit_alone_changes_no_answer(tmp_path: Path) -> None:
    """Only 改 does; pressed twice it acts once."""
    async with stage(tmp_path) as play:
        await _answered(play)
        await play.send("李敏", "4", edits="3")
        assert await _claims(play) == ["3"]
        await play.send("李敏", press="改")
        await play.send("李敏", press="改")
        assert await _claims(play) == ["4"]
        rows = await play.query("select count(*) from audit where action = 'claim.change'")
        assert rows[0][0] == 2


async def test_the_form_that_waits_goes_on_waiting(tmp_path: Path) -> None:
    """Between the edit and the button a figure is typed: it answers the question that waits."""
    async with stage(tmp_path) as play:
        await _answered(play)
        await play.send("李敏", "4", edits="3")
        await play.send("李敏", "2")
        await play.send("李敏", press="是的，就这样")
        assert sorted(await _claims(play)) == ["2", "3"]
        await play.send("李敏", press="改")
        assert sorted(await _claims(play)) == ["2", "4"]


async def test_the_button_of_an_earlier_edit_no_longer_works(tmp_path: Path) -> None:
    """Edited twice: the first question's 改 would set what the message no longer says."""
    async with stage(tmp_path) as play:
        await _answered(play)
        await play.send("李敏", "4", edits="3")
        first = play.button("李敏", "改")
        await play.send("李敏", "5", edits="4")
        ((_, told),) = await play.send("李敏", route=first)
        assert "不能用了" in told.text
        assert await _claims(play) == ["3"]


async def test_nobody_changes_an_answer_by_somebody_elses_message(tmp_path: Path) -> None:
    """A forged button: another chat's message, and another unit's number."""
    async with stage(tmp_path) as play:
        await _answered(play)
        await play.send("李敏", "4", edits="3")
        route = play.button("李敏", "改")
        await play.send("王强", route=route)
        await play.send("王强", route=route.replace("edited/yes/1/", "edited/yes/4/"))
        await play.send("李敏", route=route.replace("edited/yes/1/", "edited/yes/4/"))
        assert await _claims(play) == ["3"]


async def test_not_even_a_colleague_presses_the_button_of_anothers_message(tmp_path: Path) -> None:
    """Of the same unit, in another chat: whoever wrote the message decides."""
    async with stage(tmp_path, before=["liaison 周红 县教育局"]) as play:
        await _answered(play)
        await play.send("李敏", "4", edits="3")
        route = play.button("李敏", "改")
        ((_, told),) = await play.send("周红", route=route)
        assert "不能用了" in told.text
        assert await _claims(play) == ["3"]


async def test_a_colleague_who_has_answered_since_is_named(tmp_path: Path) -> None:
    """改 asks again, with who it was and what stands now; then it follows."""
    async with stage(tmp_path, before=["liaison 周红 县教育局"]) as play:
        await _answered(play)
        await play.send("李敏", "4", edits="3")
        await play.send("周红", route="ask/1/1/三.4/0")
        await play.send("周红", "1")
        ((_, told),) = await play.send("李敏", press="改")
        assert "周红" in told.text
        assert "1 项，要改成 4 项" in told.text
        await play.send("李敏", press="改")
        assert "4" in await _claims(play)


async def test_after_the_deadline_an_edit_changes_nothing_and_says_why(tmp_path: Path) -> None:
    """Also when the question was put in time."""
    async with stage(tmp_path) as play:
        await _answered(play)
        await play.send("李敏", "4", edits="3")
        play.now = play.now.replace(month=12, day=31).replace(year=2027)
        ((_, told),) = await play.send("李敏", press="改")
        assert "截止" in told.text
        assert await _claims(play) == ["3"]


@pytest.mark.parametrize("caption", ["推进会 第二版", ""])
async def test_a_piece_of_an_album_changes_its_own_words(tmp_path: Path, caption: str) -> None:
    """The other pieces' captions stay in the description of all."""
    async with stage(tmp_path) as play:
        await play.send("李敏", route="proof/1/1/四.1")
        files = []
        for name in ("活动照片1.jpg", "工作方案.pdf"):
            files.append(await play._attach(name, PAPERS[name]()))
        await play.receive(_said(files, "推进会\n方案", ("推进会", "方案")))
        await play.receive(_said((), caption, (caption,), edits=True))
        wanted = f"{caption}\n方案".strip()
        rows = await play.query("select distinct caption from evidence")
        assert [row[0] for row in rows] == [wanted]


def _said(files: object, text: str, captions: tuple[str, ...], *, edits: bool = False) -> Incoming:
    assert isinstance(files, list | tuple)
    return Incoming(
        channel="web",
        update=f"album:{edits}",
        chat="李敏",
        sender="李敏",
        private=True,
        received="2026-11-23T02:00:00Z",  # type: ignore[arg-type] # pydantic reads it
        text=text,
        attachments=tuple(one for one in files if isinstance(one, Attachment)),
        sources=tuple(
            Source(message=f"p{n}", caption=one, file=f"f{n}") for n, one in enumerate(captions)
        ),
        edits=edits,
    )


async def test_an_exchanged_file_is_not_taken_in_unseen(tmp_path: Path) -> None:
    """Same words, another file: what was received stays, and it is said how to change it."""
    async with stage(tmp_path) as play:
        await play.send("李敏", route="proof/1/1/四.1")
        photo = await play._attach("活动照片1.jpg", PAPERS["活动照片1.jpg"]())
        await play.receive(_said([photo], "推进会", ("推进会",)))
        other = _said((), "推进会", ("推进会",), edits=True)
        source = other.sources[0].model_copy(update={"file": "f9"})
        ((_, told),) = await play.receive(other.model_copy(update={"sources": (source,)}))
        assert "还是原来那份" in told.text


async def test_an_edit_that_changes_nothing_is_silent(tmp_path: Path) -> None:
    """A link preview that appears is an edit too."""
    async with stage(tmp_path) as play:
        await _answered(play)
        assert await play.send("李敏", "3", edits="3") == []


async def test_of_a_message_that_is_done_with_it_is_said_once(tmp_path: Path) -> None:
    """A greeting changed twice: one sentence."""
    async with stage(tmp_path) as play:
        await play.send("李敏", "王主任您好啊")
        told = [len(await play.send("李敏", "赵主任您好啊", edits="王主任您好啊"))]
        told.append(len(await play.send("李敏", "钱主任您好啊", edits="赵主任您好啊")))
        assert told == [1, 0]


@pytest.mark.parametrize(
    ("form", "typed", "opened"),
    [
        ("units/1/short", "教体局", "简称"),
        ("me/name", "赵建国", "姓名"),
        ("supply/unit/1/1/二.1/1", "3", "教育局"),
    ],
)
async def test_of_what_a_form_took_in_the_way_leads_to_that_form(
    tmp_path: Path, form: str, typed: str, opened: str
) -> None:
    """Sending it again would fill in the form that waits now, which may be another."""
    async with stage(tmp_path) as play:
        await play.send("赵主任", route=form)
        await play.send("赵主任", typed)
        await play.send("赵主任", "帮助")
        await play.send("赵主任", f"{typed}二", edits=typed)
        ((_, shown),) = await play.send("赵主任", press="打开那一页")
        assert opened in f"{shown.title}{shown.text}"


async def test_what_was_said_is_not_kept_in_clear(tmp_path: Path) -> None:
    """Codes and telephone numbers pass here: only a mark of them stays, for three days."""
    async with stage(tmp_path, bound=False, codes=["ABCD-EFGH"]) as play:
        await play.send("钱进", "绑定")
        await play.send("钱进", "SETUP-9999")
        rows = await play.query("select mark || caption || wanted from spoken")
        assert rows
        assert not [row for row in rows if "9999" in str(row[0])]
