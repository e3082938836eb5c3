# Everything a newcomer types. `make` alone says what there is.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
CHROMIUM ?= $(firstword $(shell command -v chromium chromium-browser google-chrome chrome 2>/dev/null) chromium)
UV := $(shell command -v uv 2>/dev/null)

.PHONY: help install demo picture screenshots test lint types contract compile bench soak lock clean

help:
	@echo "make demo   build the brief of the bundled case into out/"
	@echo "make picture  draw docs/brief.png, the picture in README.md (needs Chromium)"
	@echo "make compile  machine code for what every page passes: 1.6 times the pages a second (needs a C compiler)"
	@echo "make screenshots  draw every page of the workbench in three widths into docs/workbench (needs Chromium)"
	@echo "make test   style, types, import contract, tests, quality floors"
	@echo "make bench  speed against named peers (installs them)"
	@echo "make soak   long runs: 10,000 pages, memory, interruption; a log killed, filled and spoilt"
	@echo "make lock   renew the locked requirements (needs uv)"

$(BIN)/goodoffices: requirements/base.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(if $(UV),$(UV) pip install -q --compile-bytecode --python $(BIN)/python,$(BIN)/python -m pip install -q --disable-pip-version-check) --require-hashes -r requirements/base.txt
	$(if $(UV),$(UV) pip install -q --compile-bytecode --python $(BIN)/python,$(BIN)/python -m pip install -q --disable-pip-version-check) --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src
	$(BIN)/python tools/kernels.py
	touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(BIN)/goodoffices
	$(if $(UV),$(UV) pip install -q --compile-bytecode --python $(BIN)/python,$(BIN)/python -m pip install -q --disable-pip-version-check) --require-hashes -r requirements/dev.txt
	touch $@

install: $(BIN)/goodoffices

demo: install
	$(BIN)/goodoffices demo --out out
	@echo "Open out/brief.html in a browser, or read out/brief.md."

picture: install
	rm -rf build/picture
	$(BIN)/goodoffices demo --out build/picture/brief
	$(CHROMIUM) --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-extensions --disable-dev-shm-usage \
		--user-data-dir=$(CURDIR)/build/picture/profile --force-device-scale-factor=0.8 --window-size=1500,1125 \
		--screenshot=$(CURDIR)/docs/brief.png "file://$$(ls -d $(CURDIR)/build/picture/brief/01-*)/brief.html"

screenshots: $(VENV)/dev.stamp
	$(BIN)/python tools/screenshots.py --chromium $(shell command -v $(CHROMIUM))

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check src tests benchmarks tools
	$(BIN)/ruff format --check src tests benchmarks tools

types: $(VENV)/dev.stamp
	$(BIN)/mypy

contract: $(VENV)/dev.stamp
	$(BIN)/lint-imports --no-cache > .contract.log 2>&1 || (cat .contract.log; exit 1)

test: lint types contract
	$(BIN)/python -m pytest -m "not clock and not spark" -n 2 --dist worksteal --cov --cov-report=
	$(BIN)/python -m pytest -m spark --cov --cov-append --cov-report=term:skip-covered --cov-fail-under=90
	$(BIN)/python -m pytest -m clock

compile: $(VENV)/dev.stamp
	$(BIN)/python tools/compiled.py

bench: $(VENV)/dev.stamp $(if $(shell command -v cc),compile)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.ledger
	$(BIN)/python -m benchmarks.ledger_verify
	$(BIN)/python -m benchmarks.case
	$(BIN)/python -m benchmarks.case --postgres
	$(BIN)/python -m benchmarks.fuse
	$(BIN)/python -m benchmarks.truth
	$(BIN)/python -m benchmarks.effect
	$(BIN)/python -m benchmarks.lines
	$(BIN)/python -m benchmarks.comply
	$(BIN)/python -m benchmarks.web
	$(BIN)/python -m benchmarks.web --postgres
	$(BIN)/python -m benchmarks.load
	$(BIN)/python -m benchmarks.load --postgres
	$(BIN)/python -m benchmarks.spark

soak: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks.soak
	$(BIN)/python -m benchmarks.intake
	GOODOFFICES_SOAK=1 $(BIN)/python -m pytest tests/ledger/log tests/web/test_twins_described.py
	$(BIN)/python -m benchmarks.spark --reports 10000000

lock:
	uv pip compile --generate-hashes --no-header --universal --python-version 3.11 --no-annotate --no-emit-index-url --extra web pyproject.toml requirements/build.in -o requirements/base.txt
	uv pip compile --generate-hashes --no-header --universal --python-version 3.11 --no-annotate --no-emit-index-url --extra web --extra spark --extra dev pyproject.toml requirements/build.in -o requirements/dev.txt
	uv pip compile --generate-hashes --no-header --universal --python-version 3.11 --no-annotate --no-emit-index-url --extra bench --extra web --extra spark --extra dev pyproject.toml requirements/build.in -o requirements/bench.txt

clean:
	rm -rf out build dist src/goodoffices/__compiled__ .pytest_cache .mypy_cache .ruff_cache .coverage .contract.log
