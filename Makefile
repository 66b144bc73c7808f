# Two commands do everything on a machine with Python 3.11, git and make:
#   make facts    installs tyfacts and extracts the pages in seeds/ to facts.csv
#   make test     checks all that is promised
# The virtual environment is made once, and filled again only when pyproject.toml changes.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
GOLDEN := tests/golden/seeds.csv
PIP    := $(BIN)/python -m pip install -qq --disable-pip-version-check

.PHONY: help facts test lint types unit rules golden update benchmarks clean

help:
	@echo 'make facts       extract the pages in seeds/ to facts.csv, and say what was found'
	@echo 'make test        lint, types, tests, rule examples and the golden table'
	@echo 'make update      write again what is generated: RULES.md, golden table, scores, output shown in the docs'
	@echo 'make benchmarks  measure accuracy and speed'
	@echo 'make clean       take away what the other targets made'

facts: $(VENV)/installed
	$(BIN)/tyfacts extract seeds/ -o facts.csv
	$(BIN)/tyfacts summary facts.csv

test: lint types unit rules golden

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

unit: $(VENV)/installed-dev
	$(BIN)/python -m pytest -rs

rules: $(VENV)/installed-dev
	$(BIN)/tyfacts rules check
	$(BIN)/tyfacts rules test
	$(BIN)/tyfacts rules docs --check

golden: $(VENV)/installed-dev
	$(BIN)/tyfacts diff $(GOLDEN) seeds/

update: $(VENV)/installed-dev
	$(BIN)/tyfacts rules docs
	$(BIN)/tyfacts extract seeds/ -o $(GOLDEN)
	$(BIN)/python benchmarks/accuracy.py --update --report
	$(BIN)/python -m tests.pages --update

benchmarks: $(VENV)/installed-dev
	$(BIN)/python benchmarks/accuracy.py
	$(BIN)/python benchmarks/speed.py

clean:
	rm -rf $(VENV) facts.csv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	@echo 'Installing tyfacts and what its tests need into $(VENV) …'
	@$(PIP) -e '.[dev]'
	@touch $(VENV)/installed $@

$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo 'Installing tyfacts into $(VENV) …'
	@$(PIP) -e .
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'tyfacts needs Python 3.11 or later, which $(PYTHON) is not; name another: make PYTHON=python3.11' >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo '$(PYTHON) cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv' >&2; exit 2; }
