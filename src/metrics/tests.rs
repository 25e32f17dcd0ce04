//! Indicators worked by hand on a few made-up lives.

/// A life like another but for some fields.
macro_rules! like {
    ($life:expr, $($field:ident = $value:expr),+ $(,)?) => {{
        let mut life = $life;
        $(life.$field = $value;)+
        life
    }};
}

mod accounting;
mod bench;
mod cases;
mod hours;
mod names;
mod orders;
mod parties;
mod problems;
mod requests;
