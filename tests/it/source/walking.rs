//! Walks a stream as intake does, page by page.

use chrono::NaiveDate;
use shangbao::source::{Begin, Position, Stream};

use super::site::Site;

/// All keys from `position` on, by pages of `limit`, and the position behind them.
pub(crate) async fn walk(
    site: &Site,
    stream: &Stream,
    mut position: Position,
    limit: u32,
) -> (Vec<String>, Position) {
    let mut keys = Vec::new();
    for _ in 0..1000 {
        let page = site.source.page(stream, &position, limit).await.unwrap();
        assert!(page.keys.len() <= limit as usize);
        keys.extend(page.keys.iter().map(|key| key.as_str().to_owned()));
        position = page.position;
        if page.end {
            return (keys, position);
        }
    }
    panic!("the stream never ended: {position:?}");
}

pub(crate) async fn begin(site: &Site, stream: &Stream, begin: Begin) -> Position {
    site.source.begin(stream, &begin).await.unwrap()
}

pub(crate) fn day(month: u32, day: u32) -> Begin {
    Begin::Time(NaiveDate::from_ymd_opt(2026, month, day).unwrap().into())
}
