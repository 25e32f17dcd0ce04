//! What is wrong with a scenario, shown where it is wrong.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::lang::{Lang, Text, text};

use super::place::{File, Files, Place};
use super::tree::Node;

/// Faults shown at most; the rest are counted.
const SHOWN: usize = 50;
/// Lines longer than this \[bytes\] are not shown, only named.
const LONGEST_LINE: usize = 10_000;

/// How grave a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The scenario cannot be used.
    Error,
    /// The scenario is odd but legitimate.
    Warning,
}

/// Something wrong with a scenario.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where; nowhere if no file could be read.
    pub place: Option<Place>,
    /// How grave it is.
    pub severity: Severity,
    /// The key at fault and what is wrong with it.
    pub message: Text,
    /// What may help.
    pub help: Option<Text>,
}

/// The faults found so far, and the texts they lie in.
///
/// Each check goes on whether or not it objects, so that one pass finds them
/// all.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    files: Files,
    found: Vec<Fault>,
    /// What was read, while it is being checked.
    tree: Option<Box<Node>>,
    /// Where the model stands that is spoken of as `governance`, if it is another.
    governance: Option<String>,
}

impl Faults {
    /// No faults yet in these texts.
    #[must_use]
    pub fn of(files: Files) -> Self {
        Self { files, ..Self::default() }
    }

    /// Notes an error; an empty key path stands for the whole scenario.
    pub fn add(&mut self, place: Place, key_path: &str, message: Text, help: Option<Text>) {
        self.note(Severity::Error, Some(place), key_path, message, help);
    }

    /// Notes something odd but legitimate.
    pub fn warn(&mut self, place: Place, key_path: &str, message: Text, help: Option<Text>) {
        self.note(Severity::Warning, Some(place), key_path, message, help);
    }

    /// Notes an error in the value at a key path, such as `city.blocks`; where that is not
    /// written, it is shown at the nearest table around it.
    pub fn add_at(&mut self, key_path: &str, message: Text, help: Option<Text>) {
        self.note(Severity::Error, self.place_at(key_path), key_path, message, help);
    }

    /// Notes something odd but legitimate in the value at a key path.
    pub fn warn_at(&mut self, key_path: &str, message: Text, help: Option<Text>) {
        self.note(Severity::Warning, self.place_at(key_path), key_path, message, help);
    }

    /// Where the value at a key path was written; a table with an id is shown by its id.
    ///
    /// Known only while a scenario is being checked.
    #[must_use]
    pub fn place_at(&self, key_path: &str) -> Option<Place> {
        self.tree.as_ref().map(|tree| tree.place_at(&self.full(key_path)))
    }

    /// What is written at a key path, clipped to one short line.
    #[must_use]
    pub fn written_at(&self, key_path: &str) -> String {
        self.place_at(key_path).map_or_else(String::new, |place| self.written(place))
    }

    /// What is written at a place, clipped to one short line.
    #[must_use]
    pub fn written(&self, place: Place) -> String {
        let text = self.files.written(place);
        let line = text.lines().next().unwrap_or_default();
        let clipped: String = line.chars().take(60).collect();
        if clipped.len() == text.len() { clipped } else { clipped + "…" }
    }

    /// Takes what is said of `governance` to be of the model at this key path from now on.
    pub(super) fn read_governance_at(&mut self, key_path: Option<String>) {
        self.governance = key_path;
    }

    /// A key path as it is from the root of the tree.
    fn full(&self, key_path: &str) -> String {
        match (&self.governance, key_path.strip_prefix("governance")) {
            (Some(model), Some(rest)) => format!("{model}{rest}"),
            _ => key_path.to_owned(),
        }
    }

    /// Looks key paths up in this tree from now on.
    pub(super) fn look_up_in(&mut self, tree: Option<Node>) {
        self.tree = tree.map(Box::new);
    }

    /// Notes an error that lies in no text.
    pub(super) fn add_nowhere(&mut self, message: Text, help: Option<Text>) {
        self.note(Severity::Error, None, "", message, help);
    }

