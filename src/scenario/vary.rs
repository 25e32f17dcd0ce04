//! Numbers that nobody knows for sure, drawn anew from their ranges.
//!
//! A number that is assumed or calibrated has a range, as factors or as ends in a unit. Factors
//! are drawn alike on the logarithmic scale, ends alike on the plain one, and so are factors
//! from zero, which has no logarithm (assumptions: a range says nothing of what lies within).
//! The numbers of one distribution, and those of one list, share one position in their ranges,
//! so that a median stays below its 90 % quantile and a list keeps its shape. Numbers that were
//! fitted together keep their sum, as far as that is known: it has a range and a place of its own.

use std::collections::BTreeMap;

use super::fault::Faults;
use super::load::Loaded;
use super::provenance::{Origin, Provenance, Statement};
use super::read::{At, Path, Read, Reader, Step};
use super::regime;
use super::together::{groups, total_of, written};
use super::tree::{Entry, Node, Table, Value};
use super::units::parse_quantity;

/// A number that was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// Its path.
    pub path: String,
    /// What it was drawn with: its own path, or that of its distribution or list.
    pub group: String,
    /// Where it lies in its range: 0 at the lower end of its values, 1 at the upper.
    pub position: f64,
    /// The number as used, rounded and kept within what the language allows.
    pub value: f64,
    /// Its unit; empty for a plain number.
    pub unit: String,
    /// What the files say in its place, and from where to where it is drawn.
    pub stated: String,
}

/// A scenario with numbers drawn anew, and these numbers in the order of their paths.
#[derive(Clone, Debug)]
pub struct Varied<T> {
    /// What was read.
    pub value: T,
    /// What was drawn.
    pub drawn: Vec<Drawn>,
}

/// A scenario with all its uncertain numbers drawn anew; `position` gives where in its range
/// each group lies, at least 0 and less than 1.
///
/// # Errors
/// If what was drawn does not go together.
pub fn vary<T: Read>(
    loaded: &Loaded<T>,
    position: impl Fn(&str) -> f64,
    check: impl FnOnce(&T, &mut Faults),
) -> Result<Varied<T>, Faults> {
    let mut ranges = ranges(&loaded.provenance);
    let totals = keep_totals(&loaded.provenance, &mut ranges, &position);
    let mut varied = put(loaded, ranges, position, check)?;
    varied.drawn.extend(totals);
    varied.drawn.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(varied)
}

/// Scales what was fitted together so that its sum is what a place of its own in the range of that
/// sum says; gives these sums, as factors of what they are as written. A number may then leave
/// its own range, which is one of its weight among the others.
fn keep_totals(
    numbers: &[Provenance],
    ranges: &mut BTreeMap<&str, Range>,
    position: impl Fn(&str) -> f64,
) -> Vec<Drawn> {
    let mut totals = Vec::new();
    for (indicator, members) in groups(numbers) {
        let (mut stated, mut drawn) = (0.0, 0.0);
        for of in &members {
            let Some((number, _)) = written(of) else { continue };
            stated += number;
            let range = ranges.get(of.path.as_str());
            drawn += range.map_or(number, |range| range.at(position(group(&of.path)), number));
        }
        let Some(range) = Range::of_total(&members[0].statement) else { continue };
        let group = total_of(indicator);
        let position = position(&group);
        let level = range.at(position, 1.0);
        for of in &members {
            if let Some(range) = ranges.get_mut(of.path.as_str()) {
                range.scale = if drawn > 0.0 { level * stated / drawn } else { 1.0 };
            }
        }
        totals.push(Drawn {
            path: group.clone(),
            group,
            position,
            value: level,
            unit: "x".to_owned(),
            stated: range.stated,
        });
    }
    totals
}

