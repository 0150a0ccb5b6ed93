# Two commands set everything up on a machine with Python >= 3.11 and venv alone:
#   make demo   builds the example into out/ and says what it made
#   make test   lint, types, layer contracts, tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check accept bench templates clean

$(VENV)/.run: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "setuptools>=69" wheel
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	$(BIN)/python -m compileall -q vbgen
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $@

demo: $(VENV)/.run
	$(BIN)/vbgen build examples/ke-hoach-cchc-2024 -o out/ke-hoach-cchc-2024 --as-of 2024-03-31 --overwrite

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/python -m pytest

accept: $(VENV)/.dev
	$(BIN)/python -m pytest --accept

templates: $(VENV)/.run
	$(BIN)/python scripts/make_templates.py

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) build out *.egg-info
