//! The skeleton network.

use super::size::words;
use crate::scenario::study::{Run, Skeleton, SkeletonStage};
use crate::scenario::{Faults, Subject};

/// Cases of a replication; each has a number of 32 bits.
const MOST_CASES: f64 = 4e9;
/// Desks in all.
const MOST_DESKS: f64 = 50e6;
/// Mean works by which a run outlasts its horizon at most, generously.
const TAIL: f64 = 100.0;

/// The network has cases, not too many, and keeps up with them.
pub fn check(skeleton: &Skeleton, run: &Run, faults: &mut Faults) {
    if !matches!(skeleton.cases.subject, Subject::City | Subject::Grid) {
        let found = faults.written_at("skeleton.cases");
        let help = "write how many each cell has, such as \"3 per day\"".to_owned();
        let message = format!("{found} is counted by what the network lacks");
        faults.add_at("skeleton.cases", message, Some(help));
    }
    loads(skeleton, faults);
    size(skeleton, run, faults);
}

fn loads(skeleton: &Skeleton, faults: &mut Faults) {
    let cells = skeleton.cells.0 as f64;
    let street = (skeleton.cells_per_street.0 as f64).min(cells);
    let district = (street * skeleton.streets_per_district.0 as f64).min(cells);
    let (to_street, to_department) = (skeleton.to_street.0, skeleton.to_department.0);
    let departments = skeleton.departments.0 as f64;
    let per_hour = skeleton.cases.per_hour;
    let load = |stage: &SkeletonStage, cases: f64| {
        per_hour * cases * stage.mean_work.hours() / stage.workers.0 as f64
    };
    let stages = [
        ("grid", load(&skeleton.grid, 1.0)),
        ("street", load(&skeleton.street, street * to_street)),
        (
            "department",
            load(&skeleton.department, district * to_street * to_department / departments),
        ),
    ];
    for (stage, load) in stages.into_iter().filter(|(_, load)| *load >= 1.0) {
        let message = format!(
            "the work that comes is about {} times what its workers can do; \
             below 1 is needed for a steady state",
            words(load)
        );
        let help = "the load is cases × shares that come here × mean_work ÷ workers".to_owned();
        faults.add_at(&format!("skeleton.{stage}"), message, Some(help));
    }
}

fn size(skeleton: &Skeleton, run: &Run, faults: &mut Faults) {
    let cells = skeleton.cells.0 as f64;
    let hourly = skeleton.cases.per_hour * cells;
    let works = [&skeleton.grid, &skeleton.street, &skeleton.department];
    let tail = TAIL * works.iter().map(|stage| stage.mean_work.hours()).sum::<f64>();
    let cases = hourly * ((run.warm_up.0 + run.days.0).hours() + tail);
    if hourly * run.days.0.hours() < 1.0 {
        let message = "less than one case is expected within run.days";
        faults.add_at("skeleton.cases", message, None);
    } else if cases > MOST_CASES {
        let message = format!(
            "about {} cases would open; at most {} can run",
            words(cases),
            words(MOST_CASES)
        );
        let help = "they follow from cells, cases, run.warm_up, run.days and mean_work".to_owned();
        faults.add_at("skeleton.cases", message, Some(help));
    }
    let streets = cells / skeleton.cells_per_street.0 as f64;
    let districts = (streets / skeleton.streets_per_district.0 as f64).ceil();
    let desks = cells + streets.ceil() + districts * skeleton.departments.0 as f64;
    if desks > MOST_DESKS {
        let message =
            format!("about {} desks; at most {} can run", words(desks), words(MOST_DESKS));
        let help = "they follow from cells_per_street, streets_per_district and departments";
        faults.add_at("skeleton.cells", message, Some(help.to_owned()));
    }
}
