"""Coming in: invitations, demo steps, cookies, and what keeps strangers out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.web import doors
from bot.channels.web.gates import Allowed
from bot.channels.web.listener import Listener
from bot.channels.web.security import same_site
from bot.channels.web.throttle import Throttle, neighbourhood
from bot.channels.web.views import static_files, static_prefix
from storage.database import stamp
from storage.queries import web as queries
from tests.channels.conftest import Opener, Site
from tests.channels.web.web_stage import INVITES, OFFICE, STEPS
from tests.patience import LONG


@pytest.fixture
async def office(open_site: Opener) -> Site:
    """A real installation: no demo."""
    return await open_site(demo=False)


async def test_an_invitation_link_becomes_a_session_and_a_message(office: Site) -> None:
    """The bot hears 绑定 and the code; the chat shows no code; scripts cannot read the cookie."""
    page = await (await office.request("GET", "/i/XK-2468")).text()
    assert "接受邀请" in page
    answer = await office.request("POST", "/enter", data={"code": " ＸＫ－2468 ", "visit": "v"})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert f"Path={answer.headers['Location']}" in cookie
    incoming = office.scene.arrived[0]
    assert incoming.text == "绑定 XK-2468"
    assert incoming.private
    assert incoming.sender == incoming.chat
    phone = office._phone(answer)
    assert "2468" not in str(await phone.history(incoming.chat))


async def test_looking_at_an_invitation_uses_nothing(office: Site) -> None:
    """Link previews look too: no session, no message."""
    answer = await office.request("GET", "/i/XK-2468")
    assert "Set-Cookie" not in answer.headers
    assert office.scene.arrived == []


async def test_the_link_says_to_what_it_invites(office: Site) -> None:
    """Whoever is sent a link from strangers wants to know of whom, and for what."""
    page = await (await office.request("GET", "/i/ＸＫ－2468")).text()
    assert INVITES in page


async def test_a_link_that_is_over_says_so_before_anybody_presses(office: Site) -> None:
    """Opening it again and again locks nobody out: the whole office comes from one address."""
    for _ in range(12):
        answer = await office.request("GET", "/i/XK-0000")
        assert answer.status == 410
        assert "不能再用" in await answer.text()
    await office.enter("XK-2468")


async def test_looking_for_links_that_are_open_has_an_end(open_site: Opener) -> None:
    """A machine that tries one after another is stopped."""
    office = await open_site(demo=False, entries_per_ten_minutes=5)
    found = [(await office.request("GET", f"/i/NO-{n}")).status for n in range(7)]
    assert found == [410] * 5 + [429] * 2


async def test_the_head_names_who_has_come_in(office: Site) -> None:
    """By the frame as soon as it opens, and by the rooms for a page that is open already."""
    phone = await office.enter("XK-2468")
    address = office.scene.arrived[0].chat
    assert (await (await phone.get("rooms")).json())["name"] == ""
    office.scene.names[address] = "李敏　教育局联络员"
    assert (await (await phone.get("rooms")).json())["name"] == "李敏　教育局联络员"
    assert 'data-who="李敏　教育局联络员"' in await (await phone.get("")).text()


async def test_a_form_sent_twice_is_one_entry(office: Site) -> None:
    """An impatient thumb: the second answer leads into the same session as the first."""
    visit = "a-number-the-page-was-given"
    phones = await asyncio.gather(*(office.enter("XK-2468", visit=visit) for _ in range(5)))
    assert len({phone.path for phone in phones}) == 1
    assert len(office.scene.arrived) == 1
    office.scene.codes.clear()
    await office.enter("XK-2468", visit=visit)
    office.scene.later(minutes=10)
    answer = await office.request("POST", "/enter", data={"code": "XK-2468", "visit": visit})
    assert answer.status == 403


@pytest.mark.parametrize("visit", ["", "v1"])
async def test_a_form_made_by_hand_shares_nobodys_session(office: Site, visit: str) -> None:
    """A visit that anybody could guess is no key to what another person has opened."""
    first = await office.enter("XK-2468", visit=visit)
    second = await office.enter("XK-2468", visit=visit)
    assert first.path != second.path
    long = "a-number-the-page-was-given"
    third = await office.enter("XK-2468", visit=long)
    wrong = await office.request("POST", "/enter", data={"code": "NO", "visit": long})
    assert wrong.status == 403
    assert third.path not in {first.path, second.path}


async def test_a_wrong_code_opens_nothing_and_guessing_is_slowed(office: Site) -> None:
    """Ten wrong codes in ten minutes per address; then a wait, for right ones too."""
    for number in range(10):
        answer = await office.request("POST", "/enter", data={"code": f"NO-{number}"})
        assert answer.status == 403
        assert "Set-Cookie" not in answer.headers
    guessed = await office.request("POST", "/enter", data={"code": "XK-2468"})
    assert guessed.status == 429
    assert office.scene.arrived == []
    office.scene.later(minutes=10)
    await office.enter("XK-2468")


async def test_a_whole_county_comes_in_through_one_address(open_site: Opener) -> None:
    """Right codes are not counted as tries; but no code opens sessions without end."""
    office = await open_site(demo=False, entries_per_ten_minutes=30)
    paths = {(await office.enter("XK-2468")).path for _ in range(30)}
    assert len(paths) == 30
    assert (await office.request("POST", "/enter", data={"code": "XK-2468"})).status == 429


async def test_a_form_that_dribbles_in_is_given_up(
    office: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A body that never ends holds no request for ever."""
    monkeypatch.setattr(doors, "_BODY_SECONDS", 0.05)

    async def dribble() -> AsyncIterator[bytes]:
        yield b"code="
        await asyncio.sleep(30)

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await office.request("POST", "/enter", data=dribble(), headers=headers)
    assert answer.status == 408


