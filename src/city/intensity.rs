//! When and where potential problems arise: counts by block and day, then times and categories.
//!
//! The stream is drawn at an envelope rate and is the same under every policy
//! with the same seed: a problem's key is made of its block, day and ordinal.

use super::fabric::{Plan, Unit};
use super::{BlockId, CategoryId};
use crate::dist;
use crate::id::{Id as _, Table};
use crate::rng::{Draw, Purpose, Streams};
use crate::scenario::city as raw;
use crate::scenario::{Date, Number, Subject};
use crate::time::{Almanac, Exception, Span, Time};

/// What incidence is counted by: residents, ground, blocks.
const SUBJECTS: usize = 3;

/// Days before day 0 that still have keys of their own.
const DAYS_BEFORE: i64 = 1 << 15;

/// The intensities of a city.
#[derive(Clone, Debug)]
pub struct Intensities {
    /// Residents, km² and blocks (one) of each block times its incidence factor.
    sizes: Table<BlockId, [f64; SUBJECTS]>,
    /// What each category's incidence is counted by.
    subjects: Table<CategoryId, usize>,
    /// Categories by name, so that their order in the file changes no draw.
    by_name: Vec<CategoryId>,
    /// Envelope rate of each category \[per subject and day\].
    rates: Table<CategoryId, f64>,
    /// Which profile each category follows.
    profile_of: Table<CategoryId, usize>,
    profiles: Vec<Profile>,
    days: f64,
    almanac: Almanac,
    start: jiff::civil::Date,
}

#[derive(Clone, Debug)]
struct Profile {
    /// Cumulative share of the day by hour.
    hours: [f64; 24],
    /// Factors with mean one.
    weekdays: [f64; 7],
    /// The factor of a public holiday, on the scale of `weekdays`.
    holiday: f64,
    /// Factors with mean one over a year of equal months.
    months: [f64; 12],
}

/// What a day brings: the same for every block but for its size.
#[derive(Clone, Debug)]
pub struct Day {
    /// The day.
    pub day: i64,
    /// Intensity per unit of each subject, and the categories that share it, cumulative.
    subjects: [Vec<(f64, CategoryId)>; SUBJECTS],
    /// A factor shared by the whole city.
    shock: f64,
}

/// A potential problem: what may arise, whatever anyone does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Potential {
    /// Its key, from which all its other luck follows.
    pub key: u64,
    /// Where it may arise.
    pub block: BlockId,
    /// What it would be.
    pub category: CategoryId,
    /// When it may arise.
    pub time: Time,
    /// It becomes real exactly if this is below the state's probability; in \[0, 1).
    pub mark: f64,
}

impl Intensities {
    /// The date of day 0.
    pub fn start(&self) -> jiff::civil::Date {
        self.start
    }

    /// `neutral` is the share of potential problems that are real in the neutral state.
    pub(super) fn build(
        raw: &raw::City,
        plan: &Plan,
        (start, almanac): (Date, &Almanac),
        neutral: f64,
    ) -> Self {
        let area_km2 = plan.side * plan.side / 1e6;
        let mut sizes: Table<BlockId, [f64; SUBJECTS]> = plan
            .blocks
            .iter()
            .map(|block| {
                let size = [f64::from(block.residents), area_km2, 1.0];
                size.map(|size| size * block.incidence)
            })
            .collect();
        level(&mut sizes, &[raw.residents.0 as f64, raw.area.0 / 1e6, plan.blocks.len() as f64]);
        let profiles: Vec<Profile> = raw.profiles.iter().map(Profile::build).collect();
        let names: Vec<String> =
            raw.profiles.iter().map(|profile| profile.id.to_string()).collect();
        let name = |category: &CategoryId| raw.categories[category.index()].id.as_str();
        let mut by_name: Vec<CategoryId> = (0..raw.categories.len()).map(CategoryId::new).collect();
        by_name.sort_unstable_by_key(|category| name(category));
        let find = |name: &str| names.iter().position(|other| other == name).unwrap_or(0);
        Self {
            sizes,
            by_name,
            subjects: raw.categories.iter().map(|c| subject(c.incidence.subject)).collect(),
            rates: raw.categories.iter().map(|c| c.incidence.per_hour * 24.0 / neutral).collect(),
            profile_of: raw.categories.iter().map(|c| find(c.profile.as_str())).collect(),
            profiles,
            days: raw.unevenness.days.0,
            almanac: almanac.clone(),
            start: start.0,
        }
    }

