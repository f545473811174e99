"""The words that are typed alone and open a page at any time, even while a form waits.

Their one home: a page declares them with ``@page(words=alone("score"))``, a line of the grammar
with ``alone("score", "gain")``. A key is the page they open; a key that ends in ``asked`` holds
words that open no page of their own and are understood by the grammar alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TYPED: Final[Mapping[str, str]] = {
    "score": "得分 我的得分 分数",
    "announce": "公示",
    "publish": "公布",
    "appeal": "申诉",
    "pack": "材料包 下载材料 打包下载 图文册 归档 归档材料",
    "check": "核对 检查",
    "sheet": "填报表 我的填报表 本单位填报表 导出填报表 填报表excel 导出",
    "submit": "提交",
    "withdraw": "撤回 撤回提交",
    "schemes": "考核办法 办法 新办法 发办法 改办法",
    "changes": "办法变化 办法改了什么",
    "close": "截止",
    "reopen": "重新开放 重新开放填报 截错了",
    "clock/right": "时间没错",
    "rows": "全部指标 目录 指标",
    "resume": "接着填报 继续填报 接着填 继续",
    "fill": "填报 开始填报 填写 开始填",
    "carry": "和上季度一样 跟上季度一样 同上季度 沿用上季度 照上季度填 和上次一样 跟上次一样",
    "owe": "还差什么 还欠什么 差哪些 还有什么没填",
    "receipts": "回执 我的回执",
    "help": "帮助 怎么用 使用说明 说明书 ? ？ ?? ？？ ??? ？？？ /help help",
    "home": "首页 菜单 主页 主菜单 返回首页 开始 start /start /home 你好",
    "home/units": "换单位 我的单位",
    "cancel": "取消 算了 不办了 退出",
    "back": "返回 后退 上一页 退 退一步",
    "proof": "佐证 佐证材料 上传材料 补材料",
    "papers": "待归类",
    "further": "另一个手机 换一个手机 另一个渠道 再绑一个账号",
    "handover": "交接",
    "bind": "绑定",
    "bind/claim": "认领 /claim",
    "invite": "邀请",
    "invite/open": "没用的邀请 还没用的邀请 没接受的邀请",
    "join": "合并 合并人员",
    "logins": "登录记录 我的登录",
    "logins/out": "退出所有设备 退出全部设备 全部退出登录",
    "me": "我的信息 我的资料 我是谁",
    "roles": "角色 人员 权限",
    "unreachable": "收不到消息 谁收不到消息",
    "units": "单位 单位名单 名单",
    "units/sounds": "读音 地名读音 单位读音",
    "open": "开期",
    "holidays": "放假安排 节假日安排 节假日",
    "progress": "进度 填报进度",
    "progress/waiting": "谁没报 未报名单",
    "reading": "读材料 读材料的进度 材料读到哪了 材料识别",
    "progress/unbound": "谁没绑定 未绑定",
    "circular": "通报 出通报",
    "correct": "更正",
    "unfinished": "没办完的 还没办完的 还有什么没办完",
    "waiting": "待确认 等确认的 待我确认",
    "find": "找材料 搜材料 搜索材料 材料搜索 查找材料 检索材料 搜索 检索",
    "facts": "导出数据 导出计分数据",
    "trial": "试算",
    "matrix": "各项得分表 每项得分表 逐项得分表 得分明细表 计分明细表",
    "editions": "版本",
    "remind/snooze": "明天再提醒我 明天提醒我 明天再说",
    "remind": "催报 催报名单",
    "remind/why": "提醒记录 为什么没提醒",
    "reports": "工作报送 报送 报总结 报送总结 台账",
    "compare": "比较",
    "notices": "通知 发通知 通知情况 发过的通知",
    "planned": "计划的提醒 计划提醒 定时提醒 取消提醒",
    "ranking": "排名 名次 排行榜",
    "grades": "等次分布",
    "history": "历次得分",
    "trend": "趋势图",
    "why": "扣分原因 为什么扣分",
    "gain": "提分建议 怎么提分",
    "year": "年度汇总 今年各季度得分 各季度得分 全年得分",
    "review/seconds": "双审 双审情况 双审结果 审核一致率 一致率 双审一致率 抽审情况 复审一致率",
    "review/precision": "疑点准不准 疑点情况 疑点统计",
    "desk": "审核台 打开审核台 怎么打开审核台 审核台在哪 审核台怎么打开",
    "review/doubted": "存疑 存疑的 存疑项目 存疑的项目 存疑有哪些 存疑的有哪些 "
    "哪些存疑 有哪些存疑 存疑清单",
    "review": "审核 开始审核 审核首页",
    "extend": "延期",
    "remits": "审核分工 分工 谁审哪些",
    "units/import": "导入 导入名单 导入单位",
    "supply/people": "数据报送员 谁报哪些",
    "supply": "录入 数据录入 部门数据",
    "trail": "改动记录 谁改了",
    "howto": "不会填 不会 不懂 看不懂 举个例子 举例 不知道 不清楚 不太清楚 不确定 不知道怎么填"
    " 不知道填什么 不知道填多少 不知道有几次 记不清 记不清了 不记得 不记得了 忘了 忘记了 拿不准"
    " 说不准 没印象 这个不清楚 这个不知道 这个我不清楚 这个我不知道 我不知道 我不清楚 不晓得"
    " 我不会 我不会填 我不懂",
    "consult": "问信用办 转人工 人工 客服 人工客服 转客服",
    "consults": "待答复 待答复的问题 提问",
    "consults/lately": "单位最近问了什么 最近问过的 单位问过的 单位问了什么",
    "consult/typed": "回复",
    "answers": "问答 常见问题",
    "contact": "信用办电话",
    "strange": "没听懂的话 没听懂",
    "contact asked": "联系方式 联系电话 电话",
    "previous asked": "上一项 上一题",
    "skip asked": "跳过 下一项 下一题 下一个 跳 skip pass next",
    "history asked": "趋势 历史得分",
    "losses/year": "全年失分最多 全年丢分最多 今年失分最多 今年丢分最多",
    "losses asked": "失分最多 扣分最多",
    "grades asked": "等次",
    "quarter_status asked": "截止时间 考核期 ddl DDL",
    "back asked": "back",
    "who_reported asked": "已报名单",
    "late asked": "逾期名单",
    "sent_back asked": "退回名单",
    "extended asked": "延期名单",
    "review asked": "待审",
    "close asked": "截止填报 结束填报",
}
"""Page → its words, apart by blanks."""


def alone(*keys: str) -> tuple[str, ...]:
    """The words of these pages.

    Raises:
        KeyError: no such key.
    """
    return tuple(word for key in keys for word in TYPED[key].split())
