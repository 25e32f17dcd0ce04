//! How the units of indicators are written for people.
//!
//! Files for programs keep the unit of the registry as it is.

use crate::lang::Lang;

/// Units of the registries: in English and short enough there for a column of a figure, then
/// both in Chinese.
const UNITS: [[&str; 4]; 18] = [
    ["h", "h", "小时", "小时"],
    ["share", "share", "占比", "占比"],
    ["ratio", "ratio", "比值", "比值"],
    ["0 to 1", "0 to 1", "0 至 1", "0 至 1"],
    ["cases", "cases", "件", "件"],
    ["points", "points", "分", "分"],
    ["posts", "posts", "个岗位", "个岗位"],
    ["per case", "per case", "次（每案）", "次/案"],
    [
        "severity-weighted days per 1,000 residents and year",
        "d",
        "天（每千人每年，按严重程度加权）",
        "天",
    ],
    ["problems per 1,000 residents and year", "per 1,000", "个问题（每千人每年）", "个/千人"],
    [
        "cases per 1,000 residents and year",
        "cases per 1,000 residents and year",
        "件（每千人每年）",
        "件/千人",
    ],
    [
        "trips per 1,000 residents and year",
        "trips per 1,000 residents and year",
        "次（每千人每年）",
        "次/千人",
    ],
    ["per resident and year", "per resident and year", "次（每人每年）", "次/人"],
    ["filed cases a month", "filed cases a month", "件（每月立案）", "件/月"],
    ["h per post and week", "h per post and week", "小时（每岗位每周）", "小时/周"],
    ["cases per worker-day", "cases per worker-day", "件（每人每工作日）", "件/日"],
    ["yuan per resident and year", "yuan", "元（每人每年）", "元"],
    ["yuan per problem", "yuan per problem", "元（每个问题）", "元/个"],
];

/// A unit of the registry in full; one that is not known here stays as it is.
pub fn in_full(unit: &'static str, lang: Lang) -> &'static str {
    find(unit).map_or(unit, |[_, _, zh, _]| lang.pick(unit, zh))
}

/// A unit of the registry short enough for a column of a figure.
pub fn short(unit: &'static str, lang: Lang) -> &'static str {
    find(unit).map_or(unit, |[_, en, _, zh]| lang.pick(en, zh))
}

fn find(unit: &str) -> Option<&'static [&'static str; 4]> {
    UNITS.iter().find(|[known, ..]| *known == unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::{indicator, network};

    #[test]
    fn every_unit_of_a_registry_is_known_in_both_languages() {
        let units = indicator::all().map(|indicator| indicator.unit);
        for unit in units.chain(network::ALL.iter().map(|indicator| indicator.unit)) {
            assert_eq!(in_full(unit, Lang::En), unit);
            for written in [in_full(unit, Lang::Zh), short(unit, Lang::Zh)] {
                let latin = written.chars().any(|sign| sign.is_ascii_alphabetic());
                assert!(!latin, "{unit} is {written}: it has no Chinese in UNITS");
            }
        }
        assert_eq!(short("yuan per resident and year", Lang::En), "yuan");
    }
}
