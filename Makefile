# Two commands for everybody: make demo, make test. Both set up what they need by themselves.
PORT ?= 8000
DATA ?= plenaria-data
BIN = .venv/bin

.PHONY: setup demo test pictures guide-pictures check evaluate bench-text bench-votes bench-hall bench-pages bench-register bench-followup faults faults-files faults-properties faults-hall messages lock wheel
.DEFAULT_GOAL := demo

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml tools/setup.sh
	@tools/setup.sh

# A whole small world in one folder: prints its links and runs until interrupted.
demo: .venv/ready
	@$(BIN)/plenaria demo --port $(PORT) --data $(DATA)

# Everything that can run on this machine: SQLite, then PostgreSQL and the browser where they are installed.
test: .venv/ready
	@$(BIN)/python -m tests

# The pages that the browser tests walk through, to be looked at: in build/pictures.
pictures: .venv/ready
	PICTURES=1 $(BIN)/python -m pytest -q tests/browser

# The pictures of the users' guide, taken from a demo world in each language.
guide-pictures: .venv/ready
	$(BIN)/python -m tools.guide_pictures

# What a reader should not have to check: style, types, the rooms, the catalogues, the migrations.
check: .venv/ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/catalogues.py missing
	PLENARIA_DATA=$$(mktemp -d) DJANGO_SETTINGS_MODULE=plenaria.conf.settings $(BIN)/python -m django makemigrations --check --dry-run

# How well papers are read and votes decided: the figures of benchmarks/text.md and of the sets of votes in
# benchmarks/votes.md, on ../shared/data where it is there.
evaluate: .venv/ready
	$(BIN)/python -m benchmarks.evaluate
	$(BIN)/python -m benchmarks.votes --data

# What goes wrong where it matters: files, properties and halls. ROUNDS=0.1 takes a tenth of the rounds in the hall.
faults: faults-files faults-properties faults-hall

# Killed servers, full disks, lost power, bad lines, beside naive versions that break: the table of benchmarks/faults.md.
faults-hall: .venv/ready
	$(BIN)/python -m tests.faults

# Damaged and hostile files without end: prints how many, and the longest time and most memory that one took.
faults-files: .venv/ready
	$(BIN)/python -m pytest -q -s -m faults tests/formats
	FUZZ=2000 $(BIN)/python -m pytest -q -n 2 tests/formats/test_reading_fuzz.py tests/formats/test_structure_fuzz.py

# Every property that names no number of its own, of 1,000 examples; make test takes 40.
faults-properties: .venv/ready
	EXAMPLES=1000 $(BIN)/python -m pytest -q -n 2 -m "hypothesis and not faults"

# Bring the catalogues up to the code, and compile them.
messages: .venv/ready
	$(BIN)/python tools/catalogues.py extract
	$(BIN)/python tools/catalogues.py compile

# Speed beside other libraries, which live in an environment of their own.
bench-text: .venv-bench/ready
	.venv-bench/bin/python -m benchmarks.text_speed

bench-votes: .venv-bench/ready
	.venv-bench/bin/python -m benchmarks.votes

# A hall that votes, on a real server: the figures of benchmarks/hall.md. HALL=--quick takes two minutes and writes none.
bench-hall: .venv/ready
	.venv/bin/python -m benchmarks.hall $(HALL)

# A register of the UN's size under fifty readers: the figures of benchmarks/register.md. REGISTER=--quick takes a
# twentieth of it and writes none.
bench-register: .venv/ready
	.venv/bin/python -m benchmarks.register $(REGISTER)

# Ten years of a federation's follow-up: reminders, boards, public pages: the figures of benchmarks/followup.md.
# FOLLOWUP=--quick takes a twentieth of it and writes none.
bench-followup: .venv/ready
	.venv/bin/python -m benchmarks.followup $(FOLLOWUP)

# What the pages of the hall weigh in a browser: the figures of benchmarks/pages.md.
bench-pages: .venv/ready
	$(BIN)/python -m benchmarks.pages

.venv-bench/ready: benchmarks/requirements.lock pyproject.toml tools/setup.sh
	@tools/setup.sh .venv-bench benchmarks/requirements.lock

# Needs uv. The lock names versions and hashes, and no registry.
lock:
	uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header --no-annotate \
		--group dev pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header --no-annotate \
		--group bench pyproject.toml -c requirements.lock -o benchmarks/requirements.lock

wheel: .venv/ready
	$(BIN)/python -m build --wheel --no-isolation
