# The door of the house: every command sets up what it needs, then does its work.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
DATA_PORT ?= 8001
export PORT DATA_PORT
# Material announces MkDocs 2 at every build; what we think of it stands in ARCHITECTURE.md.
export NO_MKDOCS_2_WARNING := 1
# Some hundred processes of Python are started here, and none should compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

# Each stamp is newer than the locks it was made from, so an unchanged lock costs nothing.
HOME_STAMP := $(VENV)/.home
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development

.PHONY: help
help: ## Muestra esta lista
	@echo "Uso: make ORDEN"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: serve
serve: $(RUNTIME) ## Abre la intranet, los portales y el cuestionario, con datos de ejemplo (PORT, DATA_PORT)
	@exec $(BIN)/luz serve --demo --port $(PORT) --data-port $(DATA_PORT)

.PHONY: build
build: $(RUNTIME) ## Publica las ediciones en var/site
	@$(BIN)/luz build

.PHONY: test
test: MARKS := not slow
test: judge instruments ## Ejecuta check y todas las pruebas, salvo las lentas
	@$(run-tests)

.PHONY: test-all
test-all: MARKS := slow or not slow
test-all: judge instruments ## Como test, con las pruebas lentas
	@$(run-tests)

.PHONY: check
check: judge ## Revisa estilo, tipos, capas, planes, documentación, flujos y formularios de GitHub
	@echo "» Documentación y lo que lee un editor"
	@$(BIN)/pytest --quiet tests/architecture/test_documentation.py tests/luz/test_schema.py

.PHONY: judge
# All of check but its tests: whoever runs every test runs these among them.
# The plans are not judged --strict: what time alone brings about must not turn a green check red.
judge: $(DEVELOPMENT)
	@echo "» Estilo"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "Hay ficheros sin formato: make format"; exit 1; }
	@echo "» Tipos"
	@$(BIN)/mypy --no-error-summary
	@echo "» Capas"
	@$(BIN)/lint-imports --no-logo
	@echo "» Planes"
	@$(BIN)/luz check
	@echo "» Esquemas para los editores"
	@$(BIN)/luz schema --check
	@echo "» Flujos y formularios de GitHub"
	@$(BIN)/zizmor --offline --quiet --persona=pedantic .github/workflows
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/un-*.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml

.PHONY: bench-serving
bench-serving: $(RUNTIME) load-tools ## Mide lo que cuesta proteger una página, frente a no protegerla y frente a nginx
	@$(BIN)/python -m benchmarks.serving

.PHONY: bench-feedback
bench-feedback: $(RUNTIME) load-tools ## Mide lo que cuesta guardar una respuesta, frente a otras maneras, y lo que ocupa
	@$(BIN)/python -m benchmarks.feedback

.PHONY: format
format: $(DEVELOPMENT) ## Da formato al código
	@$(BIN)/ruff check --quiet --fix-only
	@$(BIN)/ruff format

.PHONY: schema
schema: $(RUNTIME) ## Renueva los esquemas que ayudan a escribir los planes, en plans/.schema
	@$(BIN)/luz schema

.PHONY: lock
lock: $(DEVELOPMENT) ## Renueva las versiones fijadas en requirements*.lock y package-lock.json
	@echo "» Buscando las versiones más recientes que encajan…"
	@$(COMPILE) --group installer --output-file requirements-uv.lock
	@$(COMPILE) pyproject.toml --output-file requirements.lock
	@$(COMPILE) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@cd tests/doors/observatory && $(NPM) update --package-lock-only --omit-lockfile-registry-resolved $(NPM_QUIETLY)

NPM = PATH="$(CURDIR)/$(BIN):$$PATH" npm
NPM_QUIETLY = --ignore-scripts --no-audit --no-fund --silent

COMPILE = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-annotate --custom-compile-command "make lock"

# --- Set-up --------------------------------------------------------------------------------------

# A checkout that was moved or copied would run the code of the old one: then begin afresh.
$(HOME_STAMP): FORCE
	@if [ "$$(cat $@ 2>/dev/null)" != "$(CURDIR)" ] || ! $(BIN)/python -c '' 2>/dev/null; then \
		$(create-environment); echo "$(CURDIR)" > $@; fi

.PHONY: FORCE
FORCE:

$(RUNTIME): requirements.lock requirements-uv.lock pyproject.toml $(HOME_STAMP)
	@echo "» Instalando Luz y sus dependencias…"
	@$(call install,requirements.lock)
	@touch $@

$(DEVELOPMENT): requirements-dev.lock requirements-uv.lock pyproject.toml $(HOME_STAMP)
	@echo "» Instalando Luz, sus dependencias y las herramientas de desarrollo…"
	@$(call install,requirements-dev.lock)
	@touch $@

