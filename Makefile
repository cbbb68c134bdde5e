# Everything a newcomer or a developer types. `make` alone lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8080
# Calls held in real time: they need the processors to themselves, so they run one after the other.
REAL_TIME := tests/ivr/simulator tests/ivr/test_processes.py tests/ivr/channels/test_media_stream.py
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
export PYTHONUNBUFFERED := 1

.PHONY: help run call test test-browser test-training screenshots lint types contracts format bench models clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 ou plus récent est nécessaire (make PYTHON=python3.12 …)."; exit 1; }
ifdef UV
	@test -x $(BIN)/python || uv venv -q --seed --python $(PYTHON) $(VENV)
	@uv pip install -q --python $(BIN)/python -c constraints.txt -e .
else
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installation dans $(VENV)…"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
endif
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready
ifdef UV
	@uv pip install -q --python $(BIN)/python -c constraints.txt --group dev
else
	@$(BIN)/python -m pip install -q --disable-pip-version-check -U "pip>=25.1"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt --group dev
endif
	@touch $@

models: $(VENV)/ready ## fetch and verify the default voice and ears
	@$(BIN)/standardiste models install --default

run: models ## set up, start the line, place the demonstration call, keep serving
	@$(BIN)/standardiste serve --port $(PORT) --demonstration

call: models ## the same, but stop after the demonstration call; the exit status says how it went
	@$(BIN)/standardiste serve --port $(PORT) --demonstration --stop-after

test: $(VENV)/ready-dev models ## run every test but the browser's and the training's, real voice and ears included
	@$(BIN)/pytest -q -n 2 --dist worksteal --ignore=tests/browser --ignore=tests/training $(REAL_TIME:%=--ignore=%)
	@$(BIN)/pytest -q $(REAL_TIME)

test-browser: $(VENV)/ready-dev ## run the console's tests in a real browser (Debian's package chromium)
	@$(BIN)/pytest -q tests/browser

test-training: $(VENV)/ready-dev ## run the tests of the ears' training (brings torch, 3 GB)
ifdef UV
	@uv pip install -q --python $(BIN)/python -c constraints.txt -c constraints-training.txt -e '.[training]'
else
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -c constraints-training.txt -e '.[training]'
endif
	@$(BIN)/pytest -q tests/training

screenshots: $(VENV)/ready-dev ## take the pictures of docs/screenshots again
	@$(BIN)/pytest -q tests/browser/take_screenshots.py

lint: $(VENV)/ready-dev ## style, types and architecture
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/ready-dev ## put the code in its usual form
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q .

bench: models ## measure: ears, voice, matching, the delay before the first sound
	@$(BIN)/standardiste bench

clean: ## forget the set-up, the models and everything recorded
	rm -rf $(VENV) var build *.egg-info
