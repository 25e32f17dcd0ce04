//! Posts and money.

use crate::experiment::{Governed, Study, Subject};
use crate::lang::Lang;
use crate::report::names;
use crate::report::number::{format_fixed, format_significant};
use crate::report::table::{Column, Table};

/// Posts and yearly money of each scenario: what stands behind "as staffed" and "at equal cost".
pub(super) fn table(studies: &[Study], lang: Lang) -> Table {
    let called = names::of_studies(studies, lang);
    let rows =
        studies.iter().zip(called).filter_map(|(study, name)| match &study.prepared.subject {
            Subject::Governed(governed) => Some(row(name, governed, lang)),
            Subject::Skeleton(_) => None,
        });
    Table {
        header: vec![
            Column::words(lang.pick("scenario", "情景")),
            Column::numbers(lang.pick("posts", "岗位数")),
            Column::numbers(lang.pick("million yuan a year", "每年经费（万元）")),
            Column::numbers(lang.pick("of it campaigns", "其中集中整治（万元）")),
            Column::numbers(lang.pick("of it platform", "其中信息平台（万元）")),
            Column::numbers(lang.pick(
                "staff of the roles the money goes to, as a multiple",
                "经费所投岗位的人员倍数",
            )),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

fn row(name: String, governed: &Governed, lang: Lang) -> Vec<String> {
    let governance = &governed.governance;
    vec![
        name,
        format_significant(governance.posts().iter().sum(), 4),
        money(governance.yearly_cost(), lang),
        money(governance.campaign_cost(), lang),
        money(governance.mean_platform_cost(), lang),
        format_significant(governed.staffing, 3),
    ]
}

/// In millions, in Chinese in ten thousands \[yuan\].
fn money(yuan: f64, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{:.2}", yuan / 1e6),
        Lang::Zh => format_fixed(yuan / 1e4, 0),
    }
}
