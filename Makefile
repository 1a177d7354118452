# The door of the house: every command sets up what it needs and then does its work.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
DATA_PORT ?= 8001
export PORT DATA_PORT
# Material 9.8 announces MkDocs 2 at every build; the decision is in ARCHITECTURE.md.
export NO_MKDOCS_2_WARNING := 1

RUNTIME := $(VENV)/.runtime-installed
DEVELOPMENT := $(VENV)/.development-installed

.PHONY: help
help: ## Muestra esta lista
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(DEVELOPMENT) ## Prepara el entorno completo, con las herramientas de desarrollo

$(BIN)/python:
	@echo "» Creando el entorno de Python en $(VENV)…"
	@python3 -m venv $(VENV)

$(BIN)/uv: requirements-uv.lock | $(BIN)/python
	@echo "» Descargando el instalador uv…"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-uv.lock
	@touch $@

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/uv
	@echo "» Instalando…"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(DEVELOPMENT): requirements-dev.lock pyproject.toml | $(BIN)/uv
	@echo "» Instalando las herramientas de desarrollo…"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@
