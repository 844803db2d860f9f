# Alongside: `make help` lists what can be done here.
#
# Everything lives in .venv/ (libraries) and var/ (data, keys); deleting both starts from nothing.
# tools/prepare.py sets up what a target needs and does nothing when it is already there.

# The first Python on this machine that is new enough; choose another with `make run PYTHON=python3.13`.
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11 python,$(shell \
	$(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))) python3)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test bench loss fuzz lint format messages requirements clean

help: ## What can be done here
	@echo "Alongside: the information system of Intensive Case Management"
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  Variables: PORT=8000  HOST=127.0.0.1  DATABASE_URL=sqlite:///var/alongside.sqlite3  PYTHON=python3"
	@echo "  All settings: docs/reference/settings.md"

run: ## Try it: set up, make the demo municipality, serve on 127.0.0.1:8000
	@$(PYTHON) tools/prepare.py run
	@exec $(BIN)/alongside serve --try-out

test: ## Every test, on SQLite and on PostgreSQL (ARGS="-k note" for some of them)
	@$(PYTHON) tools/prepare.py dev
	@exec $(BIN)/python -m tools.test $(ARGS)

bench: ## Measure the pages of the main job (ARGS="--people 10000" for another size)
	@$(PYTHON) tools/prepare.py run
	@exec $(BIN)/python -m benchmarks $(ARGS)

loss: ## Kill the server while people write, and prove that nothing is lost (ARGS="--kills 20")
	@$(PYTHON) tools/prepare.py run
	@exec $(BIN)/python -m benchmarks.loss $(ARGS)

fuzz: ## Send 10,000 malformed requests to every route as three roles (ARGS="--requests 50000 --seed 7")
	@$(PYTHON) tools/prepare.py dev
	@exec $(BIN)/python -m tools.fuzz $(ARGS)

lint: ## Style, types, import rules, templates, migrations, translations, scripts
	@$(PYTHON) tools/prepare.py dev
	@exec $(BIN)/python -m tools.lint $(ARGS)

format: ## Rewrite the Python code in the house style
	@$(PYTHON) tools/prepare.py dev
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

messages: ## Collect the texts of code and templates into the Danish and French catalogues
	@$(PYTHON) tools/prepare.py dev
	@exec $(BIN)/python -m tools.messages extract

requirements: ## Choose new versions of the libraries and pin them (needs uv and the network)
	@exec $(PYTHON) tools/pin.py $(ARGS)

clean: ## Remove what was built; keeps var/, where the data is
	@rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache test-results
	@find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
