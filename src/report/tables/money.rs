//! Posts and money.

use crate::experiment::{Study, Subject};
use crate::report::number::format_significant;
use crate::report::table::{Column, Table};

/// Posts and yearly money of each scenario: what stands behind "as staffed" and "at equal cost".
pub(super) fn table(studies: &[Study]) -> Table {
    let rows = studies.iter().filter_map(|study| {
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
