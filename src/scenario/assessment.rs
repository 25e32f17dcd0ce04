//! Audit, assessment contracts and what those assessed do about them, as a scenario states them.

use super::category::Duration;
use super::{Name, Number, Share, choice, record, variant};
use crate::time::Span;

record! {
    /// Cases that are looked at again after they were closed (督查复核): what was closed while
    /// its problem stood and is found out is opened again and goes back to its handler.
    pub struct Audit {
        /// Role that looks again, which may check or evaluate; it takes its people's time.
        pub by: Name,
        /// Share of closed cases that are looked at again on site.
        pub share: Share,
        /// Time from closing until that, and until a second call.
        pub after: Duration,
        /// Share of the callers of a closed case who are called by that role, whoever else calls
        /// them back (双回访); none where absent. It takes no time (assumption).
        pub double_call: Option<Share>,
    }
}

record! {
    /// An assessment contract (考核): who scores whom, from what, by which formula, and what
    /// follows from the score.
    pub struct Assessment {
        /// Id, unique among assessments.
        pub id: Name,
        /// Role that scores, which may evaluate.
        pub assessor: Name,
        /// Who is scored, each unit by itself.
        pub assessed: Assessed,
        /// From what the score is made.
        pub source: ScoreSource,
        /// How long a period lasts.
        pub period: Period,
        /// How the score is made.
        pub formula: Formula,
        /// Finds wanted of each person on duty and month, under the formula `quota`.
        pub quota: Option<Number> in 0.1..=1e5,
        /// What follows from the score.
        pub consequence: Consequence,
        /// What a point of a case's score is worth to those assessed, on the scale on which
        /// `gaming.intensity` answers it (assumption of every model that states it).
        pub stakes: Number in 0.0..=1000.0,
    }
}

variant! {
    /// Who is scored.
    pub enum Assessed {
        /// Each desk or beat of these roles.
        Roles(Vec<Name>) = "roles",
        /// Each area of a kind.
        Areas(ScoredAreas) = "areas",
    }
}

choice! {
    /// Areas that are scored.
    pub enum ScoredAreas {
        /// Streets.
        Streets = "streets",
        /// Communities.
        Communities = "communities",
    }
}

choice! {
    /// From what a score is made.
    pub enum ScoreSource {
        /// The platform's record.
        Record = "record",
        /// What callers say when they are called back.
        CallBacks = "call-backs",
    }
}

variant! {
    /// How long a period of assessment lasts.
    pub enum Period {
        /// A calendar month: `"month"`.
        Calendar(String) = "calendar",
        /// A span.
        Every(Span) = "every",
    }
}

choice! {
    /// How a score is made.
    pub enum Formula {
        /// As one public program scores areas and collectors after CJ/T 292.
        Cjt292 = "cjt-292",
        /// On-time closing, extension and rework, as Yuncheng weighs them.
        Yuncheng = "yuncheng",
        /// Response, resolution and satisfaction.
        ThreeRates = "three-rates",
        /// Finds against a quota.
        Quota = "quota",
    }
}

choice! {
    /// What follows from a score.
    pub enum Consequence {
        /// Pay follows it: each point counts for every unit.
        Pay = "pay",
        /// Units are ranked: the lower one stood, the more each point counts.
        Rank = "rank",
        /// The worst are summoned: points count for the worst tenth alone.
        Summons = "summons",
    }
}

record! {
    /// What those assessed may do for a better score (应付考核); nobody does what is not named.
    pub struct Gaming {
        /// How strongly stakes are answered; nobody games at zero.
        pub intensity: Number in 0.0..=1000.0,
        /// Calling a case done without going there, where its deadline is near (虚假办结).
        pub false_close: Option<Trick>,
        /// Asking for more time where one would not have (滥用延期).
        pub extension: Option<Trick>,
        /// Asking for a hold where one would not have, with more at the desk than people.
        pub hold: Option<Trick>,
        /// Asking for exclusion where one would not have.
        pub exclusion: Option<Trick>,
        /// Having a caller say that all is well who is called back (诱导回访).
        pub coach: Option<Trick>,
        /// Having a call pass for another about an open file (并案压减).
        pub merge: Option<Trick>,
        /// Writing a case that was closed in time as two (拆分工单).
        pub split: Option<Trick>,
        /// Taking filed cases of little work first (先易后难).
        pub easy_first: Option<Trick>,
        /// Filing trifles of one's own making where the quota is not met (凑数).
        pub trivial_finds: Option<Trick>,
        /// Writing down as found and closed what ended by itself (事后补录).
        pub log_afterwards: Option<Trick>,
        /// Answering a call by telephone so that it becomes no order (体外循环).
        pub divert: Option<Trick>,
    }
}

record! {
    /// What is believed of being caught.
    pub struct Trick {
        /// Chance of being caught, as those assessed believe it.
        pub detection: Share,
        /// Points that a case loses on which one is caught.
        pub penalty: Number in 0.0..=1e5,
    }
}
