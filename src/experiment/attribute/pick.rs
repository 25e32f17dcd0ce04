//! Choosing, key by key, which of two models a value is taken from.

use super::{Component, Components};

/// A key in which two models differ, and the component that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The component.
    pub component: Component,
    /// The key's path within the governance model.
    pub key: String,
}

/// Takes each value from the model that its component comes from, and notes where they differ.
#[derive(Debug)]
pub(super) struct Picker {
    /// Components that come from the second model; the others come from the first.
    second: Components,
    /// What stands before every key.
    pub at: String,
    /// Keys in which the two differ.
    pub found: Vec<Difference>,
}

impl Picker {
    pub fn new(second: Components) -> Self {
        Self { second, at: String::new(), found: Vec::new() }
    }

    /// Which of the two a component comes from: 0 or 1.
    pub fn side(&self, component: Component) -> usize {
        usize::from(self.second.has(component))
    }

    /// Notes a key in which the two differ.
    pub fn note(&mut self, component: Component, key: &str) {
        self.found.push(Difference { component, key: format!("{}{key}", self.at) });
    }

    /// The value of a key, from the side of its component.
    pub fn pick<T: Clone + PartialEq>(
        &mut self,
        component: Component,
        key: &str,
        values: [&T; 2],
    ) -> T {
        if values[0] != values[1] {
            self.note(component, key);
        }
        values[self.side(component)].clone()
    }

    /// The same for a value of two things.
    pub fn of<M, T: Clone + PartialEq>(
        &mut self,
        component: Component,
        key: &str,
        things: [&M; 2],
        value: impl Fn(&M) -> &T,
    ) -> T {
        self.pick(component, key, things.map(value))
    }

    /// What is told and not simulated: it makes no difference, and comes with the rest.
    pub fn told<M, T: Clone>(&self, things: [&M; 2], value: impl Fn(&M) -> &T) -> T {
        value(things[self.side(Component::Rest)]).clone()
    }
}
