#!/usr/bin/env bash
# Checks that what the build needs is there; installs the SQLite header where it may.
set -euo pipefail

fail() {
    printf 'setup: %s\n' "$@" >&2
    exit 1
}

command -v git >/dev/null || fail "git is missing; install the package 'git'"

command -v swift >/dev/null ||
    fail "swift is missing; install Swift 6.2 or newer (https://www.swift.org/install)"
version="$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)"
[ -n "$version" ] || fail "cannot tell the version of swift; 'swift --version' should name it"
major="${version%%.*}"
minor="${version#*.}"
if [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
    fail "swift is $version; install Swift 6.2 or newer (https://www.swift.org/install)"
fi

# Asks the compiler, not a folder: the header may stand in a place of its own.
has_sqlite_header() {
    local compiler
    compiler="$(command -v clang || command -v cc || true)"
    if [ -n "$compiler" ]; then
        printf '#include <sqlite3.h>\n' | "$compiler" -x c -fsyntax-only - 2>/dev/null
    else
        [ -e /usr/include/sqlite3.h ]
    fi
}

if ! has_sqlite_header; then
    missing="the header of SQLite is missing; install the package 'libsqlite3-dev' (Debian, Ubuntu)"
    missing="$missing or what your system calls it, then run this again"
    command -v apt-get >/dev/null || fail "$missing"
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null && sudo -n true 2>/dev/null || fail "$missing"
        as_root=(sudo -n)
    fi
    echo "setup: installing libsqlite3-dev"
    apt() {
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" >/dev/null
    }
    apt install -y --no-install-recommends libsqlite3-dev 2>/dev/null || {
        apt update && apt install -y --no-install-recommends libsqlite3-dev
    } || fail "$missing"
    has_sqlite_header || fail "$missing"
fi
