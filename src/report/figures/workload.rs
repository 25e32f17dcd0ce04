//! How the people of each role spend their week.

use super::{Shown, interval, sample};
use crate::experiment::RoleHours;
use crate::governance::{Governance, Role};
use crate::id::Id as _;
use crate::lang::{Lang, Phrase, text};
use crate::report::plot::workload::{WorkloadFigure, WorkloadRow};

/// Roles with fewer posts than this are pooled: worker indicators are never given below five
/// workers.
const FEWEST_POSTS: f64 = 5.0;

/// Activities that are drawn; what is left of time on duty stays empty.
const DRAWN: usize = RoleHours::ACTIVITIES.len() - 1;

/// What the pool of small offices is called.
const SMALL: Phrase =
    Phrase::new("offices of fewer than five posts, together", "岗位不足五个的机构，合计");

pub(super) fn figure(shown: &[Shown<'_>], lang: Lang) -> WorkloadFigure {
    let widest = shown.iter().max_by_key(|of| of.governed.governance.roles.len());
    let roles = widest.iter().flat_map(|of| of.governed.governance.roles.iter());
    let of_role =
        |role: &Role| shown.iter().filter_map(|of| row(of, role, lang)).collect::<Vec<_>>();
    let mut rows: Vec<WorkloadRow> = roles.flat_map(of_role).collect();
    let small = |of| pool(&hours(of)).map(|pooled| bar(SMALL.read(lang).to_owned(), of, &pooled));
    rows.extend(shown.iter().filter_map(small));
    let (sample, left_out) = (sample(shown, lang), left_out(shown, lang));
    WorkloadFigure {
        title: lang.pick("How a week of work is spent", "一周工作时间的去向").to_owned(),
        subtitle: text!(
            "Mean hours of one post; ρ: share of duty taken by cases; {sample}{left_out}",
            "每个岗位的平均小时数；ρ：案件占用在岗时间的比例；{sample}{left_out}"
        )
        .said(lang),
        activities: RoleHours::ACTIVITIES[..DRAWN]
            .iter()
            .map(|name| name.read(lang).to_owned())
            .collect(),
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

fn row(of: &Shown<'_>, role: &Role, lang: Lang) -> Option<WorkloadRow> {
    let same = |other: &Role| other.name == role.name;
    let (id, role) = of.governed.governance.roles.pairs().find(|(_, other)| same(other))?;
    let hours = hours(of)[id.index()];
    let name = called(role, &of.governed.governance, lang).to_owned();
    (hours.posts >= FEWEST_POSTS).then(|| bar(name, of, &hours))
}

/// What a role is called: in Chinese by its title, unless another role has the same.
fn called<'r>(role: &'r Role, governance: &Governance, lang: Lang) -> &'r str {
    let same = governance.roles.iter().filter(|other| other.title_zh == role.title_zh).count();
    match lang {
        Lang::Zh if same == 1 => &role.title_zh,
        _ => &role.name,
    }
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
fn left_out(shown: &[Shown<'_>], lang: Lang) -> String {
    let too_few = |of: &&Shown<'_>| {
        let hours = hours(of);
        !small(&hours).is_empty() && pool(&hours).is_none()
    };
    let names: Vec<&str> = shown.iter().filter(too_few).map(|of| of.name.as_str()).collect();
    if names.is_empty() {
        return String::new();
    }
    let names = names.join(lang.pick(", ", "、"));
    text!(
        "; left out, fewer than five posts even together: small offices of {names}",
        "；未画出合计也不足五个岗位的小机构：{names}"
    )
    .said(lang)
}

fn bar(role: String, of: &Shown<'_>, hours: &RoleHours) -> WorkloadRow {
    WorkloadRow {
        role,
        scenario: of.name.clone(),
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
