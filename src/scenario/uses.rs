//! Where the model uses a number: the section of `docs/model.md` that says how.

use super::pattern::{keys_of, matches};
use super::regime;

/// A process of the model, by its section in the description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The heading of the section.
    pub section: &'static str,
    /// The process in Chinese.
    pub zh: &'static str,
}

/// The section of `docs/model.md` and its name in Chinese.
const fn used(section: &'static str, zh: &'static str) -> Use {
    Use { section, zh }
}

const INITIALISATION: Use = used("3.1 Initialisation", "初始化");
const POTENTIAL: Use = used("3.2 Potential problems", "潜在问题");
const ARISING: Use = used("3.3 Arising", "问题发生");
const REPORTING: Use = used("3.4 Reporting", "居民上报");
const SEARCH: Use = used("3.5 Search", "巡查发现");
const DESKS: Use = used("3.6 Desks", "席位与排队");
const INTAKE: Use = used("3.7 Intake, verification, filing, dispatch", "受理、核实、立案、派遣");
const HANDLING: Use = used("3.8 Handling, check, closing", "处置、核查、结案");
const CAMPAIGNS: Use = used("3.9 Campaigns", "专项整治");
const CLOCKS: Use = used("3.15 Exceptions to the clock", "时限的例外");
const PLATFORMS: Use = used("3.18 Platforms, duplicates and rosters", "平台、重复与值班");
const ASSESSMENT: Use = used("3.17 Assessment, gaming and audit", "考核、应付与复核");
const MONEY: Use = used("3.10 Money", "费用");

/// Paths, and where what stands there is used; of those that match, the first speaks.
const USES: &[(&str, &[Use])] = &[
    ("city.reporting.**", &[REPORTING]),
    ("city.norms.**", &[ARISING]),
    ("city.profiles.**", &[POTENTIAL]),
    ("city.unevenness.days", &[POTENTIAL]),
    ("city.compounds.*.tenants", &[REPORTING]),
    ("city.migrants", &[REPORTING]),
    ("city.categories.*.incidence", &[POTENTIAL]),
    ("city.categories.*.severity", &[REPORTING, ARISING]),
    ("city.categories.*.detectability", &[SEARCH]),
    ("city.categories.*.witnesses", &[REPORTING]),
    ("city.categories.*.notice.**", &[REPORTING]),
    ("city.categories.*.self_help", &[REPORTING]),
    ("city.categories.*.work.**", &[DESKS, HANDLING]),
    ("city.categories.*.lasting", &[HANDLING, ARISING]),
    ("city.categories.*.disputed", &[ARISING, INTAKE]),
    ("city.categories.**", &[ARISING]),
    ("city.**", &[INITIALISATION]),
    ("governance.grids.**", &[INITIALISATION]),
    ("governance.campaigns.**", &[CAMPAIGNS, SEARCH, MONEY]),
    ("governance.channels.*.logged", &[PLATFORMS]),
    ("governance.channels.**", &[REPORTING, INTAKE]),
    ("governance.deadlines.*", &[INTAKE, DESKS]),
    ("governance.extension.*", &[CLOCKS]),
    ("governance.hold.**", &[CLOCKS]),
    ("governance.exclusion.*", &[CLOCKS]),
    ("governance.appeal.*", &[CLOCKS]),
    ("governance.supervision.*", &[CLOCKS]),
    ("governance.audit.**", &[ASSESSMENT]),
    ("governance.assessments.**", &[ASSESSMENT]),
    ("governance.gaming.**", &[ASSESSMENT]),
    ("governance.office_hours", &[INTAKE]),
    ("governance.undated_due", &[DESKS]),
    ("governance.settled_after", &[INTAKE]),
    ("governance.response_limit", &[REPORTING]),
    ("governance.platform_cost", &[MONEY]),
    ("governance.sharing.**", &[PLATFORMS]),
    ("governance.systems.**", &[PLATFORMS]),
    ("governance.roles.*.on_call.*", &[PLATFORMS]),
    ("governance.roles.*.wage", &[MONEY]),
    ("governance.roles.*.week", &[MONEY]),
    ("governance.roles.*.staffing", &[INITIALISATION, DESKS, MONEY]),
    ("governance.roles.*.hours", &[DESKS, MONEY]),
    ("governance.roles.*.admin_share", &[DESKS, SEARCH]),
    ("governance.roles.*.patrol.**", &[SEARCH]),
    ("governance.roles.*.call_back.**", &[HANDLING]),
    ("governance.roles.*.quality", &[HANDLING]),
    ("governance.roles.*.vigilance", &[INTAKE, HANDLING]),
    ("governance.roles.*.site_work.**", &[INTAKE, HANDLING]),
    ("governance.roles.*.travel.**", &[DESKS]),
    ("governance.roles.*.overrun", &[DESKS]),
    ("governance.roles.**", &[INTAKE, DESKS]),
    ("skeleton.**", &[used("3.12 The skeleton network", "骨架排队网络")]),
];

/// Where the model uses what stands at a path such as `city.reporting.trust`; nothing where no
/// part of the model does.
#[must_use]
pub fn used_in(path: &str) -> &'static [Use] {
    let of_model = regime::of_model(path);
    let path = keys_of(of_model.as_deref().unwrap_or(path));
    let speaks = |pattern: &str| matches(&keys_of(pattern), &path);
    USES.iter().find(|(pattern, _)| speaks(pattern)).map_or(&[], |(_, uses)| uses)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::study::Scenario;
    use crate::scenario::{Options, Source, builtin, load};

    /// Every number of the built-in scenarios is used somewhere, and every section named is one
    /// of the description.
    #[test]
    fn every_number_is_used_where_the_description_says() {
        let described = include_str!("../../docs/model.md");
        for (_, uses) in USES {
            for of in *uses {
                assert!(described.contains(&format!("\n### {}\n", of.section)), "{of:?}");
            }
        }
        for (name, _) in builtin::FILES.iter().filter(|(name, _)| !name.contains('/')) {
            let options = Options { provenance: true };
            let loaded = load::<Scenario>(&Source::Builtin(name), &[], options);
            for number in loaded.expect("a built-in").provenance {
                assert!(!used_in(&number.path).is_empty(), "{}", number.path);
            }
        }
    }

    #[test]
    fn the_first_pattern_that_matches_speaks() {
        let sections = |path: &str| used_in(path).iter().map(|of| of.section).collect::<Vec<_>>();
        assert_eq!(sections("city.profiles.street.hours[3]"), ["3.2 Potential problems"]);
        assert_eq!(sections("city.categories.guard-rail.clears"), ["3.3 Arising"]);
        assert_eq!(sections("governance.roles.supervisor.patrol.speed"), ["3.5 Search"]);
        assert!(sections("run.days").is_empty());
    }
}
