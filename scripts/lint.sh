#!/usr/bin/env bash
# Holds the sources against the rules that a machine can check.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

status=0

swift format lint --strict -r Sources Tests Package.swift Benchmarks/Sources Benchmarks/Package.swift || status=1

# What must not stand in the sources: it traps on bad input or silences the compiler.
forbidden='try!|[^A-Za-z0-9_]as!|fatalError\(|@unchecked +Sendable|nonisolated\(unsafe\)'
if grep -rnE --include='*.swift' "$forbidden" Sources; then
    echo "lint: the lines above use a word that is forbidden in Sources" >&2
    status=1
fi

# Paths of one machine. The pattern does not match itself, so this file is searched too.
machine='(^|[^A-Za-z0-9_./<-])/(work|root|home)(/|[^A-Za-z0-9_-]|$)'
if git grep -nIE --untracked "$machine"; then
    echo "lint: the lines above name a path of somebody's machine" >&2
    status=1
fi

exit "$status"
