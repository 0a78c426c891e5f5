# The README's two commands are `make demo` and `make test`; both set everything up themselves.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := example.dossier

# The tests start some two hundred processes, each of which would compile the package anew.
unexport PYTHONDONTWRITEBYTECODE

CHECKS := check-types-strictly check-types check-reference check-words check-style check-imports \
  check-package
TOGETHER := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) # from GNU Make 4 on

.PHONY: demo test check $(CHECKS) format bench fuzz clean

demo: $(READY)
	$(BIN)/chancery build examples/corpus -o $(DEMO)
	$(BIN)/chancery brief $(DEMO)
	@echo
	@echo "Read it in the browser: run"
	@echo "  $(BIN)/chancery serve $(DEMO)"
	@echo "and open the address that it prints; docs/tutorial/in-the-browser.md shows the way."

test: check
	$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term:skip-covered --cov-report= -q
	$(BIN)/python -m coverage report --fail-under=90 --skip-covered --sort=cover | tail -40

# All are run, side by side, whichever of them fail; what each says stands together.
check: $(READY)
	$(MAKE) --no-print-directory --jobs --keep-going $(TOGETHER) $(CHECKS)

$(CHECKS): $(READY)

check-types-strictly: # first, since it takes longest
	$(BIN)/basedpyright

check-types:
	$(BIN)/mypy

check-style:
	$(BIN)/ruff format --check src tests bench training
	$(BIN)/ruff check src tests bench training

check-imports:
	$(BIN)/lint-imports

check-package:
	$(BIN)/validate-pyproject pyproject.toml

check-words:
	$(BIN)/codespell src tests bench training docs README.md CHANGELOG.md CONTRIBUTING.md

check-reference:
	$(BIN)/python docs/generate.py --check

format: $(READY)
	$(BIN)/ruff check --fix src tests bench training
	$(BIN)/ruff format src tests bench training
	$(BIN)/python docs/generate.py

bench: $(READY)
	$(BIN)/python bench/run.py

SECONDS ?= 60

fuzz: $(READY)
	PYTHONPATH=tests/support $(BIN)/python -m tests.fuzz --seconds $(SECONDS) $(if $(SEED),--seed $(SEED))

clean:
	rm -rf $(VENV) dist build .fuzz .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*

$(READY): pyproject.toml constraints.txt tests/no-deps.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: set PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --requirement tests/no-deps.txt
	@touch $@
