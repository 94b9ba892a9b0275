//! Hazchem's records: the wordings of the outcome, what stands around it, and who writes it anew.

use super::{Shape, Target, Tells, drive, forms};

/// So many of the wordings tell each record's outcome to any reader.
const TELLING: usize = 10;

/// What a wording tells: the ids in another form name nobody, and an object is no text that the document knows.
fn tells(at: usize, wording: &str) -> Tells {
    match wording {
        "recased" | "undashed" => Tells::Single,
        _ if at < TELLING => Tells::Good,
        _ => Tells::Nothing,
    }
}

#[tokio::test]
async fn every_wording_of_permits() {
    let mut shapes = Vec::new();
    for (at, wording) in forms("punctuation").into_iter().enumerate() {
        let script = format!("punctuation:{wording} always");
        let tells = tells(at, wording);
        if tells == Tells::Good {
            shapes.push(Shape::new(format!("{script}, count-only:always"), tells));
        }
        shapes.push(Shape::new(script, tells));
    }
    drive(Target::Permits, shapes).await;
}

#[tokio::test]
async fn lists_of_permits_that_contradict_or_forget() {
    let scripts = ["lists-disagree:always", "forget-one:always"];
    let shapes = scripts.map(|script| Shape::new(script, Tells::Nothing));
    drive(Target::Permits, shapes.into()).await;
}

#[tokio::test]
async fn every_gateway_charset_and_envelope_of_permits() {
    let mut shapes = Vec::new();
    for gateway in forms("gateway") {
        shapes.push(Shape::new(format!("gateway:{gateway} always"), Tells::Good));
    }
    for charset in forms("charset") {
        shapes.push(Shape::new(format!("charset:{charset} always"), Tells::Good));
    }
    for words in 1..6 {
        let script = format!("words:{words} always, punctuation:document always");
        shapes.push(Shape::new(script, Tells::Good));
    }
    let both = "gateway:xml always, charset:gbk-as-latin-1 always";
    shapes.push(Shape::new(both, Tells::Good));
    drive(Target::Permits, shapes).await;
}

#[tokio::test]
async fn every_wording_of_alarms() {
    let mut shapes = Vec::new();
    for (at, wording) in forms("punctuation").into_iter().enumerate() {
        // An alarm's reply has no ids that could be spelt in another way.
        let tells = match tells(at, wording) {
            Tells::Single => Tells::Good,
            other => other,
        };
        shapes.push(Shape::new(format!("punctuation:{wording} always"), tells));
    }
    for gateway in forms("gateway") {
        shapes.push(Shape::new(format!("gateway:{gateway} always"), Tells::Good));
    }
    drive(Target::Alarms, shapes).await;
}
