//! Where the numbers of scenarios come from, as tables.

use super::number::format_percent;
use super::table::{Column, Table};
use crate::lang::{Lang, Phrase};
use crate::scenario::Provenance;
use crate::scenario::provenance::{Evidence, Origin, Statement, Transfer};

/// A scenario and the numbers it was read with.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The scenario.
    pub scenario: String,
    /// Every number, and where it comes from.
    pub numbers: Vec<Provenance>,
}

/// How many numbers of each scenario came to be in each way.
pub fn shares(sources: &[Sources], lang: Lang) -> Table {
    let origins = Origin::ALL.iter().map(|of| Column::numbers(origin(*of).read(lang)));
    let known = [
        Column::words(lang.pick("scenario", "情景")),
        Column::numbers(lang.pick("numbers", "数字个数")),
    ];
    let note =
        lang.pick("Each number counts once, whatever its weight.", "每个数字计一次，不论其分量。");
    Table {
        header: known.into_iter().chain(origins).collect(),
        rows: sources.iter().map(|sources| share(sources, lang)).collect(),
        notes: vec![note.to_owned()],
    }
}

fn share(sources: &Sources, lang: Lang) -> Vec<String> {
    let inputs = || sources.numbers.iter().filter(|number| number.is_input());
    let all = inputs().count();
    let counts = Origin::ALL.iter().map(|origin| {
        let came_so = |number: &&Provenance| number.statement.origin == *origin;
        let count = inputs().filter(came_so).count();
        let percent = format_percent(count as f64 / all.max(1) as f64, lang);
        lang.pick(format!("{count} ({percent})"), format!("{count}（{percent}）"))
    });
    [sources.scenario.clone(), all.to_string()].into_iter().chain(counts).collect()
}

/// Numbers and where each comes from.
pub fn numbers<'n>(numbers: impl IntoIterator<Item = &'n Provenance>, lang: Lang) -> Table {
    Table {
        header: vec![
            Column::words(lang.pick("number", "数字")),
            Column::words(lang.pick("value", "取值")),
            Column::words(lang.pick("origin", "来源类别")),
            Column::words(lang.pick("evidence", "证据")).aside(),
            Column::words(lang.pick("plausible", "合理范围")),
            Column::words(lang.pick("source and note", "出处与说明")).aside(),
        ],
        rows: numbers.into_iter().map(|number| row(number, lang)).collect(),
        notes: Vec::new(),
    }
}

fn row(number: &Provenance, lang: Lang) -> Vec<String> {
    let Statement {
        origin: came,
        evidence: proof,
        transfer: place,
        source,
        range,
        note,
        fitted_to,
        total,
    } = &number.statement;
    let to = lang.pick(" to ", " 至 ");
    let fitted = fitted_to.as_ref().zip(total.as_ref()).map(|(indicator, ends)| {
        let ends = ends.join(to);
        lang.pick(
            format!("fitted to {indicator} with others, their sum within {ends}"),
            format!("与其他数一同按 {indicator} 校准，其和在 {ends} 之内"),
        )
    });
    let proof = [proof.map(evidence), place.map(transfer)];
    let proof: Vec<&str> = proof.into_iter().flatten().map(|of| of.read(lang)).collect();
    let said = [source, &fitted, note];
    let said: Vec<&str> = said.into_iter().filter_map(Option::as_deref).collect();
    vec![
        number.path.clone(),
        number.text.clone(),
        origin(*came).read(lang).to_owned(),
        proof.join(lang.pick(", ", "，")),
        range.as_ref().map_or(String::new(), |ends| ends.join(to)),
        said.join(lang.pick("; ", "；")),
    ]
}

/// How a number came to be, as people read it.
pub fn origin(origin: Origin) -> Phrase {
    let zh = match origin {
        Origin::Sourced => "有出处",
        Origin::Derived => "推算",
        Origin::Calibrated => "校准",
        Origin::Assumed => "假设",
    };
    Phrase::new(origin.word(), zh)
}

/// How good the evidence is, as people read it.
pub fn evidence(evidence: Evidence) -> Phrase {
    let zh = match evidence {
        Evidence::Independent => "独立测量",
        Evidence::PeerReviewed => "同行评议",
        Evidence::SelfReported => "自行申报",
        Evidence::Weak => "证据较弱",
    };
    Phrase::new(evidence.word(), zh)
}

/// How far the evidence was carried, as people read it.
pub fn transfer(transfer: Transfer) -> Phrase {
    let zh = match transfer {
        Transfer::Same => "同地同期",
        Transfer::Country => "同一国家",
        Transfer::Foreign => "其他国家",
    };
    Phrase::new(transfer.word(), zh)
}
