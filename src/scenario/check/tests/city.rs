//! What a city is made of.

use super::*;

#[test]
fn an_unknown_profile() {
    let text = r#"[[city.categories]]
id = "night-noise"
profile = "nigth""#;
    let expected = r#"error: city.categories.night-noise.profile: there is no profile "nigth"
 --> main.toml:4:11
  |
4 | profile = "nigth"
  |           ^^^^^^^
  |
  = help: did you mean `night`?"#;
    assert_eq!(over(text), expected);
}

#[test]
fn a_category_that_is_nobodys_duty() {
    let text = r#"[[city.categories]]
id = "guard-rail"
owners = { municipal-works = 0 }"#;
    let expected = "error: city.categories.guard-rail.owners: this category is nobody's duty; at least one duty needs a share
 --> main.toml:4:10
  |
4 | owners = { municipal-works = 0 }
  |          ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: such as owners = { sanitation = 0.9 }";
    assert_eq!(over(text), expected);
}

#[test]
fn owners_who_share_more_than_all() {
    let text = r#"[[city.categories]]
id = "guard-rail"
owners = { utilities = 0.3 }"#;
    let expected =
        "error: city.categories.guard-rail.owners: the shares sum to 1.15; at most 1 is allowed
 --> main.toml:4:10
  |
4 | owners = { utilities = 0.3 }
  |          ^^^^^^^^^^^^^^^^^^^";
    assert_eq!(over(text), expected);
}

#[test]
fn incidence_counted_by_what_a_city_lacks() {
    let text = r#"[[city.categories]]
id = "guard-rail"
incidence = "3 per day""#;
    let expected = r#"error: city.categories.guard-rail.incidence: "3 per day" is counted by what a city lacks
 --> main.toml:4:13
  |
4 | incidence = "3 per day"
  |             ^^^^^^^^^^^
  |
  = help: write it per resident, per km2 or per block, and a time"#;
    assert_eq!(over(text), expected);
}

#[test]
fn problems_that_multiply_without_end() {
    let text = r#"[[city.categories]]
id = "guard-rail"
spreads = 0.9
returns = 2"#;
    let expected = "error: city.categories.guard-rail.spreads: each problem may breed 2.9 more, without end: spreads 0.9 + returns 2 must be below 1
 --> main.toml:4:11
  |
4 | spreads = 0.9
  |           ^^^";
    assert_eq!(over(text), expected);
}

