//! Tables of a study for the terminal.

use std::collections::{BTreeMap, BTreeSet};

use super::number::{format_p, format_significant, format_with_ends, format_with_interval};
use super::table::{Column, Table};
use crate::experiment::{
    CONFIDENCE, Comparison, Contrast, Difference, Kind, Measure, StaffShare, Study, Subject,
};
use crate::stats::Ratio;

/// What stands where an indicator does not apply.
const NONE: &str = "n/a";

/// Every indicator of one scenario with its interval.
pub fn of_run(study: &Study) -> Table {
    let rows = study.measures().into_iter().enumerate().map(|(place, measure)| {
        let (value, note) = match study.indicator(place) {
            Ok(result) => {
                let half = result.estimate.half_width(CONFIDENCE).unwrap_or(f64::NAN);
                let censored = result.censored_share.filter(|share| *share > 0.0);
                let note = censored.map(|share| format!("{} censored", percent(share)));
                (format_with_interval(result.estimate.mean, half), note.unwrap_or_default())
            }
            Err(reason) => (NONE.to_owned(), reason),
        };
        vec![measure.id.to_owned(), value, measure.unit.to_owned(), note]
    });
    let mut notes = vec![format!(
        "{}: mean over {} replications ± half of its 95 % interval (Student t).",
        study.prepared.title,
        study.outcomes.len()
    )];
    if study.outcomes.len() < 2 {
        notes.push("One replication has no interval: run more.".to_owned());
    }
    Table {
        header: vec![
            Column::words("indicator"),
            Column::numbers("value"),
            Column::words("unit"),
            Column::words("note"),
        ],
        rows: rows.collect(),
        notes,
    }
}

/// The tables of a comparison, each with its heading.
pub fn of_comparison(comparison: &Comparison) -> Vec<(String, Table)> {
    let measures = comparison.studies[0].measures();
    let places = |keep: &dyn Fn(&Measure) -> bool| -> Vec<usize> {
        (0..measures.len()).filter(|place| keep(&measures[*place])).collect()
    };
    let twins: Vec<usize> = places(&|m| m.twin.is_some())
        .into_iter()
        .flat_map(|place| {
            let twin = measures.iter().position(|m| Some(m.id) == measures[place].twin);
            [Some(place), twin].into_iter().flatten()
        })
        .collect();
    let rest = places(&|m| !m.primary && m.twin.is_none())
        .into_iter()
        .filter(|place| !twins.contains(place))
        .collect::<Vec<_>>();
    let mut tables = vec![
        ("Primary endpoints".to_owned(), primary(comparison, &places(&|m| m.primary))),
        ("Posts and money".to_owned(), money(comparison)),
        (
            "How much of the change the same money brings without the new model".to_owned(),
            staff(comparison),
        ),
        (
            "Official rates, each above its true twin (exploratory)".to_owned(),
            compared(comparison, &twins),
        ),
        ("All else (exploratory)".to_owned(), compared(comparison, &rest)),
    ];
    tables.retain(|(_, table)| !table.rows.is_empty());
    tables
}

fn header(comparison: &Comparison) -> Vec<Column> {
    let names = comparison.studies.iter().map(|study| Column::numbers(&study.prepared.name));
    let contrasts = main_contrasts(comparison)
        .enumerate()
        .map(|(place, contrast)| Column::numbers(&label(place, contrast)));
    [Column::words("indicator")].into_iter().chain(names).chain(contrasts).collect()
}

/// A contrast's number and kind, as columns name it.
fn label(place: usize, contrast: &Contrast) -> String {
    format!("[{}] {}", place + 1, contrast.kind.label())
}

/// What the contrasts of a comparison are, one line each.
pub fn contrasts(comparison: &Comparison) -> Vec<String> {
    main_contrasts(comparison)
        .enumerate()
        .map(|(place, contrast)| format!("{}: {}", label(place, contrast), contrast.name))
        .collect()
}

fn main_contrasts(comparison: &Comparison) -> impl Iterator<Item = &Contrast> {
    comparison.contrasts.iter().filter(|contrast| contrast.kind != Kind::StaffAlone)
}

fn compared(comparison: &Comparison, places: &[usize]) -> Table {
    Table {
        header: header(comparison),
        rows: places.iter().map(|place| row(comparison, *place, &interval)).collect(),
        notes: reasons(comparison, places),
    }
}

/// Why some cells hold no number: each reason once, with where it holds.
fn reasons(comparison: &Comparison, places: &[usize]) -> Vec<String> {
    let mut reasons: BTreeMap<String, [BTreeSet<&str>; 2]> = BTreeMap::new();
    for study in &comparison.studies {
        for place in places {
            if let Err(reason) = study.indicator(*place) {
                let [indicators, scenarios] = reasons.entry(reason).or_default();
                indicators.insert(study.measures()[*place].id);
                scenarios.insert(&study.prepared.name);
            }
        }
    }
    let line = |(reason, where_it_holds): (String, [BTreeSet<&str>; 2])| {
        let [indicators, scenarios] =
            where_it_holds.map(|names| names.into_iter().collect::<Vec<_>>().join(", "));
        format!("n/a: {indicators}: {reason} ({scenarios}).")
    };
    reasons.into_iter().map(line).collect()
}

/// The share of a restricted mean's cohort that was still open, scenario by scenario.
fn censored(comparison: &Comparison, place: usize) -> Option<String> {
    let share = |study: &Study| {
        let share = study.indicator(place).ok()?.censored_share?;
        Some(format!("{} {}", study.prepared.name, percent(share)))
    };
    let shares: Vec<String> = comparison.studies.iter().filter_map(share).collect();
    let id = comparison.studies[0].measures()[place].id;
    (!shares.is_empty()).then(|| format!("{id}: still open then: {}.", shares.join(", ")))
}

