# Every target works from a clean checkout; the first one sets up .venv.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint types rules docs samples bench fuzz accuracy check

help:  ## Show this help
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

.venv/.dev: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -e '.[dev]'
	touch $@

demo: .venv/.dev  ## Analyse a sample log
	$(BIN)/trainlog-doctor analyze sample_logs/keras3/overfit_f1_plateau/verbose1.log

test: .venv/.dev  ## Run the tests
	$(BIN)/python -m pytest

lint: .venv/.dev  ## Check style, format and import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: .venv/.dev  ## Check types
	$(BIN)/mypy

rules: .venv/.dev  ## Run the tests that stand inside the rules
	$(BIN)/trainlog-doctor rules test

docs: .venv/.dev  ## Write the generated parts of README.md and docs/, and the compiled rules, anew
	$(BIN)/python -m tests.docs

samples:  ## Say how the sample logs were made
	@echo "The sample logs come from real trainings and are made by hand: see sample_logs/ORIGIN.md."

bench: .venv/.dev  ## Measure everything beside what else there is (SIZE=1g for full size, PEERS=python, UPDATE=1)
	$(BIN)/python -m benchmarks --size $(or $(SIZE),200m) $(if $(PEERS),--peers $(PEERS)) $(if $(UPDATE),--update)

fuzz: .venv/.dev  ## Fuzz every target, guided by coverage (SECONDS=60 for each, JOBS=1 at a time)
	$(BIN)/pip install -q -e '.[fuzz]'
	$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),60) --jobs $(or $(JOBS),1)

accuracy: .venv/.dev  ## Measure on the lab and write the figures into README.md and docs/accuracy.md
	$(BIN)/python -m benchmarks.accuracy --update

check:  ## Do all that CI does
	.ci/run
