//! What workers do with their time on duty.

use super::Svg;
use super::axis::is_drawable;
use super::bars::{Bar, BarChart};
use crate::lang::{Lang, text};
use crate::report::number::{NO_NUMBER, format_fixed, format_significant};

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
    /// Posts of the role.
    pub posts: f64,
    /// Share of duty taken by cases (ρ).
    pub load: f64,
    /// Hours a worker is on duty in a week \[h\].
    pub duty_hours_per_worker_week: f64,
}

/// Draws one stacked bar per role and scenario, with a stroke at time on duty
/// and, beside it, the share of duty that cases take and the number of posts.
#[must_use]
pub fn draw(figure: &WorkloadFigure, lang: Lang) -> Svg {
    let before = std::iter::once(None).chain(figure.rows.iter().map(|row| Some(&row.role)));
    let rows = figure.rows.iter().zip(before);
    BarChart {
        title: &figure.title,
        subtitle: &figure.subtitle,
        parts: &figure.activities,
        bars: rows.map(|(row, before)| row.bar(before != Some(&row.role), lang)).collect(),
        axis: lang.pick("Hours per worker and week", "每人每周小时数").to_owned(),
        mark: Some(lang.pick("time on duty", "在岗时间")),
    }
    .draw(lang)
}

impl WorkloadRow {
    fn bar(&self, opens_group: bool, lang: Lang) -> Bar {
        Bar {
            group: opens_group.then(|| self.role.clone()),
            name: self.scenario.clone(),
            parts: self.hours_per_worker_week.clone(),
            mark: Some(self.duty_hours_per_worker_week).filter(|&duty| duty > 0.0),
            note: self.note(lang),
        }
    }

    /// Such as `ρ 0.95, 12 posts`.
    fn note(&self, lang: Lang) -> String {
        let load = self.load;
        let load = if is_drawable(load) { format_fixed(load, 2) } else { NO_NUMBER.to_owned() };
        let posts = format_significant(self.posts, 3);
        text!("ρ {load}, {posts} posts", "ρ {load}，{posts} 个岗位").said(lang)
    }
}
