# Everything runs in a virtual environment of the project's own; nothing else is touched.
# On Windows, or without make, see "Without make" in README.md.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
APP := $(VENV)/.app
DEV := $(VENV)/.dev
COMPILED := $(VENV)/.compiled
# Quick tests keep a processor busy; each worker has to read all of them once.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(os.cpu_count() or 1)')
# Tests start hundreds of programs: where nothing may be kept that was compiled, each compiles all anew.
export PYTHONDONTWRITEBYTECODE :=
SEEDS ?= 0-9999
JOBS ?= 1

.DEFAULT_GOAL := help
.PHONY: help run test check lint types floors slow adversary keyboard plants bench coverage catalogue clean

help:  ## show these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

run: $(APP)  ## open the app (sets itself up the first time)
	@$(BIN)/companion

# Some tests take a hundred times as long as others: who has none left takes over some of another's.
test: $(DEV) $(COMPILED)  ## run all quick tests
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not slow"

# Three at once: those at terminals wait half of their time. One test at a time for each worker, in the
# order of the folders: the shortest come last, so that no worker has a long one left at the end.
# Two real Syncthings, and an idle app whose wakes are counted, come after all that keeps the
# machine busy. They wait most of the time, so they wait side by side.
slow: $(DEV) $(COMPILED)  ## run the slow tests: whole sessions, faults, loads
	@$(BIN)/python -m pytest -n 3 --dist load --maxschedchunk 1 -m slow --ignore=tests/sync --ignore=tests/bench
	@$(BIN)/python -m pytest -n 3 -m slow tests/sync tests/bench

check: lint types floors  ## ruff, mypy --strict, import-linter

lint: $(DEV)  ## ruff
	@$(BIN)/ruff check companion screens content tests
	@$(BIN)/ruff format --check companion screens content tests

types: $(DEV)  ## mypy --strict
	@$(BIN)/mypy

floors: $(DEV)  ## who may import whom
	@$(BIN)/lint-imports

coverage: $(DEV)  ## branch coverage of companion/ (at least 95 %)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not slow" --cov --cov-report=term-missing:skip-covered

adversary: $(DEV)  ## play many merge histories: make adversary SEEDS=0-99999 JOBS=2
	@PYTHONPATH=tests $(BIN)/python -m support.adversary $(SEEDS) --jobs $(JOBS)

keyboard: $(DEV)  ## two people at real terminals: make keyboard SEEDS=1-50 JOBS=2
	@PYTHONPATH=.:tests:tests/keyboard $(BIN)/python -m typists $(SEEDS) --jobs $(JOBS) --shrink

plants: $(DEV)  ## plant faults on purpose: seeds must notice each of them
	@PYTHONPATH=.:tests:tests/keyboard $(BIN)/python -m typists.planting --jobs $(JOBS)

bench: $(DEV)  ## measure speed as ratios to named baselines
	@$(BIN)/python tests/bench/run.py

catalogue: $(DEV)  ## gather the words people see, renew the keys in README and the list of modules
	@for made in catalogue keys_table architecture; do $(BIN)/python tests/$$made.py || exit; done

clean:  ## remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*

$(VENV)/pyvenv.cfg:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "companion needs Python 3.11 or newer; try: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(APP): $(VENV)/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV): $(APP) constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable '.[dev]'
	@touch $@

# pytest compiles each file of tests its own way: once here, or else once in every worker. What is
# wrong with a file is said where the tests run.
$(COMPILED): $(DEV) $(shell find tests -name '*.py')
	@ls -d tests/*/ tests/test_*.py | \
	  xargs -P 2 -n 6 $(BIN)/python -m pytest -qq --collect-only >/dev/null 2>&1 || true
	@touch $@
