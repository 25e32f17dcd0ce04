//! Values set on the command line: `--set governance.role.guard.pay="3 yuan"`.

use super::fault::{Faults, did_you_mean};
use super::place::{Kind, Place};
use super::tree::{Entry, Node, Table, Value, parse_value};
use crate::lang::{Text, text};

/// A segment of the path and its place in the argument.
type Segment<'a> = (&'a str, Place);

/// Sets one value of a tree, as `PATH=VALUE` says.
pub(super) fn set(argument: &str, root: &mut Node, faults: &mut Faults) {
    let whole = faults.files_mut().add("--set".to_owned(), argument.to_owned(), Kind::Argument);
    let Some((path, value)) = argument.split_once('=') else {
        let message = text!("--set needs a path and a value", "--set 需要路径和值");
        let help = text!(
            "write PATH=VALUE, such as city.residents=500000",
            "写法为 路径=值,例如 city.residents=500000"
        );
        return faults.add(whole, "", message, Some(help));
    };
    let segments = segments(path, whole);
    if let Some((_, place)) = segments.iter().find(|(segment, _)| segment.is_empty()) {
        return faults.add(*place, "", text!("--set has an empty key", "--set 中有空的键"), None);
    }
    let node = value_node(value, whole.part(path.len() + 1..argument.len()), faults);
    put(root, "", &segments, node, faults);
}

fn segments(path: &str, whole: Place) -> Vec<Segment<'_>> {
    let mut start = 0;
    let mut segments = Vec::new();
    for raw in path.split('.') {
        let segment = raw.trim();
        let lead = start + raw.len() - raw.trim_start().len();
        segments.push((segment, whole.part(lead..lead + segment.len())));
        start += raw.len() + 1;
    }
    segments
}

fn value_node(text: &str, place: Place, faults: &mut Faults) -> Node {
    let value = text.trim();
    let lead = text.len() - text.trim_start().len();
    parse_value(value, place.part(lead..lead + value.len()), faults)
}

fn put(node: &mut Node, path: &str, segments: &[Segment<'_>], value: Node, faults: &mut Faults) {
    let [(segment, place), rest @ ..] = segments else {
        *node = value;
        return;
    };
    let kind = node.kind();
    let next = match &mut node.value {
        Value::Table(table) if rest.is_empty() => return put_key(table, segment, *place, value),
        Value::Table(table) => table.entries.get_mut(*segment).map(|entry| &mut entry.node),
        Value::Array(elements) => elements.iter_mut().find(|other| other.id() == Some(segment)),
        _ => {
            let message = text!("{path} is {kind}, not a table", "{path} 是{kind},不是表", kind);
            return faults.add(*place, "", message, None);
        }
    };
    if let Some(next) = next {
        let dot = if path.is_empty() { "" } else { "." };
        return put(next, &format!("{path}{dot}{segment}"), rest, value, faults);
    }
    let whose = if path.is_empty() { text!("the scenario", "情景") } else { Text::same(path) };
    let message = text!("{whose} has no `{segment}`", "{whose} 中没有 `{segment}`", whose);
    faults.add(*place, "", message, did_you_mean(segment, known(node)));
}

fn put_key(table: &mut Table, key: &str, place: Place, node: Node) {
    table.entries.insert(key.to_owned(), Entry { key: place, node });
}

/// The keys of a table or the ids of an array.
fn known(node: &Node) -> Vec<&str> {
    match &node.value {
        Value::Table(table) => table.entries.keys().map(String::as_str).collect(),
        Value::Array(elements) => elements.iter().filter_map(Node::id).collect(),
        _ => Vec::new(),
    }
}
