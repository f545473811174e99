"""The commands with the county on a PostgreSQL server, by the settings an office writes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.corridor.door import code_hash
from bot.running import first_admin, inspection, machine
from bot.running.app import Application
from bot.running.config import Settings, read
from bot.running.config_faults import ConfigFault
from bot.running.drill import drill
from storage.faults import Taken
from storage.queries import people
from tests import postgres
from tests.steady import now

pytestmark = [pytest.mark.slow]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """As in config.toml; the password is in a file of its own."""
    place = postgres.place()
    asyncio.run(place.migrate())
    (tmp_path / "address").write_text(place.address.url)  # type: ignore[attr-defined] # its own
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "config.toml").write_text(
        f'[data]\nfolder = "{tmp_path / "data"}"\nreserve_megabytes = 0\n'
        "[web]\nport = 0\n"
        f'[storage]\ndatabase_file = "{tmp_path / "address"}"\n'
    )
    return read(tmp_path / "config.toml")


async def test_a_county_on_a_server_is_checked_backed_up_and_drilled(
    settings: Settings, tmp_path: Path
) -> None:
    """Set up, held by one, looked at beside it, packed in the same .tar, tried out from it."""
    application = await Application.open(settings)
    first = await application.setup_code()
    other = await Application.open(settings)
    with pytest.raises(Taken) as taken:
        await other.setup_code()
    assert "另一个信考程序" in machine.words(taken.value)
    await other.database.close()
    second = await first_admin.beside(settings, now())
    assert [await _opens(application, code) for code in (first, second)] == [False, True]
    lines, sound = await inspection.check(settings, data=True)
    assert sound, lines
    assert "材料检索：与读出的文字一致" in lines
    lines, sound = await inspection.back_up(settings, tmp_path / "b.tar", now())
    assert sound, lines
    await application.database.close()
    lines, sound = await drill(settings, tmp_path / "b.tar")
    assert sound, lines
    assert not (settings.data.folder / "xinkao.db").exists(), "no file is made beside it"


async def _opens(application: Application, code: str | None) -> bool:
    """Whether the running bot takes a set-up code."""
    assert code
    async with application.database.reading() as db:
        found = await people.invitation(db, code_hash(code))
    return found is not None and found.revoked_at is None


def test_an_address_that_is_none_is_said_without_repeating_it() -> None:
    """A password may be in it."""
    wrong = Settings.model_validate({"storage": {"database": "mysql://county:geheim@x/y"}})
    with pytest.raises(ConfigFault) as fault:
        _ = wrong.place
    assert "postgresql://" in str(fault.value)
    assert "geheim" not in f"{fault.value}{wrong!r}"
