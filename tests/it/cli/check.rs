//! `check`: what live rows would become.

use super::{shangbao, stdout};
use crate::bed::{Bed, Permit, each_dialect, permit};

#[tokio::test]
async fn check_tries_the_mapping_on_live_rows_and_says_what_would_be_refused() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1), permit(2)]).await;
        let sound = shangbao(&bed, &["check"]).await;
        let none = "ok        none of the first 2 records would be refused";
        assert!(stdout(&sound).contains(none), "{}", stdout(&sound));
        let mut wrong = permit(3);
        wrong.kind = "radiography";
        bed.save(&[wrong, Permit { id: 4, ..wrong }]).await;
        let checked = shangbao(&bed, &["check"]).await;
        let said = stdout(&checked);
        assert_eq!(checked.status.code(), Some(0), "{said}");
        for note in [
            "note      2 of the first 4 records would be refused",
            "note      refused, 2 of 4: `ticket_type`: column `kind`",
        ] {
            assert!(said.contains(note), "{note}: {said}");
        }
        assert!(!said.contains("radiography"), "{said}");
    })
    .await;
}
