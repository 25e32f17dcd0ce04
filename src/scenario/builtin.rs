//! The scenario files that come with the program.

/// Names and texts of the files, by which `extends` and the command line find
/// them.
pub const FILES: &[(&str, &str)] = &[];

/// The text of a built-in and its name as embedded; `.toml` may be left out.
#[must_use]
pub fn find(name: &str) -> Option<(&'static str, &'static str)> {
    let name = name.strip_suffix(".toml").unwrap_or(name);
    FILES.iter().copied().find(|(known, _)| *known == name)
}
