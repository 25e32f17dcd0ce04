//! Indicators of residents: voice, trust, and who is reached.

use super::{Better, Indicator, Reading, plain, ratio, restricted_mean, share};
use crate::city::CommunityId;
use crate::id::Table;
use crate::metrics::tally::{Tally, Times};
use crate::stats::{gini, worst_tenth_mean};

const NOBODY: &str = "nobody lives here, or the horizon is empty";
const NO_ORDERS: &str = "no resident reported within the horizon";
const ONE_COMMUNITY: &str = "too few communities had such problems";

pub(super) const ALL: &[Indicator] = &[
    Indicator {
        id: "report_rate",
        zh: "报告率",
        unit: "share",
        better: Better::Neutral,
        formula: "problems some resident reported within the follow-up time / all problems",
        twin: None,
        read: |t| share(t.problems.reported, "no problem arose within the horizon"),
    },
    Indicator {
        id: "contacts_per_resident_year",
        zh: "人均诉求数",
        unit: "per resident and year",
        better: Better::Neutral,
        formula: "orders made in the horizon / residents / years",
        twin: None,
        read: |t| ratio(t.orders.count as f64, person_years(t), NOBODY),
    },
    Indicator {
        id: "resident_trips",
        zh: "居民跑腿次数",
        unit: "trips per 1,000 residents and year",
        better: Better::Lower,
        formula: "orders made in person, per 1,000 residents and year",
        twin: None,
        read: |t| ratio(1000.0 * t.orders.walked as f64, person_years(t), NOBODY),
    },
    Indicator {
        id: "repeat_share",
        zh: "重复诉求比例",
        unit: "share",
        better: Better::Neutral,
        formula: "orders that repeat an earlier call of the same caller / orders",
        twin: None,
        read: |t| share(t.orders.repeats, NO_ORDERS),
    },
    Indicator {
        id: "first_response_h",
        zh: "首次响应时间",
        unit: "h",
        better: Better::Lower,
        formula: "mean time from a call until somebody has dealt with it, restricted to the follow-up time",
        twin: None,
        read: |t| restricted_mean(&t.orders.response, t.orders.response_censored, NO_ORDERS),
    },
    Indicator {
        id: "unmet_need_days",
        zh: "未表达需求日",
        unit: "severity-weighted days per 1,000 residents and year",
        better: Better::Lower,
        formula: "standing time within the follow-up time of matters nobody in office knew in it, weighted by severity, per 1,000 residents and year",
        twin: None,
        read: |t| ratio(1000.0 * t.problems.unmet_ms as f64 / 8.64e7, person_years(t), NOBODY),
    },
    Indicator {
        id: "trust_government",
        zh: "对政府信任",
        unit: "0 to 1",
        better: Better::Higher,
        formula: "mean trust in the government at the end, residents who ever reported",
        twin: None,
        read: |t| trust(t, 1),
    },
    Indicator {
        id: "trust_committee",
        zh: "对居委会信任",
        unit: "0 to 1",
        better: Better::Higher,
        formula: "mean trust in the residents' committee at the end, residents who ever reported",
        twin: None,
        read: |t| trust(t, 0),
    },
    Indicator {
        id: "reach_gap",
        zh: "覆盖差距",
        unit: "ratio",
        better: Better::Higher,
        formula: "share solved within 30 days in the worst kind of compound / in the best",
        twin: None,
        read: reach_gap,
    },
    Indicator {
        id: "response_gini",
        zh: "响应不均等(基尼)",
        unit: "0 to 1",
        better: Better::Lower,
        formula: "Gini coefficient over communities of the mean resolution time, from arising, as in resolution_time_h",
        twin: None,
        read: |t| {
            community_times(&t.problems.by_community)
                .and_then(|times| gini(&times).map_or(Err(ONE_COMMUNITY), plain))
        },
    },
    Indicator {
        id: "reporting_gini",
        zh: "诉求不均等(基尼)",
        unit: "0 to 1",
        better: Better::Neutral,
        formula: "Gini coefficient over communities of orders per resident",
        twin: None,
        read: reporting_gini,
    },
    Indicator {
        id: "worst_decile_handling_time_h",
        zh: "最差一成社区处置时间",
        unit: "h",
        better: Better::Lower,
        formula: "mean handling time, as in handling_time_h, of the tenth of communities where it is longest",
        twin: None,
        read: |t| {
            community_times(&t.cases.handling_by_community)
                .and_then(|times| worst_tenth_mean(&times).map_or(Err(ONE_COMMUNITY), plain))
        },
    },
];

fn person_years(tally: &Tally<'_>) -> f64 {
    tally.residents as f64 * tally.years()
}

fn trust(tally: &Tally<'_>, of: usize) -> Reading {
    ratio(tally.trust.1[of], tally.trust.0 as f64, NO_ORDERS)
}

fn reach_gap(tally: &Tally<'_>) -> Reading {
    let shares = tally.problems.by_compound.iter().filter(|share| share.of > 0);
    let rates: Vec<f64> = shares.map(|share| share.hits as f64 / share.of as f64).collect();
    let best = rates.iter().copied().fold(0.0, f64::max);
    let worst = rates.iter().copied().fold(f64::INFINITY, f64::min);
    ratio(worst, best, "nothing was solved within 30 days")
}

/// Mean times \[h\] of the communities that had any.
fn community_times(times: &Table<CommunityId, Times>) -> Result<Vec<f64>, &'static str> {
    let times = times.iter().filter_map(|times| times.mean_hours());
    let times: Vec<f64> = times.collect();
    if times.len() < 2 { Err(ONE_COMMUNITY) } else { Ok(times) }
}

fn reporting_gini(tally: &Tally<'_>) -> Reading {
    let rates: Vec<f64> = tally
        .city
        .communities
        .iter()
        .zip(&tally.orders.by_community)
        .map(|(community, orders)| (tally.city.residents_in(&community.zone), *orders))
        .filter(|(residents, _)| *residents > 0)
        .map(|(residents, orders)| orders as f64 / residents as f64)
        .collect();
    if rates.len() < 2 { Err(ONE_COMMUNITY) } else { gini(&rates).map_or(Err(NO_ORDERS), plain) }
}
