# Daily work, executable. `make demo` and `make test` are all the set-up that a fresh machine needs.

VENV    := .venv
BIN     := $(VENV)/bin
WORKERS ?= 2
# Of demo and run: make demo PORT=8100.
PORT    ?= 8000
# The one list of Debian packages: what the tests need besides Python. Chromium without a window, which loads a page in
# half the time, and Chinese fonts for the pages, PostgreSQL for the second run, LibreOffice to open the sheets we write.
DEBIAN  := chromium-headless-shell fonts-noto-cjk postgresql libreoffice-calc-nogui

# The first Python that is new enough; `make PYTHON=/opt/python3.12/bin/python3 demo` names another.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON  ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
             $$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)
UV      ?= $(shell command -v uv 2>/dev/null)

# Where the surroundings forbid it, every process would compile the whole package again; the tests start some hundred.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo run test check doors bench lock clean debian ready

help:  ## what there is to make
	@sed -nE 's/^([a-z]+):[^#]*## /  make \1 \t/p' Makefile | expand -t 16

demo: $(VENV)/.runtime  ## the demo county in your browser; no data of your own is touched
	@$(BIN)/zhucun demo --port $(PORT)

run: $(VENV)/.runtime  ## the server on your own database
	@$(BIN)/zhucun serve --port $(PORT)

test:  ## all checks: style, imports, types, tests on SQLite and PostgreSQL, in the browser
	@$(MAKE) --no-print-directory -j2 ready
	@echo "== Tests on SQLite, the browser's among them; style, imports and types beside them"
	@{ $(checks); } >$(VENV)/check.log 2>&1 & check=$$!; \
	$(BIN)/python -m pytest -n $(WORKERS); wrong=$$?; \
	wait $$check || wrong=1; cat $(VENV)/check.log; exit $$wrong
	@echo "== Rows, acts and pages once more on PostgreSQL, in a throw-away cluster"
	@ZHUCUN_TEST_DATABASE=postgres $(BIN)/python -m pytest -n $(WORKERS) -m "not browser"

check: $(VENV)/.dev  ## the quick checks: style, who may import whom, types
	@echo "== Style, who may import whom; types beside them"
	@$(checks)

define checks
ZHUCUN_DATA_DIR=$(VENV)/check $(BIN)/mypy >$(VENV)/types.log 2>&1 & types=$$!; \
$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports --no-logo; others=$$?; \
wait $$types; wrong=$$?; cat $(VENV)/types.log; test $$others = 0 && test $$wrong = 0
endef

doors: $(VENV)/.dev  ## write tests/doors.txt anew: who may do what
	@ZHUCUN_WRITE_DOORS=1 $(BIN)/python -m pytest -n0 -q tests/test_doors.py
	@git --no-pager diff --stat -- tests/doors.txt

bench: $(VENV)/.dev  ## speed and size at 1, 10 and 100 counties, as a table and JSON
	@$(BIN)/python -m benchmarks

lock:  ## compile requirements/*.txt anew from pyproject.toml
	@test -n "$(UV)" || { echo "To compile the lock, uv is needed: python3 -m pip install uv"; exit 1; }
	@$(LOCK) -o requirements/runtime.txt
	@$(LOCK) --group dev -c requirements/runtime.txt -o requirements/dev.txt
LOCK = $(UV) pip compile -q pyproject.toml --group build --universal --python-version 3.11 --upgrade \
         --generate-hashes --no-emit-index-url --custom-compile-command "make lock"

clean:  ## remove the virtual environment and every cache; data stays
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# ── set-up; the stamps make a second run do nothing ─────────────────────────────────────────────────────────────────

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Zhucun needs Python 3.11 or newer, and none was found." \
	  "On Debian 12: apt-get install python3 python3-venv. Elsewhere name one: make PYTHON=/path/to/python3 demo"; exit 1; }
	@$(PYTHON) -c '$(NEW_ENOUGH)' || { echo "$(PYTHON) is older than Python 3.11, which Zhucun needs."; exit 1; }
	@echo "== Making a virtual environment in $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python could not make a virtual environment." \
	  "On Debian its part for that is missing: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements/runtime.txt pyproject.toml
	@echo "== Installing what the server needs, exactly as locked; up to a minute the first time"
	@$(call install,requirements/runtime.txt)
	@touch $@

$(VENV)/.dev: $(VENV)/.made requirements/dev.txt pyproject.toml
	@echo "== Installing what the server and its tests need, exactly as locked; up to two minutes the first time"
	@$(call install,requirements/dev.txt)
	@touch $(VENV)/.runtime $@

PIP = $(BIN)/python -m pip install -q --disable-pip-version-check
# uv where there is one, pip where there is none or where uv does not reach the index that pip is told of.
define install
{ test -n "$(UV)" && $(UV) pip install -q --python $(BIN)/python --require-hashes -r $(1); } \
  || $(PIP) --require-hashes -r $(1) \
  || { echo "The packages could not be installed. Is there a network, and does pip reach its package index?"; exit 1; }; \
$(PIP) --no-deps --no-build-isolation --editable . \
  || { echo "Zhucun itself could not be installed into $(VENV); make clean, then try again."; exit 1; }
endef

APT_LOG := $(or $(TMPDIR),/tmp)/zhucun-apt.log
ready: $(VENV)/.dev debian  # two downloads that need not wait for each other

debian:
	@command -v dpkg-query >/dev/null || { echo "== No Debian here; the tests expect what these packages hold: $(DEBIAN)"; exit 0; }; \
	missing=$$(for p in $(DEBIAN); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done | xargs); \
	test -n "$$missing" || exit 0; \
	enough() { test "$$missing" = chromium-headless-shell && command -v chromium >/dev/null && echo "== Chromium itself will do, but takes longer"; }; \
	test "$$(id -u)" = 0 || ! enough || exit 0; \
	test "$$(id -u)" = 0 || { echo "The tests need some Debian packages. Please type: sudo apt-get install $$missing"; exit 1; }; \
	echo "== Installing Debian packages for the tests, up to a few minutes: $$missing"; \
	{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends $$missing; } \
	  >$(APT_LOG) 2>&1 </dev/null || enough || { tail -n 20 $(APT_LOG); \
	  echo "They could not be installed. Please type: apt-get update && apt-get install $$missing"; exit 1; }
