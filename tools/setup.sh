#!/usr/bin/env bash
# Puts in place what the program needs: system libraries, a virtual environment, the locked
# packages. Says what it does, works twice, and does nothing the second time.
set -euo pipefail
cd "$(dirname "$0")/.."

VENV=.venv
MARK="$VENV/.set-up"
LIBRARIES="libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0 \
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"

say() { printf '%s\n' "set-up: $*"; }
fail() { printf '%s\n' "set-up: $*" >&2; exit 1; }

wanted="$(cat requirements.lock pyproject.toml tools/setup.sh | sha256sum | cut -d' ' -f1)"
if [ -f "$MARK" ] && [ "$(cat "$MARK")" = "$wanted" ] && [ -x "$VENV/bin/python" ]; then
    exit 0
fi

find_python() {
    local name
    for name in python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 \
            && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_apt() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}

missing_libraries() {
    local library
    for library in $LIBRARIES; do
        dpkg-query -W -f='${Status}' "$library" 2>/dev/null | grep -q 'ok installed' \
            || printf '%s ' "$library"
    done
}

install_system() {
    local wanted_packages="$1"
    if ! may_apt; then
        fail "these packages are missing and may not be installed from here: $wanted_packages
set-up: nothing was changed. Ask an administrator to run: apt-get install $wanted_packages"
    fi
    say "installing system packages: $wanted_packages"
    # Installed from what apt already knows first: its lists may be current, and the network gone.
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $wanted_packages >/dev/null 2>&1 && return 0
    as_root apt-get update -qq >/dev/null 2>&1 || true
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $wanted_packages >/dev/null \
        || fail "the system packages could not be installed: $wanted_packages
set-up: nothing else was changed. Check the network and run the same command again."
}

if command -v dpkg-query >/dev/null 2>&1; then
    libraries="$(missing_libraries)"
    [ -z "$libraries" ] || install_system "$libraries"
fi

python="$(find_python)" || {
    may_apt && install_system "python3 python3-venv" && python="$(find_python)" \
        || fail "Python 3.11 or newer was not found. Install it and run the same command again."
}

if [ ! -x "$VENV/bin/python" ]; then
    say "making the virtual environment $VENV with $("$python" --version)"
    if ! "$python" -m venv "$VENV" >/dev/null 2>&1; then
        rm -rf "$VENV"
        install_system "python3-venv"
        "$python" -m venv "$VENV" || fail "the virtual environment could not be made."
    fi
fi

say "installing the locked packages (this takes a minute the first time)"
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check \
    --require-hashes --no-deps -r requirements.lock \
    || fail "the locked packages could not be installed. Check the network and run it again."
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check \
    --no-deps --no-build-isolation --editable . \
    || fail "the program itself could not be installed; see the lines above."
"$VENV/bin/python" tools/translations.py compile
printf '%s' "$wanted" > "$MARK"
say "ready"