    fn note(
        &mut self,
        severity: Severity,
        place: Option<Place>,
        key_path: &str,
        message: Text,
        help: Option<Text>,
    ) {
        let key_path = self.full(key_path);
        if key_path.starts_with("regimes.") && self.is_known_of_the_model(place) {
            return;
        }
        let message = match key_path.as_str() {
            "" => message,
            _ => text!("{key_path}: {message}", "{key_path}: {message}", message),
        };
        self.found.push(Fault { place, severity, message, help });
    }

    /// Whether a fault of the scenario's own model lies there, of which a regime has what it
    /// does not change.
    fn is_known_of_the_model(&self, place: Option<Place>) -> bool {
        let of_model = |fault: &&Fault| fault.message.read(Lang::En).starts_with("governance.");
        let mut same = self.found.iter().filter(|fault| place.is_some() && fault.place == place);
        same.any(|fault| of_model(&fault))
    }

    /// Whether anything makes the scenario unusable.
    #[must_use]
    pub fn any_error(&self) -> bool {
        self.found.iter().any(|fault| fault.severity == Severity::Error)
    }

    /// All faults, sorted by file and position, each once.
    #[must_use]
    pub fn sorted(&self) -> Vec<Fault> {
        let mut faults = self.found.clone();
        faults.sort();
        faults.dedup();
        faults
    }

    /// The texts that the faults lie in.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    pub(super) fn files_mut(&mut self) -> &mut Files {
        &mut self.files
    }

    /// The faults as text in a language, in colour if asked.
    #[must_use]
    pub fn render(&self, lang: Lang, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let faults = self.sorted();
        let shown = faults.iter().take(SHOWN);
        let mut told: Vec<String> =
            shown.map(|fault| self.render_one(fault, lang, &renderer)).collect();
        if faults.len() > SHOWN {
            let more = faults.len() - SHOWN;
            told.push(text!("and {more} more", "另有 {more} 处").read(lang).to_owned());
        }
        told.join("\n\n")
    }

    fn render_one(&self, fault: &Fault, lang: Lang, renderer: &Renderer) -> String {
        let level = match fault.severity {
            Severity::Error => Level::ERROR.with_name(lang.pick("error", "错误")),
            Severity::Warning => Level::WARNING.with_name(lang.pick("warning", "警告")),
        };
        let mut group = Group::with_title(level.primary_title(fault.message.read(lang)));
        if let Some(place) = fault.place {
            group = show(group, self.files.of(place), place);
        }
        if let Some(help) = &fault.help {
            let level = Level::HELP.with_name(lang.pick("help", "提示"));
            group = group.element(level.message(help.read(lang)));
        }
        renderer.render(&[group])
    }
}

/// In English, as errors of a library are.
impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Lang::En, false))
    }
}

impl std::error::Error for Faults {}

/// Adds the line of a place, marked; a very long line is only named.
fn show<'a>(group: Group<'a>, file: &'a File, place: Place) -> Group<'a> {
    let text = file.text.as_str();
    let start = text.floor_char_boundary(place.start);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let number = 1 + text[..line_start].matches('\n').count();
    if line_end - line_start > LONGEST_LINE {
        let column = 1 + text[line_start..start].chars().count();
        return group.element(Origin::path(&file.name).line(number).char_column(column));
    }
    let end = text.ceil_char_boundary(place.end).clamp(start, line_end);
    let marked = start - line_start..end - line_start;
    group.element(
        Snippet::source(&text[line_start..line_end])
            .path(&file.name)
            .line_start(number)
            .annotation(AnnotationKind::Primary.span(marked)),
    )
}

/// The word nearest to one that is not among those allowed, as a question.
#[must_use]
pub fn did_you_mean<'a>(word: &str, allowed: impl IntoIterator<Item = &'a str>) -> Option<Text> {
    allowed
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, nearest)| text!("did you mean `{nearest}`?", "是否应为 `{nearest}`?"))
}
