//! GBK in columns that MySQL takes for latin1.

use shangbao::source::{Charset, SourceError, Value};
use shangbao::sql::Dialect;

use super::site::Site;
use super::values::text;

/// `联通` is one of the texts whose GBK looks like UTF-8 to a careless reader; the second row has a question mark.
const PEOPLE: &str = "
    CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(40) CHARACTER SET latin1, dept VARCHAR(40) CHARACTER SET utf8mb4);
    INSERT INTO people VALUES (1, x'C1AACDA8', 'A-1'), (2, x'D5C53F', 'A-2'), (3, x'D5C5C8FD', x'E5BCA0');
";

async fn people(charset: Charset) -> Site {
    let with = |settings| shangbao::source::Settings {
        charset,
        ..settings
    };
    Site::with(Dialect::MySql, PEOPLE, with).await
}

#[tokio::test]
async fn texts_are_read_as_gbk() {
    let site = people(Charset::Gbk).await;
    let names = "SELECT name, dept FROM people WHERE id IN (:keys)";
    let one = site.rows(names, &["1"]).await.unwrap().rows;
    assert_eq!(one, [[text("联通"), text("A-1")]]);
    let asked = site.rows(names, &["2"]).await.unwrap().rows;
    assert_eq!(asked[0][0], text("张\u{fffd}"));
    // A column in UTF-8 holds what latin1 cannot: damaged, never another text.
    let other = site.rows(names, &["3"]).await.unwrap().rows;
    assert_eq!(other, [[text("张三"), text("\u{fffd}")]]);
}

#[tokio::test]
async fn what_cannot_be_compared_is_refused() {
    let site = people(Charset::Gbk).await;
    let sql = "SELECT id FROM people WHERE name = '联通' AND id IN (:keys)";
    let refused = site.rows(sql, &["1"]).await.unwrap_err();
    assert!(matches!(refused, SourceError::Sql { code, .. } if code == "charset"));
    let sql = "SELECT id FROM people WHERE name IN (:keys)";
    let refused = site.rows(sql, &["联通"]).await.unwrap_err();
    assert!(matches!(refused, SourceError::Value { .. }));
}

#[tokio::test]
async fn sql_can_convert_a_column_by_itself() {
    let site = people(Charset::Utf8).await;
    let sql =
        "SELECT CONVERT(CAST(name AS BINARY) USING gbk), dept FROM people WHERE id IN (:keys)";
    let rows = site.rows(sql, &["3"]).await.unwrap().rows;
    assert_eq!(rows, [[text("张三"), Value::Text("张".into())]]);
}
