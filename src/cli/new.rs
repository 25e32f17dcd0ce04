//! `gridgov new SCENARIO` and `gridgov new district`.

mod district;

use std::path::PathBuf;

use super::Terminal;
use super::args::New;
use super::failure::Failure;
use crate::lang::text;
use crate::report::copy::copy_out;
use crate::scenario::builtin;
use crate::scenario::study::Scenario;
use crate::scenario::{Options, Source, load};

pub(super) fn run(command: &New, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let name = &command.scenario;
    if name == "district" {
        return district::run(command, terminal);
    }
    let Some((known, own)) = builtin::find(name).filter(|(name, _)| !name.contains('/')) else {
        return Err(Failure::Argument(text!(
            "there is no built-in scenario `{name}`; `gridgov list` names them, and `district` asks \
             for yours",
            "没有内置情景 `{name}`;`gridgov list` 列出全部内置情景,`district` 可按问答建立您的辖区"
        )));
    };
    let source = Source::Builtin(known);
    let loaded = load::<Scenario>(&source, &[], Options { provenance: true })?;
    let parts = loaded.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let mut files: Vec<(&str, &str)> = parts.filter(|(part, _)| part != name).collect();
    files.insert(0, (name.as_str(), own));
    let folder = command.out.clone().unwrap_or_else(|| PathBuf::from(name));
    let paths = copy_out(&folder, &files)?;
    for path in &paths {
        writeln!(terminal.out, "{}", path.display())?;
    }
    let first = paths[0].display();
    terminal.note(&text!(
        "now edit them, and: gridgov check {first}",
        "现在可以修改这些文件,然后:gridgov check {first}"
    ));
    Ok(())
}
