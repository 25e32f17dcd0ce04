//! `gridgov verify DIR`.

use super::Terminal;
use super::args::Verify;
use super::failure::Failure;
use crate::lang::text;
use crate::report::manifest::Manifest;

pub(super) fn run(command: &Verify, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let folder = &command.folder;
    let name = folder.display();
    let failed =
        |error: std::io::Error| Failure::Work(text!("{name}: {error}", "{name}:无法读取:{error}"));
    let Some(manifest) = Manifest::read(folder).map_err(failed)? else {
        return Err(Failure::Argument(text!(
            "{name} holds no finished study: there is no manifest.json",
            "{name} 中没有已完成的研究:缺少 manifest.json"
        )));
    };
    let wrong = manifest.verify(folder).map_err(failed)?;
    for mismatch in &wrong {
        let told = mismatch.told();
        terminal.tell(&text!("{name}: {told}", "{name}:{told}", told))?;
    }
    let (bad, all) = (wrong.len(), manifest.outputs.len());
    if bad > 0 {
        return Err(Failure::Work(text!(
            "{bad} of {all} files are not as written",
            "{all} 个文件中有 {bad} 个与写入时不同"
        )));
    }
    let Manifest { version, seed, command, .. } = manifest;
    let command = command.join(" ");
    terminal.tell(&text!(
        "{name}: {all} files as written by gridgov {version}, seed {seed}: {command}",
        "{name}:{all} 个文件与 gridgov {version} 写入时相同,种子 {seed}:{command}"
    ))?;
    Ok(())
}
