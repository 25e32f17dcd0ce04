//! How the people of each role spend their week.

use super::{Shown, interval, sample};
use crate::experiment::RoleHours;
use crate::id::Id as _;
use crate::report::plot::workload::{WorkloadFigure, WorkloadRow};

/// Roles with fewer posts than this are pooled: worker indicators are never given below five
/// workers.
const FEWEST_POSTS: f64 = 5.0;

/// Activities that are drawn; what is left of time on duty stays empty.
const DRAWN: usize = RoleHours::ACTIVITIES.len() - 1;

/// What the pool of small offices is called.
const SMALL: &str = "offices of fewer than five posts, together";

pub(super) fn figure(shown: &[Shown<'_>]) -> WorkloadFigure {
    let widest = shown.iter().max_by_key(|of| of.governed.governance.roles.len());
    let names = widest.iter().flat_map(|of| of.governed.governance.roles.iter());
    let of_role = |name: &String| shown.iter().filter_map(|of| row(of, name)).collect::<Vec<_>>();
    let mut rows: Vec<WorkloadRow> = names.flat_map(|role| of_role(&role.name)).collect();
    rows.extend(shown.iter().filter_map(pool));
    WorkloadFigure {
        title: "How a week of work is spent".to_owned(),
        subtitle: format!(
            "Mean hours of one post; ρ: share of duty taken by cases; {}",
            sample(shown)
        ),
        activities: RoleHours::ACTIVITIES[..DRAWN].iter().map(|&name| name.to_owned()).collect(),
        rows,
    }
}

/// The mean hours of each role, in the order of roles.
fn hours(of: &Shown<'_>) -> Vec<RoleHours> {
    let mean = |role: usize, pick: &dyn Fn(&RoleHours) -> f64| {
        interval(&of.outcomes, |outcome| pick(&outcome.roles[role])).0
    };
    let roles = 0..of.governed.governance.roles.len();
    let hours = roles.map(|role| RoleHours {
        activity: std::array::from_fn(|place| mean(role, &|hours| hours.activity[place])),
        duty: mean(role, &|hours| hours.duty),
        posts: mean(role, &|hours| hours.posts),
        load: mean(role, &|hours| hours.load),
        ..RoleHours::default()
    });
    hours.collect()
}

fn row(of: &Shown<'_>, name: &String) -> Option<WorkloadRow> {
    let (id, _) = of.governed.governance.roles.pairs().find(|(_, role)| role.name == *name)?;
    let hours = hours(of)[id.index()];
    (hours.posts >= FEWEST_POSTS).then(|| bar(name, of, &hours))
}

/// The small offices of a scenario as one, if they have posts enough together.
fn pool(of: &Shown<'_>) -> Option<WorkloadRow> {
    let small: Vec<RoleHours> =
        hours(of).into_iter().filter(|hours| hours.posts < FEWEST_POSTS).collect();
    let posts: f64 = small.iter().map(|hours| hours.posts).sum();
    let per_post = |pick: &dyn Fn(&RoleHours) -> f64| {
        small.iter().map(|hours| hours.posts * pick(hours)).sum::<f64>() / posts
    };
    let duty = per_post(&|hours| hours.duty);
    let pooled = RoleHours {
        activity: std::array::from_fn(|place| per_post(&|hours| hours.activity[place])),
        duty,
        posts,
        load: per_post(&|hours| hours.load * hours.duty) / duty,
        ..RoleHours::default()
    };
    (posts >= FEWEST_POSTS).then(|| bar(SMALL, of, &pooled))
}

fn bar(role: &str, of: &Shown<'_>, hours: &RoleHours) -> WorkloadRow {
    WorkloadRow {
        role: role.to_owned(),
        scenario: of.name(),
        hours_per_worker_week: hours.activity[..DRAWN].to_vec(),
        posts: hours.posts,
        load: hours.load,
        duty_hours_per_worker_week: hours.duty,
    }
}
