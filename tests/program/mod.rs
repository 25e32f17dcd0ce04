//! The program, as tests start it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The program with these arguments in this folder.
pub fn command(args: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gridgov"));
    command.args(args).current_dir(folder);
    command
}

/// Runs the program.
pub fn gridgov(args: &[&str], folder: &Path) -> Output {
    command(args, folder).output().expect("the program starts")
}

/// Its exit status.
pub fn status(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("ended by a signal: {output:?}"))
}

/// Its notes and errors.
pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Names and contents of the files of a folder, but for what may differ from run to run.
pub fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().expect("a type").is_file())
        .map(|entry| {
            let name = entry.file_name().into_string().expect("a name");
            (name, fs::read(entry.path()).expect("a file"))
        })
        .filter(|(name, _)| name != "timing.json")
        .collect()
}
