//! Indicators of problems: what residents live with, whoever knows.

use super::{Better, Indicator, Reading, plain, quantile, ratio, restricted_mean, share};
use crate::lang::Phrase;
use crate::metrics::tally::Tally;
use crate::simulation::record::DayState;

const MS_PER_DAY: f64 = 86_400_000.0;
const NO_PROBLEMS: Phrase =
    Phrase::new("no such problem arose within the horizon", "观测期内没有发生这类问题");

pub(super) const ALL: &[Indicator] = &[
    Indicator {
        id: "problem_days_per_1000",
        zh: "每千人问题日",
        unit: "severity-weighted days per 1,000 residents and year",
        better: Better::Lower,
        formula: "standing time of problems that arose in the horizon, each followed for the follow-up time, weighted by severity, per 1,000 residents and year",
        twin: None,
        read: |t| per_1000_years(t, t.problems.burden_ms as f64 / MS_PER_DAY),
    },
    Indicator {
        id: "resolution_time_h",
        zh: "问题解决时间",
        unit: "h",
        better: Better::Lower,
        formula: "mean time from arising to end of problems that would outlast the follow-up time by themselves, restricted to the follow-up time",
        twin: None,
        read: |t| {
            restricted_mean(&t.problems.resolution, t.problems.resolution_censored, NO_PROBLEMS)
        },
    },
    Indicator {
        id: "resolution_time_p50_h",
        zh: "问题解决时间中位数",
        unit: "h",
        better: Better::Lower,
        formula: "Kaplan-Meier median of the same times",
        twin: None,
        read: |t| {
            quantile(&t.problems.resolution, t.problems.resolution_censored, 0.5, NO_PROBLEMS)
        },
    },
    Indicator {
        id: "resolution_time_p90_h",
        zh: "问题解决时间九成分位",
        unit: "h",
        better: Better::Lower,
        formula: "Kaplan-Meier 90 % quantile of the same times",
        twin: None,
        read: |t| {
            quantile(&t.problems.resolution, t.problems.resolution_censored, 0.9, NO_PROBLEMS)
        },
    },
    Indicator {
        id: "listed_problem_days_per_1000",
        zh: "每千人部件事件问题日",
        unit: "severity-weighted days per 1,000 residents and year",
        better: Better::Lower,
        formula: "the part of problem_days_per_1000 that is of components and events, matters of households left out",
        twin: None,
        read: |t| per_1000_years(t, t.problems.listed_ms as f64 / MS_PER_DAY),
    },
    Indicator {
        id: "incidence_per_1000",
        zh: "每千人问题发生数",
        unit: "problems per 1,000 residents and year",
        better: Better::Lower,
        formula: "problems that arose in the horizon, per 1,000 residents and year",
        twin: None,
        read: |t| per_1000_years(t, t.problems.count as f64),
    },
    Indicator {
        id: "prevented_share",
        zh: "预防比例",
        unit: "share",
        better: Better::Higher,
        formula: "1 − problems that arose / those that the same potential problems, offspring included, would make in the neutral state; negative where disorder invites more than presence prevents",
        twin: None,
        read: prevented_share,
    },
    Indicator {
        id: "discovery_rate",
        zh: "真实发现率",
        unit: "share",
        better: Better::Higher,
        formula: "problems known within 30 days / problems that stood for at least 30 minutes",
        twin: None,
        read: |t| share(t.problems.discovered, NO_PROBLEMS),
    },
    Indicator {
        id: "discovery_rate_all",
        zh: "真实发现率(全部)",
        unit: "share",
        better: Better::Higher,
        formula: "problems known within 30 days / all problems",
        twin: None,
        read: |t| share(t.problems.discovered_all, NO_PROBLEMS),
    },
    Indicator {
        id: "known_share",
        zh: "已知比例",
        unit: "share",
        better: Better::Higher,
        formula: "of problems standing at a midnight of the horizon, those somebody in office knows; all midnights together",
        twin: None,
        read: known_share,
    },
    Indicator {
        id: "patrol_found_share",
        zh: "巡查发现比例",
        unit: "share",
        better: Better::Neutral,
        formula: "problems first known through a patrol / problems known within the follow-up time",
        twin: None,
        read: |t| share(t.problems.patrol_found, NO_PROBLEMS),
    },
    Indicator {
        id: "self_cleared_share",
        zh: "自行消失比例",
        unit: "share",
        better: Better::Neutral,
        formula: "problems that ended by themselves within the follow-up time / all problems",
        twin: None,
        read: |t| share(t.problems.self_cleared, NO_PROBLEMS),
    },
    Indicator {
        id: "self_governance_share",
        zh: "居民自治解决比例",
        unit: "share",
        better: Better::Neutral,
        formula: "problems ended by neighbours / problems ended by neighbours or by those in office",
        twin: None,
        read: |t| share(t.problems.self_governed, NO_PROBLEMS),
    },
    Indicator {
        id: "solved_30d_share",
        zh: "三十日内真实解决率",
        unit: "share",
        better: Better::Higher,
        formula: "problems solved within 30 days / problems that would outlast 30 days by themselves",
        twin: None,
        read: |t| share(t.problems.solved_soon, NO_PROBLEMS),
    },
    Indicator {
        id: "true_resolution_rate",
        zh: "真实解决率",
        unit: "share",
        better: Better::Higher,
        formula: "problems solved within the follow-up time / problems that would outlast it by themselves",
        twin: None,
        read: |t| share(t.problems.solved, NO_PROBLEMS),
    },
    Indicator {
        id: "solved_within_limit_share",
        zh: "时限内真实解决率",
        unit: "share",
        better: Better::Higher,
        formula: "problems solved within the limit of their category, on the wall clock from arising / problems with a limit that would outlast it by themselves",
        twin: None,
        read: |t| {
            share(
                t.problems.solved_in_limit,
                Phrase::new("this governance model sets no deadlines", "该治理模式没有规定时限"),
            )
        },
    },
    Indicator {
        id: "orphan_share",
        zh: "无主问题比例",
        unit: "share",
        better: Better::Neutral,
        formula: "problems that are nobody's duty / all problems",
        twin: None,
        read: |t| share(t.problems.orphans, NO_PROBLEMS),
    },
    Indicator {
        id: "duty_power_gap_share",
        zh: "有责无权比例",
        unit: "share",
        better: Better::Lower,
        formula: "problems whose owner lacks the power to end them / problems with an owner",
        twin: None,
        read: |t| share(t.problems.powerless, NO_PROBLEMS),
    },
    Indicator {
        id: "solved_below_district_share",
        zh: "区以下解决比例",
        unit: "share",
        better: Better::Neutral,
        formula: "problems solved by a role below the district / problems solved by those in office within the follow-up time",
        twin: None,
        read: |t| share(t.cases.below_district, NO_PROBLEMS),
    },
    Indicator {
        id: "solved_in_grid_share",
        zh: "网格内解决比例",
        unit: "share",
        better: Better::Neutral,
        formula: "problems solved by a role of the grid or the community / problems solved by those in office within the follow-up time",
        twin: None,
        read: |t| t.grid_handles().and_then(|()| share(t.cases.in_grid, NO_PROBLEMS)),
    },
    Indicator {
        id: "norm_state",
        zh: "秩序规范状态",
        unit: "0 to 1",
        better: Better::Higher,
        formula: "mean norm of the blocks at the midnights of the horizon",
        twin: None,
        read: norm_state,
    },
];

