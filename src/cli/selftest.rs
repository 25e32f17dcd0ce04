//! `gridgov selftest`.

use super::Terminal;
use super::args::Selftest;
use super::failure::Failure;
use crate::experiment::{Check, SelftestError, selftest};
use crate::lang::{Lang, text};
use crate::report::number::{format_significant, format_with_interval};
use crate::report::table::{Column, Table};

/// Columns of a table for the terminal.
const WIDTH: u16 = 120;

/// Confidence of the intervals that are printed.
const CONFIDENCE: f64 = 0.95;

pub(super) fn run(command: &Selftest, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let checks = selftest(command.threads)?;
    let failed = checks.iter().filter(|check| !check.passes()).count();
    write!(terminal.out, "{}", table(&checks, terminal.lang).render(WIDTH))?;
    let (all, passed) = (checks.len(), checks.len() - failed);
    terminal
        .tell(&text!("{passed} passed, {failed} failed", "{passed} 项通过,{failed} 项未通过"))?;
    match failed {
        0 => Ok(()),
        _ => Err(Failure::Work(text!(
            "{failed} of {all} checks failed",
            "{all} 项检验中有 {failed} 项未通过"
        ))),
    }
}

fn table(checks: &[Check], lang: Lang) -> Table {
    Table {
        header: vec![
            Column::words(lang.pick("check", "检验")),
            Column::numbers(lang.pick("expected", "理论值")),
            Column::numbers(lang.pick("obtained", "所得值")),
            Column::words(lang.pick("unit", "单位")),
            Column::numbers(lang.pick("tolerance", "容差")),
            Column::words(lang.pick("verdict", "结论")),
        ],
        rows: checks.iter().map(|check| row(check, lang)).collect(),
        notes: notes(checks, lang),
    }
}

/// How a check is judged.
fn notes(checks: &[Check], lang: Lang) -> Vec<String> {
    let replications = checks.iter().map(|check| check.obtained.n).max().unwrap_or(0);
    let coarsest = 100.0 * Check::COARSEST;
    let note = text!(
        "Obtained: mean of {replications} replications ± half of its 95 % interval. A check passes \
         within four standard errors\n\
         (its tolerance), if they are no more than {coarsest:.0} % of what is expected; a right \
         engine would fail a given\n\
         check under one other seed in 8,200.",
        "所得值:{replications} 次重复的均值 ± 95 % 置信区间的半宽。与理论值相差不超过四个标准误(即容差)为通过,\n\
         且容差不得超过理论值的 {coarsest:.0} %;正确的引擎在 8200 个其他种子中约有一个会使某一项检验不通过。"
    );
    note.read(lang).lines().map(str::to_owned).collect()
}

fn row(check: &Check, lang: Lang) -> Vec<String> {
    let half = check.obtained.half_width(CONFIDENCE).unwrap_or(0.0);
    let verdict = if check.passes() { ("passed", "通过") } else { ("FAILED", "未通过") };
    vec![
        check.name.read(lang).to_owned(),
        format_significant(check.expected, 4),
        format_with_interval(check.obtained.mean, half),
        check.unit.read(lang).to_owned(),
        tolerance(check, lang),
        lang.pick(verdict.0, verdict.1).to_owned(),
    ]
}

/// The tolerance relative to what theory expects.
fn tolerance(check: &Check, lang: Lang) -> String {
    if check.tolerance() == 0.0 {
        return lang.pick("exact", "精确").to_owned();
    }
    format!("{} %", format_significant(100.0 * check.tolerance() / check.expected.abs(), 2))
}

impl From<SelftestError> for Failure {
    fn from(error: SelftestError) -> Self {
        match error {
            SelftestError::Scenario(faults) => Self::Input(faults),
            SelftestError::Threads(error) => error.into(),
        }
    }
}
