//! A life worked by hand, in full.

use super::{document, heading, tables};
use crate::experiment::{Pick, Prepared, Wanted, Where, trace};
use crate::lang::Lang;
use crate::simulation::tests::town::{Town, another_role};

/// Residents report after an hour. The centre takes 10 minutes, the watch looks for 5; the
/// squad, whose it is not, sends back what it gets after an hour, and the centre then settles
/// that the crew has to act, which takes 100 minutes and 20 for the way. Some visits
/// fail; an hour after closing the caller is called back.
fn town() -> Prepared {
    Town::new()
        .with(&(another_role("squad") + "[governance.duties]\nother='squad'\n"))
        .with("[governance.deadlines]\nfault='8 h'\n")
        .fault(&["incidence='0.2 per km2 day'", "witnesses=1.0", "detectability=0.0"])
        .fault(&["work={fixed='100 min'}", "notice={fixed='1 h'}"])
        .role("watch", &["site_work={fixed='5 min'}"])
        .role("centre", &["verified_by='watch'", "checked_by='watch'", "accuracy=0.0"])
        .role("centre", &["powers=['file','dispatch','coordinate','close']"])
        .role("centre", &["desk_work={fixed='10 min'}"])
        .role("centre", &["call_back={sample=1.0,after={fixed='1 h'}}"])
        .role("crew", &["quality=0.85", "delivery={fixed='1 h'}", "travel={fixed='20 min'}"])
        .role("squad", &["delivery={fixed='1 h'}"])
        .set(&["governance.settled_after=1"])
        .prepare()
}

fn text(prepared: &Prepared, wanted: &Wanted, lang: Lang) -> String {
    let place = Where { prepared, seed: 1, replication: 0 };
    let life = trace(place, wanted).expect("there is one");
    let tables = tables(&life, lang).into_iter();
    let tables = tables.map(|(heading, table)| format!("\n{heading}\n{}", table.render(160)));
    heading(&life, place, wanted, lang).join("\n") + "\n" + &tables.collect::<String>()
}

#[test]
fn a_life_is_told_in_full_in_both_languages() {
    let (town, wanted) = (town(), Wanted::Picked(Pick::Rework));
    let told = Lang::ALL.map(|lang| text(&town, &wanted, lang));
    let expected = [include_str!("tests/rework.en.txt"), include_str!("tests/rework.zh.txt")];
    assert!(told == expected, "they are now\n{}", told.join("\n"));
}

#[test]
fn a_document_holds_the_same_life() {
    let prepared = town();
    let place = Where { prepared: &prepared, seed: 1, replication: 0 };
    let life = trace(place, &Wanted::Picked(Pick::Rework)).expect("there is one");
    let document = serde_json::to_value(document(&life, place)).expect("it is plain");
    let minutes = |value: &serde_json::Value| {
        let ms = value.as_i64().expect("a number");
        assert_eq!(ms % 60_000, 0);
        ms / 60_000
    };
    let parts = &document["parts_ms"];
    let told =
        ["not_yet_known", "transit", "desk_work", "verify_work", "handle_work", "check_work"];
    let expected = [60, 120, 30, 5, 240, 10];
    assert_eq!(told.map(|part| minutes(&parts[part])), expected);
    assert_eq!(minutes(&document["total_ms"]), expected.iter().sum::<i64>());
    let steps = document["steps"].as_array().expect("a list");
    assert_eq!(steps.len(), life.steps.len());
    let sent = steps.iter().filter(|step| step["activity"] == "dispatched");
    assert_eq!(sent.map(|step| &step["to"]).collect::<Vec<_>>(), ["squad", "crew"]);
    assert_eq!(document["file"]["returned"], 1);
    assert_eq!(document["orders"][0]["said_solved"], true);
    assert_eq!(document["problem"]["solved_by"], document["case"]);
}

/// Desks and channels of a later regime are told by their names, too.
#[test]
fn a_life_under_two_regimes_is_told() {
    let change = "[[regimes]]\nid='new'\nfrom='1 d'\n\
                  [[regimes.overlay.channels]]\nid='line'\ntitle_zh='新热线'\nanswered=0.1\n\
                  [[regimes.overlay.roles]]\nid='centre'\nwage='1 yuan/year'\n";
    let town = Town::new().fault(&["witnesses=1.0"]).with(change).days(20).prepare();
    let told = Lang::ALL.map(|lang| text(&town, &Wanted::Picked(Pick::Longest), lang));
    assert!(told[0].contains("centre (new)") && told[1].contains("中心（new）"), "{told:?}");
}

/// What those on call do is told as such.
#[test]
fn work_after_hours_is_told() {
    let by_day = Town::new().role("crew", &["hours='daily 08:00-12:00'"]).days(20);
    let on_call = ["staffing='0 per district'", "on_call={people='9 per district',severity=1}"];
    for (town, is_told) in [(by_day.clone(), false), (by_day.role("crew", &on_call), true)] {
        let prepared = town.prepare();
        let told = Lang::ALL.map(|lang| text(&prepared, &Wanted::Picked(Pick::Longest), lang));
        let marks = ["handling begins after hours: work 00:30:00", "处置开始（工作时间外）：工作"];
        for (told, mark) in told.iter().zip(marks) {
            assert_eq!(told.contains(mark), is_told, "{told}");
        }
    }
}
