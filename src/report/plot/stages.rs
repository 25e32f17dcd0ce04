//! Where the time goes: mean hours by stage.

use super::Svg;
use super::axis::range;
use super::bars::{Bar, BarChart};
use crate::report::number::format_significant;

/// Mean time per case or problem, split by stage, one bar per scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct StagesFigure {
    /// What is shown.
    pub title: String,
    /// Sample size.
    pub subtitle: String,
    /// What the time is a mean over, such as `case` or `problem`.
    pub per: String,
    /// The stages, in the order a case passes them.
    pub stages: Vec<String>,
    /// One bar each.
    pub rows: Vec<StagesRow>,
}

/// One bar of a [`StagesFigure`].
#[derive(Clone, Debug, PartialEq)]
pub struct StagesRow {
    /// The scenario.
    pub name: String,
    /// Mean time in each stage, in the order of the stages \[h\].
    pub hours: Vec<f64>,
}

/// Draws one stacked bar per row, with the value in every part that holds it
/// and the sum at its end; long times are told in days.
#[must_use]
pub fn draw(figure: &StagesFigure) -> Svg {
    let (unit, name) = figure.unit();
    let bar = |row: &StagesRow| {
        let total: f64 = row.hours.iter().filter(|hours| hours.is_finite()).sum();
        Bar {
            group: None,
            name: row.name.clone(),
            parts: row.hours.iter().map(|hours| hours / unit).collect(),
            mark: None,
            note: format!("{} {}", format_significant(total / unit, 3), &name[..1]),
        }
    };
    BarChart {
        title: &figure.title,
        subtitle: &figure.subtitle,
        parts: &figure.stages,
        bars: figure.rows.iter().map(bar).collect(),
        axis: format!("Mean time per {} ({name})", figure.per),
        mark: None,
    }
    .draw()
}

impl StagesFigure {
    /// The unit of the axis \[h\] and its name.
    fn unit(&self) -> (f64, &'static str) {
        let totals = self.rows.iter().map(|row| row.hours.iter().sum());
        match range(totals) {
            Some((_, longest)) if longest >= 240.0 => (24.0, "days"),
            _ => (1.0, "hours"),
        }
    }
}
