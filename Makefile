# Two commands do everything: make run (the whole sample hall) and make test (the only gate).
PORT ?=
ARGS ?=
PYTHON := .venv/bin/python

.PHONY: help install run test checks tests test-tools bench bench-waits soak gallery clean

help:            ## what can be made
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/  /'

install:         ## what the hall needs on this machine
	@provisioning/install.sh requirements.lock

run: install     ## the whole sample hall on this desk; PORT=8001 moves its start page
	@exec $(PYTHON) -m provisioning.rehearsal $(if $(PORT),--port $(PORT))

test-tools:
	@provisioning/install.sh requirements-dev.lock

test: test-tools ## format, lint, types, floors of the house, and the tests, side by side
	@exec $(MAKE) --no-print-directory --jobs=2 checks tests

checks:
	@echo '== format'; exec .venv/bin/ruff format --check .
	@echo '== lint'; exec .venv/bin/ruff check .
	@echo '== floors'; exec .venv/bin/lint-imports
	@echo '== types'; exec .venv/bin/mypy

tests:
	@echo '== tests'; exec $(PYTHON) -m pytest -n 3 --dist loadfile --no-loadscope-reorder

bench: test-tools ## speeds and sizes; the last line is JSON
	@exec $(PYTHON) -m tests.bench

soak: test-tools     ## a day of 1,500 visitors at 60 times the speed (ten minutes; ARGS="--visitors 200 --pace 600"), then booted systems
	@$(PYTHON) -m tests.soak $(ARGS)
	@exec $(PYTHON) -m tests.booted

bench-waits: test-tools ## forecast and calling rules on simulated halls, some minutes; ARGS=--write renews their tables
	@exec $(PYTHON) -m tests.bench.waits $(ARGS)

gallery: test-tools ## every screen of the kiosk in every look, upright and lying, as pictures; ARGS=DIR says where (.run/gallery)
	@exec $(PYTHON) -m tests.kiosk.galleries $(or $(ARGS),.run/gallery)

clean:           ## forget the practice hall and everything installed here
	rm -rf .run .venv
