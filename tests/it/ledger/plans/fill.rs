//! Keys by the hundred thousand.

use crate::bed::Database;

/// Fills a database with so many keys of the first route, and a few of another.
pub(super) async fn fill(database: &Database, keys: u32) {
    let digits = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL \
                  SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";
    let places: Vec<String> = (0..6)
        .map(|place| format!("{digits} AS p{place}"))
        .collect();
    let number: Vec<String> = (0..6)
        .map(|place| format!("p{place}.d * {}", 10_i64.pow(place)))
        .collect();
    let numbers = format!(
        "(SELECT {} AS n FROM {}) AS numbers",
        number.join(" + "),
        places.join(" CROSS JOIN ")
    );
    // Most are delivered; some failed, some are in back-off, some are held for a record.
    let deliveries = format!(
        "INSERT INTO shangbao_delivery (route, record_key, version, changed, state, suspect, digest, tried, reached, attempts, due_at,
            since, failure, code, record, needed, first_at)
         SELECT CASE WHEN n % 100 = 99 THEN 2 ELSE 1 END, CONCAT('k', n), 1, 1,
            CASE n % 100 WHEN 1 THEN 'rejected' WHEN 2 THEN 'waiting' WHEN 3 THEN 'held' ELSE 'delivered' END, 0, 'd', 't', 'yes', 0,
            CASE n % 100 WHEN 2 THEN 4000000000000 + n ELSE NULL END, n, 0,
            CASE n % 100 WHEN 1 THEN '400' WHEN 2 THEN 'busy' WHEN 3 THEN 'needs' ELSE NULL END,
            CONCAT('r', n), CASE n % 100 WHEN 3 THEN CONCAT('x', n) ELSE NULL END, n
         FROM {numbers} WHERE n < {keys}"
    );
    let history =
        "INSERT INTO shangbao_history (route, record_key, at, what, by_user, by_host, request)
         SELECT route, record_key, since, 'delivered', '', '', since FROM shangbao_delivery";
    let requests = "INSERT INTO shangbao_request (id, route, at, records, named)
         SELECT since, 1, since, 1, 0 FROM shangbao_delivery WHERE since % 10 = 0";
    let deadlines = "INSERT INTO shangbao_deadline (route, record_key, closes_at)
         SELECT route, record_key, since FROM shangbao_delivery WHERE since % 10 = 0";
    for statement in [deliveries.as_str(), history, requests, deadlines] {
        database.run(statement).await;
    }
}
