//! Every model in every city, as a heat map.

use super::{Drawn, drawn};
use crate::experiment::{CONFIDENCE, Comparison, Layout, Spread, Transplant};
use crate::lang::{Lang, text};
use crate::report::number::{format_with_ends, format_with_interval};
use crate::report::plot;
use crate::report::plot::matrix::{MatrixCell, MatrixFigure, MatrixPanel};
use crate::report::transplant::difference;

/// The figure of a transplant, if a comparison is one.
pub fn of_transplant(comparison: &Comparison, lang: Lang) -> Option<Drawn> {
    let of = comparison.transplant.as_ref()?;
    Some(drawn!("transplant", matrix, figure(comparison, of, lang), lang))
}

fn figure(comparison: &Comparison, of: &Transplant, lang: Lang) -> MatrixFigure {
    let Transplant { layout, spreads } = of;
    let (n, days) =
        (comparison.studies[0].outcomes.len(), comparison.studies[0].prepared.window.days);
    let first = layout.model_titles[0].read(lang);
    let subtitle = text!(
        "Means ± half of the 95 % interval over {n} replications of {days} days; below, the paired \
         difference from {first} in the same city with simultaneous 95 % intervals; darker is more",
        "{n} 次重复、每次 {days} 天的均值 ± 95% 区间的一半;下一行:同一城市内与 {first} 的配对差值及联合 95% 区间;\
         颜色越深数值越大"
    );
    MatrixFigure {
        title: lang.pick("Every model in every city", "各治理模式用于各城市").to_owned(),
        subtitle: subtitle.read(lang).to_owned(),
        rows_are: lang.pick("governance model; columns: cities", "治理模式;各列为城市").to_owned(),
        rows: layout.model_titles.iter().map(|title| title.read(lang).to_owned()).collect(),
        columns: layout.city_titles.iter().map(|title| title.read(lang).to_owned()).collect(),
        panels: spreads.iter().map(|spread| panel(comparison, layout, spread, lang)).collect(),
    }
}

fn panel(comparison: &Comparison, layout: &Layout, spread: &Spread, lang: Lang) -> MatrixPanel {
    let measure = comparison.studies[0].measures()[spread.indicator];
    let row = |model: usize| {
        let cell = |city: usize| cell(comparison, layout.place(city, model), spread.indicator);
        (0..layout.cities.len()).map(cell).collect()
    };
    MatrixPanel {
        name: format!("{} ({})", lang.pick(measure.id, measure.zh), measure.unit),
        cells: (0..layout.models.len()).map(row).collect(),
    }
}

fn cell(comparison: &Comparison, place: usize, indicator: usize) -> MatrixCell {
    let Ok(result) = comparison.studies[place].indicator(indicator) else {
        return MatrixCell { value: None, text: Vec::new() };
    };
    let mean = result.estimate.mean;
    let half = result.estimate.half_width(CONFIDENCE).unwrap_or(f64::NAN);
    let change = difference(comparison, place, indicator)
        .map(|of| format_with_ends(of.paired.difference.mean, of.interval.0, of.interval.1));
    let text = [Some(format_with_interval(mean, half)), change].into_iter().flatten().collect();
    MatrixCell { value: Some(mean), text }
}
