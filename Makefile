# Plain GNU Make 3.81 and a POSIX shell. `make` lists what there is.
# PYTHON=/path/to/python3.12 chooses the interpreter, PORT=8080 the port.
PY = .venv/bin/python
TEMPLATES = portal/templates
LANGUAGES = portal/translations

.PHONY: help install run test lint check-catalogues bench report-understanding report-answers report-reading texts translations

help:
	@echo 'make install                 build .venv from the locked requirements'
	@echo 'make run                     install if needed, then start the demo on 127.0.0.1'
	@echo 'make test                    set up, then every check and every test'
	@echo 'make lint                    the checks alone'
	@echo 'make texts                   print every text we send, with alphabet and segments'
	@echo 'make translations            extract, update and compile the catalogues'
	@echo 'make bench                   measure speed'
	@echo 'make report-understanding    how well texts are read, per language'
	@echo 'make report-answers          how well questions are answered, per language'
	@echo 'make report-reading          how hard each English passage is to read, hardest first'

install:
	@tools/setup.sh
	@echo 'Installed. Start the demo with: make run'

run:
	@tools/setup.sh
	@exec .venv/bin/flask --app wsgi serve --demo

test: lint
	@$(PY) -m tests.browser.chromium
	.venv/bin/pytest -n 2 $(PYTEST_ARGS)

lint:
	@tools/setup.sh dev
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/djlint --lint --quiet $(TEMPLATES)
	$(PY) -m tools.check_catalogues

check-catalogues:
	@tools/setup.sh dev
	$(PY) -m tools.check_catalogues

translations:
	@tools/setup.sh
	$(PY) -m tools.check_catalogues --update
	@tools/setup.sh

bench:
	@tools/setup.sh dev
	$(PY) -m bench.understand_speed
	$(PY) -m bench.answer_speed
	$(PY) -m bench.webhook
	$(PY) -m bench.page_latency

report-understanding:
	@tools/setup.sh
	@$(PY) -m bench.understanding

report-answers:
	@tools/setup.sh
	@$(PY) -m bench.answers

report-reading:
	@tools/setup.sh dev
	@$(PY) -m bench.reading

texts:
	@tools/setup.sh
	@$(PY) -m tools.print_texts
