//! What the user sees of each kind of fault.
