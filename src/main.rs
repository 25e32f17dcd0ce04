//! The `gridgov` program: arguments to the command line, and its exit code back.

use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned());
    gridgov::cli::run(args, &mut io::stdout().lock(), &mut io::stderr())
}
