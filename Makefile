# Greenroom: two commands to begin with, `make run` and `make test`.

.PHONY: help run test dev bundle bench
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Build what is missing and serve the demo academy on http://localhost:3000
	@.ci/serve

test: ## Check everything: format, lints, rules, storage on both databases, HTTP, faults, browser
	@.ci/test

dev: ## Serve the demo academy without optimisation, and rebuild whenever a file changes
	@.ci/develop

bundle: ## Build the browser half and the styles
	@bash -c 'source .ci/kit.sh; need_rust; build_site'

bench: ## Measure speed and size beside their targets
	@.ci/measure
