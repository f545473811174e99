"""What a sentence denies is never done, and what a follow-up leaves out is what was spoken of.

Each was answered wrongly to a stranger: the excluded as the addressees, another quarter, another
measure, places of three classes in one order.
"""

from __future__ import annotations

from pathlib import Path

from bot.front.ranked import does_to
from bot.questions.leans_whom import others, without_denied
from bot.speech.names import Named, Roster
from tests.bench._heard_county import ADMIN, county
from tests.stage import render

_TABLES = {"教育局": "县直单位", "水利局": "县直单位", "白庙乡": "乡镇街道", "王集乡": "乡镇街道"}
_ROSTER = Roster(
    [Named(n, one, one, (), group) for n, (one, group) in enumerate(_TABLES.items(), 1)]
)


def test_who_is_excluded_is_not_meant() -> None:
    """只发给乡镇，县直的不发: the towns; a town that is excluded, too, is none of them."""
    towns = others("先只发给乡镇，县直的不发", _ROSTER)
    one = others("只发给乡镇，白庙乡不发", _ROSTER)
    neither = others("教育局不发，白庙乡不发", _ROSTER)
    assert towns is not None
    assert (towns.way, towns.group) == ("only", "乡镇街道")
    assert one is not None
    assert (one.way, one.units) == ("only", (4,))
    assert neither is not None
    assert (neither.way, set(neither.units)) == ("without", {1, 3})


def test_offers_are_of_who_is_left() -> None:
    """Behind a menu the towns are offered, and nothing that goes to the departments."""
    both, gone = without_denied("先只发给乡镇，县直的不发", _ROSTER)
    alone, _ = without_denied("县直的不发", _ROSTER)
    assert (both, gone) == ("先只发给乡镇", (1, 2))
    assert alone == "只发给乡镇街道"
    assert without_denied("教育局多少分", _ROSTER) == ("教育局多少分", ())
    assert does_to("催报 教育局", ["教育局"])
    assert not does_to("教育局得分", ["教育局"])


async def test_follow_ups_keep_what_was_spoken_of(tmp_path: Path) -> None:
    """The quarter, the list, the towns, the classes; and what was given up has no button."""
    async with county(tmp_path) as play:

        async def says(text: str) -> str:
            letters = await play.send(ADMIN, text)
            return render([one for one in letters if one[0] == ADMIN], ADMIN)

        await says("教育局三季度得了多少分")
        why = await says("分扣在哪里了")
        assert "68.29" in why
        assert "80.91" not in why
        await says("安良镇和长桥镇三季度哪个分高")
        assert "[2026年三季度安良镇和长桥镇比较]" in await says("一项一项列出来对比一下")
        none = await says("到今天还有哪些单位一项都没报")
        assert "7 个单位" in none
        assert "林业局" not in none
        assert "2 个单位" in await says("其中乡镇有几个")
        await says("给一项都没有报的单位发个催报提醒")
        towns = await says("先只发给乡镇，县直的不发")
        assert "白庙乡、广阔天地乡" in towns
        assert "水利局" not in towns
        await says("发一个通知给所有县直单位：12月25日前把材料补齐")
        dropped = await says("算了，这个先不发了")
        assert "[发出]" not in dropped
        assert "[回到那份通知]" in dropped
        await says("三季度县直的排名给我看一下")
        last = await says("倒数五名是哪几家")
        assert "15 个单位" in last
        assert "政数局" in last
        assert "每类各取后 5 名" in last
        running = await says("有没有连着三个季度都在后十名的单位")
        assert "2026年四季度还在审核" in running
        assert "24 个单位" in running


async def test_who_is_denied_is_offered_nothing(tmp_path: Path) -> None:
    """Where no road understood the sentence: nothing that goes to the departments, nor to all."""
    async with county(tmp_path) as play:
        await play.send(ADMIN, "提醒单位的事咋弄一下")
        for text in ("先只发给乡镇，县直的不发", "只给乡镇说一声材料的事，县直的不发"):
            shown = [one for who, one in await play.send(ADMIN, text) if who == ADMIN]
            labels = [one.label for row in shown[-1].buttons for one in row]
            assert "给乡镇街道联络员发个通知" in labels
            assert not {"给县直单位联络员发个通知", "县直单位催报", "催报 县直单位", "催报"} & {
                *labels
            }
