"""Jobs of the office by sentence; a denial, a question, a report or a word too many is none."""

from __future__ import annotations

import pytest

from bot.questions.jobs import job
from bot.questions.jobs.plainly import plainly
from tests.questions.test_combined import KNOWN

SHORT = {one.id: one.short for one in KNOWN.roster.units}
PEOPLE = {1: "王芳", 2: "陈立", 3: "孙倩"}

JOBS = """
把没疑点的都通过了 = clean
没有疑点的一把过 = clean
材料齐的都给过了 = clean
教育局剩下的都通过 = clean 教体局
财政局没问题的那些一次性过掉 = clean 财政局
乡镇的没毛病的全过吧 = clean 乡镇
县直单位无疑点的审核通过 = clean 县直
我这边没疑问的全部点通过 = clean
二.1没疑点的都通过 = clean 二.1
教育局的这几项都过了吧 = clean 教体局
教育局这几项都没问题了，过吧 = clean 教体局
教育局三.4的疑点作废 = no_doubt 教体局 三.4
教育局那个疑点不算 = no_doubt 教体局
教育局公安局那两条疑点没问题 消掉 = no_doubt 教体局 公安局
教育局财政局那两条疑点没问题 消掉 = no_doubt 教体局 财政局
这个不算疑点 = no_doubt
三.4那个疑点没事，放过 = no_doubt 三.4
教育局的材料没问题，疑点不算数 = no_doubt 教体局
把教育局三.4那个疑点撤了 = no_doubt 教体局 三.4
把今天退回的都撤回来 = take_back return today
刚才一起通过的都撤回 = take_back accept now
昨天我通过的全部撤销 = take_back accept yesterday
教育局和财政局的退回都撤回 = take_back 教体局 财政局 return
这项先放着 = aside
这条先放着，下一条 = aside next
教育局三.4先搁一搁，我回头再看 = aside 教体局 三.4
教育局四.1先不审，等他补照片 = aside 教体局 四.1
这个拿不准 先放放 = aside
我放着的都是哪几条 = asides
放着的那几条拿出来接着审 = asides
王芳请假了，她手上的给我 = cover 王芳 我
王芳手里的都分给陈立 = cover 王芳 陈立
陈立手里没审的都转王芳 = cover 陈立 王芳
陈立手里没审的都转孙倩 = cover 陈立 孙倩
孙倩休产假，活儿由陈立接 = cover 孙倩 陈立
我要出差，手上的转给王芳 = cover 我 王芳
小王请假了，手上的给老陈 = cover 王芳 陈立
王芳请假了 = away 王芳
陈立昨晚住院了，他手里还压着多少没审 = away 陈立
王芳回来了 = back 王芳
把王芳的待审分一半给孙倩 = split 王芳 孙倩
教育局三.4让孙倩审 = hand_one 教体局 三.4 孙倩
三.4以后王芳审 = remits 王芳+三.4
第三部分交给孙倩审 = remits 孙倩+三
陈立只看乡镇的 = remits 陈立=乡镇
孙倩不用再审六.2了 = remits 孙倩-六.2
乡镇的归陈立，县直的归王芳 = remits 陈立+乡镇 王芳+县直
把乡镇街道全给陈立审 = remits 陈立+乡镇
以后乡镇街道的材料都让陈立来审 = remits 陈立+乡镇
剩下的都归陈立 = remits 陈立~
县直其余的给王芳 = remits 王芳~县直
县直的三到五部分以后归孙倩看 = remits 孙倩+三四五县直
四和五部分给王芳 = remits 王芳+四五
县直的让王芳和孙倩看，乡镇的归陈立 = remits 王芳+县直 孙倩+县直 陈立+乡镇
信用办电话改成0375-5161234 = contact phone:0375-5161234
办公室换号了，现在是5168888 = contact phone:5168888
办公时间改成上午8点到12点 = contact hours:上午8点到12点
信用办联系人换成李明 = contact person:李明
财政局改名叫县财政金融局 = rename 财政局 县财政金融局
财政局简称改成财金局 = called 财政局 财金局
财政局简称改成“财金局” = called 财政局 财金局
财政局改名叫「县财政金融局」 = rename 财政局 县财政金融局
以后说钱袋子就是指财政局 = alias 财政局 钱袋子
财政局从三类调到二类 = class 财政局 二类
以后说“钱袋子”就是财政局，给我记一下 = alias 财政局 钱袋子
把财政局调到二类 = class 财政局 二类
财政局撤了，以后不参加考核 = stop 财政局
把财政局从名单里去掉 = stop 财政局
财政局恢复考核 = start 财政局
增加两个乡镇：新集镇、白马乡 = add_units 乡镇 新集镇、白马乡
加一个审核员 刘洋 = give_role reviewer:刘洋
从教育局借来的老周，给他开个审核的号 = give_role reviewer:老周
教育局抽调来的刘洋，让他当审核员 = give_role reviewer:刘洋
把教育局的小张加进来当审核员 = give_role reviewer:小张
让王芳也当管理员 = give_role 王芳 admin:
孙倩调走了，审核权限取消 = end_role 孙倩 reviewer
孙倩不当审核员了 = end_role 孙倩 reviewer
给财政局再加一个联络员 = more 财政局
把财政局的小刘设成联络员，电话13900020003 = more 财政局 小刘 13900020003
把财政局的王丽登记为联络员 = more 财政局 王丽
让老周也来帮着审，他电话是13700030004 = give_role reviewer:老周
再拉小孙进来一块审 手机13700000001 = give_role 孙倩 reviewer:
名单里要加上县供销合作社，简称供销社，属于县直 = add_units 县直 县供销合作社:供销社
新增一个单位：县消防站，简称消防站 = add_units 县消防站:消防站
六这一节全归陈立审 = remits 陈立+六
提醒财政局的数据报送员尽快录 = call_supplier 财政局
催一下数据报送员 = call_supplier
新加一条常见问答：必须是PDF吗？答：照片也可以 = teach 必须是PDF吗？\\n照片也可以
加一条问答，问：年底还能补吗，答：公示前都可以 = teach 年底还能补吗？\\n公示前都可以
刘洋不当审核员了 = nobody reviewer:刘洋
王芳以后不管三.4了 = remits 王芳-三.4
能一次通过好几项吗 = clean
把发给财政局的邀请作废 = uninvite 财政局
"""


