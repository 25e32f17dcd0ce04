//! How the people of each role spend their time on duty and after hours.

use super::Tally;
use crate::governance::RoleId;
use crate::id::Table;
use crate::lang::Phrase;
use crate::simulation::desk::Activity;
use crate::time::Time;

/// How the people of one role spent the horizon \[ms of working time\].
///
/// Work is booked whole at the moment when it begins, so that at the two ends of the
/// horizon a piece may count where it was not done.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hours {
    /// Work proper at the desk, on site visits, and handling.
    pub work: [f64; Activity::ALL.len()],
    /// On the way.
    pub way: f64,
    /// Searching: of time free of cases and of tasks from above, the share that the role
    /// searches. None for roles without a beat.
    pub searching: f64,
    /// Tasks from above: the role's share of all its time, within cases and free of them.
    pub above: f64,
    /// The rest.
    pub unoccupied: f64,
    /// Time on duty.
    pub duty: f64,
    /// Work after hours.
    pub overtime: f64,
    /// Time taken by cases, tasks from above within it included.
    pub taken: f64,
}

impl Hours {
    /// What time goes to, in the order of [`activities`](Self::activities).
    pub const ACTIVITIES: [Phrase; 7] = [
        Phrase::new("desk", "案头办理"),
        Phrase::new("site visits", "现场核查"),
        Phrase::new("handling", "处置"),
        Phrase::new("on the way", "途中"),
        Phrase::new("searching", "巡查"),
        Phrase::new("tasks from above", "上级任务"),
        Phrase::new("unoccupied", "空闲"),
    ];

    /// Time by activity; together, time on duty and overtime.
    pub fn activities(&self) -> [f64; 7] {
        let [desk, site, handling] = self.work;
        [desk, site, handling, self.way, self.searching, self.above, self.unoccupied]
    }

    /// Time taken by cases over time on duty (ρ); 0 where nobody is ever on duty.
    pub fn load(&self) -> f64 {
        if self.duty > 0.0 { self.taken / self.duty } else { 0.0 }
    }

    fn of(tally: &Tally<'_>, role: RoleId, duty: f64) -> Self {
        let done = &tally.workforce.roles[role];
        let post = &tally.governance.roles[role];
        let (taken, overtime) = (done.taken_ms as f64, done.overtime_ms as f64);
        let (work, way) = (done.activity_ms.map(|ms| ms as f64), done.way_ms as f64);
        let proper = work.iter().sum::<f64>() + way;
        let idle = (duty + overtime - taken).max(0.0);
        let free = if post.patrol.is_some() { done.walked_ms as f64 } else { idle };
        let above = taken - proper + free * post.admin_share;
        let searches = post.patrol.as_ref().map_or(0.0, |patrol| patrol.walking);
        let searching = free * (1.0 - post.admin_share) * searches;
        let unoccupied = (duty + overtime - proper - above - searching).max(0.0);
        Self { work, way, searching, above, unoccupied, duty, overtime, taken }
    }
}

/// The hours of every role.
pub fn by_role(tally: &Tally<'_>) -> Table<RoleId, Hours> {
    let duty = duty_by_role(tally);
    duty.pairs().map(|(role, duty)| Hours::of(tally, role, *duty)).collect()
}

/// Time on duty within the horizon, by role \[ms\].
fn duty_by_role(tally: &Tally<'_>) -> Table<RoleId, f64> {
    let governance = tally.governance;
    let mut duty = Table::filled(0.0, governance.roles.len());
    for phase in governance.timeline.phases(tally.window.days) {
        let (from, until) = (Time::from_day(phase.from), Time::from_day(phase.until));
        for (desk, people) in governance.people_under(phase.force.as_ref()).pairs() {
            let role = governance.desks[desk].role;
            let open = governance.roles[role].calendar.open_between(from, until);
            duty[role] += f64::from(*people) * open.ms() as f64;
        }
    }
    duty
}
