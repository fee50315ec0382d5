# The front door. `make demo` shows what it does, `make test` runs all that CI runs.
SHELL = /bin/sh
PYTHON ?= python3
# uv then trusts what the machine trusts, as pip does.
export UV_SYSTEM_CERTS = 1
# Compiled modules are kept, whatever the environment says: tests start hundreds of short-lived processes.
unexport PYTHONDONTWRITEBYTECODE
# Tests run beside each other: more threads than cores are slower than one each.
export OMP_NUM_THREADS = 1
VENV = .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --quiet --disable-pip-version-check
PINS = $(BIN)/uv export --quiet --frozen --no-emit-project --no-header
FOR_TESTS = --extra spark --extra postgresql --group dev --group bench
WRITTEN = src tests bench make example
# They measure what a page waits for: one at a time, after all others.
IN_A_BROWSER = tests/guidance tests/example tests/guides_in_sites tests/stories/loop
.DEFAULT_GOAL = help
.PHONY: help sdk sdk-build check-sdk setup demo test test-all fuzz bench bench-import bench-truth bench-effects bench-collecting bench-console messages docs lock format check-style check-types java chromium firefox strace axe clients sites bare

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## / /' | awk '{name=$$1; $$1=""; printf "  make %-14s%s\n", name, $$0}'

# With uv where it can be had, else with pip from the same pins.
$(VENV)/ready: pyproject.toml uv.lock pip-requirements.txt
	$(PYTHON) -m venv $(VENV)
	@mkdir -p build
	@if $(PIP) install uv; then \
	  $(PINS) --no-default-groups > build/pins.txt && \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r build/pins.txt && \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e . ; \
	else \
	  $(PIP) install --require-hashes -r pip-requirements.txt && $(PIP) install --no-deps -e . ; \
	fi
	@touch $@

$(VENV)/ready-to-test: $(VENV)/ready pip-requirements-to-test.txt
	@mkdir -p build
	@if [ -x $(BIN)/uv ]; then \
	  $(PINS) $(FOR_TESTS) > build/pins-to-test.txt && \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r build/pins-to-test.txt ; \
	else \
	  $(PIP) install --require-hashes -r pip-requirements-to-test.txt ; \
	fi
	@touch $@

setup: $(VENV)/ready ## .venv with the desirepath command in it

demo: setup ## a simulated rollout, diagnosed, its report on a local address
	@if [ -t 1 ]; then $(BIN)/desirepath demo --out build/demo; else $(BIN)/desirepath demo --out build/demo --no-serve; fi

check-style: $(VENV)/ready-to-test
	$(BIN)/ruff format --check $(WRITTEN)
	$(BIN)/ruff check $(WRITTEN)
	$(BIN)/codespell src tests docs make bench example sdk/README.md $(wildcard *.md)

check-types: $(VENV)/ready-to-test
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# $(call needed,COMMAND,PACKAGE,WHAT FOR): the command, from Debian's packages where we may; else the tests of it are
# skipped, and in CI that is a failure.
define needed
	@command -v $(1) >/dev/null 2>&1 \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get -qq update >/dev/null \
	       && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $(2) >/dev/null; } \
	  || { echo "skipped, needs $(1): $(3)"; [ "$${CI:-}" != true ]; }
endef

java:
	$(call needed,java,default-jre-headless,the smoke run on Spark)

strace:
	$(call needed,strace,strace,the order of system calls of the log)

chromium:
	$(call needed,chromium,chromium,the report in a browser)

firefox:
	$(call needed,firefox-esr,firefox-esr,guidance in a second browser)

# The accessibility checker of the browser tests; its lock is in tests/browser.
axe: tests/browser/node_modules/.package-lock.json

# What the SDK is built and tested with; its lock is in sdk. The built files are in the package: nobody else needs Node.
sdk: sdk/node_modules/.package-lock.json

sdk-build: sdk ## build the SDK's files anew, as the package has them
	cd sdk && npm run --silent build

check-sdk: sdk chromium
	@if [ -e sdk/node_modules/.package-lock.json ]; then cd sdk && npm run --silent types \
	  && npm test --silent -- $$(command -v chromium >/dev/null 2>&1 || echo --project core); fi

# A React application with guidance in it; its lock is in tests/guides_in_sites.
sites: tests/guides_in_sites/node_modules/.package-lock.json

