//! What differs between scenarios.

use super::{NONE, listed, named, naming, reasons};
use crate::experiment::{CONFIDENCE, Comparison, Contrast, Difference, Kind, Study};
use crate::lang::{Lang, Text, text};
use crate::report::number::{
    NO_NUMBER, format_p_with_sign, format_percent, format_with_ends, format_with_interval,
};
use crate::report::table::{Column, Table};
use crate::report::{names, unit};

fn header(comparison: &Comparison, lang: Lang) -> Vec<Column> {
    let [name, other] = naming(lang);
    let called = names::of_studies(&comparison.studies, lang);
    let contrasts = main_contrasts(comparison)
        .enumerate()
        .map(|(place, contrast)| Column::numbers(&label(place, contrast, lang)));
    let aside = [
        Column::words(lang.pick("unit", "单位")),
        Column::numbers(lang.pick("pairs", "配对数")),
        Column::words(lang.pick("still open at the end, in order", "到期仍未了结，依次")),
    ];
    [name, other.aside()]
        .into_iter()
        .chain(called.iter().map(|name| Column::numbers(name)))
        .chain(contrasts)
        .chain(aside.map(Column::aside))
        .collect()
}

/// A contrast's number and kind, as columns name it.
pub(in crate::report) fn label(place: usize, contrast: &Contrast, lang: Lang) -> String {
    format!("[{}] {}", place + 1, contrast.kind.label().read(lang))
}

/// The same of a contrast of this comparison.
pub(in crate::report) fn label_of(
    comparison: &Comparison,
    contrast: &Contrast,
    lang: Lang,
) -> String {
    let place = main_contrasts(comparison).position(|other| other.name == contrast.name);
    label(place.unwrap_or(0), contrast, lang)
}

/// What the contrasts of a comparison are, one line each.
pub fn contrasts(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let line = |(place, contrast): (usize, &Contrast)| {
        let label = label(place, contrast, lang);
        let (called, file) = (names::of_contrast(comparison, contrast, lang), &contrast.name);
        match lang {
            Lang::Zh if called != *file => format!("{label}：{called}（{file}）"),
            Lang::Zh => format!("{label}：{called}"),
            Lang::En => format!("{label}: {called}"),
        }
    };
    main_contrasts(comparison).enumerate().map(line).collect()
}

pub(in crate::report) fn main_contrasts(
    comparison: &Comparison,
) -> impl Iterator<Item = &Contrast> {
    comparison.contrasts.iter().filter(|contrast| contrast.kind != Kind::StaffAlone)
}

pub(super) fn table(comparison: &Comparison, places: &[usize], lang: Lang) -> Table {
    let row = |place: &usize| row(comparison, *place, &interval, lang);
    Table {
        header: header(comparison, lang),
        rows: places.iter().map(row).collect(),
        notes: reasons(&comparison.studies, places, lang),
    }
}

/// The share of a restricted mean's cohort that was still open, in the order of scenarios.
fn still_open(comparison: &Comparison, place: usize, lang: Lang) -> String {
    let share = |study: &Study| study.indicator(place).ok()?.censored_share;
    let shares: Vec<Option<f64>> = comparison.studies.iter().map(share).collect();
    if shares.iter().all(Option::is_none) {
        return String::new();
    }
    let told = |share: Option<f64>| {
        share.map_or(NO_NUMBER.to_owned(), |share| format_percent(share, lang))
    };
    shares.into_iter().map(told).collect::<Vec<_>>().join(" / ")
}

/// The same with the names of scenarios.
fn censored(comparison: &Comparison, place: usize, lang: Lang) -> Option<String> {
    let called = names::of_studies(&comparison.studies, lang);
    let share = |(study, name): (&Study, &String)| {
        let share = study.indicator(place).ok()?.censored_share?;
        Some(format!("{name} {}", format_percent(share, lang)))
    };
    let shares: Vec<String> = comparison.studies.iter().zip(&called).filter_map(share).collect();
    (!shares.is_empty()).then(|| listed(shares.iter().map(String::as_str), lang))
}

