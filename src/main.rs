//! The `gridgov` program: arguments to the command line, and its exit code back.

use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    gridgov::cli::run(std::env::args_os(), &mut io::stdout().lock(), &mut io::stderr())
}
