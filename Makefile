# `make run` opens the practice ward, `make test` runs every test; both set up what is missing.
PYTHON := .venv/bin/python
export QT_LOGGING_RULES ?= qt.qpa.plugin=false

.PHONY: run test lint fast screenshots bench torture installer lock translations set-up clean

run: set-up
	@$(PYTHON) -m cart_ward demo

set-up:
	@bash tools/setup.sh

lint: set-up
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports --no-cache > build-lint.log 2>&1 || (cat build-lint.log; rm -f build-lint.log; exit 1)
	@rm -f build-lint.log
	@$(PYTHON) tools/translations.py check

# Every test, with no display, after the checks of the house; the runner's line closes the output,
# unless a branch of clinical/ is not covered.
test: lint
	@$(PYTHON) tools/translations.py compile
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest --cov --cov-report=term:skip-covered
	@$(PYTHON) -m coverage report --include='cart_ward/clinical/*' --fail-under=100 > build-lint.log \
		|| (cat build-lint.log; rm -f build-lint.log; exit 1)
	@rm -f build-lint.log

fast: set-up
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -x

# With MOCKUPS=folder the contact sheet shows each main screen beside its mockup.
screenshots: set-up
	@$(PYTHON) tools/translations.py compile
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m tools.screenshots $(if $(MOCKUPS),--mockups $(MOCKUPS))

bench: set-up
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m benchmarks

torture: set-up
	@CART_WARD_KILLS=1000 QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest tests/db/test_torture.py

installer: set-up
	@$(PYTHON) tools/translations.py compile
	@$(PYTHON) -m PyInstaller --noconfirm --log-level ERROR installer.spec
	@bash tools/try_installer.sh

translations: set-up
	@$(PYTHON) tools/translations.py update

lock:
	@.venv/bin/uv pip compile --universal --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --python-version 3.11 pyproject.toml --extra dev -o requirements.lock

clean:
	rm -rf build dist screenshots .coverage bench.json
