//! What one replication came to: counts and exact sums.

mod cases;
mod mix;
mod orders;
mod problems;
mod scores;
mod work;

use serde::{Deserialize, Serialize};

use crate::city::City;
use crate::governance::role::{Role, Tier};
use crate::governance::{Channel, Governance, RoleId};
use crate::lang::Phrase;
use crate::rng::mix;
use crate::simulation::Window;
use crate::simulation::record::{DayState, Observer, Record};
use crate::time::{Span, Time};

pub use cases::{Cases, PlatformRecord};
pub use mix::CategoryCases;
pub use orders::Orders;
pub use problems::{Listed, Problems, SURVIVAL_TIMES, survival_grid};
pub use scores::Scored;
pub use work::{RoleWork, Waiting, Workforce};

/// How often something held, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Times it held.
    pub hits: u64,
    /// Times it could have.
    pub of: u64,
}

impl Share {
    /// Counts one more.
    pub fn count(&mut self, hit: bool) {
        self.hits += u64::from(hit);
        self.of += 1;
    }
}

/// A number of times and their exact sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// How many.
    pub count: u64,
    /// Their sum \[ms\].
    pub total_ms: i128,
}

impl Times {
    /// Adds a time.
    pub fn add(&mut self, span: Span) {
        self.count += 1;
        self.total_ms += i128::from(span.ms());
    }

    /// Their mean \[h\].
    pub fn mean_hours(self) -> Option<f64> {
        (self.count > 0).then(|| self.total_ms as f64 / self.count as f64 / 3.6e6)
    }
}

/// What happened on each day from the beginning of the warm-up to the horizon.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DayCounts {
    /// State at the midnight that begins the day.
    pub state: DayState,
    /// Problems that arose.
    pub arose: u32,
    /// Problems that became known.
    pub known: u32,
    /// Problems solved by those in office.
    pub solved: u32,
    /// Reports made.
    pub reports: u32,
    /// Cases closed.
    pub closed: u32,
    /// Cases that waited at desks at the midnight that begins the day.
    pub waiting: u64,
}

/// What one replication came to.
#[derive(Clone, Debug)]
pub struct Tally<'a> {
    pub(super) city: &'a City,
    pub(super) governance: &'a Governance,
    pub(super) window: Window,
    grid: [Span; SURVIVAL_TIMES],
    /// Residents of the city, or of the area whose tally this is.
    pub residents: u64,
    /// Problems that arose within the horizon.
    pub problems: Problems,
    /// Cases opened within it.
    pub cases: Cases,
    /// Orders made within it.
    pub orders: Orders,
    /// Work begun within it.
    pub workforce: Workforce,
    /// Scores of units at the ends of periods within it.
    pub scores: Scored,
    /// Trust in committee and government of residents who had dealings: number and sums.
    pub trust: (u64, [f64; 2]),
    /// Days from the beginning of the warm-up to the horizon.
    pub days: Vec<DayCounts>,
    /// Potential problems of the whole replication: their number, and a digest of them all.
    pub potentials: (u64, u64),
}

impl<'a> Tally<'a> {
    /// An empty tally of one replication.
    pub fn new(city: &'a City, governance: &'a Governance, window: Window) -> Self {
        let days = usize::try_from(window.warm_up_days + window.days).unwrap_or(0);
        Self {
            problems: Problems::new(city),
            cases: Cases::new(city),
            orders: Orders::new(city),
            workforce: Workforce::new(governance),
            days: vec![DayCounts::default(); days],
            ..Self::of_area(city, governance, window, city.residents)
        }
    }

    /// An empty tally of one area with so many residents: it is told the problems, cases and
    /// orders of that area alone, and keeps nothing by community, block or day.
    pub fn of_area(
        city: &'a City,
        governance: &'a Governance,
        window: Window,
        residents: u64,
    ) -> Self {
        Self {
            city,
            governance,
            window,
            grid: survival_grid(Span::DAY * window.follow_up_days),
            residents,
            problems: Problems::of_area(city),
            cases: Cases::default(),
            orders: Orders::default(),
            workforce: Workforce::default(),
            scores: Scored::default(),
            trust: (0, [0.0; 2]),
            days: Vec::new(),
            potentials: (0, 0),
        }
    }

