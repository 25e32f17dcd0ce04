//! `gridgov verify DIR`.

use super::Terminal;
use super::args::Verify;
use super::failure::Failure;
use crate::report::manifest::Manifest;

pub(super) fn run(command: &Verify, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let folder = &command.folder;
    let name = folder.display();
    let failed = |error: std::io::Error| Failure::Work(format!("{name}: {error}"));
    let Some(manifest) = Manifest::read(folder).map_err(failed)? else {
        let message = format!("{name} holds no finished study: there is no manifest.json");
        return Err(Failure::Argument(message));
    };
    let wrong = manifest.verify(folder).map_err(failed)?;
    for mismatch in &wrong {
        writeln!(terminal.out, "{name}: {mismatch}")?;
    }
    if !wrong.is_empty() {
        let all = manifest.outputs.len();
        return Err(Failure::Work(format!("{} of {all} files are not as written", wrong.len())));
    }
    writeln!(
        terminal.out,
        "{name}: {} files as written by gridgov {}, seed {}: {}",
        manifest.outputs.len(),
        manifest.version,
        manifest.seed,
        manifest.command.join(" ")
    )?;
    Ok(())
}
