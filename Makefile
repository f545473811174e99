# 信考：make run 启动示例县，make live 正式启动，make help 列出全部。只需要 python3.11 以上、pip 和 make。

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
comma := ,
# Where the surroundings forbid it, every process would compile all modules anew: a third of its start.
unexport PYTHONDONTWRITEBYTECODE
PIP_QUIET = --quiet --disable-pip-version-check --root-user-action=ignore \
	--constraint constraints.txt --editable '.[dev]'

.PHONY: help run live setup ocr doctor backup drill verify sweep topics test test-all test-postgres check check-types check-rest format bench bench-growth kill-long province province-load province-flood province-kills audit-deps sbom bench-understanding bench-hearing bench-drafting time-scheme time-phone bench-reading bench-doubts bench-photos bench-desk test-days fuzz test-pure test-pure-scoring test-pure-words test-browser pictures house clean

help:  ## 列出全部命令
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | \
		while IFS="$$(printf '\t')" read -r name what; do printf '  make %-20s %s\n' "$$name" "$$what"; done

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更新的版本，现在是：$$($(PYTHON) --version)"; exit 1; }
	@echo "正在准备运行环境，第一次要下载依赖，看网速半分钟到两三分钟……"
	@# Debian's Python may come without ensurepip: then the system's pip installs into the folder.
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || \
		$(PYTHON) -m venv --clear --without-pip $(VENV) || \
		{ echo "建立虚拟环境失败，请检查磁盘空间和文件夹权限。"; exit 1; }
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		$(BIN)/python -m pip install $(PIP_QUIET); \
	else \
		$(PYTHON) -m pip --python $(BIN)/python install $(PIP_QUIET); \
	fi || { echo "安装依赖失败：请检查网络，或用 PIP_INDEX_URL 指定软件源后重试。"; exit 1; }
	@touch $(READY)

run: $(READY)  ## 启动示例县
	@$(BIN)/python -m bot demo $(ARGS)

live: $(READY)  ## 正式启动（第一次自动生成 config.toml）
	@test -f config.toml || $(BIN)/python -m bot init
	@$(BIN)/python -m bot run

setup: $(READY)  ## 还没有管理员时，给出设置链接；管理员进不来了，NAME=姓名 给本人一个登录链接
	@$(BIN)/python -m bot setup $(if $(NAME),--name "$(NAME)")

ocr: $(READY)  ## 装上识别照片文字的部件（约 140 MB 下载，装好约 380 MB，读时内存不到 700 MB）
	@echo "要下载约 140 MB，装好约 380 MB；识别时另用不到 700 MB 内存。不装也能用：照片照常保存，只是机器不读。"
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip="$(BIN)/python -m pip"; \
		else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
		$$pip install $(subst [dev],[dev$(comma)ocr],$(PIP_QUIET)) || \
		{ echo "安装失败：请检查网络，或用 PIP_INDEX_URL 指定软件源后重试。"; exit 1; }
	@echo "装好了。正在运行的信考重启后开始读照片。"

doctor: $(READY)  ## 检查配置、机器、考核指标表，并逐条核对数据
	@$(BIN)/python -m bot check --data

verify: $(READY)  ## 核验留痕链、每一个佐证文件和读出的要点
	@$(BIN)/python -m bot verify

backup: $(READY)  ## 备份到 backups 文件夹（运行中也可以）
	@mkdir -p -m 700 backups
	@$(BIN)/python -m bot backup "backups/xinkao-$$(date +%Y%m%d-%H%M%S).tar"

drill: $(READY)  ## 恢复演练：FILE=备份文件，不写就用 backups 里最新的一个
	@file="$(FILE)"; test -n "$$file" || file="$$(ls -t backups/*.tar 2>/dev/null | head -1)"; \
		test -n "$$file" || { echo "还没有备份，请先 make backup。"; exit 1; }; \
		echo "演练 $$file"; $(BIN)/python -m bot restore --drill "$$file"