/// A scenario with one number at an end of its range, and with it the numbers that share its place
/// in their ranges; a number without a range goes from 0.9 to 1.1 of what is stated (assumption:
/// nobody said how far it may be off).
///
/// # Errors
/// If that end does not go together with the rest.
pub fn at_end<T: Read>(
    loaded: &Loaded<T>,
    path: &str,
    end: End,
    check: impl FnOnce(&T, &mut Faults),
) -> Result<Varied<T>, Faults> {
    let mut ranges = ranges(&loaded.provenance);
    if ranges.contains_key(path) {
        ranges.retain(|other, _| group(other) == group(path));
    } else {
        let stated = loaded.provenance.iter().filter(|number| number.path == path);
        ranges = stated.map(|number| (number.path.as_str(), Range::about(&number.text))).collect();
    }
    let position = match end {
        End::Lower => 0.0,
        End::Upper => 1.0,
    };
    put(loaded, ranges, |_| position, check)
}

/// Puts numbers at positions in their ranges and reads what comes of it.
fn put<T: Read>(
    loaded: &Loaded<T>,
    ranges: BTreeMap<&str, Range>,
    position: impl Fn(&str) -> f64,
    check: impl FnOnce(&T, &mut Faults),
) -> Result<Varied<T>, Faults> {
    let mut change = Change { ranges, position, drawn: Vec::new() };
    let root = change.node(&loaded.tree, &Path::default());
    let mut reader = Reader::new(Faults::of(loaded.warnings.files().clone())).drawing();
    let root = regime::laid(&root).unwrap_or(root);
    let value = T::read(&mut reader, &At { node: &root, path: Path::default(), range: None });
    let used = reader.drawn.take().unwrap_or_default();
    let mut faults = reader.faults;
    if let Some(value) = &value {
        check(value, &mut faults);
    }
    let mut drawn = change.drawn;
    drawn.sort_by(|a, b| a.path.cmp(&b.path));
    for number in &mut drawn {
        number.value = used.get(&number.path).copied().unwrap_or(number.value);
    }
    match value {
        Some(value) if !faults.any_error() => Ok(Varied { value, drawn }),
        _ => Err(faults),
    }
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The lower one.
    Lower,
    /// The upper one.
    Upper,
}

/// How many of these numbers are drawn.
pub fn uncertain(numbers: &[Provenance]) -> usize {
    ranges(numbers).len()
}

/// From where to where a number is drawn.
struct Range {
    low: f64,
    high: f64,
    /// The unit of both ends; factors have none.
    unit: Option<String>,
    /// What a sum that it belongs to multiplies the number drawn by.
    scale: f64,
    stated: String,
}

/// The ranges of all numbers that are drawn, by path.
fn ranges(numbers: &[Provenance]) -> BTreeMap<&str, Range> {
    let range = |of: &Provenance| Range::of(&of.statement, &of.text);
    numbers.iter().filter_map(|of| Some((of.path.as_str(), range(of)?))).collect()
}

impl Range {
    /// That of a statement, if there is anything to draw.
    fn of(statement: &Statement, text: &str) -> Option<Self> {
        let is_drawn = matches!(statement.origin, Origin::Assumed | Origin::Calibrated);
        let [low, high] = statement.range.as_deref().filter(|_| is_drawn)? else { return None };
        let stated = format!("{text} {low} {high}");
        let ((low, unit), (high, _)) = (parse_quantity(low)?, parse_quantity(high)?);
        let unit = (unit != "x").then_some(unit);
        (low < high).then_some(Self { low, high, unit, scale: 1.0, stated })
    }

    /// That of the sum of all that a statement says was fitted together, in factors.
    fn of_total(statement: &Statement) -> Option<Self> {
        let [low, high] = statement.total.as_deref()? else { return None };
        let stated = format!("1 x {low} {high}");
        let ((low, _), (high, _)) = (parse_quantity(low)?, parse_quantity(high)?);
        Some(Self { low, high, unit: None, scale: 1.0, stated })
    }

    /// A tenth to either side of a number whose range nobody stated.
    fn about(text: &str) -> Self {
        Self { low: 0.9, high: 1.1, unit: None, scale: 1.0, stated: text.to_owned() }
    }

