//! How much of a change staff alone brings.

use super::{NONE, percent};
use crate::experiment::{Comparison, StaffShare};
use crate::lang::Lang;
use crate::report::table::{Column, Table};
use crate::stats::Ratio;

/// What staff alone brings of the change between the models as stated.
pub(super) fn table(comparison: &Comparison) -> Table {
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
    let reasons = comparison.out_of_reach.iter().map(|reason| reason.read(Lang::En));
    let missing = reasons.map(|reason| format!("n/a: {reason}."));
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