async def test_over_https_the_browser_is_told_to_stay_there(open_site: Opener) -> None:
    """And the cookie travels over nothing else; over plain http neither is said."""
    site = await open_site(demo=False, secure_cookie=True)
    answer = await site.request("POST", "/enter", data={"code": "XK-2468"})
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    assert "Secure" in answer.headers["Set-Cookie"]
    plain = await open_site(demo=False)
    assert "Strict-Transport-Security" not in (await plain.request("GET", "/")).headers


async def test_without_a_demo_there_are_no_demo_addresses(office: Site) -> None:
    """Nobody steps into a real county with one click."""
    assert (await office.request("POST", "/step/office")).status == 404
    assert (await office.request("GET", "/side")).status == 404
    page = await (await office.request("GET", "/")).text()
    assert "邀请码" in page
    assert "/step/" not in page


async def test_the_demo_offers_its_steps(site: Site) -> None:
    """One card each; the office's step has the group room first."""
    page = await (await site.request("GET", "/")).text()
    for step in STEPS:
        assert step.title in page
    rooms = (await (await (await site.step("office")).get("rooms")).json())["rooms"]
    assert [room["title"] for room in rooms] == [OFFICE.title, "信考"]
    assert (await site.request("POST", "/step/nobody")).status == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
async def test_a_post_from_another_site_is_refused(site: Site, headers: dict[str, str]) -> None:
    """For every address that changes something."""
    phone = await site.step("department")
    for place in ("send", "upload", "leave"):
        assert (await phone.post(place, json={}, headers=headers)).status == 403
    assert (await site.request("POST", "/step/office", headers=headers)).status == 403
    assert (await site.request("POST", "/enter", headers=headers)).status == 403


def _asks(address: str = "", **headers: str) -> bool:
    from aiohttp.test_utils import make_mocked_request

    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = make_mocked_request("POST", "/", headers={"Host": "xinkao.example:8080", **named})
    return same_site(request, address)


def test_where_a_post_comes_from_is_told_by_either_header() -> None:
    """Plain http on an office network has no Sec-Fetch-Site; Origin is then what counts."""
    assert _asks(Sec_Fetch_Site="same-origin")
    assert _asks(Origin="http://xinkao.example:8080")
    assert not _asks()
    assert not _asks(Origin="null")
    assert not _asks(Origin="http://xinkao.example")
    assert not _asks(Origin="https://evil.example")
    assert not _asks(Sec_Fetch_Site="cross-site", Origin="http://xinkao.example:8080")
    # Where the address is told, nothing else counts, whatever name the request came under.
    assert _asks("https://kaohe.example", Origin="https://kaohe.example")
    assert not _asks("https://kaohe.example", Origin="http://kaohe.example")
    assert not _asks("https://kaohe.example", Origin="http://xinkao.example:8080")
    here = {"Sec_Fetch_Site": "same-origin"}
    assert not _asks("https://kaohe.example", Origin="https://xinkao.example:8080", **here)


async def test_sessions_stand_side_by_side_and_do_not_mix(site: Site) -> None:
    """The cookie of one opens nothing of another, and a changed one opens nothing at all."""
    one, two = await site.step("department"), await site.step("township")
    one.headers["Cookie"] = two.headers["Cookie"]
    assert (await one.get("rooms")).status == 401
    two.headers["Cookie"] += "x"
    assert (await two.get("rooms")).status == 401


