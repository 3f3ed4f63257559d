#!/usr/bin/env bash
# Plays the cases of the press, in seeds/, in a fresh register and shows what an office and an auditor would see.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

backpay="$PWD/.build/debug/backpay"
[ -x "$backpay" ] || {
    echo "demo: $backpay is missing; run 'make build' first" >&2
    exit 1
}

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
export BACKPAY_REGISTER="$folder/register.sqlite"

heading() { printf '\n=== %s ===\n\n' "$1"; }

heading "在新登记簿中演练各案 · Play the stories into a new register"
"$backpay" play seeds/*.yaml

heading "案件一览 · All cases"
"$backpay" list

# The first column of every listing names the thing; the first line names the columns.
cases="$("$backpay" list --format csv | tail -n +2 | cut -d , -f 1)"
[ -n "$cases" ] || {
    echo "demo: the stories opened no case" >&2
    exit 1
}
while IFS= read -r case; do
    heading "案件 $case · Case $case"
    "$backpay" show "$case"
done <<<"$cases"

heading "按当时所知重新裁量 · Decide everything again by what was known then"
"$backpay" audit recheck

heading "核验全部记录 · Verify the whole log"
"$backpay" audit verify
