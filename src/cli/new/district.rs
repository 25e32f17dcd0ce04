//! `gridgov new district`: twelve questions, and a scenario from the answers.

use std::io::{BufRead, IsTerminal as _};
use std::path::{Path, PathBuf};

use super::super::Terminal;
use super::super::args::New;
use super::super::check::warn_of_assumed;
use super::super::failure::Failure;
use super::super::progress::Bar;
use crate::experiment::{Progress as _, Study, prepare, run_all};
use crate::lang::{Phrase, Text, text};
use crate::report::copy::copy_out;
use crate::report::number::format_significant;
use crate::scenario::check::check;
use crate::scenario::district::{self, Answers, QUESTIONS, Question, TYPE, Volume, Wrong};
use crate::scenario::study::Scenario;
use crate::scenario::{Loaded, Options, Source, load_checked};

/// The name of the file, without its ending.
const NAME: &str = "district";
/// How long a pilot run is.
const PILOT: [&str; 4] =
    ["run.warm_up=84 d", "run.days=84 d", "run.follow_up=1 d", "run.replications=1"];
/// Pilot runs at most.
const MOST_PILOTS: usize = 12;
/// How near pilots come to the stated cases.
const NEAR: f64 = 0.03;
/// Further off than this, the stated cases are not met.
const FAR: f64 = 0.1;

pub(super) fn run(command: &New, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let of_type = load(&Source::Builtin(TYPE), &[])?;
    let answers = ask(&of_type, terminal)?;
    let volume = answers
        .cases
        .map(|cases| calibrated(&answers, &of_type, cases, &Bar::new(false, terminal.lang)));
    let set = volume.as_ref().and_then(|found| found.as_ref().ok()).map(|found| found.volume);
    let folder = command.out.clone().unwrap_or_else(|| PathBuf::from(NAME));
    let path = written(&folder, &district::text(&answers, &of_type, set))?;
    writeln!(terminal.out, "{}", path.display())?;
    // What does not go together is shown in the file, so that no answer is lost.
    let loaded = load(&Source::Path(path.clone()), &[])?;
    if let Some(found) = volume.transpose()? {
        terminal.note(&found.told());
    }
    warn_of_assumed(&path.display().to_string(), &loaded, terminal);
    let path = path.display();
    terminal.note(&text!(
        "left blank means taken from the type and tagged as assumed; now: gridgov run {path}",
        "未填各项取自所选类型,标记为假设;下一步:gridgov run {path}"
    ));
    Ok(())
}

fn load(source: &Source, sets: &[String]) -> Result<Loaded<Scenario>, Failure> {
    Ok(load_checked(source, sets, Options { provenance: true }, check)?)
}

fn written(folder: &Path, text: &str) -> Result<PathBuf, Failure> {
    Ok(copy_out(folder, &[(NAME, text)])?.remove(0))
}

/// Asks every question; a person is asked again, a script is told what is wrong.
fn ask(of_type: &Loaded<Scenario>, terminal: &mut Terminal<'_>) -> Result<Answers, Failure> {
    let lang = terminal.lang;
    let roles = bodies(of_type);
    let asked_by_hand = std::io::stdin().is_terminal();
    let mut lines = std::io::stdin().lock().lines();
    let mut answers = Answers::default();
    let mut place = 0;
    while let Some(question) = QUESTIONS.get(place) {
        let number = place + 1;
        let Question { asked, example } = question;
        let asked = text!("{asked} (such as {example})", "{asked}(例如 {example})", asked);
        write!(terminal.err, "{number:>2}. {}: ", asked.read(lang))?;
        terminal.err.flush()?;
        // Where input ends, the rest is left blank.
        let line = lines.next().transpose().map_err(|error| {
            Failure::Argument(text!(
                "the answer to question {number} cannot be read: {error}",
                "第 {number} 题的回答无法读取:{error}"
            ))
        })?;
        if !asked_by_hand {
            writeln!(terminal.err, "{}", line.as_deref().unwrap_or_default())?;
        }
        match answers.take(place, &line.unwrap_or_default(), &roles) {
            Ok(()) => place += 1,
            Err(Wrong(why)) if asked_by_hand => {
                writeln!(terminal.err, "    {}", why.read(lang))?;
            }
            Err(Wrong(why)) => {
                return Err(Failure::Argument(text!(
                    "question {number}: {why}",
                    "第 {number} 题:{why}",
                    why
                )));
            }
        }
    }
    Ok(answers)
}