sweep: $(READY)  ## 列出没有记录提到的文件，只看不删
	@$(BIN)/python -m bot sweep

# Types take as long as all the rest: beside each other.
check: $(READY)  ## 格式、类型、依赖方向
	@$(MAKE) --no-print-directory -j2 --output-sync check-types check-rest

check-types: $(READY)
	$(BIN)/mypy

check-rest: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/python -m scoring check
	$(BIN)/python -m tests.links
	$(BIN)/pytest -q --no-header tests/scoring/test_verbs.py tests/scoring/test_readme.py

$(VENV)/.postgres: $(READY) pyproject.toml constraints.txt
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip="$(BIN)/python -m pip"; \
		else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
		$$pip install $(subst [dev],[dev$(comma)postgres-tests],$(PIP_QUIET)) || \
		echo "PostgreSQL 的部件装不上，它的测试会跳过。"
	@touch $@

# What is found in half a minute comes first; types, which take one core longer, beside the tests.
test: check-rest $(VENV)/.postgres  ## 全部测试（浏览器测试在装有 chromium 时运行）
	@$(MAKE) --no-print-directory -j2 check-types test-all

test-all: $(READY)
	$(BIN)/pytest -n auto --dist loadfile $(ARGS)

test-postgres: $(VENV)/.postgres  ## 存储的测试和全部对话，县的数据放在 PostgreSQL 上（对话 make test 也跑）
	$(BIN)/pytest -n auto --dist loadfile --postgres tests/storage/test_postgres.py \
		tests/storage/test_kept.py \
		tests/storage/test_queries.py tests/storage/test_queries_corridor.py \
		tests/storage/test_queries_publications.py tests/storage/test_queries_review.py \
		tests/storage/test_queries_search.py tests/storage/test_queries_wecom.py \
		tests/storage/test_queries_whole.py \
		tests/test_stories_on_postgres.py $(ARGS)

test-days: $(READY)  ## 把机器的日期换成别的日期，再跑读钟的测试（需要 faketime）
	@$(BIN)/python -m tests.days $(ARGS)

fuzz: $(READY)  ## 随机试例的测试换新的例子再跑一遍：找还没见过的错（平时每次都用同一批例子）
	$(BIN)/pytest -m hypothesis --hypothesis-profile=exploring -n auto $(ARGS)

# What draws at random, catches logs and looks for threads costs a pure test more than the test itself.
# Two halves beside each other: of a process the beginning takes as long as its tests.
BARE := $(addprefix -p no:,xdist anyio hypothesispytest logging unraisableexception threadexception)
test-pure: $(READY)  ## 只跑算分、读写文字和问句的快测试，两秒
	@$(MAKE) --no-print-directory -j2 --output-sync test-pure-scoring test-pure-words

test-pure-scoring test-pure-words: $(READY)
	@$(BIN)/pytest -q --no-header $(if $(findstring words,$@),tests/speech tests/questions,tests/scoring) \
		-m 'not slow' $(BARE) $(ARGS) || test $$? -eq 5  # 5: none of this half was asked for

test-browser: $(READY)  ## 只跑浏览器测试，截图在 artefacts/
	$(BIN)/pytest -m browser $(ARGS)

pictures: $(READY)  ## 用示例县重拍说明书里的图（需要 chromium）
	$(BIN)/python -m tests.e2e.take_pictures

house: $(READY)  ## 代码结构的几个数：同室引用、最长的文件和函数、跨室链接
	@$(BIN)/python -m tests.house

kill-long: $(READY)  ## 反复断电演习（默认 2000 次，KILLS=次数 SEED=种子，FOLDER=文件夹可以接着跑）
	$(BIN)/python -m tests.kill.campaign --kills $(or $(KILLS),2000) --seed $(or $(SEED),20261128) \
		$(if $(FOLDER),--folder $(FOLDER)) $(ARGS)

province: $(VENV)/.postgres  ## 从零搭起一个省来看：PostgreSQL、S3、四个服务进程、三个县（PORT=端口）
	@$(BIN)/python -W ignore -m tests.province show --open --port $(or $(PORT),8100)

