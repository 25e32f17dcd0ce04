//! Where pending events lie: a slab of nodes, chained into rings that are named
//! by their last node, so that both ends are at hand.

use crate::time::Time;

/// No node.
pub(super) const NONE: u32 = u32::MAX;

/// The most events passed over to find the place of one in a list.
const LONGEST_WALK: usize = 16;

#[derive(Clone, Copy, Debug)]
struct Node<E> {
    time: Time,
    next: u32,
    event: E,
}

/// A slab of events; what is freed is used again first.
#[derive(Clone, Debug)]
pub(super) struct Nodes<E> {
    nodes: Vec<Node<E>>,
    free: u32,
}

impl<E: Copy> Nodes<E> {
    pub fn new() -> Self {
        Self { nodes: Vec::new(), free: NONE }
    }

    /// Stores an event as a list of its own.
    #[inline]
    pub fn store(&mut self, time: Time, event: E) -> u32 {
        let node = self.free;
        if node == NONE {
            return self.grow(time, event);
        }
        let place = &mut self.nodes[node as usize];
        self.free = place.next;
        *place = Node { time, next: node, event };
        node
    }

    #[cold]
    fn grow(&mut self, time: Time, event: E) -> u32 {
        let node = self.nodes.len() as u32;
        assert!(node < NONE - 1, "too many pending events");
        self.nodes.push(Node { time, next: node, event });
        node
    }

    /// Gives a node back and returns its event.
    #[inline]
    pub fn free(&mut self, node: u32) -> E {
        let place = &mut self.nodes[node as usize];
        place.next = self.free;
        self.free = node;
        place.event
    }

    #[inline]
    pub fn time(&self, node: u32) -> Time {
        self.nodes[node as usize].time
    }

    /// The first node of a list, and its time.
    #[inline]
    pub fn head(&self, tail: u32) -> (u32, Time) {
        let head = self.nodes[tail as usize].next;
        (head, self.time(head))
    }

    /// Takes the first node of a longer list out of it.
    #[inline]
    pub fn unlink_head(&mut self, tail: u32) {
        let head = self.nodes[tail as usize].next;
        self.nodes[tail as usize].next = self.nodes[head as usize].next;
    }

    /// Makes a node a list of its own, and names the one that followed it.
    #[inline]
    pub fn isolate(&mut self, node: u32) -> u32 {
        std::mem::replace(&mut self.nodes[node as usize].next, node)
    }

    /// Puts a node at the end of a list, and is the new tail.
    #[inline]
    pub fn append(&mut self, tail: u32, node: u32) -> u32 {
        self.link_after(tail, node);
        node
    }

    #[inline]
    fn link_after(&mut self, before: u32, node: u32) {
        self.nodes[node as usize].next = self.nodes[before as usize].next;
        self.nodes[before as usize].next = node;
    }

    /// Puts a node into a list in order of time, after those of its moment, and
    /// returns the new tail; nothing if its place is too far from both ends.
    #[inline]
    pub fn insert(&mut self, tail: u32, node: u32) -> Option<u32> {
        let time = self.time(node);
        if time >= self.time(tail) {
            return Some(self.append(tail, node));
        }
        let mut before = tail;
        for _ in 0..LONGEST_WALK {
            let (next, due) = self.head(before);
            if time < due {
                self.link_after(before, node);
                return Some(tail);
            }
            before = next;
        }
        None
    }

    /// Adds the nodes of a list to others, in order.
    pub fn list(&self, tail: u32, nodes: &mut Vec<u32>) {
        let mut node = tail;
        loop {
            node = self.nodes[node as usize].next;
            nodes.push(node);
            if node == tail {
                break;
            }
        }
    }
}
