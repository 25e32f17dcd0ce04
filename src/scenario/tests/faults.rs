//! What the user sees of each kind of fault.

use super::*;
use crate::lang::{Lang, Text, text};

/// A town in which one line of the good one is replaced.
fn with(line: &str, other: &str) -> String {
    assert!(GOOD.contains(line), "{line}");
    GOOD.replace(line, other)
}

/// The first line of each fault.
fn messages(text: &str) -> Vec<String> {
    let faults = faults_of(text);
    faults.lines().filter_map(|line| line.strip_prefix("error: ")).map(str::to_owned).collect()
}

#[test]
fn a_wrong_dimension_is_shown_with_what_is_allowed() {
    let expected = r#"error: ground: "3 km" is a length; an area is expected, such as "0.18 km2"
 --> main.toml:2:10
  |
2 | ground = "3 km"
  |          ^^^^^^
  |
  = help: units: m2, m², ha, km2, km²"#;
    assert_eq!(faults_of(&with("\"2 km2\"", "\"3 km\"")), expected);
}

#[test]
fn an_unknown_key_is_shown_with_the_nearest() {
    let expected = "error: resident: unknown key
 --> main.toml:3:1
  |
3 | resident = 1
  | ^^^^^^^^
  |
  = help: did you mean `residents`?";
    let text = with("residents = 12_000", "resident = 1\nresidents = 12_000");
    assert_eq!(faults_of(&text), expected);
}

#[test]
fn a_missing_key_is_shown_at_the_header_of_its_table() {
    let expected = "error: role.clerk.staffing: missing
  --> main.toml:17:1
   |
17 | [[role]]
   | ^^^^^^^^";
    assert_eq!(faults_of(&with("staffing = \"2 per community\"\n", "")), expected);
}

#[test]
fn a_range_is_printed_in_the_unit_that_was_written() {
    let expected = r#"error: ground: "2000 km2" is out of range; from 0.01 km2 to 1000 km2 is allowed
 --> main.toml:2:10
  |
2 | ground = "2000 km2"
  |          ^^^^^^^^^^"#;
    assert_eq!(faults_of(&with("\"2 km2\"", "\"2000 km2\"")), expected);
    let hectares = with("\"2 km2\"", "\"0.5 ha\"");
    let expected = "ground: \"0.5 ha\" is out of range; from 1 ha to 100000 ha is allowed";
    assert_eq!(messages(&hectares), [expected]);
    let work = with("\"30 min\"", "\"3 days\"");
    let expected = "\"3 days\" is out of range; from 0 days to 1 days is allowed";
    assert_eq!(messages(&work), [format!("role.clerk.work.fixed: {expected}")]);
}

#[test]
fn an_unknown_word_is_shown_with_all_that_are_known() {
    let expected = "error: role.guard.discipline: \"fifu\" is none of fifo, urgent
  --> main.toml:14:14
   |
14 | discipline = \"fifu\"
   |              ^^^^^^
   |
   = help: did you mean `fifo`?";
    assert_eq!(faults_of(&with("\"urgent\"", "\"fifu\"")), expected);
}

#[test]
fn an_id_used_twice_names_both_places() {
    let expected = "error: role.guard: the id \"guard\" is taken, at main.toml:12:6
  --> main.toml:18:6
   |
18 | id = \"guard\"
   |      ^^^^^^^";
    assert_eq!(faults_of(&with("\"clerk\"", "\"guard\"")), expected);
}

#[test]
fn a_syntax_error_is_shown_where_it_is() {
    let expected = "error: not TOML: invalid basic string, expected `\"`
 --> main.toml:1:11
  |
1 | title = \"x
  |           ^";
    assert_eq!(faults_of("title = \"x"), expected);
}

#[test]
fn a_variant_takes_exactly_one_key() {
    let fixed = "{ fixed = \"30 min\" }";
    let both = with(fixed, "{ fixed = \"30 min\", lognormal = {} }");
    let message = |found: &str| {
        format!("role.clerk.work: this has {found}; exactly one of fixed, lognormal is expected")
    };
    assert_eq!(messages(&both), [message("fixed, lognormal")]);
    assert_eq!(messages(&with(fixed, "{}")), [message("none")]);
    let unknown = messages(&with(fixed, "{ fixd = \"30 min\" }"));
    assert_eq!(unknown, [message("none"), "role.clerk.work.fixd: unknown key".to_owned()]);
}

