# `make verify` and `make test` start from an empty clone and need nothing but Python and make.

PYTHON ?= python3
CASE ?= raqqa-2017
NOTEBOOKS := $(sort $(wildcard notebooks/*.ipynb))

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Nobody's own settings reach the notebooks.
export MPLCONFIGDIR := $(CURDIR)/.venv/matplotlib
export IPYTHONDIR := $(CURDIR)/.venv/ipython
unexport PYTHONPATH PYTHONHOME MPLBACKEND PYTHONDONTWRITEBYTECODE

PY := .venv/bin/python
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help verify test fuzz audit manifest notebooks charts wheel lab docs axe screens bench pins materials clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

verify: export WEIGHBRIDGE_BUILD := $(CURDIR)/build
verify: .venv/.ready ## weigh the case, run the notebooks, leave everything in build/
	@echo '== 1/4 environment: ready'
	@mkdir -p build
	@echo '== 2/4 the case $(CASE)'
	@.venv/bin/weighbridge verify $(CASE) --out build
	@rm -rf build/notebooks build/charts && mkdir -p build/notebooks build/charts
	@echo '== 3/4 notebooks and charts ($(words $(NOTEBOOKS)) notebooks)'
	@$(if $(NOTEBOOKS),$(PY) tools/notebooks.py --into build/notebooks $(NOTEBOOKS))
	@echo '== 4/4 done. The result, the notebooks as pages for a browser, and the charts:'
	@find build -maxdepth 1 -type f | sort | sed 's/^/   /'
	@find build/notebooks build/charts -type f ! -name '*.ipynb' | sort | sed 's/^/   /'

test: .venv/.ready ## everything that can fail: style, tests, doctests, notebooks
	@$(PY) -m ruff check .
	@$(PY) -m pytest -n 2 --dist loadfile

fuzz: .venv/.ready ## try N=1000 hostile inputs; KIND=, SEED= (the first), JOBS=, OUT= (the report), SHRINK= (a folder for small ones)
	@PYTHONPATH=tests:tools $(PY) -m fuzz.run -n $(or $(N),1000) --seed $(or $(SEED),0) --jobs $(or $(JOBS),1) \
		$(if $(KIND),--kind $(KIND)) --out $(or $(OUT),build/fuzz.md) $(if $(SHRINK),--shrink $(SHRINK))

audit: .venv/.ready ## hold everything that is saved against the raw tables, for every case; records in build/audit
	@.venv/bin/weighbridge audit --all --out build/audit

manifest: .venv/.ready ## list anew which files there are, once a change to them is meant
	@$(PY) tools/manifest.py

notebooks: .venv/.ready ## execute the notebooks again and keep their outputs
	@$(if $(NOTEBOOKS),$(PY) tools/notebooks.py $(NOTEBOOKS))

charts: .venv/.ready ## draw every chart of every case, and build/charts/index.html that shows them all
	@rm -rf build/charts
	@$(PY) tools/charts.py --into build/charts

wheel: .venv/.ready ## build the wheel in build/wheel, with the data and the notebooks in it
	@rm -rf build/wheel
	@$(PY) -m pip wheel --quiet --no-build-isolation --no-deps --no-index --wheel-dir build/wheel .
	@rm -rf build/lib build/bdist.*
	@ls build/wheel/*.whl

lab: .venv/lab/.ready ## open the first notebook in JupyterLab, with the others beside it
	@.venv/lab/bin/python -m jupyterlab $(LAB_OPTIONS) notebooks/01-the-article.ipynb
# JupyterLab asks whether it may fetch news: here it fetches nothing, and so does not ask.
LAB_OPTIONS := --LabApp.app_settings_dir=tools/lab

docs: .venv/docs/.ready ## build the guide into build/docs: pages, notebooks, words, commands, Python; open build/docs/index.html
	@.venv/docs/bin/python tools/guide.py --into build/docs

axe: build/axe-core/package/axe.min.js ## fetch the script that looks for barriers in pages; needs npm

screens: .venv/.ready ## take pictures of the first screens of README, page and notebooks; needs chromium and its driver
	@$(PY) tools/screens.py

bench: .venv/bench/.ready ## measure
	@.venv/bench/bin/python benchmarks/run.py

# One version for every Python, so that figures agree to the last digit; Python 3.15 has wheels only of newer ones.
hashes_of = awk '/^[^ ]/ { wanted = /^($(1))==/ } wanted' constraints.txt
pins: ## choose the versions in constraints.txt anew, with the hashes of their files
	@rm -rf build/pins && mkdir -p build && $(PYTHON) -m venv build/pins
	@$(call hashes_of,uv) > build/pins/uv.txt
	@build/pins/bin/python -m pip install --quiet --require-hashes --requirement build/pins/uv.txt
	@echo '# The versions that were tried together, for Python 3.11 and later, with the SHA-256 of every file of each: what'\
		'differs is not installed. Written by `make pins`.' > build/constraints.txt
	@printf '%s\n' 'setuptools>=77' 'pip>=26.3' uv 'numpy>=2.5; python_version>="3.15"' 'scipy>=1.18; python_version>="3.15"' \
		'contourpy>=1.4; python_version>="3.15"' 'pyyaml>=6.0.4; python_version>="3.15"' \
		| build/pins/bin/uv pip compile pyproject.toml - --quiet --no-config --all-extras --universal --python-version 3.11 \
		--fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate >> build/constraints.txt
	@mv build/constraints.txt constraints.txt && rm -rf build/pins
	@echo 'constraints.txt is new. environment.yml must follow: `make test` says where it differs. So must the bill: `make materials`.'

materials: .venv/.ready .venv/lab/.ready .venv/bench/.ready .venv/docs/.ready ## write the bill of materials anew, once constraints.txt is
	@$(PY) tools/materials.py

clean: ## remove everything that was made
	@rm -rf .venv build .pytest_cache .hypothesis .ruff_cache src/*.egg-info
	@find . -name .git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

# Of one version, checked by its digest, and no part of the project: its licence is the MPL 2.0.
AXE_VERSION := 4.14.1
AXE_SHA256 := e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745
build/axe-core/package/axe.min.js:
	@command -v npm >/dev/null || { echo 'axe-core comes from npm, which is not here. On Debian: apt install npm' >&2; exit 1; }
	@mkdir -p build/axe-core
	@cd build/axe-core && npm pack --silent axe-core@$(AXE_VERSION) >/dev/null
	@$(PYTHON) -c 'import hashlib, sys; sys.exit(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest() != sys.argv[2])' \
		build/axe-core/axe-core-$(AXE_VERSION).tgz $(AXE_SHA256) || { echo 'axe-core: not the file that was listed' >&2; exit 1; }
	@tar -xzf build/axe-core/axe-core-$(AXE_VERSION).tgz -C build/axe-core package/axe.min.js package/LICENSE
	@touch $@

# The environments. JupyterLab has its own: its presence slows down every process. The benchmark has its own: what it
# measures against is no part of the package, nor of its tests.

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'Weighbridge needs Python 3.11 or later, and "$(PYTHON)" is not. Name another: make PYTHON=python3.12 ...' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo '"$(PYTHON)" cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/lab/bin/python .venv/bench/bin/python .venv/docs/bin/python: .venv/bin/python
	@.venv/bin/python -m venv $(@:%/bin/python=%)

# Every file that is installed has a hash in constraints.txt, which pip checks before it opens it. tools/install.py does it,
# for systems without make as well. What has no wheel is refused, but for the names in SOURCES.
SOURCES ?=
.venv/.ready: extra := test
.venv/lab/.ready: extra := lab
.venv/bench/.ready: extra := test bench
.venv/docs/.ready: extra := docs
.venv/.ready .venv/lab/.ready .venv/bench/.ready .venv/docs/.ready: %/.ready: %/bin/python pyproject.toml constraints.txt
	@$*/bin/python tools/install.py $(extra) --into $* $(SOURCES:%=--build %)
	@$*/bin/python -c 'import matplotlib.font_manager'
	@touch $@
