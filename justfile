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

# Writers that commit out of order and a poller that is killed, for STRESS_SECONDS; the tests have a short form
stress:
    STRESS_SECONDS=${STRESS_SECONDS:-120} tests/with-servers cargo test --test it -- stress:: --nocapture

# The demo: a sample site, the sandbox platform, every job
demo *args:
    cargo run --release -- demo {{args}}

# Timings: draining 100 000 permits, 100 idle jobs, from commit to platform (one of them: just bench --bench idle)
bench *args:
    tests/with-servers cargo bench {{args}}
