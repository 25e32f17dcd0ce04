//! `gridgov explain SCENARIO --city`: what the city is made of, in words and on maps.

use std::path::PathBuf;

use super::WIDTH;
use crate::cli::Terminal;
use crate::cli::args::Explain;
use crate::cli::asked::{Asked, complete};
use crate::cli::failure::Failure;
use crate::cli::study::{Named, prepared};
use crate::experiment::Subject;
use crate::lang::text;
use crate::report::{files, tables};

pub(super) fn run(
    command: &Explain,
    args: &[String],
    named: &Named,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let Subject::Governed(governed) = prepared(named).subject else {
        let scenario = &command.scenario;
        return Err(Failure::Argument(text!(
            "{scenario} is a network of queues; only a governed city can be drawn",
            "{scenario} 是排队网络；只有受治理的城市才能绘图"
        )));
    };
    let asked = Asked {
        command: args,
        inputs: named.loaded.files.clone(),
        seed: named.loaded.value.run.seed.0.0,
    };
    let default = || PathBuf::from("results/runs").join(format!("{}-city", named.name));
    let path = command.out.clone().unwrap_or_else(default);
    let folder = asked.folder(&path, command.force)?;
    for table in tables::city::tables(&governed, terminal.lang) {
        writeln!(terminal.out, "{}", table.render(WIDTH))?;
    }
    let Some(mut folder) = folder else {
        terminal.note(&complete(&path));
        return Ok(());
    };
    files::write_city(&mut folder, &governed, terminal.lang)?;
    folder.finish(asked.manifest())?;
    let path = path.display();
    terminal.note(&text!("maps in {path}", "地图在 {path}"));
    Ok(())
}
