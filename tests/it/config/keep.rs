//! `keep` of `[state]`.

use super::{GOOD, loaded, problems};

#[test]
fn what_is_kept_how_long_is_told() {
    let keep = |text: &str| loaded(&format!("[state]\nkeep = {text}\n{GOOD}")).unwrap();
    let kept = keep("{ history = \"90d\", delivered = \"400d\" }");
    assert_eq!(problems(&kept.problems), Vec::<String>::new());
    let days = |kept: Option<std::time::Duration>| kept.map(|kept| kept.as_secs() / 86_400);
    let kept = kept.config.state.keep;
    assert_eq!(
        (days(kept.history), days(kept.delivered)),
        (Some(90), Some(400))
    );
    assert_eq!(keep("{}").config.state.keep, Default::default());
    let wrong = loaded(&format!(
        "[state]\nkeep = {{ delivered = \"7d\", days = 3 }}\n{GOOD}"
    ));
    let told = match wrong {
        Ok(loaded) => problems(&loaded.problems).join("\n"),
        Err(refused) => problems(&refused).join("\n"),
    };
    assert!(told.contains("`delivered` must be 30d or more"), "{told}");
    assert!(told.contains("unknown option `days`"), "{told}");
}
