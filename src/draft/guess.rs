//! Which column holds what a field wants, by their names and by what the column can hold.

use super::words::{names, plain};
use crate::platform::field::{Field, Kind, Target};
use crate::source::{Holds, Outline, OutlineColumn};

/// The first day of a period, as `names.txt` calls it.
pub(super) const START: &str = ".start";
/// The second one.
pub(super) const END: &str = ".end";

/// How alike two names must be where none is known.
const ALIKE: f64 = 0.93;
/// Shorter names are alike by chance.
const SHORTEST: usize = 5;

/// The columns found for a target's fields.
#[derive(Debug)]
pub(super) struct Guesses<'a> {
    found: Vec<(String, &'a OutlineColumn)>,
}

/// A field, or a part of one, that wants a column.
struct Slot {
    /// Its name, with its part.
    name: String,
    field: &'static Field,
    /// The names it is known by, in their plain form; the most telling first.
    known: Vec<String>,
}

impl<'a> Guesses<'a> {
    /// Gives each field the column whose name tells most, and each column to one field.
    pub(super) fn new(target: &'static Target, outline: &'a Outline) -> Self {
        let slots = slots(target);
        let mut pairs = Vec::new();
        for (place, slot) in slots.iter().enumerate() {
            for column in &outline.columns {
                let score = score(slot, column);
                pairs.extend(score.map(|score| (score, place, column)));
            }
        }
        // The sort is stable: of equals the first field gets the first column.
        pairs.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
        let mut found: Vec<(String, &OutlineColumn)> = Vec::new();
        for (_, place, column) in pairs {
            let name = &slots[place].name;
            let taken = |(other, used): &(String, &OutlineColumn)| {
                other == name || std::ptr::eq(*used, column)
            };
            if !found.iter().any(taken) {
                found.push((name.clone(), column));
            }
        }
        Self { found }
    }

    /// The column of a field, or of a part of one.
    pub(super) fn column(&self, name: &str) -> Option<&'a OutlineColumn> {
        let hit = self.found.iter().find(|(known, _)| known == name);
        hit.map(|(_, column)| *column)
    }
}

fn slots(target: &'static Target) -> Vec<Slot> {
    let parts = |field: &'static Field| match field.kind {
        Kind::Period => &["", START, END][..],
        _ => &[""],
    };
    let slot = |field: &'static Field, part: &str| {
        let name = format!("{}{part}", field.name);
        let own = part.is_empty().then_some([field.name, field.title]);
        let own = own.into_iter().flatten().map(plain);
        let usual = names(target.name, &name);
        Slot {
            known: own.chain(usual.into_iter().map(str::to_owned)).collect(),
            name,
            field,
        }
    };
    let of_field = |field: &'static Field| parts(field).iter().map(move |part| slot(field, part));
    target.fields.iter().flat_map(of_field).collect()
}

/// How much a column's name tells; `None` where it is another thing, or holds what the field cannot.
fn score(slot: &Slot, column: &OutlineColumn) -> Option<usize> {
    if !can_hold(slot, column) {
        return None;
    }
    let name = plain(&column.name);
    // What each table has says least.
    if name == "id" {
        return (slot.name == "id").then_some(1);
    }
    let place = |name: &str| slot.known.iter().position(|known| known == name);
    let behind_first = column.name.split_once('_').map(|(_, rest)| plain(rest));
    let behind_first = behind_first.as_deref().filter(|rest| *rest != "id");
    if let Some(place) = place(&name) {
        return Some(1000 - place);
    }
    if let Some(place) = behind_first.and_then(place) {
        return Some(500 - place);
    }
    let likeness = |known: &String| strsim::jaro_winkler(known, &name);
    let long = |known: &&String| known.len().min(name.len()) >= SHORTEST && known.is_ascii();
    let best = slot.known.iter().filter(long).map(likeness);
    let best = best.fold(0.0, f64::max);
    // A hundred steps between alike and the same.
    (best >= ALIKE && digits(&slot.name) == digits(&column.name))
        .then_some(100 + (best * 100.0).round() as usize)
}

/// `idphoto_scan2` is alike `idphoto_scan`, and not the same.
fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

fn can_hold(slot: &Slot, column: &OutlineColumn) -> bool {
    use Holds::{Bytes, Day, Number, Other, Text, Time, Whole};
    match slot.field.kind {
        Kind::Time(_) => matches!(column.holds, Time | Text | Whole | Other),
        Kind::Period if slot.name == slot.field.name => column.holds == Text,
        Kind::Period => matches!(column.holds, Day | Time | Text),
        Kind::Degrees { .. } => matches!(column.holds, Number | Text),
        Kind::File | Kind::Photo => matches!(column.holds, Text | Bytes),
        Kind::Text | Kind::IdentityNumber | Kind::List => {
            !matches!(column.holds, Bytes | Time | Other)
        }
        Kind::Code(_) | Kind::YesNo { .. } | Kind::Dictionary(_) => {
            matches!(column.holds, Whole | Text | Number)
        }
    }
}
