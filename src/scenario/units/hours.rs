//! Weekly opening hours.

use crate::lang::{Phrase, text};
use crate::scenario::read::{At, Read, Reader};
use crate::scenario::shape::Shape;
use crate::time::Span;

const DAY: i64 = 86_400_000;
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// When a desk is open: weekday (0 is Monday), start and end \[ms\] within the
/// day; sorted, merged, never overlapping.
///
/// Written `"always"`, `"daily 08:00-20:00"` or
/// `"Mon-Fri 08:30-12:00 13:30-17:30, Sat 09:00-12:00"`. A range that ends
/// before it begins goes on into the next day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeeklyHours(pub Vec<(u8, i64, i64)>);

impl WeeklyHours {
    /// Opening hours as a scenario writes them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse(text)
    }

    /// Open time in a week.
    #[must_use]
    pub fn weekly(&self) -> Span {
        Span::from_ms(self.0.iter().map(|(_, from, to)| to - from).sum())
    }
}

impl Read for WeeklyHours {
    fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let example = text!(
            "\"always\" or \"Mon-Fri 08:30-12:00 13:30-17:30\"",
            "\"always\" 或 \"Mon-Fri 08:30-12:00 13:30-17:30\""
        );
        let expected =
            text!("opening hours, such as {example},", "工作时间(例如 {example})", example);
        let text = reader.text(at, &expected)?;
        let hours = parse(text);
        if hours.is_none() {
            let found = reader.written(at.node.place);
            let message = text!(
                "{found} are not opening hours; allowed are such as {example}",
                "{found} 不是工作时间;写法例如 {example}",
                example
            );
            reader.refuse(at, message, None);
        }
        hours
    }

    fn shape() -> Shape {
        Shape::Text {
            noun: Phrase::new("opening hours", "工作时间"),
            example: "Mon-Fri 08:30-12:00 13:30-17:30",
        }
    }
}

fn parse(text: &str) -> Option<WeeklyHours> {
    if text.trim() == "always" {
        return Some(WeeklyHours((0..7).map(|day| (day, 0, DAY)).collect()));
    }
    let mut open = Vec::new();
    for clause in text.split(',') {
        let mut words = clause.split_whitespace();
        let days = days(words.next()?)?;
        let ranges: Vec<(i64, i64)> = words.map(range).collect::<Option<_>>()?;
        if ranges.is_empty() {
            return None;
        }
        for day in days {
            open.extend(ranges.iter().flat_map(|&range| within_days(day, range)));
        }
    }
    Some(WeeklyHours(merged(open)))
}

fn days(word: &str) -> Option<Vec<u8>> {
    if word == "daily" {
        return Some((0..7).collect());
    }
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    let (first, last) = (weekday(first)?, weekday(last)?);
    let length = (last + 7 - first) % 7;
    Some((0..=length).map(|step| (first + step) % 7).collect())
}

fn weekday(word: &str) -> Option<u8> {
    WEEKDAYS.iter().position(|&known| known == word).map(|index| index as u8)
}

fn range(word: &str) -> Option<(i64, i64)> {
    let (start, end) = word.split_once('-')?;
    let (start, end) = (clock(start)?, clock(end)?);
    (start != end && start < DAY).then_some((start, end))
}

fn clock(word: &str) -> Option<i64> {
    let (hour, minute) = word.split_once(':')?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    let ms = (60 * hour + minute) * 60_000;
    (minute < 60 && ms <= DAY).then_some(ms)
}

/// A range of a day, cut at midnight if it goes on into the next.
fn within_days(day: u8, (start, end): (i64, i64)) -> Vec<(u8, i64, i64)> {
    let next = (day + 1) % 7;
    let mut parts =
        if start < end { vec![(day, start, end)] } else { vec![(day, start, DAY), (next, 0, end)] };
    parts.retain(|(_, start, end)| start < end);
    parts
}

fn merged(mut open: Vec<(u8, i64, i64)>) -> Vec<(u8, i64, i64)> {
    open.sort_unstable();
    let mut merged: Vec<(u8, i64, i64)> = Vec::new();
    for (day, start, end) in open {
        match merged.last_mut() {
            Some(last) if last.0 == day && start <= last.2 => last.2 = last.2.max(end),
            _ => merged.push((day, start, end)),
        }
    }
    merged
}
