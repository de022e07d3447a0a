# make run   sets up and opens the app        make test  sets up and passes every check and test
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check setup bench lock

run: setup
	$(BIN)/attune run

test: check

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/attune check
	$(BIN)/attune train --check
	$(BIN)/python -m pytest

bench: setup
	$(BIN)/python -m bench

setup: $(READY)

# The lock file is installed with pip; nothing is installed again until it, or the project's own declaration, changes.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Attune needs Python 3.11 or newer; name one: make PYTHON=python3.12 run")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	$(BIN)/attune prepare
	@touch $@

# Pins what pyproject.toml asks for, as a new environment resolves it.
lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet torch==2.13.0
	build/lock/bin/python -m pip install --quiet ".[dev]"
	build/lock/bin/python -m pip freeze --exclude attune | sed 's/^\(torch==[0-9.]*\)+cpu/\1/' > requirements.lock
	rm -rf build/lock
