//! Files that extend each other, arguments that set values, files that cannot be read.

use super::*;

const MAIN: &str = "extends = \"base\"\nresidents = 5\n";

fn over(main: &str) -> Result<Town, String> {
    load_files(&[("main.toml", main), ("base.toml", GOOD)], &[], RELAXED).map(|loaded| loaded.value)
}

fn set(sets: &[&str]) -> Result<Town, String> {
    load_files(&[("main.toml", GOOD)], sets, RELAXED).map(|loaded| loaded.value)
}

fn load_path(path: &std::path::Path) -> String {
    let faults = load::<Town>(&Source::Path(path.to_owned()), &[], RELAXED).unwrap_err();
    languages::told(&faults).replace(&path.display().to_string(), "PATH")
}

#[test]
fn a_file_overlays_the_one_it_extends() {
    let town = over(MAIN).unwrap();
    assert_eq!((town.residents, town.ground), (Count(5), Area(2e6)));
}

#[test]
fn tables_merge_and_arrays_merge_by_id() {
    let town = over(
        "extends = \"base.toml\"\nshare = { calls = 0.5, visits = 0.1 }
        role = [{ id = \"mayor\", staffing = \"1 per city\" }, { id = \"clerk\", weights = [1] }]",
    )
    .unwrap();
    let ids: Vec<&str> = town.role.names().iter().map(Name::as_str).collect();
    assert_eq!(ids, ["guard", "clerk", "mayor"]);
    let clerk = &town.role[1];
    assert_eq!(clerk.weights, Some(vec![Number(1.0)]));
    assert_eq!(clerk.work, Some(Work::Fixed(Span::MINUTE * 30)));
    let shares: Vec<f64> = town.share.unwrap().values().map(|share| share.value.0).collect();
    assert_eq!(shares, [0.5, 0.1, 0.2]);
}

#[test]
fn an_overlay_may_choose_another_variant() {
    let town = over("extends = \"base\"\nrole = [{ id = \"guard\", work = { fixed = \"1 h\" } }]")
        .unwrap();
    assert_eq!(town.role[0].work, Some(Work::Fixed(Span::HOUR)));
}

#[test]
fn an_overlay_may_empty_an_array_and_not_repeat_an_id() {
    assert!(over("extends = \"base\"\nrole = []").unwrap().role.is_empty());
    let twice = over("extends = \"base\"\nrole = [{ id = \"clerk\" }, { id = \"clerk\" }]");
    assert!(twice.unwrap_err().contains("the id \"clerk\" is taken, at main.toml:2:16"));
}

#[test]
fn a_table_deep_inside_may_extend_a_file() {
    let main = format!("{GOOD}\n[[role]]\nextends = \"mayor\"\nstaffing = \"2 per city\"\n");
    let mayor = "id = \"mayor\"\nstaffing = \"1 per city\"\ndiscipline = \"fifo\"\n";
    let files = [("main.toml", main.as_str()), ("mayor.toml", mayor)];
    let loaded = load_files::<Town>(&files, &[], RELAXED).unwrap();
    let role = loaded.value.role.get("mayor").unwrap();
    assert_eq!((role.staffing.count, role.discipline), (2.0, Some(Discipline::Fifo)));
    assert_eq!(loaded.files.len(), 2);
    assert_eq!(loaded.files[1].1, mayor);
}

/// A copy of `scenarios/` whose categories were changed must not fall back on the built-in ones.
#[test]
fn what_is_extended_is_sought_beside_and_in_the_folder_above_before_the_built_ins() {
    let copy = tempfile::tempdir().unwrap();
    let (cities, categories) = (copy.path().join("cities"), copy.path().join("categories"));
    std::fs::create_dir(&cities).unwrap();
    std::fs::create_dir(&categories).unwrap();
    let city = Source::Path(cities.join("dongcheng-2004.toml"));
    let builtin = city.extended("categories/urban-2004");
    assert_eq!(builtin, Some(Source::Builtin("categories/urban-2004")));
    std::fs::write(categories.join("urban-2004.toml"), "").unwrap();
    let found = city.extended("categories/urban-2004");
    assert_eq!(found, Some(Source::Path(copy.path().join("categories/urban-2004.toml"))));
    std::fs::create_dir(cities.join("categories")).unwrap();
    std::fs::write(cities.join("categories/urban-2004"), "").unwrap();
    let beside = city.extended("categories/urban-2004");
    assert_eq!(beside, Some(Source::Path(cities.join("categories/urban-2004"))));
    let own = copy.path().join("traditional.toml");
    std::fs::write(&own, "extends = 'traditional'").unwrap();
    let base = Source::Path(own).extended("traditional");
    assert_eq!(base, Some(Source::Builtin("traditional")), "a file is no base of itself");
}

#[test]
fn a_fault_is_shown_in_the_file_that_has_it() {
    let faults = over("extends = \"base\"\nshare = { calls = 2 }").unwrap_err();
    assert!(faults.contains(" --> main.toml:2:19\n"), "{faults}");
}

#[test]
fn a_circle_is_named_whole() {
    let files = [("main.toml", "extends = \"b\""), ("b.toml", "extends = \"main\"")];
    let expected =
        "error: extends: files extend each other in a circle: main.toml -> b.toml -> main.toml
 --> b.toml:1:11
  |
1 | extends = \"main\"
  |           ^^^^^^";
    assert_eq!(load_files::<Town>(&files, &[], RELAXED).unwrap_err(), expected);
}

#[test]
fn files_extend_each_other_sixteen_deep_at_most() {
    let names: Vec<String> = (0..20).map(|n| format!("{n}.toml")).collect();
    let texts: Vec<String> = (1..21).map(|n| format!("extends = \"{n}\"")).collect();
    let mut files = vec![("main.toml", "extends = \"0\"")];
    files.extend(names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_str())));
    let faults = load_files::<Town>(&files, &[], RELAXED).unwrap_err();
    assert!(faults.contains("extends: files extend each other more than 16 deep\n"), "{faults}");
}

