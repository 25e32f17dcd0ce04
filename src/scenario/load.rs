//! Loading a scenario: files, what they extend, and what the command line sets.

use super::areas;
use super::fault::Faults;
use super::place::{Kind, Place};
use super::provenance::{self, Provenance};
use super::read::{At, Path, Read, Reader};
use super::regime;
use super::set;
use super::source::{Source, nearest_builtin};
use super::tree::{Entry, Node, Table, Value, parse};
use crate::lang::{Text, text};

/// How deep files may extend each other.
const DEEPEST: usize = 16;
/// How many files may be extended in all, those extended twice counted twice.
const MOST_FILES: usize = 1000;

/// What loading insists on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether each number needs provenance.
    pub provenance: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { provenance: true }
    }
}

/// A scenario without faults.
#[derive(Clone, Debug)]
pub struct Loaded<T> {
    /// What was read.
    pub value: T,
    /// The same as written: all files as one tree.
    pub tree: Node,
    /// Where each number comes from.
    pub provenance: Vec<Provenance>,
    /// What is odd but legitimate; it also holds the texts that places refer to.
    pub warnings: Faults,
    /// Name and text of every file used.
    pub files: Vec<(String, String)>,
}

/// Loads a scenario.
///
/// # Errors
/// All faults of all its files at once.
pub fn load<T: Read>(
    source: &Source,
    sets: &[String],
    options: Options,
) -> Result<Loaded<T>, Faults> {
    load_checked(source, sets, options, |_, _, _| {})
}

/// Loads a scenario and checks what no single value can show, such as names
/// that refer to nothing; it is given the numbers and where they come from, too.
///
/// # Errors
/// All faults of all its files at once, those of the check included.
pub fn load_checked<T: Read>(
    source: &Source,
    sets: &[String],
    options: Options,
    check: impl FnOnce(&T, &[Provenance], &mut Faults),
) -> Result<Loaded<T>, Faults> {
    let mut loader = Loader::default();
    let root = loader.open(source, None);
    loader.read(root, sets, options, check)
}

/// Loads the scenario of one file under the governance model of another.
///
/// # Errors
/// All faults of both at once, those of the check included.
pub fn load_transplanted<T: Read>(
    city: &Source,
    model: &Source,
    sets: &[String],
    options: Options,
    check: impl FnOnce(&T, &[Provenance], &mut Faults),
) -> Result<Loaded<T>, Faults> {
    let mut loader = Loader::default();
    let (root, other) = (loader.open(city, None), loader.open(model, None));
    let root = root.zip(other).map(|(root, other)| root.with_entry_of(other, "governance"));
    loader.read(root, sets, options, check)
}

/// Opens files and those that they extend.
struct Loader {
    faults: Faults,
    /// Whether all that is extended could be had; if not, reading on would
    /// only find that it is missing.
    complete: bool,
    /// The files being opened: what each is, and how it was called.
    chain: Vec<(Source, String)>,
}

impl Default for Loader {
    fn default() -> Self {
        Self { faults: Faults::default(), chain: Vec::new(), complete: true }
    }
}

impl Loader {
    /// Reads and checks what was opened, with values set.
    fn read<T: Read>(
        self,
        root: Option<Node>,
        sets: &[String],
        options: Options,
        check: impl FnOnce(&T, &[Provenance], &mut Faults),
    ) -> Result<Loaded<T>, Faults> {
        let mut faults = self.faults;
        let Some(mut root) = root.filter(|_| self.complete) else { return Err(faults) };
        let written = root.clone();
        for argument in sets {
            set::set(argument, &mut root, &mut faults);
        }
        let mut reader = Reader::new(faults);
        if !areas::open(&mut root, &mut reader) {
            return Err(reader.faults);
        }
        let laid = regime::laid(&root);
        let whole = laid.as_ref().unwrap_or(&root);
        let value = T::read(&mut reader, &At { node: whole, path: Path::default(), range: None });
        let provenance = provenance::judge(&root, &written, &mut reader, options.provenance);
        let mut faults = reader.faults;
        if let Some(value) = &value {
            faults.look_up_in(Some(whole.clone()));
            check(value, &provenance, &mut faults);
            faults.look_up_in(None);
        }
        match value {
            Some(value) if !faults.any_error() => {
                let files = faults.files().contents();
                Ok(Loaded { value, tree: root, provenance, warnings: faults, files })
            }
            _ => Err(faults),
        }
    }

