//! Platforms: whose files a desk sees, and into how many systems it writes a case.

use super::RoleId;
use crate::city::category::duration;
use crate::duration::Duration;
use crate::id::Id as _;
use crate::scenario::Name;
use crate::scenario::governance::Governance;

/// What the platforms of a regime share and ask for; nothing where the model does not state it.
#[derive(Clone, Debug)]
pub struct Platforms {
    /// Whose files a desk sees.
    pub sharing: Option<Sharing>,
    /// Systems into which the same case has to be written.
    pub systems: Option<Systems>,
}

/// Roles that see each other's files.
#[derive(Clone, Debug)]
pub struct Sharing(Vec<Vec<RoleId>>);

/// Systems into which the same case has to be written.
#[derive(Clone, Debug)]
pub struct Systems {
    /// Entries that each desk has to make beyond its own.
    more: u16,
    /// Work of one of them.
    pub entry: Duration,
    /// Roles that have to.
    roles: Vec<RoleId>,
}

impl Systems {
    /// Entries that a role makes of one case beyond its own.
    fn more_of(&self, role: RoleId) -> u16 {
        if self.roles.contains(&role) { self.more } else { 0 }
    }
}

impl Platforms {
    /// Whether a role sees the files of another.
    pub fn sees(&self, role: RoleId, other: RoleId) -> bool {
        let in_one = |group: &Vec<RoleId>| group.contains(&role) && group.contains(&other);
        let shared = |sharing: &Sharing| sharing.0.iter().any(in_one);
        role == other || self.sharing.as_ref().is_some_and(shared)
    }

    /// Entries that a role makes of one case beyond its own.
    pub fn more_entries(&self, role: RoleId) -> u16 {
        self.systems.as_ref().map_or(0, |systems| systems.more_of(role))
    }

    /// The same where roles have other ids.
    pub(super) fn among(mut self, role: &impl Fn(RoleId) -> RoleId) -> Self {
        let rename = |id: &mut RoleId| *id = role(*id);
        if let Some(sharing) = &mut self.sharing {
            sharing.0.iter_mut().flatten().for_each(rename);
        }
        if let Some(systems) = &mut self.systems {
            systems.roles.iter_mut().for_each(rename);
        }
        self
    }

    pub(super) fn build(raw: &Governance, find: &impl Fn(&Name) -> RoleId) -> Self {
        let sharing = raw.sharing.as_ref().map(|of| {
            let all = (of.all == Some(true)).then(|| (0..raw.roles.len()).map(RoleId::new));
            let groups = of.groups.iter().flatten();
            let groups = groups.map(|group| group.iter().map(find).collect());
            Sharing(all.map(Iterator::collect).into_iter().chain(groups).collect())
        });
        let systems = raw.systems.as_ref().map(|of| Systems {
            more: if of.shared == Some(true) { 0 } else { (of.count.0 - 1) as u16 },
            entry: duration(&of.entry),
            roles: of.roles.iter().map(find).collect(),
        });
        Self { sharing, systems }
    }
}
