//! The naming gate: what a place's name takes, and what is told where it is missing.

use super::*;
use crate::lang::Lang;
use crate::scenario::Faults;

const SAME: &str = "{ origin = \"sourced\", evidence = \"independent\", transfer = \"same\", \
                    source = \"a yearbook\" }";
const ASSUMED: &str = "{ origin = \"assumed\", range = [\"0.5 x\", \"2 x\"] }";

/// What is said of each leg of a scenario that calls itself Dongcheng.
#[derive(Clone, Copy)]
struct Said<'a> {
    structure: &'a str,
    staffing: &'a str,
    volume: &'a str,
    outcome: &'a str,
}

const KNOWN: Said<'_> = Said { structure: SAME, staffing: SAME, volume: SAME, outcome: SAME };

/// A scenario that names Dongcheng in one title and says this of its numbers.
fn named(title: &str, said: Said<'_>) -> String {
    let built_in = Source::Builtin("beijing-dongcheng-2004");
    let type_: Loaded<Scenario> =
        crate::scenario::load(&built_in, &[], Options::default()).expect("a built-in");
    let each = |names: &[crate::scenario::Name], path: &str, key: &str, said: &str| -> String {
        let lines = names.iter().map(|name| format!("\"{path}.{name}.{key}\" = {said}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let city = type_.value.city.expect("a city");
    let governance = type_.value.governance.expect("a governance model");
    let Said { structure, staffing, volume, outcome } = said;
    let structure: String = ["area", "residents", "streets", "communities"]
        .map(|key| format!("{key} = {structure}\n"))
        .concat();
    let volume = each(city.categories.names(), "categories", "incidence", volume);
    let staffing = each(governance.roles.names(), "roles", "staffing", staffing);
    format!(
        "extends = \"beijing-dongcheng-2004\"\n{title}\n\
         [observed]\nofficial_closing_rate = 0.98\n\
         [observed.provenance]\nofficial_closing_rate = {outcome}\n\
         [city.provenance]\n{structure}{volume}\n[governance.provenance]\n{staffing}"
    )
}

const TITLES: &str = "title = \"Unit grids of Dongcheng\"\ntitle_zh = \"万米网格(仿)\"";

fn judged(text: &str, sets: &[&str]) -> Faults {
    let folder = tempfile::tempdir().unwrap();
    let main = folder.path().join("main.toml");
    std::fs::write(&main, text).unwrap();
    let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).collect();
    match load_checked::<Scenario>(&Source::Path(main), &sets, Options::default(), check) {
        Ok(loaded) => loaded.warnings,
        Err(faults) => faults,
    }
}

/// The messages, in a language.
fn told(text: &str, sets: &[&str], lang: Lang) -> Vec<String> {
    let faults = judged(text, sets).sorted();
    faults.iter().map(|fault| fault.message.read(lang).to_owned()).collect()
}

#[test]
fn a_place_that_is_known_may_be_named() {
    assert_eq!(told(&named(TITLES, KNOWN), &[], Lang::En), [""; 0]);
    let place = format!("place = \"Dongcheng, Beijing\"\n{TITLES}");
    assert_eq!(told(&named(&place, KNOWN), &[], Lang::En), [""; 0]);
}

/// One leg at a time is only assumed: that one is told, with its keys, where they stand, what
/// is said of them and what is allowed.
#[test]
fn each_leg_that_is_missing_alone_is_told() {
    let cases = [
        (Said { structure: ASSUMED, ..KNOWN }, "structure", "city.streets is assumed ("),
        (
            Said { staffing: ASSUMED, ..KNOWN },
            "staffing",
            "0 % of posts are; governance.roles.residents-committee.staffing is assumed (",
        ),
        (
            Said { volume: ASSUMED, ..KNOWN },
            "volume",
            "0 % of the problems expected are; city.categories.mobile-vendor.incidence is assumed (",
        ),
        (
            Said { outcome: ASSUMED, ..KNOWN },
            "outcome",
            "observed.official_closing_rate is assumed (",
        ),
    ];
    for (said, leg, numbers) in cases {
        let told = told(&named(TITLES, said), &[], Lang::En);
        let [message] = &told[..] else { panic!("{leg}: {told:?}") };
        assert!(
            message.starts_with(&format!("title: this names Dongcheng, whose {leg} is not known:")),
            "{message}"
        );
        assert!(message.contains(numbers), "{message}");
        for part in ["transfer \"same\"", "or call it \"stylised after Dongcheng\""] {
            assert!(message.contains(part), "{message}");
        }
    }
}

#[test]
fn a_missing_leg_is_shown_at_the_title_and_names_file_and_line() {
    let text = named(TITLES, Said { structure: ASSUMED, ..KNOWN });
    let shown = judged(&text, &[]).to_string();
    assert!(shown.contains("main.toml:2:9\n"), "{shown}");
    assert!(shown.contains("city.area is assumed (cities/dongcheng-2004:10:8)"), "{shown}");
}

#[test]
fn nothing_kept_for_testing_is_told() {
    let text = named(TITLES, KNOWN).replace("[observed]\nofficial_closing_rate = 0.98\n", "");
    let text =
        text.replace(&format!("[observed.provenance]\nofficial_closing_rate = {SAME}\n"), "");
    let told = told(&text, &[], Lang::En);
    assert!(told.len() == 1 && told[0].contains("[observed] keeps none"), "{told:?}");
}

/// What is weak, or of another place, is not known of this one; volume alone may be calibrated.
#[test]
fn only_evidence_of_the_place_itself_counts() {
    let weak = SAME.replace("independent", "weak");
    let country = SAME.replace("same", "country");
    let derived = SAME.replace("sourced", "derived");
    let fitted = "{ origin = \"calibrated\", evidence = \"self-reported\", transfer = \"same\", \
                  range = [\"0.5 x\", \"2 x\"] }";
    let legs = |said: Said<'_>| told(&named(TITLES, said), &[], Lang::En).len();
    for said in [&weak, &country, fitted] {
        assert_eq!(legs(Said { structure: said, ..KNOWN }), 1, "{said}");
        assert_eq!(legs(Said { staffing: said, ..KNOWN }), 1, "{said}");
        assert_eq!(legs(Said { outcome: said, ..KNOWN }), 1, "{said}");
    }
    assert_eq!(legs(Said { volume: &weak, ..KNOWN }), 1);
    assert_eq!(legs(Said { volume: fitted, ..KNOWN }), 0);
    let unsaid = fitted.replace("transfer = \"same\", ", "");
    assert_eq!(legs(Said { volume: &unsaid, ..KNOWN }), 1);
    assert_eq!(legs(Said { structure: &derived, staffing: &derived, ..KNOWN }), 0);
}

/// Committees hold more than half of all posts where supervisors have a quarter.
#[test]
fn staffing_needs_the_roles_with_most_posts() {
    let only = |role: &str| {
        let text = named(TITLES, Said { staffing: ASSUMED, ..KNOWN });
        let key = format!("\"roles.{role}.staffing\" = ");
        told(&text.replace(&format!("{key}{ASSUMED}"), &format!("{key}{SAME}")), &[], Lang::En)
    };
    let supervisors = only("supervisor");
    assert!(supervisors[0].contains(" 25 % of posts are"), "{supervisors:?}");
    let text = named(TITLES, Said { staffing: ASSUMED, ..KNOWN });
    let mut more = text;
    for role in ["supervisor", "residents-committee"] {
        let key = format!("\"roles.{role}.staffing\" = ");
        more = more.replace(&format!("{key}{ASSUMED}"), &format!("{key}{SAME}"));
    }
    assert_eq!(told(&more, &[], Lang::En), [""; 0], "together they are a majority");
}

/// A value that the command line sets is assumed.
#[test]
fn what_is_set_on_the_command_line_takes_a_name_away() {
    let told = told(&named(TITLES, KNOWN), &["city.streets=11"], Lang::En);
    assert!(
        told.len() == 1 && told[0].contains("city.streets is assumed (--set:1:14)"),
        "{told:?}"
    );
}

#[test]
fn a_title_that_says_what_it_is_needs_nothing() {
    for titles in [
        "title = \"Unit grids, stylised after Dongcheng\"\ntitle_zh = \"网格(仿东城区)\"",
        "title = \"A district\"\ntitle_zh = \"某区\"",
        "title = \"Grids of a shanghaied crew\"\ntitle_zh = \"长治久安\"",
    ] {
        let text = format!("extends = \"beijing-dongcheng-2004\"\n{titles}\n");
        assert_eq!(told(&text, &[], Lang::En), [""; 0], "{titles}");
    }
}

#[test]
fn a_place_named_in_chinese_alone_is_caught_and_told_in_chinese() {
    let titles = "title = \"A district\"\ntitle_zh = \"东城区万米网格\"";
    let text = format!("extends = \"beijing-dongcheng-2004\"\n{titles}\n");
    let told = told(&text, &[], Lang::Zh);
    assert_eq!(told.len(), 4, "{told:?}");
    let start = "title_zh: 此处以“东城”为名,但当地的";
    assert!(told.iter().all(|message| message.starts_with(start)), "{told:?}");
}

#[test]
fn a_place_claimed_by_its_key_needs_the_same_whatever_the_titles_say() {
    let text = "extends = \"beijing-dongcheng-2004\"\nplace = \"Nowhere\"\n";
    let told = told(text, &[], Lang::En);
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[0].starts_with("place: this names Nowhere, whose "), "{told:?}");
}

#[test]
fn every_title_that_names_a_place_is_told() {
    let text = "extends = \"beijing-dongcheng-2004\"\ntitle_zh = \"东城\"\n\
                city.title = \"Beijing\"\ngovernance.title = \"Wuxi\"\n";
    let told = told(text, &[], Lang::En);
    assert_eq!(told.len(), 6, "{told:?}");
    let also = |key: &str, place: &str| {
        told.contains(&format!("{key}: this names {place} as well, see title_zh"))
    };
    assert!(also("city.title", "Beijing") && also("governance.title", "Wuxi"), "{told:?}");
}

#[test]
fn a_mega_city_is_a_demonstration_of_scale() {
    let sets = ["city.residents=22000000"];
    let plain = "extends = \"traditional\"\n";
    let told_plain = told(plain, &sets, Lang::En);
    assert_eq!(told_plain.len(), 2, "{told_plain:?}");
    assert!(told_plain[0].contains("the title must say \"scale demonstration\""), "{told_plain:?}");
    let marked = "title = \"Beijing, scale demonstration\"\ntitle_zh = \"北京(规模演示)\"\n";
    assert_eq!(told(&format!("{plain}{marked}"), &sets, Lang::En), [""; 0]);
    assert_eq!(told(plain, &["city.residents=9999999"], Lang::En), [""; 0]);
}

#[test]
fn a_number_kept_for_testing_is_asked_where_it_comes_from() {
    let text = "extends = \"traditional\"\n[observed]\nofficial_closing_rate = 0.98\n";
    let told = told(text, &[], Lang::En);
    assert_eq!(told, ["observed.official_closing_rate: nobody says where 0.98 comes from"]);
}

#[test]
fn what_is_only_assumed_is_told_of_the_shipped_scenarios() {
    let assumed = |name| {
        let loaded: Loaded<Scenario> =
            crate::scenario::load(&Source::Builtin(name), &[], Options::default()).unwrap();
        let told = crate::scenario::check::only_assumed(&loaded.value, &loaded.provenance);
        told.map(|told| told.read(Lang::En).to_owned())
    };
    let grid = assumed("beijing-dongcheng-2004").expect("not all is known");
    assert!(grid.ends_with("assumption: structure, volume, outcome"), "{grid}");
    assert_eq!(assumed("reference-jackson-200"), None);
}
