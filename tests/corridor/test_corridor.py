"""The corridor: one effect per update, order per chat, faults rolled back and apologised for."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.corridor.delivering import GoneError, LaterError
from bot.corridor.events import Attachment, Button, Incoming, Letter, Message, ReadyFile, Recipe
from bot.corridor.intake import Intake
from bot.corridor.outbox import MOST_ATTEMPTS, Outbox
from bot.corridor.pages import PAGES, open_all, page
from bot.corridor.router import Router
from bot.corridor.routes import link
from bot.corridor.settling import settle
from bot.corridor.turn import Turn, instead
from storage import audit
from storage.database import stamp
from storage.queries import corridor, people
from tests.patience import LONG
from tests.sample_papers import PDF
from tests.stage import Stage, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as made:
        yield made


@pytest.fixture(autouse=True)
def _pages() -> Iterator[None]:
    """A few pages of the test's own, taken away afterwards."""
    open_all()  # or the pages opened meanwhile would be taken away with them, for good
    kept = list(PAGES)

    @page("test/count", words=("数一下",))
    async def count(turn: Turn) -> None:
        before = await corridor.setting(turn.db, "count") or "0"
        await asyncio.sleep(0)
        await corridor.set_setting(turn.db, "count", str(int(before) + 1))
        turn.say(f"第 {int(before) + 1} 次")

    @page("test/bug", words=("出错",))
    async def bug(turn: Turn) -> None:
        await corridor.set_setting(turn.db, "count", "99")
        raise ZeroDivisionError("秘密内容")

    @page("test/refuse", words=("不行",))
    async def refuse(turn: Turn) -> None:
        await corridor.set_setting(turn.db, "count", "99")
        raise instead("这样不行", Button(label="回首页", route="home"))

    @page("test/ask", words=("问我",))
    async def ask(turn: Turn) -> None:
        turn.wait("test/answer", asked="几个")
        turn.place("test/ask")
        turn.say(Message(text="几个？", buttons=((Button(label="跳过", route="test/count"),),)))

    @page("test/answer")
    async def answer(turn: Turn) -> None:
        turn.leave_walk()
        turn.say(f"{turn.draft['asked']}：{turn.text}")

    @page("test/circle")
    async def circle(turn: Turn) -> None:
        await turn.visit("test/circle")

    @page("test/unit/{unit:int}", roles=("liaison",))
    async def unit_only(turn: Turn, unit: int) -> None:
        turn.say(f"单位 {unit}")

    @page("test/admin", roles=("admin",), words=("管理",))
    async def admin_only(turn: Turn) -> None:
        turn.say("管理页")

    PAGES[:] = PAGES[len(kept) :] + kept
    yield
    PAGES[:] = kept


def texts(letters: Sequence[tuple[str, Message]]) -> list[str]:
    """What was said."""
    return [message.text for _, message in letters]


async def test_the_same_update_fifty_times_at_once_has_one_effect(play: Stage) -> None:
    """However often and in whatever overlap an update is delivered."""
    router = Router(play.database, play.world, lambda: play.now, lambda: "E1")
    intakes = [Intake(play.database, play.store, router.turn, lambda: play.now) for _ in range(8)]
    update = _text(play, "李敏", "数一下", "same")
    kept = await asyncio.gather(*(intakes[n % 8].receive(update) for n in range(50)))
    await asyncio.gather(*(intake.idle() for intake in intakes))
    assert sum(kept) == 1
    assert texts(await play.letters()) == ["第 1 次"]


async def test_a_turn_run_twice_at_once_has_one_effect(play: Stage) -> None:
    """Two processes that both recovered the same update: the second finds it finished."""
    async with play.database.transaction() as db:
        number = await corridor.receive(db, "web", "u", "李敏", "{}", play.now)
    assert number is not None
    router = Router(play.database, play.world, lambda: play.now, lambda: "E1")
    await asyncio.gather(
        *(router.turn(number, _text(play, "李敏", "数一下", "u")) for _ in range(50))
    )
    assert texts(await play.letters()) == ["第 1 次"]


