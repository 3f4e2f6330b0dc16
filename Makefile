# Two commands do everything on a machine with Python >= 3.11 and make:
#   make demo    reads examples/ and prints a summary
#   make test    every check and test that needs no system package
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SIZE ?= 0.15
export GONGKAI_TEST_SIZE ?= $(SIZE)

.PHONY: help demo test check unit browser office desk full bench clean

help:
	@grep -E '^#   make' Makefile | sed 's/^# *//'

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

# Two of the samples are there to fail: a scan without text and a cut file. Exit code 1 says so.
demo: $(STAMP)
	@$(BIN)/gongkai extract examples --summary --out out/demo || [ $$? -eq 1 ]

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(STAMP)
	$(BIN)/python -m pytest -n 2 -m 'not browser and not office and not desk'

test: check unit

#   make browser    the tests that need Chromium
browser: $(STAMP)
	$(BIN)/python -m pytest -m browser

#   make office     the tests that need LibreOffice
office: $(STAMP)
	$(BIN)/python -m pytest -m office

#   make desk       the tests of the annotators' desk, with a real Label Studio server (1.5 GB)
desk: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,annotate]'
	$(BIN)/python -m tests.annotations.label_studio.server
	$(BIN)/python -m pytest tests/annotations/label_studio

#   make full       the sizes that the published figures were measured at; saves docs/measurements/
full: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,bench]'
	$(BIN)/python -m eval.benchmarks.full

clean:
	rm -rf $(VENV) out build *.egg-info
