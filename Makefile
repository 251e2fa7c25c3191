# Backfile: the targets that people and CI call. `make demo` and `make test` are the two to know.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test quick check bench docs format clean

$(STAMP): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing Backfile and its tools into $(VENV) (about a minute the first time)" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: $(STAMP)  ## Build the demo archive from its four deposits, publish it, serve it.
	$(BIN)/backfile demo demo-archive --serve

test: $(STAMP)  ## The whole suite: what CI runs.
	$(BIN)/python -m pytest -n auto

quick: $(STAMP)  ## The suite without its slow and browser tests.
	$(BIN)/python -m pytest -n auto -m "not slow and not browser"

check: $(STAMP)  ## Form, types, floors, words, documents.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/interrogate -q src
	$(BIN)/codespell src tests docs tools bench README.md
	$(BIN)/deptry src
	$(BIN)/bandit -q -c pyproject.toml -r src
	$(BIN)/python tools/docs.py --check

docs: $(STAMP)  ## Write the generated references anew.
	$(BIN)/python tools/docs.py

bench: $(STAMP)  ## Print every figure that the README and the notes quote (long; wants .data/).
	$(BIN)/python bench/run.py

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
