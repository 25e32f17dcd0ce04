//! Every model in every city.

use super::NONE;
use crate::experiment::{CONFIDENCE, Comparison, Layout, Spread, Transplant};
use crate::lang::{Lang, Phrase, Text, text};
use crate::report::number::{format_percent, format_with_ends, format_with_interval};
use crate::report::table::{Column, Table};
use crate::report::transplant::difference;

/// The heading of [`matrix`].
pub(super) const HEADING: Phrase = Phrase::new("Every model in every city", "各治理模式用于各城市");

/// The heading of [`variance`].
pub(super) const HEADING_OF_VARIANCE: Phrase =
    Phrase::new("Where the variance between the cells lies", "各单元格之间的方差来自哪里");

/// Means of models by cities, and what each model changes within each city.
pub(super) fn matrix(comparison: &Comparison, lang: Lang) -> Table {
    let Some(Transplant { layout, spreads }) = &comparison.transplant else {
        return Table::default();
    };
    let cities = layout.cities.iter().map(|city| Column::numbers(city));
    let known = [lang.pick("indicator", "指标"), lang.pick("model", "治理模式")];
    let of = |spread: &Spread| {
        let row = |model: usize| row(comparison, layout, (spread.indicator, model), lang);
        (0..layout.models.len()).map(row).collect::<Vec<_>>()
    };
    let titles = |names: &[String], titles: &[Text]| {
        let called = names.iter().zip(titles);
        let called = called.map(|(name, title)| format!("{name}: {}", title.read(lang)));
        called.collect::<Vec<_>>().join("; ")
    };
    let models = titles(&layout.models, &layout.model_titles);
    let cities_are = titles(&layout.cities, &layout.city_titles);
    let called =
        text!("Models: {models}. Cities: {cities_are}.", "治理模式:{models}。城市:{cities_are}。");
    let (first, size) = (&layout.models[0], comparison.family.size);
    let note = text!(
        "Means ± half of the 95 % interval. Below, the difference from {first} in the same city, \
         paired, with simultaneous 95 % intervals over {size} tests. Cities have problems of \
         their own, so that between columns no problem is paired; their good and bad days are the \
         same, so that columns are not independent either, and none are compared.",
        "均值 ± 95% 区间的一半。下一行是同一城市内与 {first} 的配对差值,区间为 {size} 项检验的联合 95% 区间。\
         各城市的问题各不相同,列与列之间不逐个配对;\
         但各城市逐日的多寡起伏相同,列与列之间也不独立,故不作比较。"
    );
    Table {
        header: known.iter().map(|name| Column::words(name)).chain(cities).collect(),
        rows: spreads.iter().flat_map(of).collect(),
        notes: [called, note].iter().map(|note| note.read(lang).to_owned()).collect(),
    }
}

fn row(
    comparison: &Comparison,
    layout: &Layout,
    (indicator, model): (usize, usize),
    lang: Lang,
) -> Vec<String> {
    let cell = |city: usize| {
        let place = layout.place(city, model);
        let mean = comparison.studies[place].indicator(indicator).map_or(
            NONE.read(lang).to_owned(),
            |of| {
                let half = of.estimate.half_width(CONFIDENCE).unwrap_or(f64::NAN);
                format_with_interval(of.estimate.mean, half)
            },
        );
        let change = difference(comparison, place, indicator).map_or(String::new(), |of| {
            let (low, high) = of.interval;
            format!("\n{}", format_with_ends(of.paired.difference.mean, low, high))
        });
        mean + &change
    };
    let id = comparison.studies[0].measures()[indicator].name(lang).to_owned();
    let known = [id, layout.models[model].clone()];
    known.into_iter().chain((0..layout.cities.len()).map(cell)).collect()
}

/// Shares of the variance between cells.
pub(super) fn variance(comparison: &Comparison, lang: Lang) -> Table {
    let Some(Transplant { spreads, .. }) = &comparison.transplant else { return Table::default() };
    let measures = comparison.studies[0].measures();
    let row = |spread: &Spread| {
        let share = |place: usize| {
            let of = spread.shares.as_ref()?;
            let (low, high) = of.intervals.map_or((f64::NAN, f64::NAN), |ends| ends[place]);
            let ends = format!(
                "{} [{}, {}]",
                format_percent(of.shares[place], lang),
                format_percent(low, lang),
                format_percent(high, lang)
            );
            Some(if of.intervals.is_some() { ends } else { format_percent(of.shares[place], lang) })
        };
        let noise = spread.shares.as_ref().map(|of| format_percent(of.noise, lang));
        let cells = [share(0), share(1), share(2), noise];
        let cells = cells.map(|cell| cell.unwrap_or_else(|| NONE.read(lang).to_owned()));
        [measures[spread.indicator].name(lang).to_owned()].into_iter().chain(cells).collect()
    };
    let note = text!(
        "Sums of squares of the cell means, models and cities as they were named; they describe \
         these cells and no population of cities. Intervals: bootstrap of whole replications, 95 % \
         nominal, too narrow with few of them.",
        "单元格均值的平方和,治理模式和城市以所给为限;只描述这些单元格,不推及其他城市。\
         区间:对整次重复作自助法,名义 95%,重复次数少时偏窄。"
    );
    Table {
        header: vec![
            Column::words(lang.pick("indicator", "指标")),
            Column::numbers(lang.pick("models", "治理模式")),
            Column::numbers(lang.pick("cities", "城市")),
            Column::numbers(lang.pick("both together", "交互")),
            Column::numbers(lang.pick("noise taken out", "已扣除的噪声")),
        ],
        rows: spreads.iter().map(row).collect(),
        notes: vec![note.read(lang).to_owned()],
    }
}
