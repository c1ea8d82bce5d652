#!/bin/sh
# Writes the lock files anew: versions and hashes, no addresses.
set -eu
for what in "requirements/run.lock:" "requirements/test.lock:--extra test"; do
    file="${what%%:*}"; extra="${what#*:}"
    # shellcheck disable=SC2086
    CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/python -m piptools compile --quiet --strip-extras --generate-hashes --allow-unsafe \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options $extra -o "$file" pyproject.toml
done
.venv/bin/python -m piptools compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links \
    --no-emit-trusted-host --no-emit-options -c requirements/test.lock --extra test -o requirements/bench.lock pyproject.toml requirements/bench.in
