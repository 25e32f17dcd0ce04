//! What the steps of a case come to.

use super::words::{Words, fate_words, said, stage_words};
use crate::experiment::{Limited, Trace, Verdict};
use crate::lang::{Text, text};
use crate::report::number::{NO_NUMBER, format_significant};
use crate::report::table::{Column, Table};
use crate::simulation::record::{Fate, Source, Stage};
use crate::time::{Span, Time};

/// Parts of the time from arising until the case was over; they sum to the last row.
pub(super) fn time(trace: &Trace<'_>, words: &Words<'_>) -> Table {
    let lang = words.lang;
    let (case, problem) = (&trace.case, &trace.problem);
    let known = problem.known.map_or(case.opened, |(known, _)| known);
    let before = [
        (text!("not yet known", "尚无人知晓"), known - problem.arose),
        (text!("on earlier files", "在先前案件中"), case.opened - known),
    ];
    let stages = Stage::ALL.iter().map(|stage| (stage_words(*stage), case.parts[*stage as usize]));
    let mut parts: Vec<(Text, Span)> = before.into_iter().chain(stages).collect();
    parts.retain(|(_, span)| *span > Span::ZERO);
    let total: Span = parts.iter().map(|(_, span)| *span).sum();
    let until = match case.fate {
        Fate::Open => text!("from arising to the end of the replication", "从发生到运行结束"),
        Fate::Closed => text!("from arising to closing", "从发生到结案"),
        _ => text!("from arising until the case was over", "从发生到案件了结"),
    };
    parts.push((until, total));
    let row = |(name, span): &(Text, Span)| {
        let share = 100.0 * span.ms() as f64 / total.ms().max(1) as f64;
        let share = format!("{} %", format_significant(share, 3));
        vec![name.read(lang).to_owned(), words.exact(*span), share]
    };
    Table {
        header: vec![
            Column::words(lang.pick("part", "部分")),
            Column::numbers(lang.pick("time", "用时")),
            Column::numbers(lang.pick("share", "占比")),
        ],
        rows: parts.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

/// Whether the limit was kept on either clock.
pub(super) fn deadlines(trace: &Trace<'_>, words: &Words<'_>) -> Table {
    let lang = words.lang;
    let official = text!("official: filing to closing", "官方：立案至结案");
    let wall = text!("true: arising to solution, every hour counts", "实际：发生至解决，不停钟");
    let row = |(name, limited): (Text, Limited)| {
        let moment = |at: Option<Time>| at.map_or(NO_NUMBER.to_owned(), |at| words.moment(at));
        let Limited { from, until, done, verdict } = limited;
        vec![
            name.read(lang).to_owned(),
            moment(from),
            moment(until),
            moment(done),
            verdict_words(verdict, words),
        ]
    };
    let rows = [(official, trace.deadlines.official), (wall, trace.deadlines.wall)];
    Table {
        header: vec![
            Column::words(lang.pick("clock", "时钟")),
            Column::words(lang.pick("from", "起")),
            Column::words(lang.pick("until", "限至")),
            Column::words(lang.pick("done", "完成")),
            Column::words(lang.pick("kept", "是否守时")),
        ],
        rows: rows.map(row).to_vec(),
        notes: Vec::new(),
    }
}

fn verdict_words(verdict: Verdict, words: &Words<'_>) -> String {
    let text = match verdict {
        Verdict::NoLimit => text!("no limit was promised", "无时限"),
        Verdict::NeverBegan => text!("its clock never began", "未起算"),
        Verdict::Kept => text!("kept", "守时"),
        Verdict::Missed(by) => {
            let by = words.long(by);
            text!("missed by {by}", "超时 {by}")
        }
        Verdict::NotYetDue => text!("not yet due", "尚未到期"),
        Verdict::ByItself => text!("never solved: it ended by itself", "未经解决，自行消失"),
    };
    text.read(words.lang).to_owned()
}

/// What the file says beside what was so.
pub(super) fn truth(trace: &Trace<'_>, words: &Words<'_>) -> Table {
    let lang = words.lang;
    let (case, problem) = (&trace.case, &trace.problem);
    let moment = |at: Option<Time>| at.map_or(NO_NUMBER.to_owned(), |at| words.moment(at));
    let over = match case.fate {
        Fate::Open => None,
        _ => Some(case.opened + case.parts.iter().copied().sum::<Span>()),
    };
    let fate = fate_words(case.fate);
    let ended = problem.ended.map(|(ended, _)| ended);
    let stands = lang.pick("it stood when the replication ended", "运行结束时仍在").to_owned();
    let notice = |when: Time, source: Source| {
        format!("{}{}{}", words.moment(when), lang.pick(", ", "，"), words.source(source))
    };
    let known = problem.known.map_or(NO_NUMBER.to_owned(), |(at, source)| notice(at, source));
    let opened = notice(case.opened, case.source);
    let filed = match case.filed {
        Some((filed, _)) => words.moment(filed),
        None => lang.pick("never filed", "未立案").to_owned(),
    };
    let rows = [
        (text!("filed, and arose", "立案与发生"), filed, words.moment(problem.arose)),
        (text!("noticed", "获知"), opened, known),
        (text!("done", "办结"), moment(case.claimed), claim(trace).read(lang).to_owned()),
        (
            text!("ends", "结束"),
            format!("{} {}", moment(over), fate.read(lang)),
            ended.map_or(stands, |at| format!("{} {}", words.moment(at), words.ends())),
        ),
    ];
    let row = |(name, paper, street): (Text, String, String)| {
        vec![name.read(lang).to_owned(), paper, street]
    };
    Table {
        header: vec![
            Column::words(""),
            Column::words(lang.pick("on paper", "纸面")),
            Column::words(lang.pick("in the street", "实际")),
        ],
        rows: rows.map(row).to_vec(),
        notes: vec![gap(trace, words)],
    }
}

/// Whether the last claim was true.
fn claim(trace: &Trace<'_>) -> Text {
    match (trace.case.claimed, trace.case.claim_true) {
        (None, _) => text!("never called done", "从未报告办结"),
        (Some(_), true) => text!("true: the problem stood no longer", "属实：问题已不在"),
        (Some(_), false) => text!("not true: the problem stood", "不实：问题仍在"),
    }
}

/// How closing and the end of the problem lie to each other.
fn gap(trace: &Trace<'_>, words: &Words<'_>) -> String {
    let ended = trace.problem.ended.map(|(ended, _)| ended);
    let text = match (trace.case.closed, ended) {
        (None, _) => text!("The case was never closed.", "案件从未结案。"),
        (Some(closed), Some(ended)) if ended <= closed => {
            let by = words.long(closed - ended);
            text!("Closed {by} after the problem ended.", "问题结束 {by} 后结案。")
        }
        (Some(closed), Some(ended)) => {
            let by = words.long(ended - closed);
            text!(
                "False closure: closed {by} before the problem ended.",
                "虚假结案：结案 {by} 后问题才结束。"
            )
        }
        (Some(closed), None) => {
            let by = words.long(trace.end - closed);
            text!(
                "False closure: the problem still stood {by} later.",
                "虚假结案：{by} 后问题仍在。"
            )
        }
    };
    text.read(words.lang).to_owned()
}

/// The calls on the problem.
pub(super) fn calls(trace: &Trace<'_>, words: &Words<'_>) -> Table {
    let lang = words.lang;
    let rows = trace.orders.iter().map(|(case, order)| {
        let contacted = order.contacted.map(|at| words.long(at - order.made));
        let answer = order.call_back.map(|answer| said(answer).read(lang).to_owned());
        let none = || NO_NUMBER.to_owned();
        vec![
            words.moment(order.made),
            words.source(Source::Channel(order.channel)),
            (order.repeat + 1).to_string(),
            case.clone(),
            contacted.unwrap_or_else(none),
            answer.unwrap_or_else(none),
        ]
    });
    Table {
        header: vec![
            Column::words(lang.pick("made", "来电时间")),
            Column::words(lang.pick("channel", "渠道")),
            Column::numbers(lang.pick("call of this caller", "该来电人第几次")),
            Column::words(lang.pick("case", "案件")),
            Column::numbers(lang.pick("dealt with after", "多久后受理")),
            Column::words(lang.pick("called back", "回访")),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

/// All cases on the problem, if there are several.
pub(super) fn cases(trace: &Trace<'_>, words: &Words<'_>) -> Table {
    let lang = words.lang;
    let rows = trace.cases.iter().filter(|_| trace.cases.len() > 1).map(|(name, case)| {
        let took = case.parts.iter().copied().sum::<Span>();
        vec![
            name.clone(),
            words.moment(case.opened),
            words.source(case.source),
            words.long(took),
            fate_words(case.fate).read(lang).to_owned(),
        ]
    });
    Table {
        header: vec![
            Column::words(lang.pick("case", "案件")),
            Column::words(lang.pick("opened", "成案时间")),
            Column::words(lang.pick("through", "来源")),
            Column::numbers(lang.pick("lasted", "历时")),
            Column::words(lang.pick("what became of it", "结果")),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
    }
}
