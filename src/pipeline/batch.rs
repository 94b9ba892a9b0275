//! Batches: records cut by count and bytes, each identity once.

use std::collections::{HashMap, HashSet};

use super::item::Item;
use super::run_once::Run;
use crate::platform::Record;
use crate::platform::field::{Form, Target};

/// What an envelope takes besides its records.
pub(super) const ENVELOPE_BYTES: usize = 512;

impl Run<'_> {
    /// Cuts records into batches, in their order.
    pub(super) fn cut(&self, items: Vec<Item>) -> Vec<Vec<Item>> {
        let (most, bytes) = (self.job.batch_records, self.job.batch_bytes);
        match self.job.mapping.target.form {
            Form::Envelope => cut(items, most, bytes),
            Form::Single | Form::Multipart => cut(items, 1, bytes),
            Form::List { shared, .. } => groups(items, shared, |item| &item.record)
                .into_iter()
                .flat_map(|group| cut(group, most, bytes))
                .collect(),
        }
    }
}

/// Records as they go out together, whatever their number and size.
pub(super) fn requests<'a>(target: &Target, records: Vec<&'a Record>) -> Vec<Vec<&'a Record>> {
    match target.form {
        Form::Envelope if records.is_empty() => Vec::new(),
        Form::Envelope => vec![records],
        Form::Single | Form::Multipart => records.into_iter().map(|record| vec![record]).collect(),
        Form::List { shared, .. } => groups(records, shared, |record| record),
    }
}

/// Records that have these fields in common, in their order; the groups as they first come.
fn groups<T>(items: Vec<T>, shared: &[&str], record: impl Fn(&T) -> &Record) -> Vec<Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    let mut places: HashMap<Vec<Option<String>>, usize> = HashMap::new();
    for item in items {
        let value = |field: &&str| record(&item).field(field).map(str::to_owned);
        let place = places
            .entry(shared.iter().map(value).collect())
            .or_insert(groups.len());
        match groups.get_mut(*place) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups
}

fn cut(items: Vec<Item>, most: usize, bytes: usize) -> Vec<Vec<Item>> {
    let mut batches = Vec::new();
    let mut batch: Vec<Item> = Vec::new();
    let mut size = ENVELOPE_BYTES;
    let mut identities = HashSet::new();
    let mut room = most;
    for item in items {
        let more = json_bytes(&item.record);
        room = room.min(room_beside(&item, most));
        let full = batch.len() >= room
            || size + more > bytes
            || identities.contains(&item.record.identity);
        if full && !batch.is_empty() {
            batches.push(std::mem::take(&mut batch));
            identities.clear();
            size = ENVELOPE_BYTES;
            room = room_beside(&item, most);
        }
        size += more;
        identities.insert(item.record.identity.clone());
        batch.push(item);
    }
    if !batch.is_empty() {
        batches.push(batch);
    }
    batches
}

/// How many records may go with this one: half as many after each failure, so that a culprit stands alone in the end.
fn room_beside(item: &Item, most: usize) -> usize {
    most.checked_shr(item.due.attempts).unwrap_or(0).max(1)
}

/// The bytes a record takes in a JSON body.
pub(super) fn json_bytes(record: &Record) -> usize {
    let fields = record.fields.iter();
    let texts = fields.map(|(name, value)| name.len() + value.len() + escapes(value) + 6);
    texts.sum::<usize>() + 3
}

fn escapes(value: &str) -> usize {
    value
        .bytes()
        .map(|byte| match byte {
            b'"' | b'\\' | b'\n' | b'\r' | b'\t' => 1,
            0..0x20 => 5,
            _ => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Due, State};

    fn item(id: &str, text: &str) -> Item {
        let due = Due {
            key: id.into(),
            version: 1,
            state: State::Waiting,
            suspect: false,
            digest: None,
            tried: None,
            reached: false,
            let_be: false,
            record: None,
            first_at: None,
            attempts: 0,
            since: 0,
            due_at: 0,
        };
        let fields = vec![("id", id.into()), ("text", text.into())];
        Item::new(due, Record::new(id.into(), fields, vec![]), String::new())
    }

    fn sizes(batches: &[Vec<Item>]) -> Vec<usize> {
        batches.iter().map(Vec::len).collect()
    }

    #[test]
    fn batches_are_cut_by_count_and_lose_nothing() {
        let items: Vec<Item> = (0..25).map(|n| item(&n.to_string(), "x")).collect();
        let batches = cut(items, 10, 1 << 20);
        assert_eq!(sizes(&batches), [10, 10, 5]);
        let keys: Vec<String> = batches
            .concat()
            .into_iter()
            .map(|item| item.due.key)
            .collect();
        assert_eq!(keys, (0..25).map(|n| n.to_string()).collect::<Vec<_>>());
    }

    #[test]
    fn batches_are_cut_by_the_bytes_of_their_json() {
        let text = "\"引号\"\n".repeat(50);
        let items: Vec<Item> = (0..4).map(|n| item(&n.to_string(), &text)).collect();
        let one = json_bytes(&items[0].record);
        let written = serde_json::json!({"id": "0", "text": text}).to_string();
        assert_eq!(one, written.len() + 2);
        assert_eq!(sizes(&cut(items, 100, ENVELOPE_BYTES + 2 * one)), [2, 2]);
    }

    #[test]
    fn a_record_larger_than_a_batch_goes_alone() {
        let items = vec![item("1", &"x".repeat(2000)), item("2", "x")];
        assert_eq!(sizes(&cut(items, 100, 1000)), [1, 1]);
    }

    #[test]
    fn what_failed_goes_in_smaller_batches_until_it_is_alone() {
        let mut items: Vec<Item> = (0..16).map(|n| item(&n.to_string(), "x")).collect();
        for failed in &mut items[8..] {
            failed.due.attempts = 2;
        }
        assert_eq!(sizes(&cut(items.clone(), 8, 1 << 20)), [8, 2, 2, 2, 2]);
        items[3].due.attempts = 30;
        assert_eq!(sizes(&cut(items, 8, 1 << 20)), [3, 1, 4, 2, 2, 2, 2]);
    }

    #[test]
    fn an_identity_stands_once_in_a_batch() {
        let mut twin = item("2", "x");
        twin.record.identity = "1".into();
        assert_eq!(
            sizes(&cut(
                vec![item("1", "x"), twin, item("3", "x")],
                100,
                1 << 20
            )),
            [1, 2]
        );
    }
}
