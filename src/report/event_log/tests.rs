//! The log holds the lives, and no replication knows of another.

use std::collections::{BTreeMap, BTreeSet};

use super::EventLog;
use crate::experiment::{Pick, Prepared, Subject, Wanted, Where, trace, watch};
use crate::report::activity::{fate_id, stage_id};
use crate::simulation::record::{Fate, Stage};
use crate::simulation::tests::town::{Town, another_role};
use crate::time::Span;

/// The log of some replications.
fn log(prepared: &Prepared, replications: &[u64]) -> String {
    let Subject::Governed(governed) = &prepared.subject else { panic!("a town is governed") };
    let mut bytes = Vec::new();
    let mut log = EventLog::new(&mut bytes).expect("memory takes all");
    for &replication in replications {
        let run = |steps: &mut _| watch(governed, prepared.window, 1, replication, steps);
        log.replication((prepared, governed), replication, run).expect("memory takes all");
    }
    log.finish().expect("memory takes all");
    String::from_utf8(bytes).expect("it is text")
}

/// A town in which much goes wrong.
fn town() -> Town {
    Town::new()
        .with(&(another_role("squad") + "powers=['fix']\n[governance.duties]\nother='squad'\n"))
        .fault(&["incidence='9 per km2 day'", "witnesses=2.0", "detectability=0.4"])
        .fault(&["clears=0.5", "clears_after={exponential='1 d'}", "notice={exponential='1 d'}"])
        .fault(&["disputed=0.3", "owners={works=0.6,other=0.3}", "lasting=0.5", "returns=0.5"])
        .role("watch", &["patrol.speed='30 m/h'", "patrol.sweep='1 km'", "vigilance=0.5"])
        .role("centre", &["desk_work={exponential='30 min'}", "merges=0.5", "accuracy=0.6"])
        .role("centre", &["patience=4", "checked_by='watch'", "verified_by='watch'"])
        .role("centre", &["call_back={sample=1.0,after={fixed='1 h'}}"])
        .role("crew", &["quality=0.6", "refusal=0.6", "delivery={exponential='2 h'}"])
        .set(&["governance.channels.line.answered=0.2"])
        .window(4, 30, 0)
}

/// The cells of a row by the names of their columns.
type Cells = BTreeMap<String, String>;

fn rows(log: &str) -> Vec<Cells> {
    let mut reader = csv::Reader::from_reader(log.as_bytes());
    let rows = reader.deserialize::<Cells>();
    rows.map(|row| row.expect("every row is whole")).collect()
}

fn number(row: &Cells, column: &str) -> i64 {
    row[column].parse().expect("a number")
}

/// Problems arise at moments of their own; all else follows: the watch writes for 1 ms, the
/// centre takes 10 minutes, paper an hour, and the crew 100 minutes and 20 for the way.
#[test]
fn a_life_is_written_row_by_row() {
    let prepared = Town::new()
        .fault(&["incidence='1 per km2 day'", "work={fixed='100 min'}"])
        .with("[governance.deadlines]\nfault='1 d'\n")
        .role("centre", &["desk_work={fixed='10 min'}"])
        .role("crew", &["delivery={fixed='1 h'}", "travel={fixed='20 min'}"])
        .days(2)
        .prepare();
    let log = log(&prepared, &[0]);
    let (header, rows) = log.split_once('\n').expect("a header");
    assert_eq!(
        header,
        "scenario,replication,case_id,activity,lifecycle,timestamp,day,ms,resource,desk,tier,\
         detail,stage,stands,category,block,community,street"
    );
    let own = rows.lines().filter_map(|row| row.strip_prefix("town,0,b0-fault-d0-0#0,"));
    let own = own.filter_map(|row| row.strip_suffix(",fault,0,0,0"));
    let expected = "\
opened,complete,2024-01-01T08:30:27.737,0,30627737,watch,beat-0,district,patrol,desk_wait,true
log,start,2024-01-01T08:30:27.737,0,30627737,watch,beat-0,district,,desk_work,true
log,complete,2024-01-01T08:30:27.738,0,30627738,watch,beat-0,district,,desk_work,true
handed_over,complete,2024-01-01T08:30:27.738,0,30627738,watch,beat-0,district,centre,transit,true
take_in,start,2024-01-01T08:30:27.738,0,30627738,centre,district,district,,desk_work,true
take_in,complete,2024-01-01T08:40:27.738,0,31227738,centre,district,district,,desk_work,true
filed,complete,2024-01-01T08:40:27.738,0,31227738,centre,district,district,\
2024-01-02T08:40:27.738,desk_work,true
dispatched,complete,2024-01-01T08:40:27.738,0,31227738,centre,district,district,crew,transit,true
accepted,complete,2024-01-01T09:40:27.738,0,34827738,crew,district,district,,transit,true
handle,start,2024-01-01T09:40:27.738,0,34827738,crew,district,district,,handle_work,true
handle,complete,2024-01-01T11:40:27.738,0,42027738,crew,district,district,,handle_work,true
claimed_done,complete,2024-01-01T11:40:27.738,0,42027738,crew,district,district,,handle_work,false
close,start,2024-01-01T11:40:27.738,0,42027738,centre,district,district,,desk_work,false
close,complete,2024-01-01T11:50:27.738,0,42627738,centre,district,district,,desk_work,false
closed,complete,2024-01-01T11:50:27.738,0,42627738,centre,district,district,,,false";
    assert_eq!(own.collect::<Vec<_>>().join("\n"), expected);
}