/// Posts and yearly money of each scenario: what stands behind "as staffed" and "at equal cost".
fn money(comparison: &Comparison) -> Table {
    let rows = comparison.studies.iter().filter_map(|study| {
        let Subject::Governed(governed) = &study.prepared.subject else { return None };
        let governance = &governed.governance;
        let million = |yuan: f64| format!("{:.2}", yuan / 1e6);
        Some(vec![
            study.prepared.name.clone(),
            format_significant(governance.posts().iter().sum(), 4),
            million(governance.yearly_cost()),
            million(governance.campaign_cost()),
            million(governance.platform_cost),
            format_significant(governed.staffing, 3),
        ])
    });
    Table {
        header: vec![
            Column::words("scenario"),
            Column::numbers("posts"),
            Column::numbers("million yuan a year"),
            Column::numbers("of it campaigns"),
            Column::numbers("of it platform"),
            Column::numbers("staff of the roles the money goes to, as a multiple"),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

fn primary(comparison: &Comparison, places: &[usize]) -> Table {
    let cell = |difference: &Difference| {
        let p =
            difference.p_holm.map_or(String::new(), |p| format!("\np {}", equals(&format_p(p))));
        interval(difference) + &p
    };
    let units = places.iter().map(|place| {
        let measure = comparison.studies[0].measures()[*place];
        let window = comparison.studies[0].prepared.window;
        let restricted = if measure.id == "resolution_time_h" {
            format!(
                ", restricted to {} days, problems that would outlast them",
                window.follow_up_days
            )
        } else {
            String::new()
        };
        format!("{}: {}{restricted}.", measure.id, measure.unit)
    });
    let open = places.iter().filter_map(|place| censored(comparison, *place));
    let missing = reasons(comparison, places);
    let notes = units.chain(open).chain(missing).chain([format!(
        "Intervals hold the luck of replications in one synthetic city; what is assumed is not in \
         them.\nMeans ± half of the 95 % interval; differences with simultaneous 95 % intervals and p \
         adjusted by Holm over {} tests.",
        comparison.family
    )]);
    Table {
        header: header(comparison),
        rows: places.iter().map(|place| row(comparison, *place, &cell)).collect(),
        notes: notes.collect(),
    }
}

fn equals(p: &str) -> String {
    if p.starts_with('<') { p.to_owned() } else { format!("= {p}") }
}

fn row(comparison: &Comparison, place: usize, cell: &dyn Fn(&Difference) -> String) -> Vec<String> {
    let value = |study: &Study| match study.indicator(place) {
        Ok(result) => {
            let half = result.estimate.half_width(CONFIDENCE).unwrap_or(f64::NAN);
            format_with_interval(result.estimate.mean, half)
        }
        Err(_) => NONE.to_owned(),
    };
    let difference =
        |contrast: &Contrast| contrast.differences[place].as_ref().map_or(NONE.to_owned(), cell);
    let name = comparison.studies[0].measures()[place].id.to_owned();
    [name]
        .into_iter()
        .chain(comparison.studies.iter().map(value))
        .chain(main_contrasts(comparison).map(difference))
        .collect()
}

fn interval(difference: &Difference) -> String {
    let (low, high) = difference.interval;
    format_with_ends(difference.paired.difference.mean, low, high)
}

/// What staff alone brings of the change between the models as stated.
fn staff(comparison: &Comparison) -> Table {
    let measures = comparison.studies[0].measures();
    let share = |ratio: Option<&Ratio>| {
        ratio.map_or(NONE.to_owned(), |ratio| {
            let (low, high) = ratio.fieller;
            format!("{} [{}, {}]", percent(ratio.point), percent(low), percent(high))
        })
    };
    let rows = comparison.staff_shares.iter().map(|staff| {
        vec![
            measures[staff.indicator].id.to_owned(),
            comparison.contrasts[staff.contrast].name.clone(),
            share(staff.first.as_ref()),
            share(staff.last.as_ref()),
            share(staff.mean.as_ref()),
            verdict(staff),
        ]
    });
    let formulas = [
        "Staff first: (baseline at the alternative's cost - baseline) / (alternative - baseline).",
        "Staff last: (alternative - alternative at the baseline's cost) / (alternative - baseline).",
        "Mean: of both orders, Shapley's share. Intervals: Fieller's, 95 %.",
    ];
    let missing = comparison.out_of_reach.iter().map(|reason| format!("n/a: {reason}."));
    Table {
        header: vec![
            Column::words("indicator"),
            Column::words("change"),
            Column::numbers("staff first"),
            Column::numbers("staff last"),
            Column::numbers("mean"),
            Column::words("reading"),
        ],
        rows: rows.collect(),
        notes: formulas.map(str::to_owned).into_iter().chain(missing).collect(),
    }
}

/// What the mean of both orders says, or the one order there is.
fn verdict(staff: &StaffShare) -> String {
    let orders =
        [("", &staff.mean), ("taken first, ", &staff.first), ("taken last, ", &staff.last)];
    let told = orders.into_iter().find_map(|(order, share)| Some((order, share.as_ref()?.fieller)));
    let Some((order, (low, high))) = told else {
        return "not identified: the change may be zero".to_owned();
    };
    let explains = match (low, high) {
        (low, _) if low > 0.5 => "staff explains most",
        (_, high) if high < 0.5 => "staff explains less than half",
        _ => "it is undecided whether staff explains half",
    };
    format!("{order}{explains}")
}

fn percent(share: f64) -> String {
    format!("{} %", format_significant(100.0 * share, 3))
}
