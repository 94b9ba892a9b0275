# Recipes of the project. `just` alone lists them.

_default:
    @just --list

# All tests, with what they need installed and started
test *args:
    ./test {{args}}

# What CI checks besides the tests
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# The demo: a sample site, the sandbox platform, every job
demo *args:
    cargo run --release -- demo {{args}}

# Timings: draining 100 000 permits, 100 idle jobs, from commit to platform (one of them: just bench --bench idle)
bench *args:
    tests/with-servers cargo bench {{args}}
