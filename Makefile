# 信考：make run 启动示例县，make test 跑全部测试。只需要 python3.11 以上、pip 和 make。

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP_QUIET = --quiet --disable-pip-version-check --root-user-action=ignore \
	--constraint constraints.txt --editable '.[dev]'

.PHONY: run test check format bench test-browser clean

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

check: $(READY)  ## 格式、类型、依赖方向
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m scoring check

test: check  ## 全部测试（浏览器测试在装有 chromium 时运行）
	$(BIN)/pytest -n auto --dist loadgroup $(ARGS)

test-browser: $(READY)  ## 只跑浏览器测试，截图在 artefacts/
	$(BIN)/pytest -m browser $(ARGS)

bench: $(READY)  ## 性能对比
	$(BIN)/python -m tests.bench

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) demo-data artefacts build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
