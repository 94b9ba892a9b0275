//! What `changes` refuses, and the remedy it names.

use super::{changes, stderr};

#[tokio::test]
async fn what_cannot_be_printed_is_said_with_a_remedy() {
    let long = "a".repeat(60);
    for (arguments, said) in [
        (
            &["t x", "--dialect", "sqlite", "--key", "id"][..],
            "no plain name",
        ),
        (
            &["t;--", "--dialect", "postgres", "--key", "id"],
            "no plain name",
        ),
        (
            &["a.b.c", "--dialect", "postgres", "--key", "id"],
            "no plain name",
        ),
        (
            &["1t", "--dialect", "mysql", "--key", "id"],
            "no plain name",
        ),
        (
            &["t", "--dialect", "mysql", "--key", "id,"],
            "no plain name",
        ),
        (
            &["t", "--dialect", "mysql", "--key", "`id`"],
            "no plain name",
        ),
        (
            &["main.t", "--dialect", "sqlite", "--key", "id"],
            "name the table alone: t",
        ),
        (&[&long, "--dialect", "postgres", "--key", "id"], "too long"),
        (
            &["change_log", "--dialect", "mysql", "--key", "id"],
            "another table with --log",
        ),
        (
            &["t", "--dialect", "mysql", "--key", "id", "--notify", "c"],
            "is for PostgreSQL",
        ),
        (
            &["t", "--dialect", "mysql", "--key", "id", "--keep", "30"],
            "--keep 30d",
        ),
        (
            &["t", "--dialect", "mysql", "--key", "id", "--keep", "90s"],
            "whole number of hours",
        ),
        (&["t", "--dialect", "oracle", "--key", "id"], "postgres"),
        (&["t", "--dialect", "mysql"], "--key"),
    ] {
        let output = changes(arguments).await;
        let message = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {message}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(message.contains(said), "{arguments:?}: {message}");
    }
}
