//! Scores: what assessed units come to at the end of a period.

use crate::governance::AssessmentId;

/// The scores of one contract at the end of a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// The contract.
    pub assessment: AssessmentId,
    /// For each unit that had something to be scored: official score and true twin \[points\].
    pub of: Vec<[f64; 2]>,
}
