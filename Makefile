# Needs only Python 3.11, 3.12 or 3.13, make and git. `make help` lists what can be asked for.
# Each interpreter has an environment of its own under .venv, renewed when what it needs changes.
# uv installs in a fraction of the time that pip takes; where it cannot, pip does.

PYTHON ?= python3
SCENARIOS ?= target_driven alliance
REPLICATES ?= 20
NOW := $(shell date +%Y-%m-%d-%H%M%S)
OUT ?= out/compare-$(NOW)
WORKERS ?= auto
CLIENTS_PYTHON ?= python3.13
ARGS ?=

VERSION := $(shell $(PYTHON) -c 'import platform; print(platform.python_version())' 2>/dev/null)
VENV := .venv/$(or $(VERSION),missing)
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt
UV := $(BIN)/python -m uv pip install -q --python $(BIN)/python -c constraints.txt
RUN_READY := $(VENV)/.ready
DEV_READY := $(VENV)/.ready-dev
SCREEN_READY := $(VENV)/.ready-dashboard

# An environment that was moved with its checkout, or lost its interpreter, is made again.
$(shell cd $(VENV) 2>/dev/null || exit 0; grep -qF '$(CURDIR)/.venv' pyvenv.cfg && test -e bin/python \
	|| rm -f .ready .ready-dev .ready-dashboard bin/python)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: baseline benchmark clean clients compare compile dashboard docs format help lessons levers
.PHONY: lint lock pytest quick screenshots soak test test-all try-wheel

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile
	@echo 'Settings: PYTHON=python3.12, SCENARIOS="a b", REPLICATES=20, OUT=folder, ARGS="--jobs 2"'

compare: $(RUN_READY) ## Compare SCENARIOS over REPLICATES seeds: table, figures and report in OUT
	@mkdir -p "$$(dirname "$(OUT)")"
	$(BIN)/allied compare $(SCENARIOS) --replicates $(REPLICATES) --out "$(OUT)" $(ARGS)
	@find "$(OUT)" -name '*.html' -exec echo 'Report:' {} ';'

dashboard: $(SCREEN_READY) ## Open the dashboard in the browser; ARGS="--port 8800"
	$(BIN)/allied dashboard $(ARGS)

test: $(DEV_READY) ## Check style, types and imports, run the tests, try the built wheel
	@$(MAKE) compile & compiling=$$!; $(MAKE) lint; linted=$$?; wait $$compiling && exit $$linted
	@$(MAKE) pytest
	@$(MAKE) try-wheel

quick: lint ## Check style, types, imports and the unit tests: for each save
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q tests/unit $(ARGS)

lint: $(DEV_READY) ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

pytest: $(DEV_READY) ## Run the tests; ARGS="-k word" picks some
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not soak and not levers" $(ARGS)

compile: $(DEV_READY)
	$(BIN)/python -m tests.compiled

levers: $(DEV_READY) ## Try every lever: does it move what it is expected to move?
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m levers $(ARGS)

try-wheel: $(DEV_READY) ## Build the wheel and try it in an empty environment elsewhere
	scripts/try-wheel $(BIN)/python

test-all: ## Run `make test` on every supported Python found
	MAKE="$(MAKE)" PYTHON="$(PYTHON)" scripts/test-all

soak: $(DEV_READY) ## Run the long tests
	$(BIN)/python -m pytest -m soak $(ARGS)

benchmark: $(DEV_READY) ## Time the model and measure its memory
	$(BIN)/python -m benchmarks $(ARGS)

clients: ## Let the EMA workbench drive the model, on the Python of CLIENTS_PYTHON
	scripts/clients "$(CLIENTS_PYTHON)"

baseline: $(RUN_READY) ## Keep what the shipped scenarios give now, and say what has moved
	$(BIN)/python -m scripts.baseline --keep

docs: $(DEV_READY) ## Write what is generated in the pages; ARGS=--runs for long runs too
	@mkdir -p docs
	$(BIN)/python -m simulation.parameters.document > docs/parameters.md.new
	mv docs/parameters.md.new docs/parameters.md
	$(BIN)/python -m scripts.docs $(ARGS)

lessons: $(DEV_READY) ## Run anew what the pages Workshop and What matters most show
	$(BIN)/python -m dashboards.lessons
	$(BIN)/python -m dashboards.lessons.guide > docs/facilitator.md.new
	mv docs/facilitator.md.new docs/facilitator.md
	$(BIN)/python -m dashboards.matters

screenshots: $(DEV_READY) ## Take the pictures in docs/dashboard.md anew
	$(BIN)/python -m scripts.screenshots

format: $(DEV_READY) ## Put the code in its standard form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## Remove environments and caches; results in out/ stay
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

lock: ## Renew constraints.txt from what pyproject.toml asks for
	$(PYTHON) -m venv --clear .venv/lock
	.venv/lock/bin/python -m pip install -qq --disable-pip-version-check uv
	scripts/lock .venv/lock/bin/uv > .venv/lock/constraints.txt
	mv .venv/lock/constraints.txt constraints.txt

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo 'Allied needs Python 3.11, 3.12 or 3.13; "$(PYTHON)" is not one.' \
		  'Name one, for example: make compare PYTHON=python3.12' >&2; exit 1; }
	@echo 'Setting up $(VENV): a minute or two, this once.'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) uv || true

$(RUN_READY): $(BIN)/python pyproject.toml constraints.txt
	@$(UV) -e . 2>/dev/null || $(PIP) -e .
	@touch $@

$(SCREEN_READY): $(RUN_READY)
	@$(UV) -e '.[dashboard]' 2>/dev/null || $(PIP) -e '.[dashboard]'
	@touch $@

$(DEV_READY): $(RUN_READY)
	@$(UV) -e '.[dashboard,dev]' 2>/dev/null || $(PIP) -e '.[dashboard,dev]'
	@touch $@