define create-environment
python=; \
for candidate in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then python=$$candidate; break; fi; \
done; \
if [ -z "$$python" ]; then \
	echo "Hace falta Python 3.11 o posterior. En Debian 12: sudo apt-get install python3 python3-venv" >&2; \
	exit 1; \
fi; \
if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
	echo "A este Python le faltan los entornos virtuales. En Debian: sudo apt-get install $$python-venv" >&2; \
	exit 1; \
fi; \
echo "» Creando el entorno de Python en $(VENV)…"; \
rm -rf $(VENV); \
$$python -m venv $(VENV)
endef

# Two steps, as pip refuses an editable package inside a hashed file. uv is only the faster way:
# where it cannot be had, pip installs the same lock.
define install
pip="$(BIN)/python -m pip --disable-pip-version-check --quiet"; \
uv="$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes"; \
if ! { $$pip install --require-hashes -r requirements-uv.lock && $$uv -r $(1); }; then \
	echo "» uv no ha podido; se instala con pip, que tarda más…"; \
	$$pip install --require-hashes -r $(1); \
fi; \
PYTHONWARNINGS=ignore $$pip install --no-deps --no-build-isolation -e .
endef

# --- Tests ---------------------------------------------------------------------------------------

# Playwright drives Debian's Chromium; its driver needs libatomic1, and npm the libstdc++ that Chromium brings.
# The clock is moved with Debian's faketime; headers are looked at with Mozilla's scanner, which npm installs.
# A library that gcc compiles tells what of a database a power cut leaves.
BROWSER_WORKS = { command -v chromium && $(BIN)/playwright --version; } >/dev/null 2>&1
C_COMPILES = echo '\#include <stdio.h>' | gcc -E - >/dev/null 2>&1
DEBIANS_ARE_THERE = { $(BROWSER_WORKS) && command -v faketime >/dev/null && $(C_COMPILES); }
SCANNER := $(VENV)/observatory
SCANNER_IS_THERE = cmp --silent tests/doors/observatory/package-lock.json $(SCANNER)/installed

.PHONY: instruments
instruments: $(DEVELOPMENT)
	@if $(DEBIANS_ARE_THERE) || ! command -v apt-get >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then root=; elif sudo -n true 2>/dev/null; then root=sudo; else exit 0; fi; \
	echo "» Instalando Chromium, faketime y gcc para las pruebas…"; \
	{ $$root apt-get -qq update && $$root env DEBIAN_FRONTEND=noninteractive \
		apt-get -qq install --no-install-recommends chromium libatomic1 faketime gcc libc6-dev >/dev/null; } || true
	@$(SCANNER_IS_THERE) || $(install-scanner) || true

# No package's own script runs. The scanner's would fetch a list of hosts, which on loopback can be empty.
define install-scanner
{ echo "» Instalando el analizador de cabeceras de Mozilla para las pruebas…"; \
	rm -rf $(SCANNER) && mkdir $(SCANNER) && cp tests/doors/observatory/package*.json $(SCANNER) && \
	(cd $(SCANNER) && $(NPM) ci $(NPM_QUIETLY)) && \
	echo '{}' > $(SCANNER)/node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json && \
	cp $(SCANNER)/package-lock.json $(SCANNER)/installed; }
endef

define run-tests
marks="$(MARKS)"; \
if ! $(BROWSER_WORKS); then \
	if [ "$${CI:-}" = true ]; then echo "Chromium no funciona y CI=true: faltarían pruebas." >&2; exit 1; fi; \
	echo "» Falta Chromium (sudo apt-get install chromium libatomic1). Se omiten estas pruebas:"; \
	$(BIN)/pytest --quiet --collect-only -m "($$marks) and browser" | grep '::' || true; \
	marks="($$marks) and not browser"; \
fi; \
echo "» Pruebas"; \
$(BIN)/pytest --quiet -n 2 --dist loadgroup -m "$$marks"
endef

# --- Benchmarks ----------------------------------------------------------------------------------

# Debian starts the nginx it installs, on port 80; the one we measure runs on a port of its own.
.PHONY: load-tools
load-tools:
	@tools=; PATH="$$PATH:/usr/sbin"; \
	if ! command -v wrk >/dev/null; then tools=wrk; fi; \
	if ! command -v nginx >/dev/null; then tools="$$tools nginx-light"; fi; \
	if ! command -v cc >/dev/null; then tools="$$tools gcc libc6-dev"; fi; \
	if [ -z "$$tools" ] || ! command -v apt-get >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then root=; elif sudo -n true 2>/dev/null; then root=sudo; else exit 0; fi; \
	echo "» Instalando con qué medir: $$tools…"; \
	{ $$root apt-get -qq update && $$root env DEBIAN_FRONTEND=noninteractive \
		apt-get -qq install --no-install-recommends $$tools >/dev/null; } || true; \
	case "$$tools" in *nginx*) $$root systemctl --quiet disable --now nginx 2>/dev/null || true;; esac
