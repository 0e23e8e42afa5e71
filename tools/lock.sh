#!/bin/sh
# Locks the requirements for every platform and every Python from 3.11, with hashes and without
# the address of any index. Needs uv. `tools/lock.sh --upgrade` takes newer versions.
set -eu
cd "$(dirname "$0")/.."
lock() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command tools/lock.sh \
        "$@"
}
lock requirements.in --output-file requirements.txt "$@"
lock requirements-dev.in --output-file requirements-dev.txt "$@"
