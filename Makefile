# Everything a person does to this project. `make help` says what each does.

.DEFAULT_GOAL := help
.PHONY: setup build test demo interop lint format clean help

setup: ## check the toolchain, install the SQLite header if it is missing
	@bash scripts/setup.sh

build: setup ## build everything, tests included
	swift build --build-tests

test: build ## build and run all tests
	swift test --skip-build --disable-xctest

demo: build ## play the stories of seeds/ in a fresh register and show them
	@bash scripts/demo.sh

interop: build ## hold our drawings against pm4py and an SCXML interpreter (needs Python and its package index)
	@bash scripts/interop.sh

lint: ## check layout, documentation and forbidden words
	@bash scripts/lint.sh

format: ## lay out the sources as lint wants them
	swift format -i -r Sources Tests Package.swift Benchmarks/Sources Benchmarks/Package.swift

clean: ## remove what was built
	rm -rf .build

help: ## say what each target does
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16
