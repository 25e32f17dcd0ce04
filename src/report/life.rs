//! The life of one case: a table of its steps in words, and what they come to.

mod document;
mod summary;
#[cfg(test)]
mod tests;
mod words;

use self::words::Words;
use super::dates::clock;
use super::number::NO_NUMBER;
use super::table::{Column, Table};
use crate::experiment::{Moment, Trace, Wanted, Where};
use crate::id::Id as _;
use crate::lang::{Lang, text};
use crate::simulation::record::Deed;
use crate::time::{Span, Time};

pub use self::document::{Document, document};

/// Lines that say whose life it is.
pub fn heading(trace: &Trace<'_>, place: Where<'_>, wanted: &Wanted, lang: Lang) -> Vec<String> {
    let words = Words::of(trace, lang);
    let city = &trace.governed.city;
    let (name, replication) = (&trace.name, place.replication);
    let scenario = &place.prepared.name;
    let first = text!(
        "Case {name} in replication {replication} of {scenario}",
        "案件 {name}，情景 {scenario} 第 {replication} 次重复"
    );
    let block = trace.problem.block;
    let community = city.blocks[block].community;
    let street = city.communities[community].street.index();
    let (category, block) = (words.category(), block.index());
    let (called, community) = (&city.communities[community].name, community.index());
    let called = if called.is_empty() { String::new() } else { format!(" ({called})") };
    let second = text!(
        "{category} in block {block}, community {community}{called}, street {street}",
        "{category}，地块 {block}，社区 {community}{called}，街道 {street}"
    );
    let mut lines = vec![first.read(lang).to_owned(), second.read(lang).to_owned()];
    if let Wanted::Picked(pick) = wanted {
        let meaning = pick.meaning();
        let (asked, meaning) = (pick.name(), meaning.read(lang));
        lines.push(lang.pick(
            format!("{asked}: of the cases opened in the measured period, the one that {meaning}"),
            format!("{asked}：测量期内成案的案件中，{meaning}的一件"),
        ));
    }
    lines
}

/// The life as tables, each with its heading; those that do not apply are left out.
pub fn tables(trace: &Trace<'_>, lang: Lang) -> Vec<(&'static str, Table)> {
    let words = Words::of(trace, lang);
    let mut tables = vec![
        (lang.pick("Step by step", "逐步经过"), steps(trace, &words)),
        (lang.pick("Where the time went", "时间去向"), summary::time(trace, &words)),
        (lang.pick("The promised time", "时限"), summary::deadlines(trace, &words)),
        (lang.pick("On paper and in the street", "纸面与实际"), summary::truth(trace, &words)),
        (lang.pick("Calls on the problem", "就此问题的来电"), summary::calls(trace, &words)),
        (lang.pick("Cases on the problem", "同一问题的案件"), summary::cases(trace, &words)),
    ];
    tables.retain(|(_, table)| !table.rows.is_empty());
    tables
}

fn steps(trace: &Trace<'_>, words: &Words<'_>) -> Table {
    let lang = words.lang;
    let arose = trace.problem.arose;
    let line = |when: Time, what: String, who: String| {
        let since = long(when - arose, lang);
        vec![when.day().to_string(), words.date(when), clock(when.of_day()), since, what, who]
    };
    let mut rows = vec![line(arose, words.arises(), NO_NUMBER.to_owned())];
    let mut ending =
        trace.problem.ended.map(|(ended, _)| line(ended, words.ends(), NO_NUMBER.to_owned()));
    for (place, moment) in trace.steps.iter().enumerate() {
        if !moment.stands {
            rows.extend(ending.take());
        }
        if !is_idle_wait(trace.steps.get(place + 1), moment) {
            rows.push(line(moment.when, words.step(moment), words.who(moment.desk)));
        }
    }
    rows.extend(ending);
    let notes = lang.pick(
        "Moments are cut to whole seconds; a wait that is over at once is left out. All residents \
         and workers are synthetic: steps name roles and desks, never persons.",
        "时刻截至整秒；立即结束的等待不列出。居民与工作人员均为合成：只写岗位与席位，不写个人。",
    );
    Table {
        header: vec![
            Column::numbers(lang.pick("day", "日")),
            Column::words(lang.pick("date", "日期")),
            Column::words(lang.pick("clock", "时刻")),
            Column::numbers(lang.pick("since it arose", "距发生")),
            Column::words(lang.pick("step", "步骤")),
            Column::words(lang.pick("who", "岗位")),
        ],
        rows,
        notes: vec![notes.to_owned()],
    }
}

/// Whether a step is a wait for work that begins at once.
fn is_idle_wait(next: Option<&Moment>, moment: &Moment) -> bool {
    let begins = |next: &Moment| matches!(next.deed, Deed::Begun(..)) && next.when == moment.when;
    matches!(moment.deed, Deed::Queued(_)) && next.is_some_and(begins)
}

/// A span as `03:04:05` or `2 d 03:04:05`, cut to whole seconds.
fn long(span: Span, lang: Lang) -> String {
    let days = span.ms() / Span::DAY.ms();
    let rest = clock(span - Span::DAY * days);
    match days {
        0 => rest,
        _ => format!("{days}{}{rest}", lang.pick(" d ", "天 ")),
    }
}

/// A span to the millisecond.
fn exact(span: Span, lang: Lang) -> String {
    format!("{}.{:03}", long(span, lang), span.ms() % 1000)
}