    /// The number at a position, in the unit of the range or in its own.
    fn at(&self, position: f64, number: f64) -> f64 {
        let drawn = match self.unit {
            Some(_) => self.low + position * (self.high - self.low),
            None if number < 0.0 => number * self.factor(1.0 - position),
            None => number * self.factor(position),
        };
        drawn * self.scale
    }

    fn factor(&self, position: f64) -> f64 {
        if self.low > 0.0 {
            self.low * libm::pow(self.high / self.low, position)
        } else {
            self.low + position * (self.high - self.low)
        }
    }
}

/// What a number is drawn with: the list that holds it, or the distribution.
fn group(path: &str) -> &str {
    let list = path.split('[').next().unwrap_or(path);
    let of_distribution = [".lognormal.median", ".lognormal.p90"];
    let ending = of_distribution.iter().find_map(|ending| list.strip_suffix(ending));
    ending.unwrap_or(list)
}

/// A walk through a tree that puts drawn numbers in the place of uncertain ones.
struct Change<'r, P> {
    ranges: BTreeMap<&'r str, Range>,
    position: P,
    drawn: Vec<Drawn>,
}

impl<P: Fn(&str) -> f64> Change<'_, P> {
    fn node(&mut self, node: &Node, path: &Path) -> Node {
        let value = match &node.value {
            Value::Array(nodes) => {
                let at = At { node, path: path.clone(), range: None };
                let inner = at.elements(nodes).map(|inner| self.node(inner.node, &inner.path));
                Value::Array(inner.collect())
            }
            Value::Table(table) => Value::Table(self.table(table, path)),
            value => self.number(value, &path.to_string()).unwrap_or_else(|| value.clone()),
        };
        Node { place: node.place, value }
    }

    fn table(&mut self, table: &Table, path: &Path) -> Table {
        let entry = |(key, entry): (&String, &Entry)| {
            let node = self.node(&entry.node, &path.then(Step::Key(key.clone())));
            (key.clone(), Entry { key: entry.key, node })
        };
        Table {
            entries: table.entries.iter().map(entry).collect(),
            provenance: table.provenance.clone(),
        }
    }

    /// A number drawn anew, if it is an uncertain one.
    fn number(&mut self, value: &Value, path: &str) -> Option<Value> {
        let range = self.ranges.get(path)?;
        let (number, unit) = match value {
            Value::Text(text) => parse_quantity(text)?,
            Value::Integer(number) => (*number as f64, String::new()),
            Value::Float(number) => (*number, String::new()),
            _ => return None,
        };
        let group = group(path);
        let position =
            (self.position)(&regime::of_model(group).unwrap_or_else(|| group.to_owned()));
        let drawn = range.at(position, number);
        let unit = range.unit.clone().unwrap_or(unit);
        self.drawn.push(Drawn {
            path: path.to_owned(),
            group: group.to_owned(),
            position,
            value: drawn,
            unit: unit.clone(),
            stated: range.stated.clone(),
        });
        let is_plain = unit.is_empty() && !matches!(value, Value::Text(_));
        Some(if is_plain { Value::Float(drawn) } else { Value::Text(format!("{drawn} {unit}")) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::check::check;
    use crate::scenario::study::Scenario;
    use crate::scenario::{Options, Source, load};

    fn loaded(name: &str) -> Loaded<Scenario> {
        let source = Source::from_argument(name).expect("a built-in");
        load(&source, &[], Options { provenance: true }).expect("it is good")
    }

    /// What is drawn where every group lies at one place.
    fn drawn_at(name: &str, position: f64) -> Varied<Scenario> {
        vary(&loaded(name), |_| position, |_, _| {}).unwrap_or_else(|faults| panic!("{faults}"))
    }

    fn value(varied: &Varied<Scenario>, path: &str) -> (f64, String) {
        let found = varied.drawn.iter().find(|number| number.path == path);
        let found = found.unwrap_or_else(|| panic!("{path} is not drawn"));
        (found.value, found.unit.clone())
    }

    /// The ends of ranges, as the files state them: ends in a unit, factors, factors of a negative
    /// number, factors from zero, a number that stops at what is allowed, and a whole one.
    #[test]
    fn numbers_lie_between_the_ends_of_their_ranges() {
        let [low, middle, high] = [0.0, 0.5, 1.0].map(|at| drawn_at("traditional", at));
        let close = |path: &str, [a, b, c]: [f64; 3], unit: &str| {
            for (varied, expected) in [(&low, a), (&middle, b), (&high, c)] {
                let (value, written) = value(varied, path);
                let off = (value - expected).abs() / expected.abs().max(1e-12);
                assert!(off < 1e-9 && written == unit, "{path}: {value} {written}, {expected}");
            }
        };
        close("city.area", [24.0, 25.5, 27.0], "km2");
        let squad = "governance.roles.city-appearance-squad.staffing";
        close(squad, [10.0, 15.0, 20.0], "per 3.5 km2");
        close("city.categories.exposed-litter.severity", [0.5, 1.0, 2.0], "");
        let tenant = [-1.65, -1.1 * 0.45_f64.sqrt(), -0.33];
        close("city.reporting.tenant", tenant, "");
        close("city.categories.mobile-vendor.deterred", [0.0, 0.5, 1.0], "");
        let detected = [0.45, 0.9 * 0.55_f64.sqrt(), 0.99];
        close("city.categories.mobile-vendor.detectability", detected, "");
        close("governance.settled_after", [1.0, 3.0, 4.0], "");
        assert!(low.drawn.iter().all(|number| number.path != "city.streets"), "10 to 10");
    }

    /// The two numbers of a distribution keep their ratio, and a list its shape; all else has a
    /// place of its own.
    #[test]
    fn what_belongs_together_is_drawn_together() {
        let place = |group: &str| group.len() as f64 % 10.0 / 10.0;
        let varied = vary(&loaded("traditional"), place, |_, _| {}).expect("it goes together");
        let of = |path: &str| value(&varied, path).0;
        let notice = "city.categories.exposed-litter.notice.lognormal";
        let ratio = of(&format!("{notice}.p90")) / of(&format!("{notice}.median"));
        assert!((ratio - 6.0).abs() < 1e-9, "{ratio}");
        let hours = |hour: usize| of(&format!("city.profiles.street.hours[{hour}]"));
        assert!((hours(17) / hours(0) - 8.0).abs() < 1e-9);
        for number in &varied.drawn {
            assert!((number.position - place(&number.group)).abs() < 1e-12, "{}", number.path);
        }
        assert_eq!(group("a.work.lognormal.p90"), "a.work");
        assert_eq!(group("a.work.exponential"), "a.work.exponential");
        assert_eq!(group("a.hours[3]"), "a.hours");
    }

    /// The same path is drawn alike in both models, what a source states is not drawn, and the
    /// scenario that is read holds what was drawn.
    #[test]
    fn only_what_is_assumed_or_calibrated_is_drawn() {
        let [old, new] = ["traditional", "beijing-dongcheng-2004"].map(|of| drawn_at(of, 0.3));
        let city = |of: &Varied<Scenario>| {
            let city = of.drawn.iter().filter(|number| number.path.starts_with("city."));
            city.map(|number| (number.path.clone(), number.value)).collect::<Vec<_>>()
        };
        assert_eq!(city(&old), city(&new));
        assert!(city(&old).len() > 500, "{}", city(&old).len());
        let is_drawn = |path: &str| new.drawn.iter().any(|number| number.path == path);
        assert!(is_drawn("governance.channels.supervision-line.appeal"), "calibrated");
        assert!(!is_drawn("governance.roles.supervisor.staffing"), "sourced");
        assert!(!is_drawn("city.unevenness.days"), "derived");
        let read = new.value.city.as_ref().expect("a city").residents.0 as f64;
        assert!((read - value(&new, "city.residents").0).abs() < 1e-9, "{read}");
        assert!((read - (450_000.0 + 0.3 * 230_000.0)).abs() < 1.0, "{read}");
    }

    /// One number goes to its ends and takes along what shares its place; all others stay.
    #[test]
    fn one_number_goes_to_an_end_of_its_range() {
        let loaded = loaded("traditional");
        let at = |path: &str, end: End| {
            let varied = at_end(&loaded, path, end, |_, _| {}).expect("it goes together");
            let told = |number: &Drawn| (number.path.clone(), number.value, number.unit.clone());
            varied.drawn.iter().map(told).collect::<Vec<_>>()
        };
        let area = "city.area";
        assert_eq!(at(area, End::Lower), [(area.to_owned(), 24.0, "km2".to_owned())]);
        assert_eq!(at(area, End::Upper), [(area.to_owned(), 27.0, "km2".to_owned())]);
        let notice = "city.categories.exposed-litter.notice.lognormal";
        let both = at(&format!("{notice}.p90"), End::Lower);
        assert_eq!(both.len(), 2);
        assert!(both[0].0.ends_with("median") && both[1].1 / both[0].1 > 5.9, "{both:?}");
        let sourced = "city.unevenness.days";
        let ends = [End::Lower, End::Upper].map(|end| at(sourced, end)[0].1);
        assert!((ends[0] - 0.3744).abs() < 1e-9 && (ends[1] - 0.4576).abs() < 1e-9, "{ends:?}");
    }

    /// Sixteen incidences were set so that a month's cases come to what was published. Wherever each
    /// lies in its range, their sum is what its own place says: 0.92 to 1.09 of what is written.
    /// Without that, drawn alike from a third to three times, it would be off by half.
    #[test]
    fn what_was_fitted_together_keeps_its_sum() {
        let loaded = loaded("beijing-dongcheng-2004");
        let members = &groups(&loaded.provenance)["filed_per_month"];
        let number = |of: &&Provenance| written(of).map_or(0.0, |(number, _)| number);
        let stated: f64 = members.iter().map(number).sum();
        assert_eq!(members.len(), 16);
        let mut apart = 0;
        for draw in 0..20 {
            let place = |group: &str| {
                let streams = crate::rng::Streams::new(2, draw);
                let key = crate::rng::key_of(group);
                streams.draw(crate::rng::Purpose::Knowledge, key, 0).uniform()
            };
            let varied = vary(&loaded, place, |_, _| {}).expect("it is read");
            let drawn = members.iter().map(|of| value(&varied, &of.path).0);
            let (level, unit) = value(&varied, &total_of("filed_per_month"));
            assert!((0.92..1.09).contains(&level) && unit == "x", "{level} {unit}");
            assert!((drawn.sum::<f64>() / stated - level).abs() < 1e-9, "draw {draw}");
            let alone = |of: &&Provenance| {
                let range = Range::of(&of.statement, &of.text).expect("it has one");
                range.at(place(group(&of.path)), number(of))
            };
            let sum: f64 = members.iter().map(alone).sum();
            apart += u32::from((sum / stated / level - 1.0).abs() > 0.2);
        }
        assert!(apart > 5, "the test is too weak: {apart} of 20 sums would be far off");
    }

    /// Numbers are kept within what the language allows, and what does not go together is
    /// refused.
    #[test]
    fn a_draw_stays_within_the_language_or_is_refused() {
        let high = drawn_at("beijing-dongcheng-2004", 0.999);
        let shares = high.drawn.iter().filter(|number| number.path.ends_with(".vigilance"));
        assert!(shares.clone().count() > 3 && shares.clone().all(|number| number.value <= 1.0));
        assert!(shares.clone().any(|number| number.value.total_cmp(&1.0).is_eq()), "none stops");
        let tried = (0..40).map(|draw| {
            let place = |group: &str| {
                let streams = crate::rng::Streams::new(1, draw);
                let purpose = crate::rng::Purpose::Knowledge;
                streams.draw(purpose, crate::rng::key_of(group), 0).uniform()
            };
            let of = loaded("traditional");
            vary(&of, place, |scenario, faults| check(scenario, &of.provenance, faults)).is_ok()
        });
        let good = tried.filter(|good| *good).count();
        assert!((20..40).contains(&good), "{good} of 40 go together");
    }
}
