"""Sentences of the sample county's papers, put together of pieces so that no two papers are alike.

Which piece is taken follows from the words a `Voice` was made with. Pure. Not here: which papers
there are (``bot.demo.telling``), what a unit deals with (``bot.demo.trades``).
"""

from __future__ import annotations

from typing import Final

from bot.demo.figures import chance
from bot.demo.trades import trade

_THEMES: Final = (
    "诚信进万家", "守信在身边", "信用伴我行", "诚实守信宣传周", "信用知识大家学", "不失信不违约",
    "诚信经营故事会", "信用修复面对面", "一诺千金主题日", "诚信文化展", "信用惠民集市",
    "守信践诺公开课",
)  # fmt: skip
_AIMS: Final = (
    "让{people}知道信用是怎样记下来的", "把{field}里守信的事讲出来", "帮{people}弄懂失信的后果",
    "引导{people}说到做到", "使{matter}的承诺真正管用", "提高{field}工作的公信力",
    "让守信的{people}少跑路", "减少{matter}中的失信行为", "营造{field}领域守信的风气",
    "回应{people}对诚信的期盼", "劝{people}珍惜自己的记录", "把守信的规矩立在{field}前头",
    "让失信的付出代价", "让{people}办{matter}时心里有底", "堵住{matter}里的空子",
    "叫承诺不落在空处", "让诚实的人不吃亏", "把信用讲到{people}跟前", "使{field}里有规可守",
    "教大家看懂自己的信用报告",
)  # fmt: skip
_DONE: Final = (
    "在现场摆出展板，逐块讲解", "把信用故事编成快板来说", "请守信的代表讲自己的经历",
    "发放带问答的折页", "教大家用手机查自己的记录", "组织有奖问答", "现场解答{matter}里的疑问",
    "播放失信警示短片", "设立咨询台，一对一说明", "领着大家宣读诚信公约", "展示{field}的守信榜样",
    "演示怎样修复失信记录", "在{place}摆六张桌子，分头接待", "请退休干部当评书先生",
    "带大家看真实案例的展览", "把政策写成顺口溜发给{people}", "组织模拟法庭",
    "请银行的人算利息差别", "办一场猜灯谜", "让守信者戴红花合影", "排一出小品",
    "当场演示{matter}怎样少交材料", "征集诚信格言", "给孩子讲三个寓言", "和{people}签一张诚信公约",
    "请{people}写下一句话承诺",
)  # fmt: skip
_ASKED: Final = (
    "每个科室派两人到场", "提前半小时布置好展板", "照片当天交办公室", "安排专人维持秩序",
    "注意收集{people}的意见", "讲解用语要通俗", "资料不够的提前报数", "活动结束后清理现场",
    "遇雨改在室内进行", "三天内写出活动小结", "邀请媒体到场采访", "不铺张，不摆花", "各组自带桌椅",
    "讲稿提前交{field}骨干看过", "宣传车早上七点出发", "对{people}要有耐心", "留下咨询人的电话",
    "不得代替他人签名", "资料用完随时来领", "遇到投诉当场登记", "摄影的同志拍清横幅",
    "午饭各自解决", "值班的人不离岗", "安全由带队的负责", "车辆停在指定位置", "提问较多的另行约谈",
)  # fmt: skip
_DREW: Final = (
    "吸引不少{people}围拢来看", "有{people}一早就来占座", "展板前{people}来了一拨又一拨",
    "咨询台前排起了队", "{people}边听边记", "前来问{matter}的人络绎不绝", "现场坐得满满当当",
    "过路的人也停下来听", "{people}带着问题赶来", "大家听得入神", "讲到身边事，掌声不断",
    "热闹得像赶集", "连卖菜的也放下担子来听", "有人从邻乡赶来", "不少人带了孩子同来",
    "老人们自带了小板凳", "围观的踮起脚往里看", "年轻人举着手机录像", "{people}早早排好了队",
    "散场以后还有人不肯走",
)  # fmt: skip
_ACTS: Final = (
    "工作人员拿着折页", "讲解员指着展板", "志愿者端着平板电脑", "业务骨干摊开{matter}的案卷",
    "老党员站在台前", "窗口的同志", "刚参加工作的年轻人", "从事{field}多年的老同志",
    "两位宣讲员一问一答", "负责{matter}的同志", "请来的律师", "守信代表上台", "退休的老主任",
    "银行来的客户经理", "穿红马甲的志愿者", "带队的副职", "业务最熟的小组长", "值班的同志",
    "社区网格员", "刚拿了守信牌子的人", "法院来的法官", "一位带徒弟的老师傅",
)  # fmt: skip
_TOLD: Final = (
    "讲信用记录存多久、谁能看", "说明失信以后怎样修复", "算了一笔守信的账",
    "讲清承诺书每一条的意思", "提醒大家别替人乱担保", "说起一次失信带来的麻烦",
    "把{matter}要注意的地方一条条讲明", "教大家认清代办信用修复的骗局", "演示网上查询的步骤",
    "讲了邻县一家企业守信得贷的事", "回答了关于{field}的十几个问题", "念了几条最近的守信激励措施",
    "讲起去年一笔欠账怎样还清", "逐条念了诚信公约", "拿两份报告对着比", "教{people}分清异议和修复",
    "说起担保惹出的官司", "把{matter}的流程画在纸上", "告诉大家哪些记录能撤", "提醒别把身份证借人",
    "演示怎样在网上提异议", "把失信的几种情形讲成故事", "说明哪些好处只给守信的",
    "给不识字的老人念了一遍",
)  # fmt: skip
_SPEAKERS: Final = (
    "老李", "王女士", "张师傅", "陈大姐", "刘老板", "赵大爷", "孙会计", "周店长", "吴阿姨",
    "郑先生", "开店的小马", "常来办事的老胡",
)  # fmt: skip
_QUOTES: Final = (
    "以前不懂，签字都不看，往后可不敢了", "说话算数，生意才做得长", "原来手机上就能查，真方便",
    "记录坏了也能修，心里踏实了", "讲的都是身边事，听得进去", "办{matter}能少交材料，守信真有用",
    "回去要讲给孩子听", "这样的活动应当多办几次", "有人监督，我们办事也放心",
    "承诺贴在墙上，就得做到", "明白了不还钱影响有多大", "头一回听人把信用讲得这么清楚",
    "原来借条也不能乱写", "有了红榜，大家都想上去", "这回把弯弯绕弄清楚了",
    "我家的记录干干净净，放心了", "诚信两个字，值钱", "少跑一趟就是省了半天工",
    "跟着守信的人干，错不了", "谁赖账，大家心里都有数", "政策讲得明白，我听得懂",
    "往后签字先看清楚", "孩子回家还考我呢", "欠人的早晚要还，早还早安心",
)  # fmt: skip
_CAME: Final = (
    "发出折页{n}份", "解答提问{m}人次", "{m}名{people}签了承诺书", "{n}人参加了问答",
    "收到意见{m}条", "现场查询信用报告{m}份", "为{m}户讲明了修复办法", "登记志愿者{m}名",
    "受教育群众{n}人次", "当场办结{matter}{m}件",
)  # fmt: skip
_WHO: Final = (
    "窗口人员", "信用联络员", "业务股室", "办公室", "分管负责人", "值班人员", "档案员", "经办人",
    "股室负责人", "信用专干",
)  # fmt: skip
_WHEN: Final = (
    "每周五下班前", "每月二十五日以前", "接到办件的当天", "每季度头一周", "公示以前", "办结以前",
    "年中和年底", "遇有投诉时", "名单变动后三日内", "在每次例会上",
)  # fmt: skip
_DOES: Final = (
    "核对一遍{matter}的信用记录", "给{people}讲清守信的便利", "把承诺书扫描存档", "查看网上的公示",
    "抽查十份{matter}档案", "列出当月的失信线索", "登记主动整改的{people}", "逐户更新信用档案",
    "通报承诺兑现情况", "给守信的{people}开绿色通道", "请{people}代表提意见", "比对上一批名单",
    "回访办过{matter}的人", "公布办事时限和电话", "对照清单自查", "整理{field}的守信事例",
    "提醒快到期的承诺", "把处理结果写进台账", "听取专题汇报", "检查公示栏的内容",
    "对{people}说明哪些行为算失信", "按类别装订{matter}的承诺", "把异议材料转给承办人",
    "开一次{field}信用分析会", "向{people}公开评级的标准", "走访两户守信的{people}",
    "看一遍投诉登记簿", "核实{people}提出的修复申请", "更换过期的宣传栏", "测算守信优惠的范围",
    "整理{matter}中的共性问题", "给新来的同志上一课", "征求{people}对办法的看法",
    "向上级报一篇{field}的做法", "复查整改过的{people}", "和银行核对名单", "清点签过的承诺书",
    "调出{matter}的原始记录", "检查系统里的权限", "备份{field}的信用数据",
)  # fmt: skip
_THEN: Final = (
    "对不上的当场问清再入账", "查实的按规定公开", "有异议的十日内答复", "改好一件销一件",
    "结果报县信用办备查", "一份留存、一份交本人", "不得以口头代替书面", "涉及隐私的只写编号",
    "连续两次落后的作检查", "做得好的讲经验", "没有兑现的停用便利一年", "修复以后及时撤下",
    "重要情况随时上报", "数字与上报的一致", "遗漏的由经办人补齐", "由专人签字负责",
    "不另收任何费用", "先提醒、后约谈、再公布", "全年汇总后归档", "纳入平时考核", "缺页的退回重做",
    "一时定不了的提交会议", "拿不准的先问后办", "口径前后要一致", "该保密的不得外传",
    "时限从次日算起", "过期的一律作废", "当事人签字为准", "有变动的随时更正", "照片和记录一并保存",
    "评先时作为依据", "不符合条件的说明理由", "谁经办谁负责到底", "抽查中发现的当场改",
    "次月一号前补录完毕", "重复的合并成一条", "材料保存五年", "与考核结果挂钩", "由监督的同志复核",
    "半年后回头再看",
)  # fmt: skip
_TROUBLES: Final = (
    "有人作了承诺却没有按期办到", "{people}里有人隐瞒了失信记录", "{matter}的材料前后不一",
    "守信和失信一个样，老实人吃亏", "欠账的事年年有人反映", "检查次数多，{people}有怨言",
    "名单更新慢，查不准", "一些{people}不知道自己被记了名", "{field}的投诉一度较多",
    "口头答应多，落到纸上少", "订好的事说变就变", "{people}互相担保，谁也说不清",
    "有人冒名办{matter}", "评级凭印象，没有凭据", "检查发现的问题改了又犯", "承诺书签完就锁进柜子",
    "拖欠的款项越积越多", "修复渠道没人知道", "{field}的档案不全", "想守信的不知从何做起",
)  # fmt: skip
_WAYS: Final = (
    "把{people}按信用分成四类", "给优等的减少检查、优先办{matter}", "对差等的每季上门一次",
    "在{place}挂出红黑榜", "把承诺和{matter}绑在一起办", "约谈失信的负责人",
    "帮有意改正的写修复申请", "请{people}互相打分", "和银行共享名单", "把欠账逐笔列清、定下还期",
    "联合三个部门上门劝导", "在{field}平台上亮出等级", "把守信的请上台领牌",
    "取消失信者当年的评先资格", "每月给{people}发一张信用账单", "把评分表贴到{place}门口",
    "请三位{people}当监督员", "对优等的免去现场检查", "给拖欠的定下分期",
    "把{matter}的时限砍去一半", "先教后罚，给一次改正的机会", "把信用问答写进培训",
    "用短信提醒快到期的承诺", "建一本{field}信用明白账", "把异议办理公开上墙",
    "向银行推荐二十户守信的", "让失信的当众说明原因", "把结果抄送主管单位",
)  # fmt: skip
_GAINS: Final = (
    "{matter}平均少跑一趟", "投诉比上一季减少{m}件", "有{m}户由差等升为良等", "收回拖欠款{m}万元",
    "守信的{people}贷到款{n}万元", "按期兑现承诺的超过九成", "主动改正的有{m}户",
    "办理时间提高近一半", "{people}的满意度明显提升", "失信线索由{n}条降到{m}条",
    "{field}的检查次数少了三成", "{m}份逾期承诺补办完毕", "新增守信示范户{m}户",
    "退回冒名申请{m}件", "{people}主动来查记录的多了", "邻县有{m}家单位来看做法",
    "评级异议由{n}件降到{m}件", "{m}户享受到优先办理", "欠款当月还上{m}笔", "{matter}差错减少一半",
)  # fmt: skip


