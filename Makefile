# 各目标只是调用 weipian 与测试工具；没有 make 的机器见 README。
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
SERVE ?= 1

.PHONY: setup check test-quick test bench demo docs campaign lock outside-tools clean

setup: $(STAMP)

$(STAMP): pyproject.toml requirements/test.lock
	$(PY) scripts/python_is_enough.py
	$(PY) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/weipian setup
	touch $@

demo: setup
	SERVE=$(SERVE) $(BIN)/weipian demo

RUFF := $(BIN)/ruff check . && $(BIN)/ruff format --check .
SLOWLY := $(BIN)/mypy && $(BIN)/lint-imports && $(BIN)/python scripts/docs.py --check
check: setup
	$(RUFF)
	$(SLOWLY)

test-quick: setup
	$(BIN)/pytest -m "not slow and not tool" -n 2

# Outside programs come while ours are installed; what is slow of the checks runs beside the tests, which have two cores.
test:
	@$(MAKE) --no-print-directory -j 2 setup outside-tools
	$(RUFF)
	@mkdir -p build
	@($(SLOWLY)) >build/check.txt 2>&1 & checking=$$!; \
	$(BIN)/pytest -n 2; tested=$$?; \
	wait $$checking; checked=$$?; cat build/check.txt; exit $$((tested | checked))

outside-tools:
	@if [ -n "$(REQUIRE_ALL)" ]; then sh scripts/outside_tools.sh; fi

BENCH := $(HOME)/.cache/weipian/bench
bench: setup $(BENCH)/.ready
	$(BENCH)/venv/bin/python -m benchmarks --patches 10000 100000 --runs 5 --slow-runs 1 \
		--python $(CURDIR)/$(BIN)/python -o $(BENCH)/out $(BENCH_OPTIONS)

$(BENCH)/.ready: requirements/bench.lock
	$(PY) -m venv $(BENCH)/venv
	$(BENCH)/venv/bin/python -m pip install --quiet --require-hashes -r requirements/bench.lock
	$(BENCH)/venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

campaign: setup
	HYPOTHESIS_PROFILE=campaign WEIPIAN_WORLDS=200 $(BIN)/pytest -n 2
	$(BIN)/python -m campaign.exactness -o build/exactness
	for run in kills cuts faults rivals; do $(BIN)/python -m campaign.durability $$run || exit 1; done
	$(BIN)/python -m campaign.tampering
	$(BIN)/python -m benchmarks.large --layer demo -o $(BENCH)/large
	$(BIN)/python -m benchmarks.large --layer zoning --where-there -o $(BENCH)/large

docs: setup
	$(BIN)/python scripts/docs.py

lock: setup
	sh scripts/lock.sh

clean:
	rm -rf $(VENV) build dist src/*.egg-info
