//! How well indicators are known, against the number of replications.

use super::{Drawn, drawn};
use crate::experiment::{CONFIDENCE, Goal, Reached, Study};
use crate::lang::{Lang, text};
use crate::report::names;
use crate::report::number::format_significant;
use crate::report::plot::{
    self,
    precision::{PrecisionFigure, PrecisionSeries},
};
use crate::stats::Estimate;

/// The half-widths of primary indicators, and of those that were to be known so well; none
/// where there are no such indicators, or too few replications to see how widths fall.
pub fn of_precision(studies: &[Study], reached: &[Reached], lang: Lang) -> Option<Drawn> {
    let figure = figure(studies, reached, lang);
    let is_line = |series: &PrecisionSeries| series.half_widths.len() > 1;
    figure.series.iter().any(is_line).then(|| drawn!("precision", precision, figure, lang))
}

fn figure(studies: &[Study], reached: &[Reached], lang: Lang) -> PrecisionFigure {
    let measures = studies[0].measures();
    let called = names::of_studies(studies, lang);
    let asked = |id: &str| reached.iter().any(|of| of.target.indicator == id);
    let shown = (0..measures.len()).filter(|of| measures[*of].primary || asked(measures[*of].id));
    let series = shown.flat_map(|indicator| {
        let of = |(study, called): (&Study, &String)| PrecisionSeries {
            name: [measures[indicator].name(lang), called].join(lang.pick(", ", "，")),
            half_widths: half_widths(study, indicator),
        };
        studies.iter().zip(&called).map(of).collect::<Vec<_>>()
    });
    let count = studies[0].outcomes.len();
    PrecisionFigure {
        title: lang.pick("How well the means are known", "均值的精度").to_owned(),
        subtitle: lang.pick(
            format!(
                "Half of the 95 % interval (Student t, widened for skewness from 20 on) relative to the mean, after each of \
                 {count} replications; the luck of replications alone"
            ),
            format!(
                "95% 置信区间（Student t，20 次起按偏度加宽）半宽与均值之比，逐次累计至 {count} 次重复运行；只含重复运行的偶然性"
            ),
        ),
        x_label: lang.pick("Replications (log scale)", "重复运行次数（对数刻度）").to_owned(),
        y_label: lang.pick("Half-width (%, log scale)", "半宽（%，对数刻度）").to_owned(),
        law: lang
            .pick("thin: proportional to n^-1/2", "细线：与 n^-1/2 成正比")
            .to_owned(),
        series: series.collect(),
        goals: goals(studies, reached, lang),
    }
}

/// The relative half-width after two and more replications \[%\].
fn half_widths(study: &Study, indicator: usize) -> Vec<(f64, f64)> {
    let Ok(result) = study.indicator(indicator) else { return Vec::new() };
    let after = |n: usize| {
        let known = Estimate::of(&result.values[..n])?;
        Some((n as f64, 100.0 * known.precision(CONFIDENCE)?))
    };
    (2..=result.values.len()).filter_map(after).collect()
}

/// The half-widths that were asked for, relative to the mean of the first scenario where they
/// were asked for in a unit.
fn goals(studies: &[Study], reached: &[Reached], lang: Lang) -> Vec<(f64, String)> {
    let measures = studies[0].measures();
    let of = |reached: &Reached| {
        let id = &reached.target.indicator;
        let place = measures.iter().position(|measure| measure.id == *id)?;
        let mean = studies[0].indicator(place).ok()?.estimate.mean;
        let (percent, told) = match reached.target.goal {
            Goal::Relative(share) => {
                (100.0 * share, format!("{} %", format_significant(100.0 * share, 3)))
            }
            Goal::Absolute(width) => {
                (100.0 * width / mean.abs(), format!("±{}", format_significant(width, 3)))
            }
        };
        let name = measures[place].name(lang);
        Some((percent, text!("asked of {name}: {told}", "{name}的目标：{told}").said(lang)))
    };
    reached.iter().filter_map(of).collect()
}