class Voice:
    """A paper's own choice of words: the same words make the same choice."""

    def __init__(self, unit: str, *words: object) -> None:
        self.unit = unit
        self.trade = trade(unit)
        self._words = (unit, *words)
        self._drawn = 0

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        self._drawn += 1
        return low + int(chance(*self._words, self._drawn) * (high - low + 1))

    def some(self, bank: tuple[str, ...], many: int) -> list[str]:
        """Different pieces of a bank, filled in."""
        rest = list(bank)
        return [self._filled(rest.pop(self.number(0, len(rest) - 1))) for _ in range(many)]

    def one(self, bank: tuple[str, ...]) -> str:
        """A piece of a bank, filled in."""
        return self.some(bank, 1)[0]

    def _filled(self, piece: str) -> str:
        about = self.trade
        return piece.format(
            field=self._said(about.field, "本行业", "业务"),
            people=self._said(about.people, "来办事的人", "服务对象"),
            matter=self._said(about.matter, "这项业务", "办件"),
            place=about.place, n=self.number(60, 480), m=self.number(6, 48),
        )  # fmt: skip

    def _said(self, name: str, *others: str) -> str:
        """A thing by its name, or as people say who have named it before."""
        return (name, name, *others)[self.number(0, len(others) + 1)]

    def theme(self) -> str:
        """What an activity is called, without its quotation marks."""
        return self.one(_THEMES)

    def aim(self) -> str:
        """为了…，… as an official paper begins."""
        first, second = self.some(_AIMS, 2)
        return f"为了{first}，{second}"

    def programme(self) -> str:
        """What is done at an activity."""
        return "；".join(self.some(_DONE, 6)) + "。"

    def duties(self) -> str:
        """What is asked of those who take part."""
        return "；".join(self.some(_ASKED, 6)) + "。"

    def drew(self) -> str:
        """Who came."""
        return self.one(_DREW)

    def scene(self) -> str:
        """What went on at an activity."""
        acts, told = self.some(_ACTS, 3), self.some(_TOLD, 3)
        return "；".join(f"{one}{what}" for one, what in zip(acts, told, strict=True)) + "。"

    def quote(self) -> str:
        """What somebody said there."""
        return f"“{self.one(_QUOTES)}。”{self.one(_SPEAKERS)}说。"

    def came(self) -> str:
        """What came of it, in figures."""
        first, second = self.some(_CAME, 2)
        return f"当天{first}，{second}。"

    def articles(self, many: int) -> list[str]:
        """Rules: who does what when, and what follows."""
        who, when = self.some(_WHO, many), self.some(_WHEN, many)
        does, then = self.some(_DOES, many), self.some(_THEN, many)
        parts = zip(who, when, does, then, strict=True)
        return [f"{one}{at}{act}，{after}。" for one, at, act, after in parts]

    def trouble(self) -> str:
        """What was wrong before."""
        first, second = self.some(_TROUBLES, 2)
        return f"{first}，{second}。"

    def ways(self) -> str:
        """What was done about it."""
        first, second, third, fourth = self.some(_WAYS, 4)
        return f"一是{first}；二是{second}；三是{third}；四是{fourth}。"

    def gains(self) -> str:
        """What it brought."""
        first, second = self.some(_GAINS, 2)
        return f"{first}，{second}。"
