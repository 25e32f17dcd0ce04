//! Where each number of a scenario comes from.
//!
//! A file states it in a table `[provenance]`. A key is the path of a number
//! from the table that the file is read into; `*` stands for one segment,
//! `**` for any number of them. A statement speaks for numbers of its own file
//! and of those that this one extends, never for what an overlay put in their
//! place. Among statements the nearest table's go first, then those with fewer
//! wildcards, then the longer.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::fault::did_you_mean;
use super::pattern::matches;
use super::place::{Kind, Place};
use super::read::{At, Leaf, Path, Read as _, Reader, Step};
use super::tree::{Node, Value};
use super::units::parse_quantity;
use super::{choice, record, together};
use crate::lang::{Phrase, text};

choice! {
    /// How a number came to be.
    pub enum Origin {
        /// Taken from a source.
        Sourced = "sourced",
        /// Computed from sourced numbers.
        Derived = "derived",
        /// Fitted to data.
        Calibrated = "calibrated",
        /// Nobody measured it.
        Assumed = "assumed",
    }
}

choice! {
    /// How good the evidence is.
    pub enum Evidence {
        /// Measured by a body without a stake.
        Independent = "independent",
        /// Published after peer review.
        PeerReviewed = "peer-reviewed",
        /// Reported by the body that it is about.
        SelfReported = "self-reported",
        /// Anything less.
        Weak = "weak",
    }
}

choice! {
    /// How far the evidence was carried.
    pub enum Transfer {
        /// Same place and period.
        Same = "same",
        /// Same country.
        Country = "country",
        /// Another country.
        Foreign = "foreign",
    }
}

record! {
    /// What a file states about a number.
    pub struct Statement {
        /// How the number came to be.
        pub origin: Origin,
        /// How good the evidence is; absent only for what is assumed.
        pub evidence: Option<Evidence>,
        /// How far the evidence was carried.
        pub transfer: Option<Transfer>,
        /// Who says so.
        pub source: Option<String>,
        /// Least and greatest plausible value, or factors such as `"0.5 x"`.
        pub range: Option<Vec<String>>,
        /// The indicator that this number and all others that name it were fitted to together.
        pub fitted_to: Option<String>,
        /// How far the sum of those numbers may be off, in factors such as `"0.9 x"`.
        pub total: Option<Vec<String>>,
        /// Anything else.
        pub note: Option<String>,
    }
}

/// A number of a scenario and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// The path of the number.
    pub path: String,
    /// The number as written.
    pub text: String,
    /// Where the number was written.
    pub place: Place,
    /// What is known about it.
    pub statement: Statement,
}

impl Provenance {
    /// Whether the number goes into a run; what is kept for testing does not.
    #[must_use]
    pub fn is_input(&self) -> bool {
        !self.path.starts_with("observed.")
    }
}

/// A statement and the numbers that it speaks for.
struct Claim {
    /// The table that its pattern starts from.
    table: Vec<String>,
    pattern: Vec<String>,
    path: String,
    key: Place,
    /// Nothing if it is faulty.
    statement: Option<Statement>,
}

/// Finds the provenance of each number read; if it is required, each number
/// without and each statement about nothing is a fault. What the command line
/// took away is still something: `written` is the tree of the files alone.
pub(super) fn judge(
    root: &Node,
    written: &Node,
    reader: &mut Reader,
    required: bool,
) -> Vec<Provenance> {
    let mut survey = Survey { reader, claims: Vec::new() };
    survey.visit(root, &Path::default());
    let claims = survey.claims;
    let mut paths = Vec::new();
    paths_in(root, &Path::default(), &mut paths);
    paths_in(written, &Path::default(), &mut paths);
    let mut leaves = std::mem::take(&mut reader.leaves);
    forget_inherited(&mut leaves);
    if required {
        refuse_idle(&claims, &paths, reader);
    }
    let found = leaves.iter().filter_map(|leaf| provenance_of(leaf, &claims, reader, required));
    let found: Vec<Provenance> = found.collect();
    together::refuse_mixed(&found, reader);
    found
}

