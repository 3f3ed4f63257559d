#!/usr/bin/env bash
# Holds our drawings of procedures against pm4py and a standard SCXML interpreter. Optional: without Python or without
# a package index it says so and succeeds; where the tools are there, a disagreement fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

skip() {
    echo "interop: skipped: $*"
    exit 0
}

backpay="$PWD/.build/debug/backpay"
[ -x "$backpay" ] || {
    echo "interop: $backpay is missing; run 'make build' first" >&2
    exit 1
}
command -v python3 >/dev/null || skip "there is no python3"
venv=".build/interop"
stamp="$venv/installed"
if ! cmp -s Tests/Interop/requirements.txt "$stamp"; then
    python3 -m venv "$venv" >/dev/null 2>&1 || skip "python3 has no venv"
    "$venv/bin/pip" install -q --disable-pip-version-check -r Tests/Interop/requirements.txt ||
        skip "the packages of Tests/Interop/requirements.txt cannot be installed"
    cp Tests/Interop/requirements.txt "$stamp"
fi
"$venv/bin/python" Tests/Interop/calendars.py "$backpay" 2018 2026
shopt -s nullglob globstar
# A judge of others that grows without end is stopped before the machine is; where less is allowed already, that holds.
ulimit -v 4000000 2>/dev/null || true
# The defects that are about soundness: dead ends, ends that cannot be reached, states that cannot be reached.
exec "$venv/bin/python" Tests/Interop/interop.py "$backpay" workflows/**/*.yaml \
    Tests/WorkflowTests/Defects/W20[245]*.yaml