async def test_a_session_ends_by_leaving_by_time_and_by_the_office(site: Site) -> None:
    """Use prolongs it; nothing brings an ended one back."""
    phone = await site.step("department")
    site.scene.later(days=100)
    assert (await phone.get("rooms")).status == 200
    site.scene.later(days=100)
    assert (await phone.get("rooms")).status == 200
    site.scene.later(days=121)
    assert (await phone.get("rooms")).status == 401
    phone = await site.step("department")
    assert (await phone.post("leave")).status == 200
    assert (await phone.get("rooms")).status == 401
    phone = await site.step("department")
    async with site.scene.database.transaction() as db:
        await queries.end_sessions_of(db, "w-department-01", stamp(site.scene.now))
    assert (await phone.get("rooms")).status == 401


async def test_a_secret_is_stored_only_as_its_hash(site: Site) -> None:
    """Who reads the database cannot log in with it."""
    phone = await site.step("department")
    secret = phone.headers["Cookie"].partition("=")[2]
    assert secret.encode() not in site.scene.database.path.read_bytes()
    wal = site.scene.database.path.with_name(site.scene.database.path.name + "-wal")
    assert secret.encode() not in wal.read_bytes()


async def test_pages_carry_the_strict_policy_and_obey_it(site: Site) -> None:
    """Nothing inline, nothing from elsewhere, in any page."""
    phone = await site.step("department")
    for path in ("/", "/side", "/i/XK-2468", phone.path):
        answer = await phone.session.get(site.base + path, headers=phone.headers)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        text = await answer.text()
        for banned in ("<style", "style=", "onclick", "javascript:", "http://", "https://"):
            assert banned not in text
        assert text.count("<script") == text.count('<script type="module" src="/static/')


async def test_what_people_type_is_shown_not_obeyed(office: Site) -> None:
    """A code full of markup comes back as text."""
    page = await (await office.request("GET", "/i/%22%3E%3Cscript%3E")).text()
    assert "&quot;&gt;&lt;script&gt;" in page


async def test_every_static_file_is_served_under_its_version_for_good(site: Site) -> None:
    """And nothing outside the folder is."""
    for name in static_files():
        answer = await site.request("GET", f"{static_prefix()}/{name}")
        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]
    for path in ("/static/000000000000/chat.js", f"{static_prefix()}/../pages/chat.html"):
        assert (await site.request("GET", path)).status == 404


async def test_the_manifest_starts_where_it_was_installed(site: Site) -> None:
    """A chat put on the phone's first screen opens that chat."""
    phone = await site.step("department")
    manifest = await (await phone.get("manifest.webmanifest")).json()
    assert manifest["start_url"] == manifest["scope"] == phone.path
    for icon in manifest["icons"]:
        assert (await site.request("GET", icon["src"])).status == 200


async def test_health_says_what_the_program_says(site: Site) -> None:
    """200 when well, 503 when not, for whoever watches."""
    assert (await site.request("GET", "/health")).status == 200
    site.scene.failing = 1
    assert (await site.request("GET", "/health")).status == 503


async def test_a_fault_is_a_sentence_with_a_number(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For people as a page; never a trace."""
    monkeypatch.setattr(site.scene.database, "reading", None)
    answer = await site.request("GET", "/c/abcdefgh/", headers={"Accept": "text/html"})
    text = await answer.text()
    assert answer.status == 500
    assert "编号" in text
    assert "Traceback" not in text


async def test_a_connection_that_never_asks_is_closed(site: Site) -> None:
    """And one that asked is left alone."""
    allowed = Allowed(100, 100, header_seconds=0.05)
    listener = Listener(site.scene.new_channel().application(), allowed)
    await listener.open("127.0.0.1", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)
    writer.write(b"GET / HTTP/1.1\r\nHost:")
    async with asyncio.timeout(LONG):
        assert await reader.read() == b""
    writer.close()
    reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)
    for _ in range(2):
        writer.write(b"GET /manifest.webmanifest HTTP/1.1\r\nHost: x\r\n\r\n")
        assert await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.1)
    writer.close()
    await listener.close()


def test_a_household_is_one_neighbour(site: Site) -> None:
    """Changing the last half of an IPv6 address is not a new visitor."""
    assert neighbourhood("2001:db8::1") == neighbourhood("2001:db8::ffff:1")
    assert neighbourhood("2001:db8::1") != neighbourhood("2001:db8:0:1::1")
    assert neighbourhood("::ffff:10.0.0.1") == neighbourhood("::ffff:10.0.0.1")
    assert neighbourhood("10.0.0.1") != neighbourhood("10.0.0.2")


def test_a_throttle_forgets_the_longest_unused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its memory is bounded however many addresses come."""
    monkeypatch.setattr("bot.channels.web.throttle.REMEMBERED", 100)
    throttle = Throttle(site.scene.clock, 1, 60)
    for number in range(1000):
        throttle.spend(str(number))
    assert len(throttle._buckets) == 100
