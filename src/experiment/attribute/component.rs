//! What a governance model consists of, for telling what of it brings a change.

use crate::lang::{Text, text};
use crate::scenario::governance::Power;

/// Declares the components, each with its id and its names, and the list of them all.
macro_rules! components {
    ($($(#[$doc:meta])* $case:ident = $id:literal, $en:literal, $zh:literal;)*) => {
        /// A component of a governance model. Every key of a model belongs to one of them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Component {
            $($(#[$doc])* $case),*
        }

        impl Component {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$case),*];

            /// Its id in files.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$case => $id),* }
            }

            /// Its name.
            pub fn name(self) -> Text {
                match self { $(Self::$case => text!($en, $zh)),* }
            }
        }
    };
}

components! {
    /// How many people, when they are on duty, what they cost, what else takes their time; and
    /// the roles that only one model has.
    Staff = "staff", "staff", "人员";
    /// Grids and beats, and how they are searched.
    Beats = "beats", "beats and search", "网格与巡查";
    /// Whether the finder handles what it finds, and looks away for it.
    Separation = "separation", "finder apart from handler", "发现与处置分离";
    /// Who answers for what, who sends cases to whom, how right and how fast.
    Dispatch = "dispatch", "dispatch", "派遣";
    /// Promised times, and whether work is taken by them.
    Deadlines = "deadlines", "deadlines", "时限";
    /// Verification of reports, and checks before closing.
    Checking = "checking", "verification and checks", "核实与核查";
    /// How official rates are counted, call-backs, evaluation.
    Assessment = "assessment", "assessment", "考核评价";
    /// What files may be opened on, and whether a second report is recognised.
    Catalogue = "catalogue", "catalogue and filing", "立案范围";
    /// Where residents can turn.
    Channels = "channels", "channels for residents", "诉求渠道";
    /// Sweeps.
    Campaigns = "campaigns", "campaigns", "专项整治";
    /// What bodies can handle, how long their work takes, how well they do it.
    Handling = "handling", "powers and work of handling", "处置能力";
    /// Employers, tiers, and the cost of the platform.
    Rest = "rest", "the rest: employers, tiers, platform", "其余(隶属、层级、平台)";
}

impl Component {
    /// The component that a power belongs to.
    pub const fn of_power(power: Power) -> Self {
        match power {
            Power::Discover => Self::Beats,
            Power::Dispatch | Power::Coordinate | Power::Convene | Power::Fund => Self::Dispatch,
            Power::Verify | Power::Check => Self::Checking,
            Power::File | Power::Close => Self::Catalogue,
            Power::Evaluate => Self::Assessment,
            Power::Fix | Power::Mediate | Power::Inspect | Power::Penalise => Self::Handling,
        }
    }
}

/// A set of components.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Components(u32);

impl Components {
    /// Whether a component is one of them.
    pub fn has(self, component: Component) -> bool {
        self.0 & (1 << component as u32) != 0
    }
}

impl FromIterator<Component> for Components {
    fn from_iter<I: IntoIterator<Item = Component>>(components: I) -> Self {
        Self(components.into_iter().fold(0, |set, component| set | 1 << component as u32))
    }
}
