# `make run` opens the guide, `make test` runs everything that CI runs.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

PLAIN_TESTS := $(addprefix tests/,$(addsuffix .py,\
	app/test_checklist app/test_levels ssh/test_terminal))

.PHONY: run test check lint types contracts tests unit thorough wheel-test
.PHONY: ranges plain-textual lowest newest bench screenshots clean

run: $(VENV)/.run
	@$(BIN)/backspasm $(ARGS)

# Side by side, as neither keeps two cores busy all the time.
test: $(VENV)/.dev
	@$(MAKE) --no-print-directory -j2 check tests ranges plain-textual

check: lint types contracts
	$(BIN)/backspasm check

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# The tests run on systems with terminals and signals; the guide on Windows and macOS as well.
types: $(VENV)/.dev
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 tui
	$(BIN)/mypy --platform darwin --cache-dir .mypy_cache/darwin tui

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

# What counts every object of its process has one without what other tests left in it.
COUNTING := tests/ssh/test_many.py
# What failed while all cores were busy has to pass by itself.
AGAIN = $(BIN)/pytest -q -n 0 --last-failed --last-failed-no-failures none

tests: $(VENV)/.dev
	$(BIN)/pytest -n 4 --dist worksteal --ignore=$(COUNTING) || $(AGAIN)
	$(BIN)/pytest -q -n 1 $(COUNTING) || $(AGAIN)

unit: $(VENV)/.dev
	$(BIN)/pytest -n 4 --dist worksteal --ignore=tests/wheel --ignore=$(COUNTING)
	$(BIN)/pytest -q -n 1 $(COUNTING)

thorough: $(VENV)/.dev
	$(BIN)/pytest -n 4 --dist worksteal --hypothesis-profile thorough -m "thorough or not thorough"

# What everybody does, with the lowest versions that pyproject.toml allows and with the newest;
# the environments are made anew when it changes.
ranges: lowest newest

lowest newest: $(VENV)/.dev
	$(BIN)/python -m tests.ranges $@

# Some of the app, a real terminal and SSH, as Textual draws them by itself.
plain-textual: $(VENV)/.dev
	BACKSPASM_PLAIN_TEXTUAL=1 BACKSPASM_TEST_PYTHON=$(abspath $(BIN))/python \
		$(BIN)/pytest -q -n 2 tests/ranges $(PLAIN_TESTS)

wheel-test: $(VENV)/.dev
	$(BIN)/pytest tests/wheel

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench.figure
	$(BIN)/python -m tests.bench.diary
	$(BIN)/python -m tests.bench

screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.app.screenshots

$(VENV)/.run: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt -e '.[dev,serve]'
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