/// Forgets the numbers of regimes that are the scenario's own: what a regime does not change
/// is written once.
fn forget_inherited(leaves: &mut Vec<Leaf>) {
    let under = |leaf: &Leaf, table: &str| leaf.path.keys().first().is_some_and(|key| key == table);
    let own = leaves.iter().filter(|leaf| under(leaf, "governance"));
    let own: BTreeSet<Place> = own.map(|leaf| leaf.place).collect();
    leaves.retain(|leaf| !under(leaf, "regimes") || !own.contains(&leaf.place));
}

/// Every path of a tree.
fn paths_in(node: &Node, path: &Path, paths: &mut Vec<Vec<String>>) {
    paths.push(path.keys());
    match &node.value {
        Value::Array(nodes) => {
            let at = At { node, path: path.clone(), range: None };
            at.elements(nodes).for_each(|inner| paths_in(inner.node, &inner.path, paths));
        }
        Value::Table(table) => {
            for (key, entry) in &table.entries {
                paths_in(&entry.node, &path.then(Step::Key(key.clone())), paths);
            }
        }
        _ => {}
    }
}

/// A walk through a tree for its statements.
struct Survey<'r> {
    reader: &'r mut Reader,
    claims: Vec<Claim>,
}

impl Survey<'_> {
    fn visit(&mut self, node: &Node, path: &Path) {
        match &node.value {
            Value::Array(nodes) => {
                let at = At { node, path: path.clone(), range: None };
                at.elements(nodes).for_each(|inner| self.visit(inner.node, &inner.path));
            }
            Value::Table(table) => {
                for (key, entry) in &table.entries {
                    self.visit(&entry.node, &path.then(Step::Key(key.clone())));
                }
                let here = path.then(Step::Key("provenance".to_owned()));
                for node in &table.provenance {
                    let at = At { node, path: here.clone(), range: None };
                    self.claims_in(&at, &path.keys(), &[]);
                }
            }
            _ => {}
        }
    }

    /// The statements of a table of them; tables inside continue the key.
    fn claims_in(&mut self, at: &At<'_>, table: &[String], before: &[String]) {
        let Some(statements) = self.reader.table(at) else { return };
        for (key, entry) in &statements.entries {
            let inner = at.inside(&entry.node, Step::Key(key.clone()));
            let keys = key.split('.').map(str::to_owned);
            let pattern: Vec<String> = before.iter().cloned().chain(keys).collect();
            if holds_only_tables(&entry.node) {
                self.claims_in(&inner, table, &pattern);
                continue;
            }
            let statement = Statement::read(self.reader, &inner)
                .filter(|statement| is_complete(statement, &inner, self.reader));
            let path = inner.path.to_string();
            self.claims.push(Claim {
                table: table.to_vec(),
                pattern,
                path,
                key: entry.key,
                statement,
            });
        }
    }
}

fn holds_only_tables(node: &Node) -> bool {
    let Value::Table(table) = &node.value else { return false };
    let is_table = |node: &Node| matches!(node.value, Value::Table(_));
    !table.entries.is_empty() && table.entries.values().all(|entry| is_table(&entry.node))
}

/// Whether a statement says all that its origin needs; if not, notes it.
fn is_complete(statement: &Statement, at: &At<'_>, reader: &mut Reader) -> bool {
    let has_source = statement.source.is_some() && statement.transfer.is_some();
    let has_evidence = statement.evidence.is_some();
    let lacking = match statement.origin {
        Origin::Assumed if statement.range.is_none() => Phrase::new("a range", " range"),
        Origin::Calibrated if statement.range.is_none() || !has_evidence => {
            Phrase::new("range and evidence", " range 和 evidence")
        }
        Origin::Sourced | Origin::Derived if !has_source || !has_evidence => {
            Phrase::new("source, evidence and transfer", " source、evidence 和 transfer")
        }
        origin if together::is_odd(statement) => return together::refuse(origin, at, reader),
        _ if statement.range.as_deref().is_some_and(|range| !is_range(range)) => Phrase::new(
            "a range of two ends in the same unit, such as [\"0.1 km2\", \"0.3 km2\"]",
            "单位相同的两端作为 range,例如 [\"0.1 km2\", \"0.3 km2\"]",
        ),
        _ => return true,
    };
    let origin = statement.origin.word();
    let message =
        text!("what is {origin} needs {lacking}", "来源为 {origin} 的数须写明{lacking}", lacking);
    reader.refuse(at, message, None);
    false
}