#[test]
fn values_of_the_wrong_type_are_named() {
    let title = "\"Test town 测试\"";
    assert_eq!(messages(&with(title, "3")), ["title: 3 is a number; text is expected"]);
    assert_eq!(messages(&with(title, "{}")), ["title: this is a table; text is expected"]);
    let role = with("[[role]]", "[[rule]]").replace("[share]", "role = 1\n[share]");
    let expected = ["role: 1 is a number; an array is expected", "rule: unknown key"];
    assert_eq!(messages(&role), expected);
    let ground = with("\"2 km2\"", "2004-10-01");
    let expected = "ground: 2004-10-01 is a date; an area is expected, such as \"0.18 km2\"";
    assert_eq!(messages(&ground), [expected]);
    let id = with("\"guard\"", "\"the guard\"");
    let expected = "role.the guard.id: \"the guard\" is not a name: letters, digits, - and _";
    assert_eq!(messages(&id), [expected]);
}

#[test]
fn all_faults_of_a_file_are_found_at_once() {
    let text = "title = 3\nground = 4\n[share]\na = 1.2\nb = \"-5 %\"\n[[role]]\nid = \"x\"";
    let expected = [
        "residents: missing",
        "title: 3 is a number; text is expected",
        "ground: 4 is a plain number; an area is expected, such as \"0.18 km2\"",
        "share.a: 1.2 is out of range; from 0 to 1 is allowed",
        "share.b: \"-5 %\" is out of range; from 0 % to 100 % is allowed",
        "role.x.staffing: missing",
    ];
    assert_eq!(messages(text), expected);
}

#[test]
fn no_more_than_fifty_faults_are_shown() {
    let text = (0..60).map(|n| format!("x{n} = 1")).collect::<Vec<_>>().join("\n");
    let faults = faults_of(&text);
    assert!(faults.ends_with("\n\nand 14 more"), "{faults}");
    assert_eq!(messages(&text).len(), 50);
}

#[test]
fn later_checks_add_faults_at_the_same_places() {
    let folder = folder(&[("main.toml", GOOD)]);
    let source = Source::Path(folder.path().join("main.toml"));
    let faults = load_checked::<Town>(&source, &[], RELAXED, |town, faults| {
        let id = &town.role[0].id;
        faults.warn(id.place, "role.guard", Text::same("guards nobody"), None);
        faults.add(id.place, "role.guard.id", Text::same("is no role of the city"), None);
    });
    let text = faults.unwrap_err().to_string();
    assert!(text.starts_with("error: role.guard.id: is no role of the city\n"), "{text}");
    assert!(text.contains("\n\nwarning: role.guard: guards nobody\n"), "{text}");
    assert!(text.contains("main.toml:12:6"), "{text}");
}

#[test]
fn warnings_alone_do_not_stop_a_scenario() {
    let folder = folder(&[("main.toml", GOOD)]);
    let source = Source::Path(folder.path().join("main.toml"));
    let loaded = load_checked::<Town>(&source, &[], RELAXED, |town, faults| {
        faults.warn(town.role[0].id.place, "", Text::same("odd"), None);
    });
    assert_eq!(loaded.unwrap().warnings.sorted().len(), 1);
}

#[test]
fn a_mark_survives_any_text() {
    let long = |times| format!("title = \"{}\" x", "长".repeat(times));
    let (long, longer) = (long(3000), long(9000));
    for text in [
        "",
        "\u{feff}",
        "\t\t阿 = \"\t",
        "title = \"阿",
        "阿",
        "\r\n\r",
        "a=\"\u{1b}[31m\"",
        &long,
        &longer,
    ] {
        let faults = faults_of(text);
        assert!(faults.contains("--> main.toml:"), "{text}");
        assert!(faults.lines().all(|line| line.chars().count() < 200), "{faults}");
    }
}

#[test]
fn colour_is_used_only_when_asked_for() {
    let mut faults = Faults::default();
    faults.add_nowhere(text!("wrong", "有误"), Some(text!("try again", "请重试")));
    assert_eq!(faults.render(Lang::En, false), "error: wrong\n |\n = help: try again");
    assert_eq!(faults.render(Lang::Zh, false), "错误: 有误\n |\n = 提示: 请重试");
    assert!(faults.render(Lang::En, true).contains("\u{1b}["));
}
