# `make site` and `make test` set up everything that they need: on Debian as root they install what is missing.
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SITE_SECRET := .yorimichi/secret

.PHONY: site serve test lint runtime setup-test clean

site: $(READY)
	@$(BIN)/yorimichi gate secret
	@$(BIN)/yorimichi build
	@$(BIN)/yorimichi gate show
	@echo
	@echo "The site is in site/. To read it, run 'make serve' and open http://127.0.0.1:8000/"

serve: $(READY)
	@$(BIN)/yorimichi gate secret
	@$(BIN)/yorimichi serve

test: setup-test lint
	@sh tools/setup.sh run npm run --silent check
	@sh tools/setup.sh run npm test --silent
	@$(BIN)/pytest -n auto

lint: $(READY)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy && $(BIN)/mypy tests --exclude '^tests/browser/' && $(BIN)/mypy tests/browser

runtime: node_modules/.ready
	@sh tools/setup.sh run npm run --silent build

setup-test: $(READY) node_modules/.ready
	@sh tools/setup.sh browser

$(READY): pyproject.toml requirements.lock tools/setup.sh
	@sh tools/setup.sh python

node_modules/.ready: package.json package-lock.json tools/setup.sh
	@sh tools/setup.sh node

clean:
	rm -rf site .yorimichi/cache build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
