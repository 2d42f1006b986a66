# Needs git, make and Python >= 3.11; everything else comes from the lock files into .venv. `make help` lists the targets.
# Another interpreter, pip or environment: make PYTHON=python3.12 PIP=pip==22.3 VENV=build/oldest test

.POSIX:

VENV = .venv
BIN = $(VENV)/bin
PIP =
PIP_INSTALL = $(BIN)/python -m pip --disable-pip-version-check install --quiet
PYTEST = $(BIN)/python -m pytest -n auto

all: test lint ## test and lint

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

# From the checkout, with what the program itself needs and nothing that tests, checks or builds it.
demo: $(VENV)/runtime ## the main job on a real scheme; its results are in out/
	$(BIN)/python -m creditdsl demo
	@echo "结果在 out/ 目录 (the results are in out/):"
	@find out -type f | LC_ALL=C sort

test: $(VENV)/stamp ## the tests of every change, within 5 minutes on two cores
	$(PYTEST)

# Sizes between those of a change and those of a campaign: fuzz, prove, planted, agree, dirty, hostile, oracle.
full: $(VENV)/stamp ## what test leaves out, within 20 minutes: browser, Spark, whole-tree replays, campaigns at CI size
	HYPOTHESIS_PROFILE=full PROVE=100 CREDITDSL_PLANTED=60 $(PYTEST) -m 'full or campaign or hypothesis'
	PYTHONPATH=. $(BIN)/python tests/agreement/run.py --cases 5000 --spark 0

# What the written examples reach; to measure random ones too would double the time of a run.
coverage: $(VENV)/stamp ## branch coverage of the folders that compile and compute: 95% or it fails
	$(PYTEST) --cov -m 'not full and not hypothesis' tests/forms tests/compiler tests/clauses tests/schemes \
	    tests/backends tests/reader tests/explain/test_explanation_forms.py

lint: $(VENV)/stamp ## style, layout, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fuzz: $(VENV)/stamp ## the property tests only, with thousands of new examples each
	HYPOTHESIS_PROFILE=fuzz $(PYTEST) -m hypothesis

prove: $(VENV)/stamp ## the reviewer's prover against z3: 20,000 random indicators and more
	PROVE=820 $(PYTEST) tests/review/test_prover.py

planted: $(VENV)/stamp ## 500 planted faults of each kind, and 2,000 schemes without a fault
	CREDITDSL_PLANTED=500 $(PYTEST) tests/review/test_planted.py

# More or fewer cases: make agree AGREE='--cases 20000'.
agree: $(VENV)/stamp ## the engines beside the interpreter on very many random schemes and tables
	PYTHONPATH=. $(BIN)/python tests/agreement/run.py $(AGREE)

hostile: $(VENV)/stamp ## hostile workbooks, templates, fonts and schemes, and 100 kills of every command that writes
	CREDITDSL_KILLS=100 CREDITDSL_TANGLED=20 CREDITDSL_WORKBOOKS=200 $(PYTEST) -m full tests/kills tests/printing \
	    tests/review/test_bounds.py tests/data/files/test_hostile.py tests/publish/pages tests/scoring/test_depth.py

# More or fewer files: make dirty DIRTY='--cases 1000'.
dirty: $(VENV)/stamp ## the engines beside the interpreter on very many dirty files: names, cells, rows, encodings
	PYTHONPATH=. $(BIN)/python tests/agreement/dirty.py $(DIRTY)

# Another range of seeds, or fewer cases: make oracle ORACLE='--seed 50000 --cases 2000'.
ORACLE = --cases 20000 --relations 20000 --commands 300
oracle: $(VENV)/stamp ## a second opinion on scores, written from the manual: 20,000 cases and relations, 300 commands
	PYTHONPATH=. $(BIN)/python -m tests.oracle.run $(ORACLE)

# make bench PEERS=folder. The peers need polars beside the extras.
bench: $(VENV)/stamp ## this program and its peers on one workload
	PYTHONPATH=. $(BIN)/python tests/bench/run.py --peers $(PEERS) $(BENCH)

docs: $(VENV)/stamp ## the pages of docs/ that are made from the program
	$(BIN)/python docs/generate.py

# It needs interegular, which stays out of the environment because it makes every build of a grammar slow.
strict: $(VENV)/stamp ## the grammar in Lark's strict mode
	rm -rf build/strict
	$(PIP_INSTALL) --no-deps --require-hashes --target build/strict -r requirements-strict.lock
	PYTHONPATH=build/strict $(BIN)/python -m pytest tests/syntax/test_strict.py

# Built from the source archive, so that both are known to be whole.
wheel: $(VENV)/stamp ## the source archive and the wheel, in dist/
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .

# For every system and every Python that pyproject.toml allows.
lock: $(VENV)/runtime ## the lock files, with the newest versions that fit pyproject.toml
	rm -rf build/lock
	$(BIN)/python -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv
	$(UV_COMPILE) --extra dev --output-file requirements.lock pyproject.toml
	$(UV_COMPILE) --constraint requirements.lock --output-file requirements-runtime.lock pyproject.toml
	$(UV_COMPILE) --constraint requirements.lock --extra spark --output-file requirements-spark.lock pyproject.toml
	echo 'interegular>=0.3.3' | $(UV_COMPILE) --python-version 3.11 --output-file requirements-strict.lock -

UV_COMPILE = build/lock/bin/uv pip compile --quiet --no-config --universal --upgrade --generate-hashes \
	--no-emit-index-url --no-annotate --no-strip-extras --custom-compile-command "make lock"

clean: ## remove all that was made, the environment too
	rm -rf $(VENV) .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage build dist out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What the program needs. Made anew whenever a lock changes, so that what has left the locks leaves it too.
$(VENV)/runtime: requirements-runtime.lock requirements.lock
	@rm -rf $(VENV); \
	chosen=; bare=; \
	for candidate in $${PYTHON:-python3.13 python3.12 python3.11 python3}; do \
	    "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	    "$$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1 || { bare=$$candidate; continue; }; \
	    chosen=$$candidate; break; \
	done; \
	if [ -z "$$chosen" ] && [ -n "$$bare" ]; then \
	    echo "$$bare 缺少 venv 或 ensurepip 模块，无法建立虚拟环境；Debian、Ubuntu 请先安装 python3-venv。" >&2; \
	    echo "$$bare has no venv or ensurepip module; on Debian or Ubuntu install python3-venv first." >&2; \
	    exit 1; \
	fi; \
	if [ -z "$$chosen" ]; then \
	    echo "需要 Python 3.11 或更高版本，未找到；可用 make PYTHON=解释器路径 指定。" >&2; \
	    echo "Python 3.11 or later is needed and was not found; name one with make PYTHON=path." >&2; \
	    exit 1; \
	fi; \
	"$$chosen" -m venv $(VENV)
	@[ -z "$(PIP)" ] || $(PIP_INSTALL) --upgrade "$(PIP)"
	$(PIP_INSTALL) --require-hashes -r requirements-runtime.lock
	@touch $(VENV)/runtime

# What tests, checks and builds it, beside that.
$(VENV)/stamp: $(VENV)/runtime pyproject.toml
	$(PIP_INSTALL) --require-hashes -r requirements.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $(VENV)/stamp

.PHONY: all help demo test full coverage lint fuzz prove planted agree dirty hostile oracle bench docs strict wheel lock clean
