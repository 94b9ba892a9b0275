//! The construction platform's lists: every way to tell which of them failed, in every envelope.

use super::{Shape, Target, Tells, drive, forms};

/// Each of another person.
const SINGLE: Target = Target::Passages { each: 1 };

/// Two of everybody, so that a person alone names none.
const DOUBLE: Target = Target::Passages { each: 2 };

/// Each listing in these words: with odd ones a call of which all failed has code 10, too.
fn listings(words: u64) -> Vec<Shape> {
    let listings = forms("partial").into_iter();
    let scripts = listings.map(|listing| format!("words:{words} always, partial:{listing} always"));
    scripts
        .map(|script| Shape::new(script, Tells::Good))
        .collect()
}

#[tokio::test]
async fn every_listing_in_the_documents_words() {
    drive(SINGLE, listings(0)).await;
}

#[tokio::test]
async fn every_listing_of_passages_whose_person_names_two() {
    drive(DOUBLE, listings(0)).await;
}

#[tokio::test]
async fn every_listing_where_all_that_failed_is_partial_too() {
    drive(SINGLE, listings(1)).await;
}

#[tokio::test]
async fn every_gateway_charset_and_envelope() {
    let mut shapes = Vec::new();
    for listing in ["named", "own-success", "text-list"] {
        for gateway in forms("gateway") {
            let script = format!("gateway:{gateway} always, partial:{listing} always");
            shapes.push(Shape::new(script, Tells::Good));
        }
    }
    for charset in forms("charset") {
        shapes.push(Shape::new(format!("charset:{charset} always"), Tells::Good));
    }
    for words in 2..8 {
        let script = format!("words:{words} always, partial:named always");
        shapes.push(Shape::new(script, Tells::Good));
    }
    let fractions = "number-code:always, gateway:fractions always";
    shapes.push(Shape::new(fractions, Tells::Good));
    shapes.push(Shape::new("no-result-data:always", Tells::Good));
    drive(SINGLE, shapes).await;
}

/// Of what was stored, and of what was refused.
#[tokio::test]
async fn every_contradiction_of_code_and_result() {
    let shapes = [
        // A request of good records is answered 00 and true all the same.
        ("says-code:00 always", Tells::Good),
        ("says-result:true always", Tells::Good),
        ("says-code:00 always, partial:empty always", Tells::Good),
        ("says-code:00 always, boolean-result:always", Tells::Good),
        ("says-result:false always", Tells::Nothing),
        (
            "says-code:00 always, says-result:false always",
            Tells::Nothing,
        ),
        (
            "says-code:00 always, says-result:partial error always",
            Tells::Nothing,
        ),
        ("says-code:11 always", Tells::Nothing),
        (
            "says-code:11 always, says-result:true always",
            Tells::Nothing,
        ),
        (
            "says-code:10 always, says-result:true always",
            Tells::Nothing,
        ),
        (
            "says-code:47 always, says-result:true always",
            Tells::Nothing,
        ),
    ];
    let shapes = shapes.map(|(script, tells)| Shape::new(script, tells));
    drive(SINGLE, shapes.into()).await;
}

#[tokio::test]
async fn every_status_over_an_envelope() {
    let shapes = [500, 502, 503, 404].map(|status| {
        let script = format!("status:{status} always");
        Shape::new(script, Tells::Nothing)
    });
    drive(SINGLE, shapes.into()).await;
}
