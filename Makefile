# `make run` and `make test` are all that a newcomer needs; docs/install.md tells of the others.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes
SHELL := /bin/sh
CODE := src tests bench evals
TEMPLATES := $$(git ls-files 'src/musnad/newsroom/**/*.html' 'src/musnad/press/**/*.html' 'src/musnad/letters/**/*.html')
PUBLIC_TEMPLATES := $$(git ls-files 'src/musnad/newsstand/templates/*.html' 'src/musnad/newsstand/templates/**/*.html')

.PHONY: run test acceptance check format browser postgresql webservers bench eval soak lock clean

run: $(VENV)/.run
	@exec $(BIN)/musnad serve --demo --port $(PORT)

# Linters, types, the rooms' contract, translations up to date. Writes nothing.
check: $(VENV)/.dev
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	$(BIN)/djhtml --check --tabwidth 2 $(TEMPLATES)

format: $(VENV)/.dev
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)
	$(BIN)/djade --target-version 5.2 $(TEMPLATES)
	$(BIN)/djhtml --tabwidth 2 $(TEMPLATES)

# All tests, the browser's too, on as many workers as there are cores.
test: $(VENV)/.dev browser postgresql webservers
	$(BIN)/python -m pytest -n logical --dist worksteal $(ARGS)

# The journeys of editors and readers alone, from end to end, a line for each step.
acceptance: $(VENV)/.dev browser
	@$(BIN)/python -m pytest tests/acceptance -m acceptance -s -q -p no:randomly $(ARGS)

# Chromium and an Arabic font, for the tests that drive a browser: Debian's, if they are missing and may be installed.
browser:
	@tools/browser

# PostgreSQL's server, for the tests that run on both databases: Debian's, if it is missing and may be installed.
postgresql:
	@tools/postgresql

# nginx and Caddy, for the tests of what `musnad webserver` tells them: Debian's, if missing and if they may be installed.
webservers:
	@tools/webservers

# Random edits and killed presses for as long as you like: make soak SECONDS=40; SEED=… begins with that one.
SECONDS ?= 600
SEED ?= 1
soak: $(VENV)/.dev postgresql
	$(BIN)/python -m tests.press.soak $(SECONDS) $(SEED)

bench: $(VENV)/.dev
	$(BIN)/python -m bench

# How good the readers are, on annotated texts beside this folder and in the tests.
eval: $(VENV)/.dev
	$(BIN)/python -m evals

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Musnad needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Name another: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.python requirements.txt pyproject.toml
	@echo "Installing Musnad into $(VENV) …"
	@$(PIP) -r requirements.txt
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	@echo "Installing what the tests and checks need …"
	@$(PIP) -r requirements-dev.txt
	@touch $@

# Hashes and versions only: no index address may enter a lock (docs/decisions/0004).
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-package pillow-heif --quiet
lock: $(VENV)/.dev
	$(LOCK) --group build -o requirements.txt
	$(LOCK) --extra llm --extra s3 --extra providers --extra opensearch --group build --group dev -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
