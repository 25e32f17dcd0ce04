//! Indicators of those who work, and of money.

use super::{Better, Indicator, Reading, plain, ratio};
use crate::governance::RoleId;
use crate::id::Table;
use crate::metrics::tally::Tally;
use crate::time::Time;

const NO_STAFF: &str = "nobody is on duty";

pub(super) const ALL: &[Indicator] = &[
    Indicator {
        id: "worker_utilisation",
        zh: "工作饱和度",
        unit: "share",
        better: Better::Neutral,
        formula: "time taken by cases, tasks from above within it included / time on duty, all roles",
        twin: None,
        read: |t| ratio(taken(t), duty_ms(t), NO_STAFF),
    },
    Indicator {
        id: "patrol_share",
        zh: "巡查时间比例",
        unit: "share",
        better: Better::Neutral,
        formula: "time free of cases, in which search goes on / time on duty, roles that search",
        twin: None,
        read: patrol_share,
    },
    Indicator {
        id: "admin_share",
        zh: "行政负担比例",
        unit: "share",
        better: Better::Lower,
        formula: "time taken by tasks from above in case work / time taken by case work",
        twin: None,
        read: admin_share,
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
        unit: "pieces of work per worker-day on duty",
        better: Better::Neutral,
        formula: "pieces of work / days on duty of eight hours",
        twin: None,
        read: |t| ratio(pieces(t), duty_ms(t) / 2.88e7, NO_STAFF),
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
        formula: "wages with insurance and platform / residents",
        twin: None,
        read: |t| ratio(t.governance.yearly_cost(), t.city.residents as f64, "nobody lives here"),
    },
    Indicator {
        id: "cost_per_solved",
        zh: "每解决一件成本",
        unit: "yuan per problem",
        better: Better::Lower,
        formula: "cost of the horizon / problems solved by those in office",
        twin: None,
        read: |t| {
            ratio(
                t.governance.yearly_cost() * t.years(),
                t.cases.below_district.of as f64,
                "nothing was solved",
            )
        },
    },
];

/// Time on duty within the horizon, by role \[ms\].
pub fn duty_by_role(tally: &Tally<'_>) -> Table<RoleId, f64> {
    let governance = tally.governance;
    let mut duty = Table::filled(0.0, governance.roles.len());
    for desk in &governance.desks {
        let calendar = &governance.roles[desk.role].calendar;
        let open = calendar.open_between(Time::ZERO, tally.window.horizon());
        duty[desk.role] += f64::from(desk.staff) * open.ms() as f64;
    }
    duty
}

fn duty_ms(tally: &Tally<'_>) -> f64 {
    duty_by_role(tally).iter().sum()
}

fn taken(tally: &Tally<'_>) -> f64 {
    tally.workforce.roles.iter().map(|role| role.taken_ms).sum::<i128>() as f64
}

fn pieces(tally: &Tally<'_>) -> f64 {
    tally.workforce.roles.iter().map(|role| role.pieces).sum::<u64>() as f64
}

fn patrol_share(tally: &Tally<'_>) -> Reading {
    let duty = duty_by_role(tally);
    let searching = tally.governance.roles.pairs().filter(|(_, role)| role.patrol.is_some());
    let (mut walked, mut on_duty) = (0, 0.0);
    for (role, _) in searching {
        walked += tally.workforce.roles[role].walked_ms;
        on_duty += duty[role];
    }
    ratio(walked as f64, on_duty, "no role searches")
}

fn admin_share(tally: &Tally<'_>) -> Reading {
    let work = |role: &crate::metrics::tally::RoleWork| {
        role.activity_ms.iter().sum::<i128>() + role.way_ms
    };
    let work = tally.workforce.roles.iter().map(work).sum::<i128>() as f64;
    ratio(taken(tally) - work, taken(tally), "no work was done")
}

fn overtime(tally: &Tally<'_>) -> Reading {
    let overtime: i128 = tally.workforce.roles.iter().map(|role| role.overtime_ms).sum();
    let posts: f64 = tally.governance.posts().iter().sum();
    let weeks = tally.window.days as f64 / 7.0;
    ratio(overtime as f64 / 3.6e6, posts * weeks, NO_STAFF)
}
