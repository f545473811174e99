"""What is kept as a description at once, and what is rather said to somebody."""

from __future__ import annotations

import pytest

from bot.filling.described import describes, of_another_quarter, tells

TOLD = """
总结了“诚信一条街”经验做法，在县政府网站登载。
形成典型案例一篇，被市信用网转载
修订了信用分级管理办法
10月12日在镇政府广场开展诚信宣传活动，发放资料300份
组织全镇干部学习《社会信用条例》，共60人参加
开展诚信宣传进企业、进社区活动3场，县融媒体中心报道
本季度举办诚信经商主题宣传活动两次，参加商户百余家
11月5日，镇文化站联合司法所在集市设点宣传，悬挂横幅6条
利用村村响广播每天播放信用知识，覆盖22个行政村
邀请县信用办讲课，干部职工80人参加培训，有签到表
制作诚信宣传栏12块，印发“信用是什么”手册两千本
集市诚信宣传，党政办承办，县融媒体报道
国庆期间在汽车站、超市等人员密集场所开展了诚信宣传
9月份印发实施方案，10月份开展活动，11月份总结
通过微信公众号推送诚信知识8期，阅读量1.2万次
组织干部集中学习一次，收看警示教育片一部
诚信文化进校园，发放《告诉孩子讲诚信》读本500册
明天的信用靠今天积累——我镇开展诚信主题党日活动
先后到李村、王村等6个村宣讲信用政策
帮我村老党员讲诚信故事，录制短视频5条
十一月又增加了三个窗口，省里的简报作了介绍。
按照县里要求开展诚信宣传，县台作了报道
召开会议部署，等级评定完成后再公布
去年以来我镇开展诚信宣传，今年又组织宣传5次
"""
SAID = """
领导还没给我材料，等他批了我再弄
今天太忙了先放着等会儿再填吧
这个我们得先跟党政办对接一下才行
材料都在办公室电脑里，我人在村里
我刚接手这个工作，很多都不太清楚
上次的联络员已经调走了没有交接
这一项我们单位根本没有这个业务啊
麻烦信用办的同志给我打个电话
这个系统字太小了我看不清楚
能不能把时间往后推两天，实在来不及
你们那边收到我昨天发的总结没有
我把照片发到你们群里了请查收
刚才那一项我填错了，想重新填
我们镇长说这个不用填，直接跳过
照片拍糊了，我重新拍一张再发给你
请问可以用去年的照片代替吗
上一题我点错了，应该是有的
我想先看看别的乡镇是怎么写的
好的收到，我马上组织人员填写上报
我单位联络员换人了，现在是张伟负责
不好意思刚刚发错了，请忽略上一条
网不好，发了好几遍都没有反应
我在外面开会，回单位以后弄
这个季度的活动都在下个月才搞
准备十二月十五日搞一场宣传活动
计划本月底开展诚信宣传进校园活动
原定的诚信宣传活动因天气原因取消了
教育局为什么扣分扣得这么多呢
二.3 的文件我已经发过了你看看
五.1 我们也是这个情况怎么弄好
那个村级信用管理七有都有了
我们一共有十三个行政村三万人口
同上一季度的内容一样没什么变化
补充一下，还有一次是给商户开展讲课
还有一次是在集市开展宣传发放资料
忘了说，重阳节也开展了一场诚信宣讲
内容和四.2一样，就不再重复写了
见附件材料，详细情况都在里面了
10月8日在集市开展诚信宣传一次，先别存
10月8日搞了两次宣传，删了吧
组织干部学习信用条例，这条不要
在文化广场开展宣传，算了不写了
本季度办了一场讲座，等领导看过再交
发放传单300份，这是草稿
在文化广场开展宣传，是测试
开展诚信宣传一次，同上一题
本季度开展宣传两次，是别的镇办的
在集市开展诚信宣传，不对，是9日
组织干部学习信用条例，照片后补
组织干部学习信用条例，谢谢
本季度在集市开展诚信宣传，没人报道
上季度组织干部学习信用条例
县里在文化广场开展诚信宣传
领导说搞了两次诚信宣传活动
详见活动方案和简报，不再赘述
哈哈哈哈哈哈哈哈哈哈哈哈
测试测试测试测试测试测试
1234567890123
啊啊啊啊啊啊啊啊啊啊啊
"""


@pytest.mark.parametrize("text", TOLD.split("\n")[1:-1])
def test_what_was_done_is_taken_at_once(text: str) -> None:
    """Something was done, nobody is spoken to."""
    assert describes(text)


@pytest.mark.parametrize("text", SAID.split("\n")[1:-1])
def test_what_is_said_to_somebody_is_shown_first(text: str) -> None:
    """Talk, plans, other rows, see the enclosure, and what says nothing."""
    assert not describes(text)


def test_a_long_account_may_say_what_comes_next() -> None:
    """下一步 in a paragraph that tells what was done."""
    account = (
        "十月份开展诚信宣传活动三场，发放资料五百份，培训信用监督员四十二名，计划明年全面推开。"
    )
    assert describes(account)
    assert not describes("计划明年全面推开诚信宣传活动")


def test_a_description_of_another_quarter_is_asked_about() -> None:
    assert of_another_quarter("三季度发放传单300份", 4)
    assert not of_another_quarter("四季度发放传单300份", 4)
    assert not of_another_quarter("三季度筹备，四季度开展宣传", 4)
    assert not of_another_quarter("在集市开展诚信宣传一次", 4)


@pytest.mark.parametrize(
    "said", ["更正，应为10月28日", "补一句：县电视台当晚播了", "应该是12月4日的", "11月6号的那一次"]
)
def test_what_puts_another_description_right_is_none(said: str) -> None:
    """A day alone says when, and not what was done: asked about, never stored."""
    assert not describes(said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("十月二十号赶集的时候我们搞了一次诚信宣传发了大概五百份单子", True),
        ("机关四十多个人看了信用条例的视频还考了试平均九十二分", True),
        ("我把照片发到你们群里了，一共发了三张", False),  # said to somebody
        ("我们准备十二月十五日搞一场宣传活动，定了广场", False),
        ("听说财政局搞了三次宣传，还上了县电视台", False),
        ("我们发了三张照片你看收到了没有", False),
        ("我们搞了宣传，群众反映不错，效果很好的", False),  # neither when nor how many
        ("机关四十多个人要看信用条例的视频再考试", False),  # nothing was done
    ],
)
def test_what_is_told_in_everyday_words_is_not_doubted(said: str, told: bool) -> None:
    """It is shown for the tap as what it is, and kept at once no more than before."""
    assert tells(said) is told
    assert not (told and describes(said))
