//! "Did you mean": the nearest of the names that are known.

/// The known name nearest to `word`, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|name| {
            (
                strsim::damerau_levenshtein(&word, &name.to_lowercase()),
                name,
            )
        })
        .filter(|(distance, name)| {
            let length = name.chars().count();
            // More than half of it must be right: `id` does not mean `kind`, nor `a` `b`.
            let longest = length.max(word.chars().count());
            *distance <= (length / 2).clamp(1, 3) && 2 * distance < longest
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        let known = ["codes", "column", "columns", "template"];
        assert_eq!(nearest("cod", known), Some("codes"));
        assert_eq!(nearest("code", known), Some("codes"));
        assert_eq!(nearest("Colum", known), Some("column"));
        assert_eq!(nearest("tempalte", known), Some("template"));
        assert_eq!(nearest("xyz", known), None);
        assert_eq!(nearest("id", ["kind", "at"]), None);
        assert_eq!(nearest("a", ["b"]), None);
    }
}
