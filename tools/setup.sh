#!/bin/sh
# Builds .venv from the locked requirements and compiles the catalogues.
#   tools/setup.sh        what the portal needs to run
#   tools/setup.sh dev    also what the tests and linters need, Python and Node
# Choose the interpreter with PYTHON=/path/to/python3. Plain POSIX shell on purpose.
set -eu
cd "$(dirname "$0")/.."
want="${1:-run}"

say() { printf '%s\n' "$*" >&2; }
stop() { say ""; say "$*"; exit 1; }

# A name on PATH can be a shim that only complains, so each candidate has to run.
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        new_enough "$PYTHON" || stop "PYTHON=$PYTHON is not a Python 3.11 or newer."
        python=$PYTHON
        return
    fi
    for python in python3.14 python3.13 python3.12 python3.11 python3 python; do
        if new_enough "$python"; then return; fi
    done
    stop "The portal needs Python 3.11 or newer and found: $(python3 --version 2>&1 || true)
Install one, for example:  apt-get install python3   (Debian 12, Ubuntu 24.04 or newer)
                           dnf install python3.12    (Fedora, RHEL)
                           brew install python@3.13  (macOS)
or name the one you have:  make PYTHON=/path/to/python3.12 install"
}

check_venv() {
    "$python" -c 'import venv, ensurepip' >/dev/null 2>&1 && return
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    stop "$python has no venv or no ensurepip, so no environment can be built with it.
Debian and Ubuntu keep them in a package of their own:
    apt-get install python3-venv        (or python$version-venv)
On other systems reinstall Python with both, or name another one:
    make PYTHON=/path/to/python3 install"
}

# The folder is part of the stamp: an environment that was moved with its folder does not run.
stamp_of() { { pwd; cat "$@"; } | cksum; }
is_built() { [ -x .venv/bin/python ] && [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }

install() { # install STAMP REQUIREMENTS...
    stamp=$1; shift
    now=$(stamp_of "$@")
    if is_built "$stamp" "$now"; then return; fi
    find_python
    check_venv
    # Nothing half-built stays: whatever ends this early takes the environment with it.
    trap 'status=$?; rm -rf .venv; say ""; say "The installation did not finish and was removed. Put right what is said above, then try again."; exit "$status"' EXIT
    trap 'exit 130' INT TERM HUP
    # Another interpreter, another folder or a broken environment: start over.
    if ! [ -f .venv/.run ] || [ "$(cat .venv/.folder 2>/dev/null)" != "$(pwd)" ] \
        || ! new_enough .venv/bin/python; then
        rm -rf .venv
        say "Building .venv with $("$python" --version 2>&1)"
        "$python" -m venv .venv
        pwd > .venv/.folder
    fi
    rm -f .venv/.run .venv/.dev
    all=""
    for file in "$@"; do all="$all -r $file"; done
    # shellcheck disable=SC2086  # the file names are ours and hold no space
    .venv/bin/python -m pip install -qq --require-hashes --disable-pip-version-check $all
    trap - EXIT INT TERM HUP
    stamp_of requirements.txt > .venv/.run
    echo "$now" > "$stamp"
}

compile_catalogues() {
    for catalogue in portal/translations/*/LC_MESSAGES/messages.po; do
        [ -f "$catalogue" ] || continue
        compiled="${catalogue%.po}.mo"
        if [ -f "$compiled" ] && [ -z "$(find "$catalogue" -newer "$compiled")" ]; then continue; fi
        .venv/bin/pybabel --quiet compile --input-file "$catalogue" --output-file "$compiled"
    done
}

install_node_tools() {
    [ -f tools/package-lock.json ] || return 0
    stamp=tools/node_modules/.installed
    now=$(stamp_of tools/package-lock.json)
    [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return
    say "Installing the Node packages that the tests use"
    # The environment's own Node: a fresh machine may have none, or an old one.
    (cd tools && PATH="$(pwd)/../.venv/bin:$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >&2 \
        || { rm -rf tools/node_modules; stop "The Node packages could not be installed; see above."; }
    echo "$now" > "$stamp"
}

if [ "$want" = dev ]; then
    install .venv/.dev requirements.txt requirements-dev.txt
    install_node_tools
elif ! is_built .venv/.run "$(stamp_of requirements.txt)"; then
    install .venv/.run requirements.txt
fi
compile_catalogues
