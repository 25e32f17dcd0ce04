//! The scenario files that come with the program.

/// Pairs each name with the text of its file.
macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../scenarios/", $name, ".toml")))),*]
    };
}

/// Names and texts of the files, by which `extends` and the command line find
/// them.
pub const FILES: &[(&str, &str)] = embedded![
    "traditional",
    "beijing-dongcheng-2004",
    "dongcheng-rollout",
    "holidays/china",
    "cities/dongcheng-2004",
    "categories/urban-2004",
    "models/dongcheng-base-2004",
    "models/traditional",
    "models/beijing-dongcheng-2004",
    "measures/requests",
    "measures/duty-roster",
    "measures/shared-data",
    "measures/parallel-systems",
    "measures/first-receiver",
    "measures/audit",
    "measures/assessment-yuncheng",
    "measures/assessment-three-rates",
    "measures/assessment-quota",
    "measures/assessment-cjt-292",
    "measures/limits-yuncheng",
    "measures/whistle",
    "measures/leverage",
    "measures/inspection",
    "measures/limits-four-tiers",
    "measures/limits-working-days",
    "reference-jackson",
    "reference-jackson-200",
    "reference-jackson-20000",
    "selftest/role",
    "selftest/town",
    "selftest/priority",
];

/// The text of a built-in and its name as embedded; `.toml` may be left out.
#[must_use]
pub fn find(name: &str) -> Option<(&'static str, &'static str)> {
    let name = name.strip_suffix(".toml").unwrap_or(name);
    FILES.iter().copied().find(|(known, _)| *known == name)
}