    /// What a day brings to the whole city.
    pub fn day(&self, day: i64, streams: Streams) -> Day {
        let (weekday, exception) = (self.almanac.weekday(day), self.almanac.exception(day));
        let month = self.month(day);
        let mut subjects: [Vec<(f64, CategoryId)>; SUBJECTS] = Default::default();
        for &category in &self.by_name {
            let rate = self.rates[category];
            let profile = &self.profiles[self.profile_of[category]];
            let of_day = profile.of_day(weekday, exception);
            let intensity = rate * of_day * profile.months[month];
            let shared = &mut subjects[self.subjects[category]];
            let below = shared.last().map_or(0.0, |last| last.0);
            if intensity > 0.0 {
                shared.push((below + intensity, category));
            }
        }
        let mut draw = streams.draw(Purpose::Shock, 0, day as u64);
        let shock = Unit::lognormal(self.days).factor(dist::normal(&mut draw));
        Day { day, subjects, shock }
    }

    /// The potential problems of a block on a day, in order of their ordinals.
    pub fn potentials<'a>(
        &'a self,
        day: &'a Day,
        block: BlockId,
        streams: Streams,
    ) -> impl Iterator<Item = Potential> + 'a {
        let parts: [f64; SUBJECTS] = std::array::from_fn(|subject| {
            let intensity = day.subjects[subject].last().map_or(0.0, |last| last.0);
            day.shock * intensity * self.sizes[block][subject]
        });
        let mut draw = streams.draw(Purpose::BlockDay, block.index() as u64, day.day as u64);
        let count = dist::poisson(&mut draw, parts.iter().sum());
        (0..count).map(move |ordinal| {
            let key = key(block, day.day, ordinal);
            let mut draw = streams.draw(Purpose::Potential, key, 0);
            let category = Self::category(day, &parts, &mut draw);
            let time = Time::from_day(day.day) + self.time_of_day(category, &mut draw);
            Potential { key, block, category, time, mark: draw.uniform() }
        })
    }

    fn category(day: &Day, parts: &[f64; SUBJECTS], draw: &mut Draw) -> CategoryId {
        let total: f64 = parts.iter().sum();
        let mut left = total * draw.uniform();
        let mut subject = 0;
        while subject + 1 < SUBJECTS && left >= parts[subject] {
            left -= parts[subject];
            subject += 1;
        }
        while day.subjects[subject].is_empty() {
            subject = (subject + SUBJECTS - 1) % SUBJECTS;
        }
        let shares = &day.subjects[subject];
        let top = shares.last().map_or(0.0, |last| last.0);
        let point = top * draw.uniform();
        let i = shares.partition_point(|(below, _)| *below <= point);
        shares[i.min(shares.len() - 1)].1
    }

    fn time_of_day(&self, category: CategoryId, draw: &mut Draw) -> Span {
        let hours = &self.profiles[self.profile_of[category]].hours;
        let point = draw.uniform();
        let hour = hours.partition_point(|&below| below <= point).min(23);
        let within = (draw.uniform() * Span::HOUR.ms() as f64) as i64;
        Span::HOUR * hour as i64 + Span::from_ms(within)
    }

    /// The month of a day, from 0 for January.
    fn month(&self, day: i64) -> usize {
        let date = self.start.saturating_add(jiff::Span::new().days(day.clamp(-500_000, 500_000)));
        usize::try_from(date.month() - 1).unwrap_or(0)
    }

    /// Expected potential problems of a day city-wide, without the factor that is drawn for it.
    pub fn expected_on(&self, day: i64) -> f64 {
        // The streams reach that factor alone.
        let of_day = self.day(day, Streams::new(0, 0));
        let of = |(subject, shared): (usize, &Vec<(f64, CategoryId)>)| {
            let size: f64 = self.sizes.iter().map(|size| size[subject]).sum();
            size * shared.last().map_or(0.0, |last| last.0)
        };
        of_day.subjects.iter().enumerate().map(of).sum()
    }

    /// Expected potential problems per day in a block, of all categories.
    pub fn expected_in(&self, block: BlockId) -> f64 {
        let of = |(rate, subject): (&f64, &usize)| rate * self.sizes[block][*subject];
        self.rates.iter().zip(self.subjects.iter()).map(of).sum()
    }

    /// Expected potential problems per day of a category, city-wide, at the envelope rate:
    /// incidence over the share that is real in the neutral state.
    pub fn expected_per_day(&self, category: CategoryId) -> f64 {
        let subject = self.subjects[category];
        self.rates[category] * self.sizes.iter().map(|size| size[subject]).sum::<f64>()
    }
}

/// Scales the blocks' sizes so that each subject sums to the city's total.
fn level(sizes: &mut Table<BlockId, [f64; SUBJECTS]>, totals: &[f64; SUBJECTS]) {
    for subject in 0..SUBJECTS {
        let sum: f64 = sizes.iter().map(|size| size[subject]).sum();
        let factor = if sum > 0.0 { totals[subject] / sum } else { 0.0 };
        for size in sizes.iter_mut() {
            size[subject] *= factor;
        }
    }
}

