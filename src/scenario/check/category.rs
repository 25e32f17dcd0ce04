//! Categories of problems, and lengths of time.

use super::known::Known;
use crate::lang::text;
use crate::scenario::category::{Category, Duration, Lognormal, Triangular, Uniform};
use crate::scenario::{Faults, Spotted, Subject};
use crate::time::Span;

/// How far shares may sum beyond one by rounding.
const ROUNDING: f64 = 1e-9;

/// A category can be drawn, owned and ended.
pub fn check(category: &Category, profiles: &Known<'_>, faults: &mut Faults) {
    let path = format!("city.categories.{}", category.id);
    profiles.find(&category.profile, &format!("{path}.profile"), faults);
    incidence(category, &path, faults);
    owners(category, &path, faults);
    offspring(category, &path, faults);
    work(category, &path, faults);
    for (key, times) in [
        ("notice", &category.notice),
        ("clears_after", &category.clears_after),
        ("work", &category.work),
        ("returns_after", &category.returns_after),
        ("spreads_after", &category.spreads_after),
    ] {
        duration(times, &format!("{path}.{key}"), faults);
    }
}

fn incidence(category: &Category, path: &str, faults: &mut Faults) {
    let subject = category.incidence.subject;
    if !matches!(subject, Subject::Resident | Subject::Km2 | Subject::Block) {
        let path = format!("{path}.incidence");
        let found = faults.written_at(&path);
        let message =
            text!("{found} is counted by what a city lacks", "{found} 的计数单位在城市中不存在");
        let help = text!(
            "write it per resident, per km2 or per block, and a time",
            "写成 per resident、per km2 或 per block,再加时间"
        );
        faults.add_at(&path, message, Some(help));
    }
}

fn owners(category: &Category, path: &str, faults: &mut Faults) {
    let path = format!("{path}.owners");
    let sum: f64 = category.owners.values().map(|share| share.value.0).sum();
    if sum <= 0.0 {
        let message = text!(
            "this category is nobody's duty; at least one duty needs a share",
            "没有任何职责负责此类别;至少一项职责须有份额"
        );
        let help = text!(
            "such as owners = {{ sanitation = 0.9 }}",
            "例如 owners = {{ sanitation = 0.9 }}"
        );
        faults.add_at(&path, message, Some(help));
    } else if sum > 1.0 + ROUNDING {
        let sum = (sum * 1e6).round() / 1e6;
        let message =
            text!("the shares sum to {sum}; at most 1 is allowed", "各份额之和为 {sum};最多允许 1");
        faults.add_at(&path, message, None);
    }
}

/// Each problem must breed less than one more, or they multiply without end.
fn offspring(category: &Category, path: &str, faults: &mut Faults) {
    let bred = bred(category);
    if bred >= 1.0 {
        let (spreads, returns) = (category.spreads.0, category.returns.0);
        let bred = (bred * 1e6).round() / 1e6;
        let message = text!(
            "each problem may breed {bred} more, without end: \
             spreads {spreads} + returns {returns} must be below 1",
            "每个问题可再引发 {bred} 个,没有止境:\
             spreads {spreads} + returns {returns} 须小于 1"
        );
        faults.add_at(&format!("{path}.spreads"), message, None);
    }
}

/// Problems that one problem breeds at most (mean).
pub fn bred(category: &Category) -> f64 {
    category.spreads.0 + category.returns.0
}

/// Work that takes no time would go round a case without end.
fn work(category: &Category, path: &str, faults: &mut Faults) {
    let (key, typical) = typical(&category.work);
    let key = format!("work.{key}");
    if typical < Span::MINUTE {
        let path = format!("{path}.{key}");
        let found = faults.written_at(&path);
        let message = text!(
            "{found} is too short; work takes at least 1 min",
            "{found} 太短;处置至少需要 1 min"
        );
        faults.add_at(&path, message, None);
    }
}

/// A typical length of a drawn time, and the key that states it.
pub fn typical(times: &Duration) -> (&'static str, Span) {
    match times {
        Duration::Fixed(span) => ("fixed", *span),
        Duration::Exponential(mean) => ("exponential", *mean),
        Duration::Lognormal(times) => ("lognormal.median", times.median),
        Duration::Gamma(times) => ("gamma.mean", times.mean),
        Duration::Uniform(times) => ("uniform.most", times.most),
        Duration::Triangular(times) => ("triangular.mode", times.mode),
        Duration::Empirical(times) => {
            ("empirical", times.get(times.len() / 2).map_or(Span::ZERO, |time| time.value))
        }
    }
}

/// The times that state a distribution are in order, and above zero where they must be.
pub fn duration(duration: &Duration, path: &str, faults: &mut Faults) {
    match duration {
        Duration::Fixed(_) | Duration::Exponential(_) | Duration::Gamma(_) => {}
        Duration::Lognormal(times) => lognormal(times, path, faults),
        Duration::Uniform(Uniform { least, most }) => {
            rising(&[("uniform.least", *least), ("uniform.most", *most)], path, faults);
        }
        Duration::Triangular(Triangular { least, mode, most }) => {
            let [first, second, third] = ["triangular.least", "triangular.mode", "triangular.most"];
            rising(&[(first, *least), (second, *mode), (third, *most)], path, faults);
        }
        Duration::Empirical(times) => empirical(times, path, faults),
    }
}

/// Each time is no shorter than the one before.
fn rising(times: &[(&str, Span)], path: &str, faults: &mut Faults) {
    for pair in times.windows(2).filter(|pair| pair[1].1 < pair[0].1) {
        let path = format!("{path}.{}", pair[1].0);
        let (found, before) = (faults.written_at(&path), pair[0].0);
        let message = text!("{found} is shorter than {before}", "{found} 短于 {before}");
        faults.add_at(&path, message, None);
    }
}

/// Observed times are two at least, in rising order.
fn empirical(times: &[Spotted<Span>], path: &str, faults: &mut Faults) {
    let path = format!("{path}.empirical");
    if times.len() < 2 {
        let message = text!(
            "two times at least are expected, the least and the greatest",
            "至少应有两个时间:最短和最长"
        );
        faults.add_at(&path, message, None);
    }
    for pair in times.windows(2).filter(|pair| pair[1].value < pair[0].value) {
        let (found, before) = (faults.written(pair[1].place), faults.written(pair[0].place));
        let message = text!(
            "{found} is shorter than {before} before it; times stand in rising order",
            "{found} 短于前一个 {before};时间应由短到长排列"
        );
        faults.add(pair[1].place, &path, message, None);
    }
}

/// A lognormal time has a median above zero, and nine of ten lie below what is not less.
fn lognormal(times: &Lognormal, path: &str, faults: &mut Faults) {
    let (median, p90) = (format!("{path}.lognormal.median"), format!("{path}.lognormal.p90"));
    if times.median <= Span::ZERO {
        let found = faults.written_at(&median);
        let message = text!(
            "{found} is no median of a lognormal time; it must be above zero",
            "{found} 不能作为对数正态时间的中位数;须大于零"
        );
        let help = text!(
            "for no time at all write {{ fixed = {found} }}",
            "若不需要时间,请写 {{ fixed = {found} }}"
        );
        faults.add_at(&median, message, Some(help));
    }
    if times.p90 < times.median {
        let (high, low) = (faults.written_at(&p90), faults.written_at(&median));
        let message = text!("{high} is shorter than the median, {low}", "{high} 短于中位数 {low}");
        faults.add_at(&p90, message, None);
    }
}