pub(super) fn primary(comparison: &Comparison, places: &[usize], lang: Lang) -> Table {
    let cell = |difference: &Difference| {
        let p = difference.p_holm.map_or(String::new(), |p| format!("\n{}", format_p_with_sign(p)));
        interval(difference) + &p
    };
    let units = places.iter().map(|place| counted_in(comparison, *place, lang));
    let open = places.iter().filter_map(|place| {
        let shares = censored(comparison, *place, lang)?;
        let name = comparison.studies[0].measures()[*place].name(lang);
        Some(text!("{name}: still open then: {shares}.", "{name}：届时仍未了结：{shares}。"))
    });
    let open = open.map(|text| text.said(lang));
    let missing = reasons(&comparison.studies, places, lang);
    let intervals = intervals(comparison.family.size).said(lang);
    Table {
        header: header(comparison, lang),
        rows: places.iter().map(|place| row(comparison, *place, &cell, lang)).collect(),
        notes: units.chain(open).chain(missing).chain([intervals]).collect(),
    }
}

/// The unit of an indicator, and what it leaves out.
fn counted_in(comparison: &Comparison, place: usize, lang: Lang) -> String {
    let measure = comparison.studies[0].measures()[place];
    let days = comparison.studies[0].prepared.window.follow_up_days;
    let restricted = if measure.id == "resolution_time_h" {
        text!(
            ", restricted to {days} days, problems that would outlast them",
            "，截断于 {days} 天，只计超过此期限不会自行消失的问题"
        )
        .said(lang)
    } else {
        String::new()
    };
    let (name, unit) = (measure.name(lang), unit::in_full(measure.unit, lang));
    text!("{name}: {unit}{restricted}.", "{name}：{unit}{restricted}。").said(lang)
}

/// What the intervals of the primary endpoints are.
fn intervals(tests: usize) -> Text {
    if tests == 0 {
        return text!(
            "A single replication has no intervals and no tests: what is luck and what is not \
             cannot be told.",
            "单次重复没有置信区间，也无法检验：何为偶然无从分辨。"
        );
    }
    text!(
        "Intervals hold the luck of replications in one synthetic city; what is assumed is not in \
         them.\nMeans ± half of the 95 % interval; differences with simultaneous 95 % intervals \
         and p adjusted by Holm over {tests} tests.",
        "置信区间只含同一座合成城市中各次重复的偶然波动，不含假设的不确定性。\n均值 ± 95% 置信区间的半宽；\
         差值附 95% 同时置信区间，p 值按 Holm 法对 {tests} 项检验校正。"
    )
}

fn row(
    comparison: &Comparison,
    place: usize,
    cell: &dyn Fn(&Difference) -> String,
    lang: Lang,
) -> Vec<String> {
    let none = || NONE.read(lang).to_owned();
    let value = |study: &Study| match study.indicator(place) {
        Ok(result) => {
            let half = result.estimate.half_width(CONFIDENCE).unwrap_or(f64::NAN);
            format_with_interval(result.estimate.mean, half)
        }
        Err(_) => none(),
    };
    let difference =
        |contrast: &Contrast| contrast.differences[place].as_ref().map_or_else(none, cell);
    let measure = comparison.studies[0].measures()[place];
    let aside = [
        unit::in_full(measure.unit, lang).to_owned(),
        comparison.studies[0].outcomes.len().to_string(),
        still_open(comparison, place, lang),
    ];
    named(&measure, lang)
        .into_iter()
        .chain(comparison.studies.iter().map(value))
        .chain(main_contrasts(comparison).map(difference))
        .chain(aside)
        .collect()
}

fn interval(difference: &Difference) -> String {
    let (low, high) = difference.interval;
    format_with_ends(difference.paired.difference.mean, low, high)
}
