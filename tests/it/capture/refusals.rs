//! What `changes` refuses, and the remedy it names.

use super::{changes, stderr};

/// Nothing is printed, and what is wrong is said.
async fn refused(table: &str, options: &str, said: &str) {
    let arguments = [&[table], &options.split(' ').collect::<Vec<_>>()[..]].concat();
    let output = changes(&arguments).await;
    let message = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {message}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    assert!(message.contains(said), "{arguments:?}: {message}");
}

#[tokio::test]
async fn names_that_are_not_plain() {
    let long = "a".repeat(60);
    let plain = "is no plain name";
    for (table, options, said) in [
        ("t x", "--dialect sqlite --key id", plain),
        ("t;--", "--dialect postgres --key id", plain),
        ("a.b.c", "--dialect postgres --key id", plain),
        (".t", "--dialect postgres --key id", plain),
        ("1t", "--dialect mysql --key id", plain),
        ("t", "--dialect mysql --key id,", plain),
        ("t", "--dialect mysql --key `id`", plain),
        ("t", "--dialect mysql --key id --log x'y", plain),
        ("t", "--dialect postgres --key id --notify x'y", plain),
        (&long, "--dialect postgres --key id", "is too long"),
        ("main.t", "--dialect sqlite --key id", "the table alone: t;"),
    ] {
        refused(table, options, said).await;
    }
}

#[tokio::test]
async fn options_that_do_not_fit() {
    for (table, options, said) in [
        ("change_log", "--key id", "name another table with --log"),
        ("t", "--key id --notify c", "is for PostgreSQL"),
        ("t", "--key id --keep 30", "--keep 30d"),
        ("t", "--key id --keep 90s", "no whole number of hours"),
        ("t", "--key id --keep 0d", "no whole number of hours"),
        ("t", "--log l", "--key"),
    ] {
        refused(table, &format!("--dialect mysql {options}"), said).await;
    }
    refused("t", "--dialect oracle --key id", "postgres, mysql, sqlite").await;
}
