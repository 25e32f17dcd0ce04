//! Indicators of those who work, and of money.

use super::{Better, Indicator, Reading, plain, ratio};
use crate::lang::Phrase;
use crate::metrics::hours::{self, Hours};
use crate::metrics::tally::Tally;

const NO_STAFF: Phrase = Phrase::new("nobody is on duty", "无人在岗");
/// Eight hours on duty \[ms\].
const WORKER_DAY_MS: f64 = 8.0 * 3.6e6;

pub(super) const ALL: &[Indicator] = &[
    Indicator {
        id: "worker_utilisation",
        zh: "工作饱和度",
        unit: "share",
        better: Better::Neutral,
        formula: "time taken by cases, tasks from above within it included / time on duty, all roles",
        twin: None,
        read: |t| ratio(total(t, |role| role.taken), total(t, |role| role.duty), NO_STAFF),
    },
    Indicator {
        id: "patrol_share",
        zh: "巡查时间比例",
        unit: "share",
        better: Better::Neutral,
        formula: "time free of cases and of tasks from above, times the share of field time the role searches / time on duty, roles that search",
        twin: None,
        read: patrol_share,
    },
    Indicator {
        id: "admin_share",
        zh: "行政负担比例",
        unit: "share",
        better: Better::Lower,
        formula: "tasks from above, within case work and free of it / time on duty, all roles; largely an input, the admin_share of the roles",
        twin: None,
        read: |t| ratio(total(t, |role| role.above), total(t, |role| role.duty), NO_STAFF),
    },
    Indicator {
        id: "overtime_h_per_worker_week",
        zh: "周均加班时间",
        unit: "h per post and week",
        better: Better::Lower,
        formula: "time worked after hours / posts / weeks",
        twin: None,
        read: overtime,
    },
    Indicator {
        id: "cases_per_worker_day",
        zh: "人均日办件",
        unit: "cases per worker-day",
        better: Better::Neutral,
        formula: "cases called done for the last time within the horizon / worker-days of eight hours on duty, roles that can handle some category",
        twin: None,
        read: cases_per_worker_day,
    },
    Indicator {
        id: "posts",
        zh: "岗位数",
        unit: "posts",
        better: Better::Neutral,
        formula: "people on duty times opening hours over the week of one post",
        twin: None,
        read: |t| plain(t.governance.posts().iter().sum()),
    },
    Indicator {
        id: "cost_per_resident_year",
        zh: "人均年成本",
        unit: "yuan per resident and year",
        better: Better::Lower,
        formula: "wages with insurance, platform and work paid for with public money / residents",
        twin: None,
        read: |t| {
            ratio(
                t.governance.yearly_cost() + t.cases.paid / t.years(),
                t.residents as f64,
                Phrase::new("nobody lives here", "无人居住"),
            )
        },
    },
    Indicator {
        id: "cost_per_solved",
        zh: "每解决一件成本",
        unit: "yuan per problem",
        better: Better::Lower,
        formula: "cost of the horizon / problems that arose in it, solved within the follow-up time by those in office",
        twin: None,
        read: |t| {
            ratio(
                t.governance.yearly_cost() * t.years() + t.cases.paid,
                t.cases.below_district.of as f64,
                Phrase::new("nothing was solved", "没有问题得到解决"),
            )
        },
    },
];

/// A sum over the hours of all roles \[ms\].
fn total(tally: &Tally<'_>, pick: fn(&Hours) -> f64) -> f64 {
    hours::by_role(tally).iter().map(pick).sum()
}

fn patrol_share(tally: &Tally<'_>) -> Reading {
    let (mut searching, mut on_duty) = (0.0, 0.0);
    for (role, hours) in hours::by_role(tally).pairs() {
        if tally.governance.roles[role].patrol.is_some() {
            searching += hours.searching;
            on_duty += hours.duty;
        }
    }
    ratio(searching, on_duty, Phrase::new("no role searches", "没有承担巡查的岗位"))
}

/// Cases called done per eight hours on duty of roles that can handle something.
fn cases_per_worker_day(tally: &Tally<'_>) -> Reading {
    let hours = hours::by_role(tally);
    let handlers = tally.governance.roles.pairs().filter(|(_, role)| role.handles_any());
    let duty: f64 = handlers.map(|(role, _)| hours[role].duty).sum();
    ratio(tally.cases.done as f64, duty / WORKER_DAY_MS, NO_STAFF)
}

fn overtime(tally: &Tally<'_>) -> Reading {
    let overtime: i128 = tally.workforce.roles.iter().map(|role| role.overtime_ms).sum();
    let posts: f64 = tally.governance.posts().iter().sum();
    let weeks = tally.window.days as f64 / 7.0;
    ratio(overtime as f64 / 3.6e6, posts * weeks, NO_STAFF)
}