pub(super) fn is_range(ends: &[String]) -> bool {
    let parsed: Option<Vec<(f64, String)>> = ends.iter().map(|end| parse_quantity(end)).collect();
    match parsed.as_deref() {
        Some([(low, unit), (high, same)]) => unit == same && low <= high && high.is_finite(),
        _ => false,
    }
}

/// Refuses statements that match no path at all.
fn refuse_idle(claims: &[Claim], paths: &[Vec<String>], reader: &mut Reader) {
    for claim in claims.iter().filter(|claim| !paths.iter().any(|path| claim.matches(path))) {
        let wanted = claim.pattern.join(".");
        let below = paths.iter().filter_map(|path| path.strip_prefix(claim.table.as_slice()));
        let known: Vec<String> = below.map(|path| path.join(".")).collect();
        let help = did_you_mean(&wanted, known.iter().map(String::as_str));
        let message = text!("there is nothing at this path", "此路径下没有任何内容");
        reader.faults.add(claim.key, &claim.path, message, help);
    }
}

fn provenance_of(
    leaf: &Leaf,
    claims: &[Claim],
    reader: &mut Reader,
    required: bool,
) -> Option<Provenance> {
    let path = leaf.path.to_string();
    let statement = if reader.faults.files().of(leaf.place).kind == Kind::Argument {
        Some(set_on_the_command_line())
    } else if let Some(claim) = best(leaf, claims) {
        claim.statement.clone()
    } else {
        let number = &leaf.text;
        if required && leaf.kept {
            let message = text!("nobody says where {number} comes from", "{number} 没有来源说明");
            reader.faults.warn(leaf.place, &path, message, None);
        } else if required {
            let keys = leaf.path.keys().join(".");
            let message = text!("{number} needs provenance", "{number} 缺少来源说明");
            let line =
                format!("\"{keys}\" = {{ origin = \"assumed\", range = [\"0.5 x\", \"2 x\"] }}");
            let help = text!("add to [provenance]: {line}", "在 [provenance] 中加入:{line}");
            reader.faults.add(leaf.place, &path, message, Some(help));
        }
        None
    };
    let text = leaf.text.clone();
    Some(Provenance { path, text, place: leaf.place, statement: statement? })
}

fn set_on_the_command_line() -> Statement {
    Statement {
        origin: Origin::Assumed,
        evidence: None,
        transfer: None,
        source: None,
        range: None,
        fitted_to: None,
        total: None,
        note: Some("set on the command line".to_owned()),
    }
}

/// The statement that speaks for a number. Of two with the same pattern, an
/// overlay's goes first if it names the number, and last if it has wildcards.
fn best<'c>(leaf: &Leaf, claims: &'c [Claim]) -> Option<&'c Claim> {
    let keys = leaf.path.keys();
    claims
        .iter()
        .filter(|claim| claim.key.file <= leaf.place.file && claim.matches(&keys))
        .max_by_key(|claim| {
            let file = i64::from(claim.key.file);
            let nearness = if claim.wildcards() == 0 { -file } else { file };
            (claim.table.len(), Reverse(claim.wildcards()), claim.pattern.len(), nearness)
        })
}

impl Claim {
    fn wildcards(&self) -> usize {
        self.pattern.iter().filter(|segment| segment.starts_with('*')).count()
    }

    fn matches(&self, path: &[String]) -> bool {
        path.strip_prefix(self.table.as_slice()).is_some_and(|rest| matches(&self.pattern, rest))
    }
}
