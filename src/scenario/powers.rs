//! Powers that roles hold from a date on.

use super::governance::{Governance, Role};
use super::{Date, Keyed};

impl Governance {
    /// The model as it stands on a date: roles lack the powers that they get later.
    #[must_use]
    pub fn as_of(&self, date: Date) -> Self {
        let roles: Keyed<Role> =
            self.roles.iter().map(|role| (role.id.clone(), role.as_of(date))).collect();
        Self { roles, ..self.clone() }
    }
}

impl Role {
    fn as_of(&self, date: Date) -> Self {
        let mut role = self.clone();
        if let Some(since) = &self.powers_since {
            role.powers.retain(|power| {
                since.get(power.word()).is_none_or(|since| since.value.0 <= date.0)
            });
        }
        role
    }
}