#[test]
fn work_that_takes_no_time() {
    let text = r#"[[city.categories]]
id = "guard-rail"
work = { fixed = "10 s" }"#;
    let expected = r#"error: city.categories.guard-rail.work.fixed: "10 s" is too short; work takes at least 1 min
 --> main.toml:4:18
  |
4 | work = { fixed = "10 s" }
  |                  ^^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn a_lognormal_time_without_a_median_or_with_a_shorter_p90() {
    let text = r#"[[city.categories]]
id = "guard-rail"
notice = { lognormal = { median = "0 h", p90 = "1 h" } }
[[governance.roles]]
id = "greening"
travel = { lognormal = { median = "90 min", p90 = "1 h" } }"#;
    let expected = r#"error: city.categories.guard-rail.notice.lognormal.median: "0 h" is no median of a lognormal time; it must be above zero
 --> main.toml:4:35
  |
4 | notice = { lognormal = { median = "0 h", p90 = "1 h" } }
  |                                   ^^^^^
  |
  = help: for no time at all write { fixed = "0 h" }

error: governance.roles.greening.travel.lognormal.p90: "1 h" is shorter than the median, "90 min"
 --> main.toml:7:51
  |
7 | travel = { lognormal = { median = "90 min", p90 = "1 h" } }
  |                                                   ^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn streets_and_communities_that_do_not_fit() {
    let text = "city.streets = 12
city.communities = 11
city.blocks = 10";
    let expected = "error: city.streets: 12 streets do not fit over 11 communities
 --> main.toml:2:16
  |
2 | city.streets = 12
  |                ^^
  |
  = help: city.communities must be at least as many

error: city.communities: 11 communities do not fit into 10 blocks
 --> main.toml:3:20
  |
3 | city.communities = 11
  |                    ^^
  |
  = help: city.blocks must be at least as many";
    assert_eq!(over(text), expected);
}

#[test]
fn a_city_where_nobody_lives() {
    let text = "city.compounds = []";
    let expected = "error: city.compounds: no kind of compound has a share above zero
 --> main.toml:2:18
  |
2 | city.compounds = []
  |                  ^^";
    assert_eq!(over(text), expected);
}

#[test]
fn a_profile_with_other_than_24_hours_or_nothing_but_zeros() {
    let text = r#"[[city.profiles]]
id = "night"
hours = [1, 2]
weekdays = [0, 0, 0, 0, 0, 0, 0]"#;
    let expected = "error: city.profiles.night.hours: these are 2 numbers; 24 are expected
 --> main.toml:4:9
  |
4 | hours = [1, 2]
  |         ^^^^^^

error: city.profiles.night.weekdays: all weights are zero; at least one must be above
 --> main.toml:5:12
  |
5 | weekdays = [0, 0, 0, 0, 0, 0, 0]
  |            ^^^^^^^^^^^^^^^^^^^^^";
    assert_eq!(over(text), expected);
}

#[test]
fn a_city_without_categories() {
    let text = "city.categories = []";
    let expected = "error: city.categories: nothing can go wrong: there is no category
 --> main.toml:2:19
  |
2 | city.categories = []
  |                   ^^";
    assert_eq!(over(text), expected);
}

#[test]
fn a_city_whose_kinds_of_compound_hold_nobody_or_bring_nothing() {
    let kinds = |key: &str| {
        let ids = ["former-work-unit", "old-without-property-company", "lane-houses"];
        let ids = ids.into_iter().chain(["commodity", "offices-and-shops"]);
        let kind = |id| format!("[[city.compounds]]\nid = \"{id}\"\n{key} = 0\n");
        over(&ids.map(kind).collect::<String>())
    };
    let first = |text: String| text.lines().next().unwrap_or_default().to_owned();
    let start = "error: city.compounds: no kind of compound has";
    assert_eq!(first(kinds("share")), format!("{start} a share above zero"));
    let density = format!("{start} share and density above zero: nobody lives anywhere");
    assert_eq!(first(kinds("density")), density);
    assert_eq!(first(kinds("incidence")), format!("{start} share and incidence above zero"));
}

#[test]
fn times_that_state_a_distribution_are_in_order() {
    let text = r#"[[city.categories]]
id = "guard-rail"
notice = { uniform = { least = "2 h", most = "1 h" } }
clears_after = { triangular = { least = "1 h", mode = "30 min", most = "2 h" } }
returns_after = { empirical = ["1 h", "3 h", "2 h"] }
spreads_after = { empirical = ["1 h"] }"#;
    let expected = r#"error: city.categories.guard-rail.notice.uniform.most: "1 h" is shorter than uniform.least
 --> main.toml:4:46
  |
4 | notice = { uniform = { least = "2 h", most = "1 h" } }
  |                                              ^^^^^

error: city.categories.guard-rail.clears_after.triangular.mode: "30 min" is shorter than triangular.least
 --> main.toml:5:55
  |
5 | clears_after = { triangular = { least = "1 h", mode = "30 min", most = "2 h" } }
  |                                                       ^^^^^^^^

error: city.categories.guard-rail.returns_after.empirical: "2 h" is shorter than "3 h" before it; times stand in rising order
 --> main.toml:6:46
  |
6 | returns_after = { empirical = ["1 h", "3 h", "2 h"] }
  |                                              ^^^^^

error: city.categories.guard-rail.spreads_after.empirical: two times at least are expected, the least and the greatest
 --> main.toml:7:31
  |
7 | spreads_after = { empirical = ["1 h"] }
  |                               ^^^^^^^"#;
    assert_eq!(over(text), expected);
}

#[test]
fn every_distribution_is_accepted() {
    let text = r#"[[city.categories]]
id = "guard-rail"
notice = { uniform = { least = "1 h", most = "1 h" } }
clears_after = { triangular = { least = "1 h", mode = "1 h", most = "2 h" } }
returns_after = { empirical = ["1 h", "3 h", "3 h", "1 d"] }
work = { gamma = { mean = "4 h", cv = 0.5 } }"#;
    assert_eq!(over(text), "");
}