def _said(line: str) -> str:
    found = job(line, KNOWN, PEOPLE)
    if found is None:
        return ""
    names = [PEOPLE.get(one, "我") for one in found.people]
    rows = [id_ for row in found.rows for _, id_ in row]
    given = [
        PEOPLE[one.person]
        + {"add": "+", "only": "=", "less": "-", "rest": "~"}[one.how]
        + "".join([*(id_ for row in one.rows for _, id_ in row), *one.sections, one.group])
        for one in found.given
    ]
    words = [
        found.kind,
        *(SHORT[one] for one in found.units),
        found.group,
        *rows,
        *names,
        found.text,
    ]
    return " ".join(filter(None, [*words, found.since, "next" if found.on else "", *given]))


@pytest.mark.parametrize("line", JOBS.strip().splitlines())
def test_a_job_is_read(line: str) -> None:
    said, _, wanted = line.partition(" = ")
    assert _said(said) == wanted.replace("\\n", "\n")


NONE = """
数据报送员是谁
财政局的数据报送员
谁在催数据报送员
提醒过财政局的数据报送员吗
加一条问答
让老周帮着审六.2
财政局的小刘是联络员吗
先别都通过
没疑点的我都通过了
没疑点的都通过了吗
谁把没疑点的都通过了
没问题 过
教育局通过
教育局三.4没问题 过
今天退回的撤回来了吗
撤回刚才的核减
谁先放着了
听说王芳请假了，手上的要给陈立
王芳的不用给我
王芳手上还有多少
三.4是不是王芳审
三.4谁审
乡镇街道谁审
乡镇别让陈立审了
五到三部分归孙倩
王芳审得怎么样
信用办电话改了吗
信用办电话是多少
财政局改名了吗
财政局改动记录
财政局改正情况
财政局改过几次
财政局改名叫什么
财政局不改名
财政局怎么不参加考核
财政局没撤
谁不当审核员了
孙倩还是审核员吗
加没加审核员
财政局的邀请作废了吗
名单先不动
教育局三.4的疑点要不要作废
教育局那个疑点不算行不行
教育局的疑点作废了没
疑点先别作废
没说教育局的疑点作废
王芳说这个不算疑点
教育局三.4有没有疑点
这个算不算疑点
听说教育局的疑点撤了
要是材料没问题，疑点就作废
"""


@pytest.mark.parametrize("line", NONE.strip().splitlines())
def test_what_denies_asks_or_tells_is_none(line: str) -> None:
    assert _said(line) == ""


PLAIN = """
可以正式公布了 = 公布
发布成绩 = 公布
把这季度的结果公示出去 = 公示
公示先撤下来 = 撤回公示
现在就截止，不收了 = 截止填报
停止填报 = 截止填报
进入审核阶段 = 开始审核
开一下明年第一季度 = 开期
下季度开始填报 = 开期
把上季度的材料归档 = 归档:上季度
全县佐证打包下载 = 归档
备份一下数据 = 备份
数据库导一份出来存着 = 备份
单位名册导出来 = 导出单位名单
供数的空表给我一张 = 用表格录入
操作记录导出成表 = 导出改动记录
按现在的数试算一遍 = 试算
退回补正的不等了，到此为止 = 退回结束
没进来的单位统一发邀请 = 全部邀请
以后不用自动催了 = 提醒日子
把明年的放假安排录进去 = 放假安排
在电脑上审怎么打开 = 审核台
去年的归档打包下载 =
公布 =
结果公布了 =
公示了 =
什么时候公布 =
公布了吗 =
归档了没 =
已经截止了 =
先不公示 =
别公布 =
"""


@pytest.mark.parametrize("line", PLAIN.strip().splitlines())
def test_what_brings_the_quarter_on_has_a_plain_name(line: str) -> None:
    said, _, wanted = line.partition("=")
    assert plainly(said.strip().rstrip()) == wanted.strip()
