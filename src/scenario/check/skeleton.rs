//! The skeleton network.

use super::size::words;
use crate::lang::text;
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
        let message = text!(
            "{found} is counted by what the network lacks",
            "{found} 的计数单位在骨架网络中不存在"
        );
        let help = text!(
            "write how many each cell has, such as \"3 per day\"",
            "请写每个单元有多少,例如 \"3 per day\""
        );
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
        let load = words(load);
        let message = text!(
            "the work that comes is about {load} times what its workers can do; \
             below 1 is needed for a steady state",
            "到来的工作约为人员处理能力的 {load} 倍;小于 1 才有稳态",
            load
        );
        let help = text!(
            "the load is cases × shares that come here × mean_work ÷ workers",
            "负荷 = cases × 到达此处的比例 × mean_work ÷ workers"
        );
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
        let message = text!(
            "less than one case is expected within run.days",
            "run.days 之内预计不足一个案件"
        );
        faults.add_at("skeleton.cases", message, None);
    } else if cases > MOST_CASES {
        let (found, most) = (words(cases), words(MOST_CASES));
        let message = text!(
            "about {found} cases would open; at most {most} can run",
            "约会立案 {found} 件;最多可运行 {most} 件",
            found,
            most
        );
        let help = text!(
            "they follow from cells, cases, run.warm_up, run.days and mean_work",
            "由 cells、cases、run.warm_up、run.days 和 mean_work 得出"
        );
        faults.add_at("skeleton.cases", message, Some(help));
    }
    desks(skeleton, faults);
}

fn desks(skeleton: &Skeleton, faults: &mut Faults) {
    let cells = skeleton.cells.0 as f64;
    let streets = cells / skeleton.cells_per_street.0 as f64;
    let districts = (streets / skeleton.streets_per_district.0 as f64).ceil();
    let desks = cells + streets.ceil() + districts * skeleton.departments.0 as f64;
    if desks > MOST_DESKS {
        let (found, most) = (words(desks), words(MOST_DESKS));
        let message = text!(
            "about {found} desks; at most {most} can run",
            "约有 {found} 个工位;最多可运行 {most} 个",
            found,
            most
        );
        let help = text!(
            "they follow from cells_per_street, streets_per_district and departments",
            "由 cells_per_street、streets_per_district 和 departments 得出"
        );
        faults.add_at("skeleton.cells", message, Some(help));
    }
}
