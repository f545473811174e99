"""What everybody types: first page, help, dates, receipts, appeals.

Lines of the grammar only; how wordings are written is in ``entry``.
"""

from __future__ import annotations

from typing import Final

from bot.questions.entry import ALL, EVERYBODY, REVIEWING, UNIT_SIDE, GrammarLine, entry
from bot.questions.typed import alone

TABLE: Final[tuple[GrammarLine, ...]] = (
    entry(
        "home", EVERYBODY, alone("home"),
        "[返][回][到](首页/主页/[主]菜单) 开始 退出 你好 您好 在",
        (), "首页", "首页", "回到首页，看本季度走到哪一步",
    ),
    entry(
        "progress", ALL, alone("progress"),
        "[填报/上报/报送/完成][的](进度/进展/情况)[{问}] 填到哪[里/儿/步]"
        " {报}(得怎么样/怎么样/多少/到哪/到哪里/如何)",
        ("unit", "quarter", "group"), "填报进度", "进度", "看填报进度",
    ),
    entry(
        "quarter_status", EVERYBODY, alone("quarter_status asked"),
        "[考核期/季度](状态/阶段) 考核期[情况] 季度 到哪[一]步 [离/距离]截止还(有/剩)(几/多少)天"
        " [到/最晚/最迟](什么时候/哪天/哪一天/几号/何时/多久/几时)"
        "(截止/结束/到期/交/报/提交)[完] 逾期"
        " (截止/结束/到期)[时间/日期/日][是](什么时候/哪天/几号/哪一天)"
        " (截止/结束/到期)[时间/日期/日]"
        " [还][有/剩/差][下](几天/多少天/多久/多长时间)[截止/到期]",
        ("quarter",), "考核期", "截止时间|什么时候截止", "看本季度到了哪一步、还有几天截止",
    ),
    entry(
        "receipts", ALL, alone("receipts"),
        "[核验/验证/核对](回执/凭证)[单/号/列表/记录/编号/号码]",
        ("number",), "回执", "回执|回执 A1B2C3", "看收到过的回执，或按编号核验",
    ),
    entry(
        "appeal", UNIT_SIDE | REVIEWING, alone("appeal"),
        "[我要/要/提出/提/看/有/有没有/怎么/如何][哪些]申诉[列表/情况]"
        " [对][结果/得分/成绩/考核结果][有](异议/意见)",
        ("unit", "row", "quarter"), "申诉", "申诉|申诉 三.4", "公示期间对某一项的得分提出异议",
    ),
    entry(
        "pack", UNIT_SIDE | REVIEWING, (),
        "[下载/打包/导出/打印][全部/所有](材料包/图文册/归档材料)"
        " (下载/打包/导出/归档/打包下载)[全部/所有](材料/佐证/佐证材料/证明材料)[原件] 归档"
        " [把](材料/佐证/佐证材料/证明材料)(打包/导出/下载)[下载/发来/下来]",
        ("unit", "quarter"), "材料包", "材料包|材料包 教育局 一季度|下载教育局的材料",
        "打包下载材料原件，或能打印的图文册",
    ),
    entry(
        "rule_changes", ALL, (),
        "[考核](办法/规则/指标/指标表)[有][哪些/什么/没有](变化/变动/改动/修改/调整/变)"
        " [考核](办法/规则/指标)(改/变)[哪些/什么/没有]",
        ("quarter",), "办法变化", "办法变化|考核办法有什么变化", "看考核办法和上一季度有什么不同",
    ),
    entry(
        "further", EVERYBODY, alone("further"), "(换/再绑)[了/一个/个](手机/账号/手机号)",
        (), "另一个手机", "另一个手机", "换手机，或在另一处也用：得到给自己的链接",
    ),
    entry(
        "me", EVERYBODY, alone("me"), "[看/改][我的](个人信息/个人资料)",
        (), "我的信息", "我的信息", "看自己登记的姓名、电话和身份",
    ),
    entry(
        "logins", EVERYBODY, alone("logins"),
        "[看/查][我的/我][在](哪里/哪些地方/哪些设备/哪)[上](登录/登陆)[过][了]"
        " (登录/登陆)(记录/设备/情况)",
        (), "登录记录", "登录记录", "看自己在哪些设备上登录过、什么时候",
    ),
    entry(
        "log_out", EVERYBODY, alone("logins/out"),
        "[我要/请/帮我]退出(所有/全部/其他/各个)[的](设备/登录/手机/电脑)"
        " [我的]手机(丢/掉/不见/被偷)[了]",
        (), "退出所有设备", "退出所有设备", "手机丢了或者不放心时，网页各处的登录全部退出",
    ),
    entry(
        "back", EVERYBODY, alone("back", "back asked"), "返回[上一页] 上一页 后退",
        (), "返回", "返回", "回到上一页",
    ),
    entry(
        "help", EVERYBODY, alone("help"),
        "[使用]帮助 [使用]说明 (怎么/如何)(用/使用/操作/办/弄)"
        " [你](能/可以/会)[做/干/问](什么/啥/哪些)"
        " [有](什么/哪些)(功能/命令/指令) (功能/命令/指令)[有哪些] 你(做/干)什么",
        (), "帮助", "帮助", "看可以怎样使用",
    ),
)  # fmt: skip
