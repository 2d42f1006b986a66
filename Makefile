# Needs git, make and Python >= 3.11; everything else comes from the lock files into .venv.
# Another interpreter: make PYTHON=/path/to/python3.12 test

.POSIX:

BIN = .venv/bin

all: test lint

# The main job on a real scheme; its results are in out/.
demo: .venv/stamp
	$(BIN)/creditdsl demo
	@echo "结果在 out/ 目录 (the results are in out/):"
	@find out -type f | LC_ALL=C sort

# All tests; random examples in their default number, make fuzz makes thousands.
test: .venv/stamp
	$(BIN)/python -m pytest -n auto

# Branch coverage of the folders that compile and compute, by the tests that are about them: 95% or it fails.
coverage: .venv/stamp
	$(BIN)/python -m pytest -n auto tests/forms tests/compiler tests/clauses tests/schemes tests/backends tests/reader \
	    tests/explain/test_explanation_forms.py --cov

lint: .venv/stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The property tests only, with thousands of new examples each.
fuzz: .venv/stamp
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -n auto -m hypothesis

# The reviewer's prover against z3: 20,000 random indicators and more.
prove: .venv/stamp
	PROVE=820 $(BIN)/python -m pytest -n auto tests/review/test_prover.py

# Faults planted in generated schemes, 500 of each kind, and 2,000 schemes without a fault.
planted: .venv/stamp
	CREDITDSL_PLANTED=500 $(BIN)/python -m pytest -n auto tests/review/test_planted.py
# The engines beside the interpreter on very many random schemes and tables: make agree AGREE='--cases 20000'.
agree: .venv/stamp
	PYTHONPATH=. $(BIN)/python tests/agreement/run.py $(AGREE)

# This program and its peers on one workload: make bench PEERS=folder. The peers need polars beside the extras.
bench: .venv/stamp
	PYTHONPATH=. $(BIN)/python tests/bench/run.py --peers $(PEERS) $(BENCH)

# The pages of docs/ that are made from the program: language.md, findings.md, the answers in tutorial.md.
docs: .venv/stamp
	$(BIN)/python docs/generate.py

# Lark's strict mode. It needs interegular, which stays out of .venv because it makes every build of a grammar slow.
strict: .venv/stamp
	rm -rf build/strict
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes \
	    --target build/strict -r requirements-strict.lock
	PYTHONPATH=build/strict $(BIN)/python -m pytest tests/syntax/test_strict.py

# The wheel is built from the source archive, so that both are known to be whole.
wheel: .venv/stamp
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .

# Newest versions that fit pyproject.toml, for every system and every Python it allows.
lock: .venv/stamp
	rm -rf build/lock
	$(BIN)/python -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv
	$(UV_COMPILE) --extra dev --output-file requirements.lock pyproject.toml
	$(UV_COMPILE) --constraint requirements.lock --output-file requirements-runtime.lock pyproject.toml
	$(UV_COMPILE) --constraint requirements.lock --extra spark --output-file requirements-spark.lock pyproject.toml
	echo 'interegular>=0.3.3' | $(UV_COMPILE) --python-version 3.11 --output-file requirements-strict.lock -

UV_COMPILE = build/lock/bin/uv pip compile --quiet --no-config --universal --upgrade --generate-hashes \
	--no-emit-index-url --no-annotate --no-strip-extras --custom-compile-command "make lock"

clean:
	rm -rf .venv .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage build dist out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Made anew whenever the lock or pyproject.toml changes.
.venv/stamp: requirements.lock pyproject.toml
	@rm -rf .venv; \
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
	"$$chosen" -m venv .venv
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation -e .
	@touch .venv/stamp

.PHONY: all agree bench coverage demo test lint fuzz prove planted strict docs wheel lock clean
