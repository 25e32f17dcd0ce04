//! The naming gate: a scenario carries the name of a place only if it is known of that place.
//!
//! The rule and its reasons: `docs/decisions/17-naming-gate.md`.

mod evidence;
mod places;

use crate::lang::{Lang, Text, text};
use crate::scenario::study::Scenario;
use crate::scenario::{Faults, Provenance};
use evidence::{Found, Leg, legs};
use places::{SCALE, claimed, is_demonstration};

/// Numbers that a fault names at most.
const NAMED: usize = 4;
/// Residents from which a city is called mega (超大城市), as the State Council counts: ten
/// million in its urban area (国发〔2014〕51号).
pub const MEGA: u64 = 10_000_000;

/// A scenario that names a place must be known of it; a nation or a mega-city says that it is
/// a demonstration of scale.
pub fn check(scenario: &Scenario, numbers: &[Provenance], faults: &mut Faults) {
    demonstration(scenario, faults);
    let claims = claims(scenario);
    let Some((first, place)) = claims.first() else { return };
    let lacking: Vec<Found<'_>> =
        legs(scenario, numbers).into_iter().filter(|found| !found.holds()).collect();
    for found in &lacking {
        let message = lack(place, found, faults);
        faults.add_at(first, message, None);
    }
    if lacking.is_empty() {
        return;
    }
    for (key, place) in &claims[1..] {
        let message = Text::each(|lang| {
            let name = place.read(lang);
            lang.pick(
                format!("this names {name} as well, see {first}"),
                format!("此处也以“{name}”为名,见 {first}"),
            )
        });
        faults.add_at(key, message, None);
    }
}

/// What of a place's name is only assumed in a scenario that says it is stylised.
#[must_use]
pub fn only_assumed(scenario: &Scenario, numbers: &[Provenance]) -> Option<Text> {
    let assumed: Vec<Leg> =
        legs(scenario, numbers).iter().filter(|f| f.known <= 0.0).map(|f| f.leg).collect();
    let list = |lang: Lang| {
        let names: Vec<&str> = assumed.iter().map(|leg| leg.name(lang)).collect();
        names.join(lang.pick(", ", "、"))
    };
    (!assumed.is_empty()).then(|| {
        Text::each(|lang| {
            let list = list(lang);
            lang.pick(
                format!("nothing is known of the place itself but by assumption: {list}"),
                format!("以下各项全凭假设,没有当地依据:{list}"),
            )
        })
    })
}

/// Keys that claim a place, and the place.
fn claims(scenario: &Scenario) -> Vec<(&'static str, Text)> {
    let (city, governance) = (scenario.city.as_ref(), scenario.governance.as_ref());
    let titles = [
        ("title", Some(&scenario.title)),
        ("title_zh", Some(&scenario.title_zh)),
        ("city.title", city.map(|city| &city.title)),
        ("city.title_zh", city.map(|city| &city.title_zh)),
        ("governance.title", governance.map(|model| &model.title)),
        ("governance.title_zh", governance.map(|model| &model.title_zh)),
    ];
    let models = scenario.regimes.iter().flat_map(|regimes| regimes.iter());
    let models = models.filter_map(|of| of.governance.as_ref());
    let models = models.flat_map(|model| [&model.title, &model.title_zh]);
    let of_regimes = models.map(|title| ("regimes", Some(title)));
    let said = scenario.place.iter().map(|place| ("place", Text::same(place)));
    let named = titles.into_iter().chain(of_regimes).filter_map(|(key, title)| {
        let place = claimed(title?)?;
        Some((key, Text::new(place.en, place.zh)))
    });
    said.chain(named).collect()
}

