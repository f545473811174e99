"""What was read of papers that came over 企业微信: a message of its own, none is edited."""

from pathlib import Path

from tests.channels.wecom.live import labels_of, live
from tests.sample_papers import NOTICE, REPORT, document

LIAISON = "limin"


async def test_what_was_read_comes_behind_the_receipt(tmp_path: Path) -> None:
    """The receipt stays as it was; what was read is said once, with a button that goes on."""
    async with live(tmp_path, papers=True) as bot:
        phone = bot.phones["李敏"]
        for words in ("四.1", "4"):
            phone.says(words)
            await bot.settled()
        phone.presses("确定", chosen={"choice": ["8|proof/1/1/四.1"]})
        await bot.settled()
        phone.sends_file("通知.docx", document(*NOTICE))
        await bot.hears(lambda: any("读到：" in one for one in bot.said(LIAISON)))
        await bot.settled()
        said = bot.said(LIAISON)
        (receipt,) = [one for one in said if "通知.docx 已存好" in one]
        (told,) = [one for one in said if "读到：" in one]
        assert said.index(receipt) < said.index(told)
        assert "读到：" not in receipt
        assert "四.1 宣传活动：材料读完了" in told
        assert "还没看到：活动照片、媒体报道。" in told
        assert "您报了 4 次，材料里最多对得上 1 次（11月12日）。" in told
        assert "补传 四.1 的材料" in labels_of(bot.gateway.sent[-1].shown)

        phone.presses("补传 四.1 的材料")
        await bot.settled()
        phone.sends_file("报道.docx", document(*REPORT))
        await bot.hears(lambda: sum("读到：" in one for one in bot.said(LIAISON)) > 1)
        await bot.settled()
        assert "补上了：媒体报道。" in bot.said(LIAISON)[-1]
        assert "还没看到" not in bot.said(LIAISON)[-1]
