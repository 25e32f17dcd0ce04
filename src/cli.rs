//! The command line: arguments in, text out, an exit code back.
//!
//! Exit status 0 says that the work is done, 1 that it failed, 2 that the input is
//! wrong. Results go to standard output, progress and notes to standard error.

mod args;
mod asked;
mod attribute;
mod check;
mod cite;
mod compare;
mod event_log;
mod explain;
mod failure;
mod list;
mod new;
mod precision;
mod progress;
mod run;
mod schema;
mod selftest;
mod session;
mod study;
mod trace;
mod transplant;
mod uncertainty;
mod verify;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use args::{Args, Command};
use failure::Failure;

use crate::lang::{Lang, Text, text};

/// Where a command writes.
struct Terminal<'t> {
    /// Results.
    out: &'t mut dyn Write,
    /// Notes and errors.
    err: &'t mut dyn Write,
    /// The language of both.
    lang: Lang,
}

impl Terminal<'_> {
    /// Writes a line of results.
    fn tell(&mut self, text: &Text) -> io::Result<()> {
        writeln!(self.out, "{}", text.read(self.lang))
    }

    /// Writes a line of notes.
    fn note(&mut self, text: &Text) {
        self.warn(text.read(self.lang));
    }

    /// Writes lines of notes. Where they cannot be written, nobody hears them, and the work goes
    /// on.
    fn warn(&mut self, lines: &str) {
        let _unheard = writeln!(self.err, "{lines}");
    }
}

/// Runs the program with these arguments, the first of which is its name.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    let args = match args.into_iter().map(OsString::into_string).collect::<Result<Vec<_>, _>>() {
        Ok(args) => args,
        Err(strange) => {
            let told = text!(
                "the argument {strange:?} is not UTF-8, as names of files and values must be",
                "参数 {strange:?} 不是 UTF-8 编码，文件名和取值都须是"
            );
            let terminal = &mut Terminal { out, err, lang: Lang::En };
            return Failure::Argument(told).tell(terminal.lang, terminal.err);
        }
    };
    let parsed = match Args::try_parse_from(&args) {
        Ok(parsed) => parsed,
        Err(error) => return usage(&error, out, err),
    };
    let terminal = &mut Terminal { out, err, lang: parsed.lang };
    let done = match parsed.command {
        Command::Run(command) => run::run(&command, &args, terminal),
        Command::Compare(command) => compare::run(&command, &args, terminal),
        Command::Trace(command) => trace::run(&command, terminal),
        Command::Check(command) => check::run(&command, terminal),
        Command::List => list::run(terminal),
        Command::Explain(command) => explain::run(&command, &args, terminal),
        Command::New(command) => new::run(&command, terminal),
        Command::Verify(command) => verify::run(&command, terminal),
        Command::Schema(command) => schema::run(&command, terminal),
        Command::Cite(command) => cite::run(command.form, terminal),
        Command::Completions(command) => complete(command.shell, terminal),
        Command::Selftest(command) => selftest::run(&command, terminal),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(terminal.lang, terminal.err),
    }
}

/// Writes the completions of a shell.
fn complete(shell: clap_complete::Shell, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "gridgov", &mut text);
    Ok(terminal.out.write_all(&text)?)
}

/// What clap says of the arguments: help is a result, a wrong argument wrong input.
fn usage(error: &clap::Error, out: &mut dyn Write, err: &mut dyn Write) -> ExitCode {
    let text = error.render();
    let told = if error.use_stderr() { write!(err, "{text}") } else { write!(out, "{text}") };
    match told {
        Err(broken) if broken.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ if error.use_stderr() => ExitCode::from(2),
        _ => ExitCode::SUCCESS,
    }
}