fn per_1000_years(tally: &Tally<'_>, amount: f64) -> Reading {
    ratio(
        1000.0 * amount,
        tally.residents as f64 * tally.years(),
        Phrase::new("nobody lives here, or the horizon is empty", "无人居住，或观测期为空"),
    )
}

/// What the state of the blocks prevents, against blocks that are intact and without presence.
fn prevented_share(tally: &Tally<'_>) -> Reading {
    let [stream, offspring] = tally.problems.fell_due.map(|count| count as f64);
    let neutral = tally.city.norms.real_if_neutral() * stream + offspring;
    ratio(
        neutral - tally.problems.count as f64,
        neutral,
        Phrase::new("no potential problem fell due", "没有潜在问题到期"),
    )
}

fn known_share(tally: &Tally<'_>) -> Reading {
    let sum = |count: fn(&DayState) -> u32| -> f64 {
        tally.measured_days().iter().map(|day| f64::from(count(&day.state))).sum()
    };
    let none = Phrase::new(
        "no problem stood at a midnight of the horizon",
        "观测期内每日零时都没有未消除的问题",
    );
    ratio(sum(|state| state.known_standing), sum(|state| state.standing), none)
}

fn norm_state(tally: &Tally<'_>) -> Reading {
    let days = tally.measured_days();
    let sum: f64 = days.iter().map(|day| day.state.norm).sum();
    if days.is_empty() {
        Err(Phrase::new("the horizon is empty", "观测期为空"))
    } else {
        plain(sum / days.len() as f64)
    }
}
