//! Where the time goes: mean hours by stage.

use super::Svg;
use super::axis::range;
use super::bars::{Bar, BarChart};
use crate::lang::{Lang, text};
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
pub fn draw(figure: &StagesFigure, lang: Lang) -> Svg {
    let (unit, name, short) = figure.unit(lang);
    let per = &figure.per;
    let bar = |row: &StagesRow| {
        let total: f64 = row.hours.iter().filter(|hours| hours.is_finite()).sum();
        Bar {
            group: None,
            name: row.name.clone(),
            parts: row.hours.iter().map(|hours| hours / unit).collect(),
            mark: None,
            note: format!("{} {short}", format_significant(total / unit, 3)),
        }
    };
    BarChart {
        title: &figure.title,
        subtitle: &figure.subtitle,
        parts: &figure.stages,
        bars: figure.rows.iter().map(bar).collect(),
        axis: text!("Mean time per {per} ({name})", "平均每个{per}的时间（{name}）").said(lang),
        mark: None,
    }
    .draw(lang)
}

impl StagesFigure {
    /// The unit of the axis \[h\], its name, and that in short.
    fn unit(&self, lang: Lang) -> (f64, &'static str, &'static str) {
        let totals = self.rows.iter().map(|row| row.hours.iter().sum());
        match range(totals) {
            Some((_, longest)) if longest >= 240.0 => {
                (24.0, lang.pick("days", "天"), lang.pick("d", "天"))
            }
            _ => (1.0, lang.pick("hours", "小时"), lang.pick("h", "小时")),
        }
    }
}