async def test_a_chat_keeps_its_order_and_chats_go_beside_one_another(play: Stage) -> None:
    """A hundred updates of three chats: each chat's in the order they came."""
    done: list[tuple[str, str]] = []
    others_done = asyncio.Event()

    async def carry(_: int, incoming: Incoming) -> None:
        if incoming.chat == "甲":
            # Held until every other chat is through: were it in their way, nobody would be.
            await asyncio.wait_for(others_done.wait(), LONG)
        done.append((incoming.chat, incoming.text))
        if len(done) == 68:
            others_done.set()

    intake = Intake(play.database, play.store, carry, lambda: play.now)
    sent = [(chat, str(n)) for n in range(34) for chat in ("甲", "乙", "丙")]
    for chat, text in sent:
        await intake.receive(_text(play, chat, text, f"{chat}{text}"))
    await intake.idle()
    for chat in ("甲", "乙", "丙"):
        assert [t for c, t in done if c == chat] == [t for c, t in sent if c == chat]
    assert {chat for chat, _ in done[:68]} == {"乙", "丙"}


async def test_a_bug_rolls_back_and_is_apologised_for_with_its_number(
    play: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing of the page remains; the person reads a number, and no detail."""
    letters = await play.send("李敏", "出错")
    assert "编号 E1" in letters[0][1].text
    assert "秘密内容" not in letters[0][1].text
    assert await play.query("select value from settings where key = 'count'") == []
    assert [tuple(row) for row in await play.query("select state, reference from inbox")] == [
        ("failed", "E1")
    ]
    assert texts(await play.send("李敏", "数一下")) == ["第 1 次"]


async def test_a_refusal_undoes_the_page_and_keeps_the_question(play: Stage) -> None:
    """``raise instead`` writes nothing, and the form that waited still waits."""
    await play.send("李敏", "问我")
    assert texts(await play.send("李敏", "不行")) == ["这样不行"]
    assert await play.query("select value from settings where key = 'count'") == []
    [asked] = texts(await play.send("李敏", "三个"))  # it was not the last thing said
    assert asked.startswith("您是要把“三个”写进前面问的那一步吗？")
    assert texts(await play.send("李敏", press="是的，就这样")) == ["几个：三个"]


async def test_another_page_leads_back_to_the_unfinished_question(play: Stage) -> None:
    """One button leads back; once the walk is left, it is gone."""
    await play.send("李敏", "问我")
    away = await play.send("李敏", "数一下")
    assert away[0][1].buttons[-1][0] == Button(label="接着填报", route="test/ask")
    back = await play.send("李敏", press="接着填报")
    assert texts(back) == ["几个？"]
    await play.send("李敏", "三个")
    assert (await play.send("李敏", "数一下"))[0][1].buttons == ()


async def test_a_button_may_be_typed_by_label_or_number(play: Stage) -> None:
    """跳过, #1 and ＃1 all press the first button."""
    for typed in ("跳过", "#1", "＃1"):
        await play.send("李敏", "问我")
        assert texts(await play.send("李敏", typed))[0].startswith("第")


async def test_a_page_that_leads_in_a_circle_ends(play: Stage) -> None:
    """It is our bug, answered as one."""
    letters = await play.send("李敏", route="test/circle")
    assert "系统出了点问题" in letters[0][1].text


@pytest.mark.parametrize(
    "route", ["nowhere", "test/unit/x", "row/1/2/", "", "/" * 60, "test/unit/" + "9" * 40]
)
async def test_a_stale_or_forged_button_is_answered_politely(play: Stage, route: str) -> None:
    """No such page: a sentence and a way home."""
    letters = await play.send("李敏", route=route)
    assert "按钮已经失效" in letters[0][1].text


async def test_role_and_unit_are_checked_on_the_page(play: Stage) -> None:
    """A liaison reaches the own unit only; a stranger nothing; an admin's page no liaison."""
    own, other = [
        row[0]
        for row in await play.query(
            "select id from units where name in ('县教育局', '县财政局') order by id"
        )
    ]
    assert texts(await play.send("李敏", route=link("test/unit", own))) == [f"单位 {own}"]
    assert "这是别的单位的" in texts(await play.send("李敏", route=link("test/unit", other)))[0]
    assert "没有这个权限" in texts(await play.send("李敏", "管理"))[0]
    assert texts(await play.send("赵主任", "管理")) == ["管理页"]
    assert "绑定" in texts(await play.send("路人", "管理"))[0]
    assert "绑定" in texts(await play.send("路人", route=link("test/unit", own)))[0]


async def test_a_removed_persons_buttons_are_dead(play: Stage) -> None:
    """The role is asked for when the button is pressed, not when it was shown."""
    async with play.database.transaction() as db:
        for grant in await people.live_roles(db):
            await people.end_role(db, grant.id, play.now)
    assert "没有这个权限" in texts(await play.send("赵主任", route="test/admin"))[0]


async def test_what_was_kept_but_not_carried_through_is_carried_at_the_next_start(
    play: Stage,
) -> None:
    """The process died between the inbox and the turn."""
    died = Intake(play.database, play.store, _never, lambda: play.now)
    died.carry = lambda *_: None  # type: ignore[method-assign]
    await died.receive(_text(play, "李敏", "数一下", "u1"))
    router = Router(play.database, play.world, lambda: play.now, lambda: "E1")
    restarted = Intake(play.database, play.store, router.turn, lambda: play.now)
    assert await restarted.recover() == 1
    await restarted.idle()
    assert texts(await play.letters()) == ["第 1 次"]
    assert await restarted.recover() == 0


async def test_an_update_that_kills_the_process_is_set_aside(play: Stage) -> None:
    """After three starts it is not tried again."""
    died = Intake(play.database, play.store, _never, lambda: play.now)
    died.carry = lambda *_: None  # type: ignore[method-assign]
    await died.receive(_text(play, "李敏", "数一下", "u1"))
    assert [await died.recover() for _ in range(5)] == [1, 1, 1, 0, 0]
    assert ["没有生效" in text for text in texts(await play.letters())] == [True]


async def test_files_that_lie_with_the_channel_are_fetched_before_the_turn(play: Stage) -> None:
    """Stored, refused and lost ones are told apart."""
    carried: list[Incoming] = []

    async def carry(_: int, incoming: Incoming) -> None:
        carried.append(incoming)

    class Remote:
        async def fetch(self, remote: str, named: Callable[[str], None]) -> AsyncIterator[bytes]:
            if remote == "gone":
                raise LookupError(remote)
            if remote == "pdf":
                named("工作方案.pdf")
            yield PDF if remote == "pdf" else b""

    intake = Intake(play.database, play.store, carry, lambda: play.now)
    intake.channels = {"web": Remote()}
    files = tuple(Attachment(label=name, remote=name) for name in ("pdf", "empty", "gone"))
    await intake.receive(_text(play, "李敏", "", "u1").model_copy(update={"attachments": files}))
    await intake.idle()
    pdf, empty, gone = carried[0].attachments
    assert (pdf.kind, pdf.label, empty.label) == ("pdf", "工作方案.pdf", "empty")
    assert pdf.digest is not None
    assert play.store.verify(pdf.digest)
    assert (empty.refused, gone.refused) == ("empty", "not_fetched")
    kept = await play.query("select payload from inbox")
    assert Incoming.model_validate_json(kept[0][0]).attachments == carried[0].attachments


async def test_files_are_fetched_at_once_although_their_turn_is_not_yet(play: Stage) -> None:
    """Some channels keep a file for minutes only, and the turn before may take longer."""
    held, fetched = asyncio.Event(), asyncio.Event()
    carried: list[str] = []

    async def carry(_: int, incoming: Incoming) -> None:
        if not carried:
            carried.append(incoming.text)
            await held.wait()
        else:
            carried.append(incoming.attachments[0].kind)

    class Remote:
        async def fetch(self, remote: str, named: Callable[[str], None]) -> AsyncIterator[bytes]:
            yield PDF
            fetched.set()

    intake = Intake(play.database, play.store, carry, lambda: play.now)
    intake.channels = {"web": Remote()}
    await intake.receive(_text(play, "李敏", "慢的一步", "u1"))
    file = (Attachment(label="a", remote="a"),)
    await intake.receive(_text(play, "李敏", "", "u2").model_copy(update={"attachments": file}))
    await fetched.wait()
    held.set()
    await intake.idle()
    assert carried == ["慢的一步", "pdf"]


async def test_several_kept_updates_become_one_and_none_comes_back(play: Stage) -> None:
    """Joined in the inbox before they are carried; the next process finds nothing left over."""
    carried: list[tuple[int, int]] = []

    async def carry(number: int, incoming: Incoming) -> None:
        carried.append((number, len(incoming.attachments)))
        async with play.database.transaction() as db:
            await settle(db, number, incoming)

    intake = Intake(play.database, play.store, carry, lambda: play.now)
    pieces = []
    for key in ("p1", "p2", "p3"):
        stored = await play.store.put_bytes(PDF)
        file = Attachment(label=key, digest=stored.digest, size=stored.size, kind="pdf")
        incoming = _text(play, "李敏", "", key).model_copy(update={"attachments": (file,)})
        number = await intake.keep(incoming)
        assert number is not None
        assert await intake.keep(incoming) is None
        pieces.append((number, incoming))
    files = tuple(file for _, piece in pieces for file in piece.attachments)
    whole = pieces[0][1].model_copy(update={"attachments": files})
    await intake.join(pieces, whole)
    intake.carry(pieces[0][0], whole)
    await intake.idle()
    assert carried == [(pieces[0][0], 3)]
    assert await intake.recover() == 0


class Post:
    """A channel's receiving end that does as it is told."""

    def __init__(self, *faults: Exception) -> None:
        self.faults = list(faults)
        self.delivered: list[tuple[str, str, tuple[str, ...]]] = []

    async def deliver(self, letter: Letter, files: Sequence[ReadyFile]) -> str:
        if self.faults:
            raise self.faults.pop(0)
        self.delivered.append((letter.chat, letter.message.text, tuple(f.kind for f in files)))
        return str(letter.number)


async def _post(play: Stage, chat: str, text: str, reason: str | None = None) -> bool:
    async with play.database.transaction() as db:
        message = Message(text=text).model_dump_json(exclude_defaults=True)
        return await corridor.post(db, None, "web", chat, message, reason=reason, now=play.now)


def _outbox(play: Stage, post: Post) -> Outbox:
    outbox = Outbox(play.database, play.store, lambda _: PDF, lambda: play.now)
    outbox.channels = {"web": post}
    return outbox


class TestOutbox:
    """The way out."""

    async def test_letters_of_a_chat_leave_in_order(self, play: Stage) -> None:
        """A letter that must wait holds back the later ones of its chat, and no others."""
        post = Post(LaterError(30, "slow down"))
        outbox = _outbox(play, post)
        await _post(play, "甲", "一")
        await _post(play, "甲", "二")
        await outbox.round()
        await _post(play, "乙", "三")
        await outbox.round()
        assert [text for _, text, _ in post.delivered] == ["三"]
        async with play.database.reading() as db:
            assert await corridor.next_due(db) == stamp(play.now + timedelta(seconds=30))
        play.now += timedelta(seconds=31)
        while await outbox.round():
            pass
        assert [text for _, text, _ in post.delivered] == ["三", "一", "二"]

    async def test_one_reason_is_one_letter(self, play: Stage) -> None:
        """The second letter for the same reason is not posted."""
        assert await _post(play, "甲", "一", "opened:1")
        assert not await _post(play, "甲", "一", "opened:1")

    async def test_a_fault_is_tried_again_and_given_up_at_last(self, play: Stage) -> None:
        """With growing pauses; then the letter is set aside and the next one goes."""
        post = Post(*(OSError() for _ in range(MOST_ATTEMPTS)))
        outbox = _outbox(play, post)
        await _post(play, "甲", "一")
        await _post(play, "甲", "二")
        for _ in range(MOST_ATTEMPTS):
            assert await outbox.round() == 1
            play.now += timedelta(hours=1)
        await outbox.round()
        assert [text for _, text, _ in post.delivered] == ["二"]
        async with play.database.reading() as db:
            given_up = await db.execute_fetchall("select state from outbox where error <> ''")
        assert [one["state"] for one in given_up] == ["failed"]

    async def test_somebody_gone_is_noted_on_the_person(self, play: Stage) -> None:
        """Blocked: the letter is closed and the identity says so."""
        await _post(play, "李敏", "一")
        await _outbox(play, Post(GoneError("blocked"))).round()
        rows = await play.query("select state from identities where address = '李敏'")
        assert rows[0][0] == "blocked"

    async def test_a_recipe_is_made_into_a_stored_file(self, play: Stage) -> None:
        """The picture is drawn after the turn, kept by its hash, and delivered."""
        message = Message(
            text="榜", files=({"label": "榜.pdf", "recipe": Recipe(name="x", data={})},)
        )
        async with play.database.transaction() as db:
            payload = message.model_dump_json(exclude_defaults=True)
            await corridor.post(db, None, "web", "甲", payload, now=play.now)
        post = Post()
        await _outbox(play, post).round()
        assert post.delivered == [("甲", "榜", ("pdf",))]
        assert len(await play.query("select digest from blobs")) == 1


async def test_an_interrupted_turn_leaves_nothing_at_any_await(play: Stage) -> None:
    """A turn cancelled after n steps of its task: done whole, or not begun; then it is carried."""
    for steps in itertools.count(1):
        name = f"u{steps}"
        async with play.database.transaction() as db:
            number = await corridor.receive(db, "web", name, "李敏", "{}", play.now)
        assert number is not None
        router = Router(play.database, play.world, lambda: play.now, lambda: "E1")
        task = asyncio.create_task(router.turn(number, _text(play, "李敏", "数一下", name)))
        for _ in range(steps * 3):
            await asyncio.sleep(0)
        finished = task.done()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with play.database.reading() as db:
            left = [one.update_key for one in await corridor.unfinished(db)]
            count = int(await corridor.setting(db, "count") or 0)
        letters = await play.letters()
        assert (name in left) == (not letters), "an effect without its mark, or a mark without"
        assert count == steps - len(left)
        if finished:
            break
        if left:
            await router.turn(number, _text(play, "李敏", "数一下", name))
            await play.letters()
        assert steps < 400


async def test_every_role_change_is_seen_by_the_next_update(play: Stage) -> None:
    """A person made admin a moment ago may open the admin's page."""
    assert "没有这个权限" in texts(await play.send("李敏", "管理"))[0]
    async with play.database.transaction() as db:
        person = await people.by_identity(db, "web", "李敏")
        assert person is not None
        await people.give_role(db, person.id, "admin", None, None, play.now)
    assert texts(await play.send("李敏", "管理")) == ["管理页"]


async def test_the_stage_itself_writes_no_audit(play: Stage) -> None:
    """What the audit shows later, a page wrote."""
    async with play.database.reading() as db:
        assert [entry async for entry in audit.entries(db)] == []


async def _never(_: int, __: Incoming) -> None:
    raise AssertionError("not to be carried")


def _text(play: Stage, who: str, text: str, update: str) -> Incoming:
    return Incoming(
        channel="web",
        update=update,
        chat=who,
        sender=who,
        private=True,
        received=play.now,
        text=text,
    )


async def test_work_behind_lets_turns_pass_but_not_for_ever(play: Stage) -> None:
    """It goes on once the turn is over; where turns never end, after a while."""
    held, told = asyncio.Event(), list[str]()

    async def carry(_: int, incoming: Incoming) -> None:
        await held.wait()
        told.append(incoming.text)

    intake = Intake(play.database, play.store, carry, lambda: play.now)
    await intake.give_way(LONG)
    await intake.receive(_text(play, "李敏", "一步", "u1"))
    await asyncio.sleep(0)
    await intake.give_way(0.01)
    assert told == []
    behind = asyncio.create_task(intake.give_way(LONG))
    held.set()
    await behind
    assert told == ["一步"]
    await intake.idle()
