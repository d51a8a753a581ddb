# `make run` opens the guide, `make test` runs everything that CI runs.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Every test process would compile the guide anew without them.
export PYTHONDONTWRITEBYTECODE :=

PLAIN_TESTS := $(addprefix tests/,$(addsuffix .py,\
	app/test_checklist app/test_levels ssh/test_terminal))

.PHONY: run test check lint types contracts tests counting unit thorough wheel-test
.PHONY: types-here types-win32 types-darwin ranges plain-textual lowest newest bench screenshots clean

run: $(VENV)/.run
	@$(BIN)/backspasm $(ARGS)

# Side by side, as none keeps two cores busy all the time; what each says stays together.
test: $(VENV)/.dev
	@$(MAKE) --no-print-directory -j2 --output-sync=target \
		tests ranges plain-textual types counting lint contracts check

check: $(VENV)/.dev
	$(BIN)/backspasm check

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# The tests run on systems with terminals and signals; the guide on Windows and macOS as well.
types: types-here types-win32 types-darwin

types-here: $(VENV)/.dev
	$(BIN)/mypy

types-win32 types-darwin: types-%: $(VENV)/.dev
	$(BIN)/mypy --platform $* --cache-dir .mypy_cache/$* tui

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

# What counts every object of its process has one without what other tests left in it.
COUNTING := tests/ssh/test_many.py
# Some tests wait more than they compute; each process of the pool has to collect them all.
POOL := -n 4 --dist worksteal

tests: $(VENV)/.dev
	@# Once, so that not each process of the pool has to compile all tests.
	@[ -e $(VENV)/.compiled ] || $(BIN)/pytest -q --collect-only > $(VENV)/.compiled || \
		{ cat $(VENV)/.compiled; rm $(VENV)/.compiled; exit 1; }
	$(BIN)/pytest -q $(POOL) --ignore=$(COUNTING)

counting: $(VENV)/.dev
	$(BIN)/pytest -q -n 1 $(COUNTING)

unit: $(VENV)/.dev counting
	$(BIN)/pytest $(POOL) --ignore=tests/wheel --ignore=$(COUNTING)

thorough: $(VENV)/.dev
	$(BIN)/pytest $(POOL) --hypothesis-profile thorough -m "thorough or not thorough"

# What everybody does, with the lowest versions that pyproject.toml allows and with the newest;
# the environments are made anew when it changes.
ranges: lowest newest

lowest newest: $(VENV)/.dev
	$(BIN)/python -m tests.ranges $@

# Some of the app, a real terminal and SSH, as Textual draws them by itself; for all tests this
# way, without those of what only the private parts can do: BACKSPASM_PLAIN_TEXTUAL=1 make unit
plain-textual: $(VENV)/.dev
	BACKSPASM_PLAIN_TEXTUAL=1 BACKSPASM_TEST_PYTHON=$(abspath $(BIN))/python \
		$(BIN)/pytest -q tests/ranges/test_smoke.py $(PLAIN_TESTS)

wheel-test: $(VENV)/.dev
	$(BIN)/pytest tests/wheel

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench.figure
	$(BIN)/python -m tests.bench.diary
	$(BIN)/python -m tests.bench

screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.app.screenshots
	$(BIN)/python -m tests.app.pixel_figure

$(VENV)/.run: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --no-compile -c constraints.txt -e '.[dev,serve,handout]'
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
