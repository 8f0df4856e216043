#!/bin/sh
# Makes .venv from requirements.lock (or the folder and lock that are named): with uv if it is there, else with venv and
# pip. Needs Python 3.12 or later.
set -eu
cd "$(dirname "$0")/.."
venv=${1:-.venv}
lock=${2:-requirements.lock}

python_found() {
    for each in python3.13 python3.14 python3.12 python3 python; do
        if "$each" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
            echo "$each"
            return
        fi
    done
    echo "Plenaria needs Python 3.12 or later (or uv); none was found." >&2
    exit 1
}

if command -v uv >/dev/null 2>&1; then
    # Whatever version a folder above asks for, any that is new enough will do.
    uv venv --quiet --clear --python "$(cat .python-version)" "$venv" 2>/dev/null || uv venv --quiet --clear --python '>=3.12' "$venv"
    uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$lock"
    uv pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation -e .
else
    "$(python_found)" -m venv --clear "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
touch "$venv/ready"