#[test]
fn every_case_of_the_period_is_opened_and_over_once_and_its_stages_take_what_its_parts_take() {
    let (town, prepared) = (town(), town().prepare());
    let told = town.run();
    let log = rows(&log(&prepared, &[0]));
    let mut lives: BTreeMap<&str, Vec<&Cells>> = BTreeMap::new();
    for row in &log {
        lives.entry(&row["case_id"]).or_default().push(row);
    }
    let opened = |case: &&_| {
        let case: &crate::simulation::record::Case = case;
        (0..30 * Span::DAY.ms()).contains(&case.opened.ms())
    };
    let mut expected: Vec<(i64, &str, [i64; 9])> = Vec::new();
    for case in told.cases.iter().filter(opened) {
        expected.push((case.opened.ms(), fate_id(case.fate), case.parts.map(Span::ms)));
    }
    let mut found: Vec<(i64, &str, [i64; 9])> = lives.values().map(|life| read(life)).collect();
    expected.sort_unstable();
    found.sort_unstable();
    assert!(found.len() > 300);
    assert_eq!(found, expected);
    let fates: BTreeSet<&str> = found.iter().map(|(_, fate, _)| *fate).collect();
    assert_eq!(fates.len(), 6, "{fates:?}");
    let times: Vec<i64> = log.iter().map(|row| number(row, "ms")).collect();
    assert!(times.is_sorted());
}

/// When a case was opened, what became of it, and its time in each stage.
fn read<'a>(life: &[&'a Cells]) -> (i64, &'a str, [i64; 9]) {
    let mut parts = [0; 9];
    for pair in life.windows(2) {
        if let Some(stage) = Stage::ALL.iter().position(|s| stage_id(*s) == pair[0]["stage"]) {
            parts[stage] += number(pair[1], "ms") - number(pair[0], "ms");
        }
    }
    let fates =
        [Fate::Open, Fate::Closed, Fate::Rejected, Fate::Void, Fate::Answered, Fate::Shelved]
            .map(fate_id);
    let is_end = |row: &&&Cells| {
        let activity = row["activity"].as_str();
        activity == "merged" || fates.contains(&activity)
    };
    let ends: Vec<_> = life.iter().filter(is_end).collect();
    assert_eq!(ends.len(), 1, "{life:?}");
    assert_eq!(life.iter().filter(|row| row["activity"] == "opened").count(), 1);
    assert_eq!(life[0]["activity"], "opened");
    assert!(life.iter().all(|row| (row["stage"].is_empty())
        == (number(row, "ms") > number(ends[0], "ms") || row == ends[0])));
    (number(life[0], "ms"), &ends[0]["activity"], parts)
}

#[test]
fn the_log_of_a_replication_is_that_of_the_replication_alone() {
    let prepared = town().prepare();
    let alone: Vec<String> = (0..3).map(|replication| log(&prepared, &[replication])).collect();
    let (header, _) = alone[0].split_once('\n').expect("a header");
    let bodies = alone.iter().map(|log| log.split_once('\n').expect("a header").1);
    assert_eq!(log(&prepared, &[0, 1, 2]), format!("{header}\n{}", bodies.collect::<String>()));
    assert_ne!(alone[0], alone[1]);
}

#[test]
fn a_trace_tells_what_the_log_says() {
    let prepared = town().prepare();
    let place = Where { prepared: &prepared, seed: 1, replication: 2 };
    let log = rows(&log(&prepared, &[2]));
    for pick in [Pick::Returned, Pick::Rework, Pick::Merged, Pick::Shelved] {
        let life = trace(place, &Wanted::Picked(pick)).expect("there is one");
        let own: Vec<&Cells> = log.iter().filter(|row| row["case_id"] == life.name).collect();
        let is_decision = |row: &&&Cells| row["lifecycle"] == "complete";
        let told = life.steps.iter().filter(|step| super::lifecycle(step.deed) == "complete");
        let told: Vec<_> = told.map(|s| (s.when.ms(), super::activity(s.deed), s.stands)).collect();
        let written: Vec<_> = own
            .iter()
            .filter(is_decision)
            .map(|row| (number(row, "ms"), row["activity"].as_str(), row["stands"] == "true"))
            .collect();
        assert_eq!(told, written, "{}", life.name);
        if let Some(older) = life.merged_into {
            assert!(own.iter().any(|row| row["detail"] == older));
        }
    }
}

/// A target that takes so many bytes.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_told() {
    let prepared = town().prepare();
    let Subject::Governed(governed) = &prepared.subject else { panic!("a town is governed") };
    let mut log = EventLog::new(Full(100_000)).expect("there is room for the header");
    let run = |steps: &mut _| watch(governed, prepared.window, 1, 0, steps);
    let failed = log.replication((&prepared, governed), 0, run).expect_err("the disk is full");
    assert!(failed.to_string().contains("no storage space"), "{failed}");
}
