//! Numbers as people read them, with the digits that are known and no more.

/// What stands where there is no number.
pub const NONE: &str = "–";

/// An estimate with its half-width, such as `3.42 ± 0.05`.
#[must_use]
pub fn format_with_interval(mean: f64, half_width: f64) -> String {
    format!("{mean} ± {half_width}")
}
