# Thin verbs; what they do is in scripts/.
PORT ?= 8001
PYTHON ?= python3
VENV := .venv
NEXT := .venv-next
BENCH := .venv-bench
DIST := .venv-dist
SPARK := .venv-spark
PIP = $(VENV)/bin/uv pip install --quiet --require-hashes
LOCKS := tools serve site test next bench dist spark
SITE := $(shell find site scripts -type f -not -path '*/__pycache__/*')

.DEFAULT_GOAL := help
.PHONY: help check fix watch diff evidence answers notebooks dist release bench scale test build serve codebook upgrade clean

help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

serve: build/inspect-data.json ## check, build and serve the data on 127.0.0.1:$(PORT)
	@echo "Serving on http://127.0.0.1:$(PORT)/ (Arabic: http://127.0.0.1:$(PORT)/ar), Ctrl-C stops"
	@exec $(VENV)/bin/datasette serve build --host 127.0.0.1 --port $(PORT)

test: $(VENV)/test.stamp $(NEXT)/stamp $(DIST)/stamp $(SPARK)/stamp $(VENV)/browser build/inspect-data.json ## run every test
	$(VENV)/bin/ruff check scripts tests site examples
	$(VENV)/bin/mypy
	$(VENV)/bin/python -m pytest

check: $(VENV)/serve.stamp ## check the data: one line a problem
	@$(VENV)/bin/python scripts/check_data.py $(FILE)

fix: $(VENV)/serve.stamp ## bring the data files to canonical form
	@$(VENV)/bin/python scripts/fix_data.py

watch: $(VENV)/serve.stamp ## check again what changed, each time a file is saved
	@$(VENV)/bin/python scripts/watch_data.py

diff: $(VENV)/serve.stamp ## what changed in the data since a commit or tag: make diff REF=HEAD
	@$(VENV)/bin/python scripts/diff_data.py $(REF)

evidence: $(VENV)/serve.stamp ## the sources to look up again, oldest first
	@$(VENV)/bin/python scripts/list_evidence.py

build: build/inspect-data.json ## build the database and the site in build/

build/inspect-data.json: $(VENV)/serve.stamp $(wildcard data/*.csv schemas/*.json) datapackage.json $(SITE)
	@$(VENV)/bin/python scripts/build_site.py

codebook: $(VENV)/serve.stamp ## write the pages of docs/ that come from the schemas and the data
	@$(VENV)/bin/python scripts/write_codebook.py

answers: build/inspect-data.json ## ask the questions of docs/questions.md again and write the answers
	@$(VENV)/bin/python scripts/answer_questions.py

notebooks: $(DIST)/stamp ## run the notebooks of examples/ and keep what they say
	@$(DIST)/bin/python scripts/run_notebooks.py

dist: $(DIST)/stamp ## write the files of a release into dist/
	@$(DIST)/bin/python scripts/build_distribution.py

release: $(VENV)/serve.stamp ## say whether this tree can be released, then write dist/
	@$(VENV)/bin/python scripts/check_release.py
	@$(MAKE) --no-print-directory dist

bench: $(BENCH)/stamp ## measure checking and building beside other tools (docs/performance.md)
	$(BENCH)/bin/python scripts/measure_checking.py

scale: $(SPARK)/stamp ## measure the check of partitioned tables on Spark (docs/scale.md)
	$(SPARK)/bin/python scripts/measure_scale.py

upgrade: $(VENV)/serve.stamp ## bring every pinned dependency to its newest allowed version
	for lock in $(LOCKS); do $(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header requirements/$$lock.in -o requirements/$$lock.txt || exit 1; done

clean: ## remove everything that was made
	rm -rf build dist $(VENV) $(NEXT) $(BENCH) $(DIST) $(SPARK)

$(VENV)/serve.stamp: requirements/tools.txt requirements/serve.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
	$(PIP) --python $(VENV)/bin/python -r requirements/serve.txt
	touch $@

$(VENV)/test.stamp: $(VENV)/serve.stamp requirements/test.txt
	$(PIP) --python $(VENV)/bin/python -r requirements/test.txt
	touch $@

$(NEXT)/stamp: $(VENV)/serve.stamp requirements/next.txt
	$(VENV)/bin/uv venv --quiet --clear --python $(VENV)/bin/python $(NEXT)
	$(PIP) --python $(NEXT)/bin/python -r requirements/next.txt
	touch $@

$(DIST)/stamp: $(VENV)/serve.stamp requirements/dist.txt
	$(VENV)/bin/uv venv --quiet --clear --python $(VENV)/bin/python $(DIST)
	$(PIP) --python $(DIST)/bin/python -r requirements/dist.txt
	touch $@

$(BENCH)/stamp: $(VENV)/serve.stamp requirements/bench.txt
	$(VENV)/bin/uv venv --quiet --clear --python $(VENV)/bin/python $(BENCH)
	$(PIP) --python $(BENCH)/bin/python -r requirements/bench.txt
	touch $@

$(SPARK)/stamp: $(VENV)/serve.stamp requirements/spark.txt
	$(VENV)/bin/uv venv --quiet --clear --python $(VENV)/bin/python $(SPARK)
	$(PIP) --python $(SPARK)/bin/python -r requirements/spark.txt
	touch $@

$(VENV)/browser: $(VENV)/test.stamp scripts/find_browser.py
	$(VENV)/bin/python scripts/find_browser.py $@
