//! How much of a change staff alone brings.

use super::NONE;
use crate::experiment::{Comparison, StaffShare};
use crate::lang::{Lang, Phrase};
use crate::report::names;
use crate::report::number::format_percent;
use crate::report::table::{Column, Table};
use crate::stats::Ratio;

const FORMULAS: [Phrase; 3] = [
    Phrase::new(
        "Staff first: (baseline at the alternative's cost - baseline) / (alternative - baseline).",
        "先计人员：（按备选成本的基线 − 基线）÷（备选 − 基线）。",
    ),
    Phrase::new(
        "Staff last: (alternative - alternative at the baseline's cost) / (alternative - baseline).",
        "后计人员：（备选 − 按基线成本的备选）÷（备选 − 基线）。",
    ),
    Phrase::new(
        "Mean: of both orders, Shapley's share. Intervals: Fieller's, 95 %.",
        "平均：两种次序的平均，即 Shapley 份额。区间：Fieller 95% 置信区间。",
    ),
];

/// What staff alone brings of the change between the models as stated.
pub(super) fn table(comparison: &Comparison, lang: Lang) -> Table {
    let missing = comparison.out_of_reach.iter().map(|reason| {
        let (none, end) = (NONE.read(lang), lang.pick(".", "。"));
        format!("{none}{}{}{end}", lang.pick(": ", "："), reason.read(lang))
    });
    let formulas = FORMULAS.map(|formula| formula.read(lang).to_owned());
    Table {
        header: vec![
            Column::words(lang.pick("indicator", "指标")),
            Column::words(lang.pick("change", "变化")),
            Column::numbers(lang.pick("staff first", "先计人员")),
            Column::numbers(lang.pick("staff last", "后计人员")),
            Column::numbers(lang.pick("mean", "平均")),
            Column::words(lang.pick("reading", "解读")),
        ],
        rows: comparison.staff_shares.iter().map(|staff| row(comparison, staff, lang)).collect(),
        notes: formulas.into_iter().chain(missing).collect(),
    }
}

fn row(comparison: &Comparison, staff: &StaffShare, lang: Lang) -> Vec<String> {
    let percent = |share| format_percent(share, lang);
    let share = |ratio: Option<&Ratio>| {
        ratio.map_or(NONE.read(lang).to_owned(), |ratio| {
            let (low, high) = ratio.fieller;
            format!("{} [{}, {}]", percent(ratio.point), percent(low), percent(high))
        })
    };
    vec![
        comparison.studies[0].measures()[staff.indicator].name(lang).to_owned(),
        names::of_contrast(comparison, &comparison.contrasts[staff.contrast], lang),
        share(staff.first.as_ref()),
        share(staff.last.as_ref()),
        share(staff.mean.as_ref()),
        verdict(staff, comparison.studies[0].outcomes.len(), lang),
    ]
}

/// What the mean of both orders says, or the one order there is.
fn verdict(staff: &StaffShare, replications: usize, lang: Lang) -> String {
    let orders = [
        (Phrase::new("", ""), &staff.mean),
        (Phrase::new("taken first, ", "先计人员时，"), &staff.first),
        (Phrase::new("taken last, ", "后计人员时，"), &staff.last),
    ];
    let told = orders.into_iter().find_map(|(order, share)| Some((order, share.as_ref()?.fieller)));
    let Some((order, (low, high))) = told else {
        let why = if replications < 2 {
            Phrase::new(
                "not identified: one replication has no spread",
                "无法识别：一次重复没有离散程度",
            )
        } else {
            Phrase::new("not identified: the change may be zero", "无法识别：变化可能为零")
        };
        return why.read(lang).to_owned();
    };
    let explains = match (low, high) {
        (low, _) if low > 0.5 => Phrase::new("staff explains most", "大部分来自人员"),
        (_, high) if high < 0.5 => {
            Phrase::new("staff explains less than half", "来自人员的不到一半")
        }
        _ => {
            Phrase::new("it is undecided whether staff explains half", "来自人员的是否过半尚不能定")
        }
    };
    format!("{}{}", order.read(lang), explains.read(lang))
}