fn subject(subject: Subject) -> usize {
    match subject {
        Subject::Resident => 0,
        Subject::Km2 => 1,
        _ => 2,
    }
}

/// The key of a potential problem: block, day and ordinal side by side.
fn key(block: BlockId, day: i64, ordinal: u64) -> u64 {
    let day = (day + DAYS_BEFORE) as u64 & 0x1_ffff;
    (block.index() as u64) << 38 | day << 21 | (ordinal & 0x1f_ffff)
}

/// The key of a trifle that is made up in a block on a day, by its number there from 0: ordinals
/// are counted down from the greatest, which no potential problem reaches.
pub fn trifle(block: BlockId, day: i64, number: u64) -> u64 {
    key(block, day, 0x1f_ffff - number)
}

/// The block, day and ordinal that the key of a potential problem is made of.
pub fn origin(key: u64) -> (BlockId, i64, u64) {
    let day = (key >> 21 & 0x1_ffff) as i64 - DAYS_BEFORE;
    (BlockId::new((key >> 38) as usize), day, key & 0x1f_ffff)
}

impl Profile {
    fn build(raw: &raw::Profile) -> Self {
        let mut hours = factors::<24>(&raw.hours);
        let mut sum = 0.0;
        for hour in &mut hours {
            sum += *hour / 24.0;
            *hour = sum;
        }
        let weekdays = factors(&raw.weekdays);
        let sum: f64 = raw.weekdays.iter().map(|weight| weight.0).sum();
        let rest = weekdays[usize::from(Exception::Holiday.keeps())];
        let holiday = match raw.holiday {
            Some(weight) if sum > 0.0 => weight.0 * weekdays.len() as f64 / sum,
            _ => rest,
        };
        Self { hours, weekdays, holiday, months: factors(&raw.months) }
    }

    /// The factor of a day by its weekday, or by what it is instead.
    fn of_day(&self, weekday: u8, exception: Option<Exception>) -> f64 {
        match exception {
            Some(Exception::Holiday) => self.holiday,
            Some(made_up) => self.weekdays[usize::from(made_up.keeps())],
            None => self.weekdays[usize::from(weekday)],
        }
    }
}

/// Weights scaled to mean one; all one where they sum to nothing.
fn factors<const N: usize>(weights: &[Number]) -> [f64; N] {
    let sum: f64 = weights.iter().map(|weight| weight.0).sum();
    std::array::from_fn(|i| match weights.get(i) {
        Some(weight) if sum > 0.0 => weight.0 * N as f64 / sum,
        _ => 1.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Name;
    use crate::scenario::{Loaded, Options, Source, load};

    fn profile(sets: &[&str]) -> Profile {
        let sets: Vec<String> =
            sets.iter().map(|set| format!("city.profiles.household.{set}")).collect();
        let source = Source::Builtin("traditional");
        let loaded: Loaded<crate::scenario::study::Scenario> =
            load(&source, &sets, Options::default()).unwrap_or_else(|faults| panic!("{faults}"));
        let city = loaded.value.city.expect("a city");
        let is_household = |name: &Name| name.as_str() == "household";
        let place = city.profiles.names().iter().position(is_household).expect("a profile");
        Profile::build(&city.profiles[place])
    }

    /// Household matters: 111 on a weekday, 66 on a weekend day, mean 98.14.
    #[test]
    fn a_holiday_is_as_a_sunday_and_a_make_up_day_as_a_monday() {
        let mean = (5.0 * 111.0 + 2.0 * 66.0) / 7.0;
        let plain = profile(&[]);
        let near = |found: f64, expected: f64| (found - expected).abs() < 1e-12;
        assert!(near(plain.of_day(2, None), 111.0 / mean));
        assert!(near(plain.of_day(2, Some(Exception::Holiday)), 66.0 / mean));
        assert!(near(plain.of_day(5, Some(Exception::MakeUp)), 111.0 / mean));
        assert!(near(plain.of_day(6, None), 66.0 / mean));
    }

    #[test]
    fn a_holiday_may_have_a_weight_of_its_own() {
        let quiet = profile(&["holiday=33"]);
        let mean = (5.0 * 111.0 + 2.0 * 66.0) / 7.0;
        assert!((quiet.of_day(2, Some(Exception::Holiday)) - 33.0 / mean).abs() < 1e-12);
        assert!((quiet.of_day(6, None) - 66.0 / mean).abs() < 1e-12, "Sundays stay");
    }
}