/// The roles of the type that may be named as bodies.
fn bodies(of_type: &Loaded<Scenario>) -> Vec<String> {
    let governance = of_type.value.governance.as_ref();
    let names = governance.map_or(&[][..], |governance| governance.roles.names());
    names.iter().map(|name| name.as_str().to_owned()).filter(|name| name != "supervisor").collect()
}

/// What pilot runs came to.
struct Calibrated {
    volume: Volume,
    /// Cases a month and the public's share in them.
    goal: [f64; 2],
    obtained: [f64; 2],
}

impl Calibrated {
    fn told(&self) -> Text {
        let far = [0, 1].iter().any(|&i| (off(self.goal[i], self.obtained[i]) - 1.0).abs() > FAR);
        let warning = if far {
            Phrase::new("warning: what is stated is not met: ", "警告: 未达到填报数:")
        } else {
            Phrase::same("")
        };
        let [cases, share] = self.obtained.map(|number| format_significant(number, 3));
        let [goal_cases, goal_share] = self.goal.map(|number| format_significant(number, 3));
        text!(
            "{warning}pilot runs file {cases} cases a month ({goal_cases} stated), a share of \
             {share} by the public ({goal_share} stated)",
            "{warning}试运行月均立案 {cases} 件(填报 {goal_cases} 件),公众上报占 {share}\
             (填报 {goal_share})",
            warning
        )
    }
}

/// Moves incidence and witnesses until pilot runs file the stated cases; a step that the check
/// would not accept is not taken.
fn calibrated(
    answers: &Answers,
    of_type: &Loaded<Scenario>,
    [found, reported]: [f64; 2],
    bar: &Bar,
) -> Result<Calibrated, Failure> {
    bar.more(MOST_PILOTS);
    let goal = [found + reported, reported / (found + reported).max(1e-9)];
    let pilot = |volume| {
        let obtained = pilot(&district::text(answers, of_type, Some(volume)));
        bar.done();
        obtained
    };
    let mut volume = Volume::default();
    let mut obtained = pilot(volume)?;
    for _ in 1..MOST_PILOTS {
        let off = [0, 1].map(|i| off(goal[i], obtained[i]));
        if off.iter().all(|off| (off - 1.0).abs() < NEAR) {
            break;
        }
        let incidence = (volume.incidence * off[0]).clamp(1e-4, 1e3);
        let witnesses = (volume.witnesses * off[1]).clamp(1e-4, 1e3);
        let steps = [Volume { incidence, witnesses }, Volume { incidence, ..volume }];
        let tried = steps.into_iter().find_map(|step| Some((step, pilot(step).ok()?)));
        let Some(step) = tried else { break };
        (volume, obtained) = step;
    }
    Ok(Calibrated { volume, goal, obtained })
}

/// By what to multiply what leads to `obtained`, so that it comes nearer to `goal`.
fn off(goal: f64, obtained: f64) -> f64 {
    if goal <= 0.0 && obtained <= 0.0 {
        return 1.0;
    }
    (goal / obtained.max(1e-9)).clamp(0.1, 10.0)
}

/// Cases filed a month and the public's share in them, in a short run.
fn pilot(text: &str) -> Result<[f64; 2], Failure> {
    let folder = tempfile::tempdir()?;
    let sets = PILOT.map(str::to_owned);
    let loaded = load(&Source::Path(written(folder.path(), text)?), &sets)?;
    let prepared = prepare(NAME, &loaded.value);
    let seed = loaded.value.run.seed.0.0;
    let outcomes = run_all(std::slice::from_ref(&prepared), seed, 1, 1, || ())?.remove(0);
    let study = Study { prepared, outcomes };
    let measures = study.measures();
    let reading = |id: &str| {
        let place = measures.iter().position(|measure| measure.id == id);
        place.and_then(|place| study.indicator(place).ok()).map_or(0.0, |r| r.estimate.mean)
    };
    Ok(["filed_per_month", "public_share_of_filed"].map(reading))
}