/// What a leg lacks, what is allowed, and how else to call the scenario.
fn lack(place: &Text, found: &Found<'_>, faults: &Faults) -> Text {
    let listed = |lang: Lang| {
        let told =
            found.unknown.iter().take(NAMED).map(|(key, said)| tell(key, *said, lang, faults));
        let mut told: Vec<String> = told.collect();
        if let more @ 1.. = found.unknown.len().saturating_sub(NAMED) {
            told.push(lang.pick(format!("{more} more"), format!("另有 {more} 项")));
        }
        told.join(lang.pick(", ", "、"))
    };
    Text::each(|lang| {
        let (place, leg) = (place.read(lang), found.leg.name(lang));
        let (is, must) = (state(found, &listed(lang), lang), needed(found.leg, lang));
        lang.pick(
            format!(
                "this names {place}, whose {leg} is not known: {is}; {must}, \
                 or call it \"stylised after {place}\""
            ),
            format!(
                "此处以“{place}”为名,但当地的{leg}没有依据:{is};{must};否则标题应写明“仿{place}”"
            ),
        )
    })
}

/// A number and what is said of it.
fn tell(key: &str, said: Option<&Provenance>, lang: Lang, faults: &Faults) -> String {
    let Some(said) = said else {
        return lang.pick(format!("{key} has no provenance"), format!("{key} 没有来源说明"));
    };
    let statement = &said.statement;
    let mut words = vec![statement.origin.word()];
    words.extend(statement.evidence.map(crate::scenario::provenance::Evidence::word));
    words.extend(statement.transfer.map(crate::scenario::provenance::Transfer::word));
    let (words, spot) = (words.join(" "), faults.files().spot(said.place));
    lang.pick(format!("{key} is {words} ({spot})"), format!("{key} 为 {words}({spot})"))
}

/// How a leg stands.
fn state(found: &Found<'_>, listed: &str, lang: Lang) -> String {
    let percent = format!("{:.0} %", 100.0 * found.known);
    match found.leg {
        Leg::Staffing => lang.pick(
            format!("{percent} of posts are; {listed}"),
            format!("有依据的岗位占 {percent};{listed}"),
        ),
        Leg::Volume => lang.pick(
            format!("{percent} of the problems expected are; {listed}"),
            format!("有依据的预期问题占 {percent};{listed}"),
        ),
        Leg::Outcome if found.unknown.is_empty() => {
            lang.pick("[observed] keeps none", "[observed] 未列出任何结果").to_owned()
        }
        Leg::Structure | Leg::Outcome => listed.to_owned(),
    }
}

/// What would bear the name.
fn needed(leg: Leg, lang: Lang) -> String {
    let known = lang.pick(
        "sourced or derived with transfer \"same\" and evidence above weak",
        "sourced 或 derived,transfer 为 \"same\",且 evidence 高于 weak",
    );
    match leg {
        Leg::Structure => lang.pick(
            format!("city.area, residents, streets and communities must each be {known}"),
            format!("city.area、residents、streets、communities 均须为 {known}"),
        ),
        Leg::Staffing => lang.pick(
            format!("staffing must be {known} in roles with more than half of all posts"),
            format!("岗位合计过半的角色,其 staffing 须为 {known}"),
        ),
        Leg::Volume => lang.pick(
            format!("incidence must be {known}, or calibrated so, for more than half of them"),
            format!("预期问题过半的类别,其 incidence 须为 {known},或以同等依据 calibrated"),
        ),
        Leg::Outcome => lang.pick(
            format!("at least one number under [observed] must be {known}"),
            format!("[observed] 中至少一个数须为 {known}"),
        ),
    }
}

/// Nation and mega-city files say what they are.
fn demonstration(scenario: &Scenario, faults: &mut Faults) {
    let Some(residents) = scenario.city.as_ref().map(|city| city.residents.0) else { return };
    if residents < MEGA {
        return;
    }
    let [en, zh] = SCALE;
    for (key, title) in [("title", &scenario.title), ("title_zh", &scenario.title_zh)] {
        if !is_demonstration(title) {
            let message = text!(
                "{residents} residents are a mega-city or more, which this program shows only as \
                 a demonstration of scale: the title must say \"{en}\" or \"{zh}\"",
                "{residents} 名居民已达超大城市规模,本程序仅作规模演示:标题须写明“{zh}”或“{en}”"
            );
            faults.add_at(key, message, None);
        }
    }
}
