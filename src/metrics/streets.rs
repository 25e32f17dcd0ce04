//! What happened in each street on each day: the panel that before–after studies read.

use serde::{Deserialize, Serialize};

use crate::city::{City, StreetId};
use crate::id::{Id as _, Table};
use crate::simulation::Window;
use crate::simulation::record::{Ending, Observer, Problem, Record};
use crate::time::Time;

/// What happened in one street on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreetDay {
    /// Problems that arose.
    pub arose: u32,
    /// Problems that became known.
    pub known: u32,
    /// Problems solved by those in office.
    pub solved: u32,
    /// Problems that stand at the midnight that begins the day.
    pub standing: u32,
}

/// A daily series of streets.
#[derive(Debug)]
pub struct Series {
    /// Its id in every file, as in `daily.csv`.
    pub id: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// Its value on a day.
    pub read: fn(&StreetDay) -> u32,
}

/// The series that are kept by street.
pub const SERIES: [Series; 4] = [
    Series { id: "problems_standing", zh: "存量问题", read: |day| day.standing },
    Series { id: "problems_arose", zh: "新发生问题", read: |day| day.arose },
    Series { id: "problems_known", zh: "新发现问题", read: |day| day.known },
    Series { id: "problems_solved", zh: "已解决问题", read: |day| day.solved },
];

/// What happens in each street on each day of the horizon.
#[derive(Clone, Debug)]
pub struct Streets<'a> {
    city: &'a City,
    days: Table<StreetId, Vec<StreetDay>>,
    /// Problems more that stand at a midnight than at the one before.
    more: Table<StreetId, Vec<i64>>,
}

impl<'a> Streets<'a> {
    /// Nothing yet in any street; with `told` false nothing is kept.
    pub fn new(city: &'a City, window: Window, told: bool) -> Self {
        let streets = if told { city.streets.len() } else { 0 };
        let days = usize::try_from(window.days).unwrap_or(0);
        Self {
            city,
            days: Table::filled(vec![StreetDay::default(); days], streets),
            more: Table::filled(vec![0; days + 1], streets),
        }
    }

    /// The days of each street.
    pub fn days(mut self) -> Table<StreetId, Vec<StreetDay>> {
        for (street, days) in self.days.iter_mut().enumerate() {
            let mut standing = 0;
            for (day, more) in days.iter_mut().zip(&self.more[StreetId::new(street)]) {
                standing += more;
                day.standing = u32::try_from(standing).unwrap_or(0);
            }
        }
        self.days
    }

    fn see(&mut self, problem: &Problem) {
        if problem.is_trifle {
            return;
        }
        let street = self.city.communities[self.city.blocks[problem.block].community].street;
        let days = &mut self.days[street];
        let mut count = |when: Option<Time>, add: fn(&mut StreetDay)| {
            let day = when.and_then(|when| usize::try_from(when.day()).ok());
            if let Some(day) = day.and_then(|day| days.get_mut(day)) {
                add(day);
            }
        };
        count(Some(problem.arose), |day| day.arose += 1);
        let known = problem.known.filter(|_| !problem.is_written_late);
        count(known.map(|(known, _)| known), |day| day.known += 1);
        let solved = problem.ended.filter(|(_, how)| matches!(how, Ending::Solved { .. }));
        count(solved.map(|(ended, _)| ended), |day| day.solved += 1);
        // It stands at the midnights after it arose, up to one at the moment when it ends.
        let last = self.more[street].len() - 1;
        let within = |day: i64| usize::try_from(day.max(0)).map_or(last, |day| day.min(last));
        let first = within(problem.arose.day() + 1);
        let end = problem.ended.map_or(last, |(ended, _)| within(ended.day() + 1));
        self.more[street][first] += 1;
        self.more[street][end] -= 1;
    }
}

impl Observer for Streets<'_> {
    fn saw(&mut self, _: Time, record: Record<'_>) {
        if let Record::Problem(_, problem) = record
            && !self.days.is_empty()
            && !problem.is_trifle
        {
            self.see(problem);
        }
    }
}

/// The mean of a series over days from one to before another.
pub fn mean(days: &[StreetDay], series: &Series, from: i64, until: i64) -> f64 {
    let place = |day: i64| usize::try_from(day).unwrap_or(0).min(days.len());
    let days = &days[place(from)..place(until)];
    let sum: u64 = days.iter().map(|day| u64::from((series.read)(day))).sum();
    sum as f64 / days.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Tally;
    use crate::rng::Streams;
    use crate::simulation::simulate;
    use crate::simulation::tests::town::Town;

    /// The streets of a town add up, day by day, to what the town has.
    #[test]
    fn streets_add_up_to_the_city() {
        let built = Town::new()
            .set(&["city.blocks=12", "city.streets=3", "city.communities=3"])
            .fault(&["work={lognormal={median='3 h',p90='40 h'}}"])
            .build();
        let window = Window { warm_up_days: 5, days: 40, follow_up_days: 3 };
        let (city, governance) = (&built.city, &built.governance);
        let mut tally = Tally::new(city, governance, window);
        let mut streets = Streets::new(city, window, true);
        let mut both = |now: Time, record: Record<'_>| {
            tally.saw(now, record);
            streets.saw(now, record);
        };
        simulate(city, governance, Streams::new(3, 0), window, &mut both);
        let streets = streets.days();
        assert_eq!(streets.len(), 3);
        let mut stood = 0;
        for (day, counts) in tally.measured_days().iter().enumerate() {
            let sum = |of: &Series| streets.iter().map(|days| (of.read)(&days[day])).sum::<u32>();
            let of_city = [counts.state.standing, counts.arose, counts.known, counts.solved];
            assert_eq!(SERIES.each_ref().map(sum), of_city, "day {day}");
            stood += counts.state.standing;
        }
        assert!(stood > 40, "hardly anything stands");
        assert!(streets.iter().all(|days| days.iter().any(|day| day.arose > 0)));
    }

    #[test]
    fn a_mean_is_over_the_days_of_a_period() {
        let day = |standing| StreetDay { standing, ..StreetDay::default() };
        let days = [1, 2, 4, 9].map(day);
        let mean = |from, until| mean(&days, &SERIES[0], from, until).to_bits();
        assert_eq!([mean(1, 3), mean(0, 4)], [3.0_f64, 4.0].map(f64::to_bits));
    }
}