    /// Time after which what is still open is censored (τ).
    pub fn tau(&self) -> Span {
        Span::DAY * self.window.follow_up_days
    }

    /// Length of the horizon \[years of 365 days\].
    pub fn years(&self) -> f64 {
        self.window.days as f64 / 365.0
    }

    /// Days of the horizon, without the warm-up.
    pub fn measured_days(&self) -> &[DayCounts] {
        &self.days[usize::try_from(self.window.warm_up_days).unwrap_or(0).min(self.days.len())..]
    }

    /// The first day of the series.
    pub fn first_day(&self) -> i64 {
        -self.window.warm_up_days
    }

    /// Months of 365/12 days in the horizon.
    pub fn months(&self) -> f64 {
        12.0 * self.years()
    }

    /// Nothing, where some role of the grid or the community that has people finds or receives
    /// problems and can handle some, or that none does.
    pub(super) fn grid_handles(&self) -> Result<(), Phrase> {
        let takes = |line: &Channel| line.takes.iter().any(|takes| *takes);
        let receives =
            |id| self.governance.channels.iter().any(|line| line.receiver == id && takes(line));
        let has_people =
            |id| self.governance.desks.iter().any(|desk| desk.role == id && desk.staff > 0);
        let of_grid = |(id, role): (RoleId, &Role)| {
            let meets = role.patrol.is_some() || receives(id);
            role.tier <= Tier::Community && meets && role.handles_any() && has_people(id)
        };
        let some = self.governance.roles.pairs().any(of_grid);
        if some {
            Ok(())
        } else {
            Err(Phrase::new(
                "no role of the grid may handle what it meets",
                "网格内没有岗位可以处置所遇的问题",
            ))
        }
    }

    fn measures(&self, moment: Time) -> bool {
        moment >= Time::ZERO && moment < self.window.horizon()
    }

    fn day(&mut self, moment: Time) -> Option<&mut DayCounts> {
        let place = moment.day() + self.window.warm_up_days;
        usize::try_from(place).ok().and_then(|place| self.days.get_mut(place))
    }
}

impl Observer for Tally<'_> {
    fn saw(&mut self, now: Time, record: Record<'_>) {
        match record {
            Record::Drawn(potential) => {
                let fields = [potential.key, potential.time.ms() as u64, potential.mark.to_bits()];
                self.potentials.0 += 1;
                self.potentials.1 = fields.iter().fold(self.potentials.1, |sum, f| mix(sum ^ f));
            }
            Record::FellDue { offspring, .. } => {
                if self.measures(now) {
                    self.problems.fell_due[usize::from(offspring)] += 1;
                }
            }
            Record::DayBegan(state) => {
                if let Some(day) = self.day(now) {
                    day.state = *state;
                }
            }
            Record::Worked(work) => {
                if self.measures(work.begun) {
                    self.workforce.add(self.governance, &work);
                }
            }
            Record::Problem(_, problem) => self.see_problem(problem),
            Record::Case(case, problem) => self.see_case(case, problem),
            Record::Order(order, problem, work) => self.see_order(order, problem, work),
            Record::Waiting(role, waiting) => self.see_waiting(now, role, waiting),
            Record::Desk(desk, state) => {
                let role = self.governance.desks[desk].role;
                self.workforce.roles[role].walked_ms += i128::from(state.walked().ms());
            }
            Record::Trust(trust) => {
                self.trust.0 += 1;
                self.trust.1[0] += trust[0];
                self.trust.1[1] += trust[1];
            }
            Record::Scored(scores) => {
                if now > Time::ZERO && now <= self.window.horizon() {
                    self.scores.add(scores);
                }
            }
            Record::Step(_) | Record::Bred(_) => {}
        }
    }
}