# Segment's clients for Node and for pages; their lock is in tests/clients.
clients: tests/clients/node_modules/.package-lock.json

sdk/node_modules/.package-lock.json: sdk/package-lock.json
	@{ command -v npm >/dev/null 2>&1 && cd sdk && npm ci --silent --no-audit --no-fund && touch node_modules/.package-lock.json; } \
	  || { echo "skipped, needs npm: the SDK's own tests"; [ "$${CI:-}" != true ]; }

tests/%/node_modules/.package-lock.json: tests/%/package-lock.json
	@{ command -v npm >/dev/null 2>&1 && cd tests/$* && npm ci --silent --no-audit --no-fund && touch node_modules/.package-lock.json; } \
	  || { echo "skipped, needs npm: what tests/$* needs of it"; [ "$${CI:-}" != true ]; }

# What a new user does first, without anything that only tests need.
bare: build/installed/ready
	@build/installed/bin/desirepath demo --no-serve --out build/bare-demo > /dev/null && echo "the demo runs without the tests' packages"

# A file's tests run one after the other, so that what they stand on is made once; tests/conftest.py says which come first.
BY_FILE = --dist loadfile --no-loadscope-reorder

test: check-style check-types bare java chromium firefox strace axe clients sites check-sdk ## all that CI runs
	$(BIN)/python -m pytest -q -n 4 $(BY_FILE) $(patsubst %,--ignore=%,$(IN_A_BROWSER))
	$(BIN)/python -m pytest -q $(IN_A_BROWSER)

test-all: check-style check-types bare java chromium firefox strace axe clients sites check-sdk ## the long lane
	$(BIN)/python -m pytest -q -n 2 -m "long or not long"
	$(MAKE) fuzz

# The program as users have it: what tests and peers need beside it costs it seconds (PyArrow imports pandas where it
# finds it), so that it is measured in an environment of its own.
build/installed/ready: pyproject.toml pip-requirements.txt
	@$(PYTHON) -m venv build/installed
	@build/installed/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r pip-requirements.txt
	@build/installed/bin/python -m pip --quiet --disable-pip-version-check install --no-deps -e .
	@touch $@

fuzz: $(VENV)/ready-to-test ## the parsers fuzzed, five minutes each; SECONDS_EACH=30 for less
	@$(PINS) --no-default-groups --group fuzz > build/pins-to-fuzz.txt && \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r build/pins-to-fuzz.txt
	$(BIN)/python -m tests.fuzz --workers 2 --seconds $(or $(SECONDS_EACH),300)

bench: $(VENV)/ready-to-test build/installed/ready ## the benchmarks; SIZES=1 for the smallest
	$(BIN)/python -m bench

bench-truth: $(VENV)/ready-to-test ## is the diagnosis true, and quiet? resumable
	$(BIN)/python -m bench.truth --workers 2

bench-effects: $(VENV)/ready-to-test ## are effects true when they are read every day?
	$(BIN)/python -m bench.effects --workers 2 --page docs/reference/effects-benchmark.md

bench-collecting: $(VENV)/ready-to-test ## how much a collector takes
	$(BIN)/python -m bench.collecting --page docs/reference/collector-benchmark.md

bench-console: $(VENV)/ready-to-test ## how quick the console's pages are
	$(BIN)/python -m bench.console --page docs/reference/console-benchmark.md

bench-import: $(VENV)/ready-to-test ## reading, beside pandas, Polars and DuckDB
	$(BIN)/python -m bench.importing

messages: $(VENV)/ready-to-test ## gather the console's texts for its translation
	$(BIN)/python -m make.messages

docs: setup ## write the generated reference pages and schemas
	$(BIN)/python -m make.reference docs/reference
	$(BIN)/python -m desirepath.cli.schemas schemas
	$(BIN)/python -m desirepath.collector.openapi

lock: setup ## pin the dependencies anew
	$(BIN)/uv lock
	$(BIN)/python make/without_addresses.py uv.lock
	$(PINS) --no-default-groups > pip-requirements.txt
	$(PINS) $(FOR_TESTS) > pip-requirements-to-test.txt

format: $(VENV)/ready-to-test ## format the code
	$(BIN)/ruff check --fix-only --quiet $(WRITTEN)
	$(BIN)/ruff format $(WRITTEN)