    /// The tree of a file, with all that it extends; `from` is where another
    /// file names it.
    fn open(&mut self, source: &Source, from: Option<Place>) -> Option<Node> {
        let text = match source.text() {
            Ok(text) => text,
            Err(unreadable) => {
                let place = unreadable.good.map(|good| {
                    let whole = self.add_file(source, good);
                    whole.part(whole.end..whole.end)
                });
                let help = nearest_builtin(&source.to_string());
                self.object(place.or(from), unreadable.message, help);
                return None;
            }
        };
        let whole = self.add_file(source, text.clone());
        let node = parse(&text, whole, &mut self.faults)?;
        self.chain.push((source.identity(), source.to_string()));
        let node = self.extended(node, source);
        self.chain.pop();
        Some(node)
    }

    fn add_file(&mut self, source: &Source, text: String) -> Place {
        self.faults.files_mut().add(source.to_string(), text, Kind::File)
    }

    fn object(&mut self, place: Option<Place>, message: Text, help: Option<Text>) {
        match place {
            Some(place) => self.faults.add(place, "", message, help),
            None => self.faults.add_nowhere(message, help),
        }
    }

    /// Lays each table over what it extends, inner tables first: the order in
    /// which files are opened is then the order in which they override.
    fn extended(&mut self, node: Node, source: &Source) -> Node {
        let place = node.place;
        match node.value {
            Value::Array(elements) => {
                let extend = |element| self.extended(element, source);
                Node { place, value: Value::Array(elements.into_iter().map(extend).collect()) }
            }
            Value::Table(table) => self.extended_table(place, table, source),
            value => Node { place, value },
        }
    }

    fn extended_table(&mut self, place: Place, mut table: Table, source: &Source) -> Node {
        let extends = table.entries.remove("extends");
        for (key, entry) in std::mem::take(&mut table.entries) {
            let node = self.extended(entry.node, source);
            table.entries.insert(key, Entry { node, ..entry });
        }
        let over = Node { place, value: Value::Table(table) };
        match extends.and_then(|extends| self.base(&extends.node, source)) {
            Some(base) => base.overlaid_by(over),
            None => over,
        }
    }

    /// The tree that an `extends` names.
    fn base(&mut self, extends: &Node, source: &Source) -> Option<Node> {
        let base = self.find_base(extends, source);
        self.complete &= base.is_some();
        base
    }

    fn find_base(&mut self, extends: &Node, source: &Source) -> Option<Node> {
        let place = extends.place;
        let Some(name) = extends.text() else {
            let kind = extends.kind();
            let message = text!(
                "this is {kind}; the name of a file is expected",
                "此处是{kind};应为文件名",
                kind
            );
            self.faults.add(place, "extends", message, None);
            return None;
        };
        let Some(base) = source.extended(name) else {
            let message = text!(
                "there is no file and no built-in `{name}`",
                "没有名为 `{name}` 的文件或内置情景"
            );
            self.faults.add(place, "extends", message, nearest_builtin(name));
            return None;
        };
        if let Some(message) = self.too_far(&base) {
            self.faults.add(place, "extends", message, None);
            return None;
        }
        self.open(&base, Some(place))
    }

    /// Why a file must not be opened now, if so.
    fn too_far(&self, base: &Source) -> Option<Text> {
        let identity = base.identity();
        if let Some(start) = self.chain.iter().position(|(known, _)| *known == identity) {
            let circle = self.chain[start..].iter().chain([&self.chain[start]]);
            let names: Vec<&str> = circle.map(|(_, name)| name.as_str()).collect();
            let names = names.join(" -> ");
            return Some(text!(
                "files extend each other in a circle: {names}",
                "文件循环继承:{names}"
            ));
        }
        if self.chain.len() >= DEEPEST {
            return Some(text!(
                "files extend each other more than {DEEPEST} deep",
                "文件继承超过 {DEEPEST} 层"
            ));
        }
        let too_many = self.faults.files().len() >= MOST_FILES;
        too_many.then(|| {
            text!("more than {MOST_FILES} files are extended", "继承的文件超过 {MOST_FILES} 个")
        })
    }
}