#[test]
fn files_extended_many_times_over_are_refused() {
    let ten = |name: &str| {
        let line = |n| format!("t{n} = {{ extends = \"{name}\" }}");
        (0..10).map(line).collect::<Vec<_>>().join("\n")
    };
    let texts = [ten("a"), ten("b"), ten("c"), ten("d"), "x = 1".to_owned()];
    let names = ["main.toml", "a.toml", "b.toml", "c.toml", "d.toml"];
    let files: Vec<(&str, &str)> =
        names.into_iter().zip(texts.iter().map(String::as_str)).collect();
    let faults = load_files::<Town>(&files, &[], RELAXED).unwrap_err();
    assert!(faults.contains("more than 1000 files are extended"), "{faults}");
}

#[test]
fn what_is_extended_must_exist() {
    let expected = "error: extends: there is no file and no built-in `bse`
 --> main.toml:1:11
  |
1 | extends = \"bse\"
  |           ^^^^^";
    assert_eq!(over("extends = \"bse\"").unwrap_err(), expected);
    let number = over("extends = 3").unwrap_err();
    assert!(number.starts_with("error: extends: this is a number; the name of a file is expected"));
}

#[test]
fn an_argument_sets_a_value_by_its_path() {
    let town = set(&["ground=3 km2", "role.guard.discipline = fifo", "role.clerk.weights=[2]"]);
    let town = town.unwrap();
    assert_eq!(town.ground, Area(3e6));
    assert_eq!(town.role[0].discipline, Some(Discipline::Fifo));
    assert_eq!(town.role[1].weights, Some(vec![Number(2.0)]));
    assert_eq!(
        set(&["role.clerk.discipline=fifo"]).unwrap().role[1].discipline,
        Some(Discipline::Fifo)
    );
    assert_eq!(
        set(&["role.guard.work.fixed=1 h"]).unwrap().role[0].work,
        Some(Work::Fixed(Span::HOUR))
    );
}

#[test]
fn a_wrong_argument_is_shown() {
    let unknown = "error: role has no `gaurd`
 --> --set:1:6
  |
1 | role.gaurd.discipline=fifo
  |      ^^^^^
  |
  = help: did you mean `guard`?";
    assert_eq!(set(&["role.gaurd.discipline=fifo"]).unwrap_err(), unknown);
    let wrong = "error: ground: 3 km is a length; an area is expected, such as \"0.18 km2\"
 --> --set:1:8
  |
1 | ground=3 km
  |        ^^^^
  |
  = help: units: m2, m², ha, km2, km²";
    assert_eq!(set(&["ground=3 km"]).unwrap_err(), wrong);
    let new = set(&["role.guard.disciplin=fifo"]).unwrap_err();
    assert!(
        new.starts_with("error: role.guard.disciplin: unknown key\n --> --set:1:12\n"),
        "{new}"
    );
    let scalar = set(&["ground.x=1"]).unwrap_err();
    assert!(scalar.starts_with("error: ground is text, not a table\n --> --set:1:8\n"), "{scalar}");
    let top = set(&["rle.guard.x=1"]).unwrap_err();
    assert!(top.starts_with("error: the scenario has no `rle`\n"), "{top}");
    assert!(set(&["ground"]).unwrap_err().starts_with("error: --set needs a path and a value\n"));
    assert!(set(&["a..b=1"]).unwrap_err().starts_with("error: --set has an empty key\n"));
}

#[test]
fn a_file_that_cannot_be_read_is_said_to_be_so() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(load_path(folder.path()), "error: PATH is a folder, not a file");
    let missing = folder.path().join("missing.toml");
    assert_eq!(load_path(&missing), "error: PATH: there is no such file");
    let huge = folder.path().join("huge.toml");
    std::fs::File::create(&huge).unwrap().set_len(100_000_000).unwrap();
    assert_eq!(load_path(&huge), "error: PATH is larger than 4 MiB, too large a scenario");
    let latin = folder.path().join("latin.toml");
    std::fs::write(&latin, b"title = 1\nx = \"caf\xe9\"").unwrap();
    let expected = "error: not UTF-8 text from here on
 --> PATH:2:9
  |
2 | x = \"caf
  |         ^";
    assert_eq!(load_path(&latin), expected);
}

#[test]
fn a_mark_of_byte_order_is_no_fault() {
    assert!(read_town(&format!("\u{feff}{GOOD}")).is_ok());
}

#[test]
fn an_argument_is_a_path_or_a_builtin() {
    let path = Source::from_argument("some/where").unwrap();
    assert_eq!(path, Source::Path("some/where".into()));
    assert_eq!(Source::from_argument("x.toml").unwrap(), Source::Path("x.toml".into()));
    let faults = Source::from_argument("nowhere").unwrap_err();
    assert_eq!(
        languages::told(&faults),
        "error: there is no file and no built-in scenario `nowhere`"
    );
}
