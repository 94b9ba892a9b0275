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

# Draining 100 000 permits, as a ratio to a bare program in the same run
bench *args:
    tests/with-servers cargo bench {{args}}