province-load: $(VENV)/.postgres  ## 158 个县、两百人同时在线，1、2、4 个服务进程：多快、多少内存、断一个要多久
	$(BIN)/python -W ignore -m tests.province load $(ARGS)

province-flood: $(VENV)/.postgres  ## 一个县被刷屏：另外两个县的人多等多久
	$(BIN)/python -W ignore -m tests.province flood $(ARGS)

province-kills: $(VENV)/.postgres  ## 省级部署的演习：强杀、停住、断网、停库、换备库、停存储（KILLS=次数），看丢没丢、重没重
	$(BIN)/python -W ignore -m tests.province kills --worker $(or $(KILLS),200) $(ARGS)

audit-deps: $(READY)  ## 依赖的许可、年龄、已知漏洞（漏洞库连不上会直说）
	$(BIN)/python -m tests.dependencies

sbom: $(READY)  ## 依赖清单（CycloneDX），随版本发布，写到 dist/
	$(BIN)/python -m tests.dependencies sbom

# The bots of others are measured in an environment of their own: their pins are not ours.
$(VENV)/peers/.ready: $(READY) tests/bench/peers.txt
	@$(PYTHON) -m venv $(VENV)/peers && \
		$(VENV)/peers/bin/python -m pip install --quiet --disable-pip-version-check \
			--requirement tests/bench/peers.txt && touch $@ || \
		echo "别家的机器人装不上，只和自己比。"

bench: $(VENV)/peers/.ready  ## 性能对比
	$(BIN)/python -m tests.bench $(ARGS)

bench-growth: $(READY)  ## 规模翻倍：单位、季度、聊天、材料各翻两倍，各项操作的开销按几次方涨
	$(BIN)/python -m tests.bench growth

bench-understanding: $(READY)  ## 听懂多少：没见过的说法里答对、给对选项、答错的比例
	$(BIN)/python -m tests.bench understanding

bench-hearing: $(READY)  ## 听一句话：历次收集的说法每句花多少处理器时间，80 个和一万个单位，中间的、最慢的（ARGS=25 每 25 句取一句）
	@HEARD_EACH=$(or $(ARGS),1) $(BIN)/python -m tests.bench heard_cost

bench-reading: $(READY)  ## 读材料：各项读对、读错的比例，疑点准不准，每页多少处理器时间、内存、对话慢多少
	$(BIN)/python -m tests.bench reader reading

bench-doubts: $(READY)  ## 疑点：一千五百份材料（一半是平常材料），各类疑点准不准、漏不漏（约六分钟）
	@nice $(BIN)/python -m tests.bench doubts

bench-photos: $(READY)  ## 读照片：两千张不同的照片读下来，读材料的进程占多少内存（约一刻钟）
	@nice $(BIN)/python -m tests.bench photos

bench-desk: $(READY)  ## 审核台：千项里点开一项到看见材料多少毫秒，旁边聊天正忙时多少
	$(BIN)/python -m tests.bench desk

bench-drafting: $(READY)  ## 读懂多少：重述的十二份办法里逐条读对、直说没读懂、不声不响读错的比例
	@$(BIN)/python -m tests.scoring.drafting.measure $(ARGS)

time-scheme: $(READY)  ## 换办法要多久：从二十行的文件到发布，像新来的人那样走一遍（需要 chromium，PICTURES=文件夹 留图）
	@$(BIN)/python -m tests.e2e.timed_scheme $(PICTURES)

time-phone: $(READY)  ## 在手机上换办法要多久：发文件、逐行核对、断一次电、两人发布、下一季度照新办法填报（需要 chromium，PICTURES=文件夹 留图）
	@$(BIN)/python -m tests.e2e.timed_phone $(PICTURES)

topics: $(READY)  ## 改了话题的说法以后重新学习（bot/questions/topics）
	$(BIN)/python -m bot.questions.training

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) demo-data artefacts build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
