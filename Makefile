# The front door. `make demo` shows what it does, `make test` runs all that CI runs.
SHELL = /bin/sh
PYTHON ?= python3
# uv then trusts what the machine trusts, as pip does.
export UV_SYSTEM_CERTS = 1
VENV = .venv
BIN = $(VENV)/bin
.DEFAULT_GOAL = help
.PHONY: help setup demo test test-all bench docs lock format check-style check-types java chromium

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## / /' | awk '{name=$$1; $$1=""; printf "  make %-10s%s\n", name, $$0}'

$(VENV)/ready: pyproject.toml uv.lock pip-requirements.txt
	$(PYTHON) -m venv $(VENV)
	@mkdir -p build
	@if $(BIN)/python -m pip install --quiet --disable-pip-version-check uv; then \
	  $(BIN)/uv export --quiet --frozen --no-emit-project --no-header --no-default-groups > build/pins.txt && \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r build/pins.txt && \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e . ; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r pip-requirements.txt && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e . ; \
	fi
	@touch $@

$(VENV)/ready-to-test: $(VENV)/ready
	$(BIN)/uv export --quiet --frozen --no-emit-project --no-header --extra spark --group dev --group bench > build/pins-to-test.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r build/pins-to-test.txt
	@touch $@

setup: $(VENV)/ready ## .venv with the desirepath command in it

demo: setup ## a simulated rollout, diagnosed
	$(BIN)/desirepath simulate --seed 7 --out build/demo
	$(BIN)/desirepath diagnose build/demo/rollout.yaml --json build/demo/diagnosis.json
	@echo "In build/demo: rollout.yaml, its tables, truth.json (what was planted) and diagnosis.json."

check-style: $(VENV)/ready-to-test
	$(BIN)/ruff format --check src tests bench make
	$(BIN)/ruff check src tests bench make
	$(BIN)/codespell src tests docs $(wildcard *.md)

check-types: $(VENV)/ready-to-test
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

java:
	@command -v java >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get -qq update && apt-get -qq install -y default-jre-headless >/dev/null; } || echo "skipped, needs Java: the smoke run on Spark"

chromium:
	@command -v chromium >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get -qq update && apt-get -qq install -y chromium >/dev/null; } || echo "skipped, needs Chromium: the report in a browser"

test: check-style check-types java chromium ## all that CI runs
	$(BIN)/python -m pytest -q -n 2

test-all: check-style check-types java chromium ## the long lane
	$(BIN)/python -m pytest -q -n 2 -m "long or not long"

bench: $(VENV)/ready-to-test ## the benchmarks; SIZES=1 for the smallest
	$(BIN)/python -m bench

docs: setup ## write the generated reference pages and schemas
	$(BIN)/python -m desirepath.runs.reference
	$(BIN)/python -m desirepath.cli.schemas

lock: ## pin the dependencies anew
	$(BIN)/uv lock
	$(BIN)/python make/without_addresses.py uv.lock
	$(BIN)/uv export --quiet --frozen --no-emit-project --no-header --no-default-groups > pip-requirements.txt

format: $(VENV)/ready-to-test ## format the code
	$(BIN)/ruff format src tests bench make
	$(BIN)/ruff check --fix-only --quiet src tests bench make
