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
    rows.extend(
        shown.iter().filter_map(|of| pool(&hours(of)).map(|pooled| bar(SMALL, of, &pooled))),
    );
    WorkloadFigure {
        title: "How a week of work is spent".to_owned(),
        subtitle: format!(
            "Mean hours of one post; ρ: share of duty taken by cases; {}{}",
            sample(shown),
            left_out(shown)
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

/// The roles with fewer than five posts, if there are any.
fn small(hours: &[RoleHours]) -> Vec<RoleHours> {
    let small = |hours: &&RoleHours| hours.posts > 0.0 && hours.posts < FEWEST_POSTS;
    hours.iter().filter(small).copied().collect()
}

/// The small offices of a scenario as one, if they have posts enough together.
fn pool(hours: &[RoleHours]) -> Option<RoleHours> {
    let small = small(hours);
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
    (posts >= FEWEST_POSTS).then_some(pooled)
}

/// Says which scenarios have small offices that are too few even together.
fn left_out(shown: &[Shown<'_>]) -> String {
    let too_few = |of: &&Shown<'_>| {
        let hours = hours(of);
        !small(&hours).is_empty() && pool(&hours).is_none()
    };
    let names: Vec<String> = shown.iter().filter(too_few).map(Shown::name).collect();
    if names.is_empty() {
        return String::new();
    }
    format!(
        "; left out, fewer than five posts even together: small offices of {}",
        names.join(", ")
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    fn office(posts: f64, duty: f64, load: f64) -> RoleHours {
        RoleHours { duty, posts, load, ..RoleHours::default() }
    }

    /// Four posts on duty for 40 h at 0.5 and two for 20 h at 0.25: 90 h of cases in 200 h.
    #[test]
    fn small_offices_are_pooled_by_posts_and_hours() {
        let pooled =
            pool(&[office(4.0, 40.0, 0.5), office(2.0, 20.0, 0.25), office(9.0, 1.0, 1.0)]);
        let pooled = pooled.expect("six posts are enough");
        assert!((pooled.posts - 6.0).abs() < 1e-12);
        assert!((pooled.duty - 200.0 / 6.0).abs() < 1e-12);
        assert!((pooled.load - 90.0 / 200.0).abs() < 1e-12);
    }

    #[test]
    fn fewer_than_five_posts_are_never_shown() {
        assert_eq!(pool(&[office(2.4, 40.0, 0.5), office(2.5, 40.0, 0.5)]), None);
        assert_eq!(pool(&[office(0.0, 0.0, 0.0), office(9.0, 40.0, 0.5)]), None);
        assert!(small(&[office(0.0, 0.0, 0.0), office(5.0, 40.0, 0.5)]).is_empty());
    }
}
