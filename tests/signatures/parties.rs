//! Responsible parties and powers.

use super::pair::Pair;

/// Who gets a case first may not send it back: fewer cases come back, and they change hands less
/// often, so that problems end sooner. The dispatcher looks better on paper and is not: the first body
/// had duty and power as often as before. How well cases are handled and what is found is the same.
///
/// The street and committee system, whose dispatchers err in a fifth to a quarter of cases, gives
/// the test its returns; the unit-grid model errs in a fiftieth.
#[test]
fn first_receivers_send_less_back() {
    let duty = "[governance]\nfirst_receiver = \"transfers\"\n";
    let pair = Pair::of("traditional", "", duty);
    pair.falls("returned_share");
    pair.falls("handoffs_per_case");
    pair.falls("resolution_time_h");
    pair.rises("official_dispatch_accuracy");
    pair.stays("discovery_rate", 0.01);
    pair.stays("incidence_per_1000", 0.01);
    pair.stays("first_time_resolution_rate", 0.02);
    pair.stays("first_unit_right_share", 0.02);
}
