//! Patterns of paths: `*` stands for one segment, `**` for any number of them.

/// The keys and ids of a path such as `city.profiles.street.hours[3]`, without positions.
pub(super) fn keys_of(path: &str) -> Vec<String> {
    let key = |segment: &str| segment.split('[').next().unwrap_or_default().to_owned();
    path.split('.').map(key).collect()
}

/// Whether a pattern matches a path, in time proportional to both lengths.
pub(super) fn matches(pattern: &[String], path: &[String]) -> bool {
    // Whether what came of the pattern so far matches the first so many keys.
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    for segment in pattern {
        if segment == "**" {
            (1..reached.len()).for_each(|end| reached[end] |= reached[end - 1]);
            continue;
        }
        for end in (1..reached.len()).rev() {
            reached[end] = reached[end - 1] && (segment == "*" || *segment == path[end - 1]);
        }
        reached[0] = false;
    }
    reached[path.len()]
}

#[cfg(test)]
mod tests {
    use super::{keys_of, matches};

    #[test]
    fn wildcards_stand_for_one_segment_or_for_any_number() {
        let keys = keys_of;
        for (pattern, path, expected) in [
            ("a.b", "a.b", true),
            ("a", "a.b", false),
            ("a.b", "a", false),
            ("a.*", "a.b", true),
            ("*", "a.b", false),
            ("**", "a.b.c", true),
            ("a.**", "a", true),
            ("a.**.c", "a.c", true),
            ("a.**.c", "a.b.b.c", true),
            ("a.**.c", "a.b.b", false),
            ("**.b.*", "a.b.c", true),
        ] {
            assert_eq!(matches(&keys(pattern), &keys(path)), expected, "{pattern} {path}");
        }
        let many = vec!["**".to_owned(); 60];
        assert!(!matches(&[many, keys("x")].concat(), &keys(&"a.".repeat(60))));
    }
}
