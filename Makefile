# The things one does with this checkout. Everything lives in .venv; no root needed.
PYTHON ?= python3
BIN    := .venv/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
INPUTS := setup.cfg pyproject.toml requirements.lock

export REQUIRE_ALL

.DEFAULT_GOAL := help
.PHONY: help run test lint check bench mutants

help: ## この一覧を表示する
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/.runtime ## デモの市場を http://127.0.0.1:8000 で動かす（既存のデータは残す）
	$(BIN)/otasuke demo

test: .venv/.test .venv/.trestle ## すべての試験を行う（REQUIRE_ALL=1 で、足りない道具を失敗とする）
	@$(BIN)/pytest -m "not bench" -n auto --dist loadfile

lint: .venv/.test ## 書式・型・インポートの向きを確かめる
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

check: lint test ## lint と test を続けて行う

bench: .venv/.test .venv/.oscar ## 速さの予算を測る（比べる相手の django-oscar は、別の環境に入れる）
	$(BIN)/pytest tests/bench -m bench -s

mutants: .venv/.test ## 定型文と料金計算の Python を一か所ずつ変え、試験が気づくかを測る（数分かかる）
	rm -rf mutants
	$(BIN)/mutmut run
	$(BIN)/mutmut results

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 以上が必要です" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.runtime: .venv/.made $(INPUTS)
	$(PIP) install --quiet -c requirements.lock -e .
	@touch $@

.venv/.test: .venv/.made $(INPUTS)
	$(PIP) install --quiet -c requirements.lock -e '.[test]'
	@touch .venv/.runtime $@

.venv/.oscar: .venv/.made tests/bench/oscar/requirements.txt
	$(PYTHON) -m venv .venv/oscar
	.venv/oscar/bin/python -m pip --disable-pip-version-check install --quiet -r tests/bench/oscar/requirements.txt
	@touch $@

# The second judge of OSCAL documents pins much that we do not need, so it lives by itself.
.venv/.trestle: .venv/.made tests/conformance/oscal/trestle.txt
	$(PYTHON) -m venv .venv/trestle
	.venv/trestle/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --no-compile \
		-r tests/conformance/oscal/trestle.txt
	@touch $@
