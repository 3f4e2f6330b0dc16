# Two commands do everything on a machine with Python >= 3.11 and make:
#   make demo    reads examples/ and prints a summary
#   make test    every check and test that needs no system package
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DESK := $(VENV)/.installed-desk
LEARN ?= .venv-learn
LEARNED := $(LEARN)/.installed
# This very version has a wheel without CUDA on the package index; others bring gigabytes with them.
TORCH := torch==2.13.0
RAY := $(VENV)/.installed-ray
SIZE ?= 0.15
export GONGKAI_TEST_SIZE ?= $(SIZE)

.PHONY: help demo test check unit gate browser office learn desk ray full bench clean

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
	$(BIN)/python -m pytest -n 2 -m 'not browser and not office and not desk and not ray and not torch'

#   make gate       no metric below its floor
gate: $(STAMP)
	$(BIN)/gongkai eval gate

test: check unit gate

#   make browser    the tests that need Chromium
browser: $(STAMP)
	$(BIN)/python -m pytest -m browser

#   make office     the tests that need LibreOffice
office: $(STAMP)
	$(BIN)/python -m pytest -m office

#   make learn      the tests that need torch: training, export, release (an environment of its own)
learn: $(LEARNED)
	$(LEARN)/bin/python -m pytest -n 2 -m torch

$(LEARNED): pyproject.toml Makefile
	$(PYTHON) -m venv $(LEARN)
	$(LEARN)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(LEARN)/bin/python -m pip install --quiet --disable-pip-version-check '$(TORCH)'
	$(LEARN)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev,train]'
	@touch $@

#   make desk       the tests of the annotators' desk, with a real Label Studio server (1 GB under .desk/)
desk: $(DESK)
	$(BIN)/python -m tests.annotations.label_studio.server
	$(BIN)/python -m pytest tests/annotations/label_studio -m 'desk or sdk'

$(DESK): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,annotate]' || \
	  { echo 'The extra "annotate" was not installed: see that the package index of pip can be reached.' >&2; exit 1; }
	@touch $@

#   make ray        the tests of bulk runs on Ray, with clusters of two nodes on this machine
ray: $(RAY)
	$(BIN)/python -m pytest tests/extraction/bulk -m ray

$(RAY): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,ray]' || \
	  { echo 'The extra "ray" was not installed: see that the package index of pip can be reached.' >&2; exit 1; }
	@touch $@

#   make full       the sizes that the published figures were measured at; saves docs/measurements/
full: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,bench]'
	$(BIN)/python -m eval.benchmarks.full

clean:
	rm -rf $(VENV) $(LEARN) out build *.egg-info
