use super::*;
use crate::rng::Draw;
use crate::stats::upper_limit;

/// What each player brings to a game whose worth is the same in both replications.
fn values(players: usize, orders: &Orders, game: impl Fn(Coalition) -> f64) -> Vec<f64> {
    let worth: Vec<[f64; 2]> = (0..=everybody(players)).map(|c| [game(c); 2]).collect();
    let brought = brought(players, orders, |coalition| &worth[coalition as usize]);
    brought.iter().map(|of| of.estimate.mean).collect()
}

#[track_caller]
fn close(found: &[f64], expected: &[f64]) {
    let off = found.iter().zip(expected).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max);
    assert!(off < 1e-12 && found.len() == expected.len(), "{found:?}, expected {expected:?}");
}

/// Two left gloves and a right one; a pair is worth one. By hand, the right one completes the
/// pair in four of six orders, each left one in one. A fourth player brings 5 wherever it
/// joins, a fifth nothing.
#[test]
fn gloves_come_out_as_by_hand_with_an_additive_player_and_a_dummy() {
    let gloves = |coalition: Coalition| {
        let pair = coalition & 0b011 != 0 && coalition & 0b100 != 0;
        f64::from(u8::from(pair)) + if coalition & 0b1000 != 0 { 5.0 } else { 0.0 }
    };
    let sixth = 1.0 / 6.0;
    close(&values(3, &Orders::All, gloves), &[sixth, sixth, 4.0 * sixth]);
    close(&values(5, &Orders::All, gloves), &[sixth, sixth, 4.0 * sixth, 5.0, 0.0]);
}

/// The airport game (Littlechild and Owen 1973): a runway as long as the longest needs, of
/// cost 1, 2 and 3. Each section is shared by those who need it: ⅓, ⅓ + ½, ⅓ + ½ + 1.
#[test]
fn a_runway_is_shared_by_section() {
    let runway = |coalition: Coalition| {
        (0..3).fold(0.0, |most, player| {
            if coalition & (1 << player) != 0 { f64::from(player) + 1.0 } else { most }
        })
    };
    close(&values(3, &Orders::All, runway), &[1.0 / 3.0, 5.0 / 6.0, 11.0 / 6.0]);
}

/// A game of any worths, the same for each seed.
fn any_game(players: usize, seed: u64) -> Vec<f64> {
    let draw = |coalition: u64| Streams::new(seed, 0).draw(Purpose::Bootstrap, coalition, 7);
    (0..=u64::from(everybody(players))).map(|c| draw(c).uniform()).collect()
}

/// With six players all 720 orders can be walked: the mean over them is the sum over
/// coalitions.
#[test]
fn the_sum_over_coalitions_is_the_mean_over_all_orders() {
    let game = any_game(6, 1);
    let mut every = vec![Vec::new()];
    for player in 0..6 {
        every = every
            .iter()
            .flat_map(|order: &Vec<usize>| {
                (0..=order.len()).map(move |place| {
                    let mut longer = order.clone();
                    longer.insert(place, player);
                    longer
                })
            })
            .collect();
    }
    assert_eq!(every.len(), 720);
    let worth = |coalition: Coalition| game[coalition as usize];
    close(&values(6, &Orders::All, worth), &values(6, &Orders::Drawn(every), worth));
}

#[test]
fn what_all_bring_adds_up_in_every_replication() {
    let games: Vec<Vec<f64>> = (0..5).map(|seed| any_game(7, seed)).collect();
    let worth: Vec<Vec<f64>> =
        (0..=everybody(7) as usize).map(|c| games.iter().map(|game| game[c]).collect()).collect();
    for orders in [Orders::All, Orders::drawn(7, 3, 4)] {
        let brought = brought(7, &orders, |coalition| &worth[coalition as usize]);
        for (replication, game) in games.iter().enumerate() {
            let sum: f64 = brought.iter().map(|of| of.by_replication[replication]).sum();
            assert!((sum - (game[127] - game[0])).abs() < 1e-12, "{sum}");
        }
    }
}

#[test]
fn all_that_is_asked_for_is_known_beforehand() {
    let orders = Orders::drawn(6, 4, 9);
    let known = orders.coalitions(6);
    assert!(known.len() < 40 && known.contains(&0) && known.contains(&0b11_1111));
    let asked = brought(6, &orders, |coalition| {
        assert!(known.contains(&coalition), "{coalition:b}");
        &[0.0, 0.0]
    });
    assert!(asked.iter().all(|of| of.interval(0.95) == Some((0.0, 0.0))));
    assert_eq!(Orders::All.coalitions(6).len(), 64);
}

/// Sums taken in another order differ in their last digits, and bring nothing.
#[test]
fn rounding_brings_nothing() {
    let worth = [[0.1 + 0.2, 59.7], [0.3, 59.7 + 1e-14]];
    let of = &brought(1, &Orders::All, |coalition| &worth[coalition as usize])[0];
    assert_eq!(of.by_replication.iter().map(|x| x.to_bits()).collect::<Vec<_>>(), [0, 0]);
    assert_eq!(of.first.map(|first| first.p.to_bits()), Some(1.0_f64.to_bits()));
}

#[test]
fn the_first_and_the_last_to_join_bring_what_they_add_then() {
    let gloves =
        |coalition: Coalition| if coalition.count_ones() >= 2 { [3.0; 2] } else { [1.0; 2] };
    let worth: Vec<[f64; 2]> = (0..8).map(gloves).collect();
    for of in brought(3, &Orders::All, |coalition| &worth[coalition as usize]) {
        let means = [of.first, of.last].map(|pair| pair.map(|pair| pair.difference.mean));
        assert_eq!(means, [Some(0.0), Some(0.0)]);
        assert!((of.estimate.mean - 2.0 / 3.0).abs() < 1e-12);
    }
}

/// Every player is as often at each place. A place and its mirror hold the same counts, so that
/// three places of 2,000 pairs are left; over players and places (count − expected)² ÷ expected
/// adds up to 1.2 times a chi-square with 10 degrees of freedom, above 35.5 under one seed in
/// 1,000. Power: a player who is never at either end adds 667 for that place alone.
#[test]
fn orders_are_drawn_evenly_and_by_seed() {
    let Orders::Drawn(orders) = Orders::drawn(6, 2_000, 3) else { panic!("they are drawn") };
    let mut counts = [[0.0_f64; 6]; 6];
    for order in &orders {
        order.iter().enumerate().for_each(|(place, player)| counts[place][*player] += 1.0);
    }
    let expected = orders.len() as f64 / 6.0;
    let off = |count: &f64| (count - expected).powi(2) / expected;
    let chi_square: f64 = counts.iter().flatten().map(off).sum();
    assert!(chi_square / 2.0 < 35.5, "{chi_square}");
    assert_eq!(Orders::drawn(6, 5, 3), Orders::drawn(6, 5, 3));
    assert_ne!(Orders::drawn(6, 5, 3), Orders::drawn(6, 5, 4));
}

/// A standard normal number (Box and Muller 1958).
fn normal(draw: &mut Draw) -> f64 {
    let radius = (-2.0 * libm::log(draw.uniform_above_zero())).sqrt();
    radius * libm::cos(std::f64::consts::TAU * draw.uniform())
}

const STUDIES: u64 = 1_000;

/// How often intervals hold what all orders give, orders being drawn anew in each study: with
/// the error of that draw, and without, and how often they hold what is 1.5 less; `luck` is the spread of a coalition's worth between
/// replications.
fn held(luck: f64, pairs: usize) -> [usize; 3] {
    let game = any_game(7, 5);
    let truth = values(7, &Orders::All, |coalition| game[coalition as usize])[2];
    let holds = |estimate: Option<(f64, f64)>| {
        let (low, high) = estimate.expect("there is spread");
        low <= truth && truth <= high
    };
    let study = |study: u64| {
        let noisy = |(coalition, worth): (usize, &f64)| -> Vec<f64> {
            let mut draw = Streams::new(11, study).draw(Purpose::Bootstrap, coalition as u64, 1);
            (0..6).map(|_| worth + luck * normal(&mut draw)).collect()
        };
        let worth: Vec<Vec<f64>> = game.iter().enumerate().map(noisy).collect();
        let orders = Orders::drawn(7, pairs, study);
        let of = &brought(7, &orders, |coalition| &worth[coalition as usize])[2];
        let bare = Estimate::of(&of.by_replication).expect("six").interval(0.95);
        let off = of.interval(0.95).map(|(low, high)| (low - 1.5, high - 1.5));
        [holds(of.interval(0.95)), holds(bare), holds(off)]
    };
    let studies: Vec<[bool; 3]> = (0..STUDIES).map(study).collect();
    [0, 1, 2].map(|which| studies.iter().filter(|study| study[which]).count())
}

/// Orders alone are uncertain, replications and orders, and mostly replications. With as many
/// orders as a command draws (16 pairs) at least 93 % is promised: a few pairs of a game as wild
/// as this one are not normal. The limit is one-sided at 95 %, so that a coverage of 0.93 fails
/// under one seed in 20, and one of 0.89 is found with probability 0.99. Power: without the
/// error of orders far fewer are held.
#[test]
fn intervals_of_drawn_orders_hold_what_all_orders_give() {
    for (luck, pairs, without) in [(0.0, 16, 0.01), (0.05, 16, 0.8), (0.5, 16, 0.99)] {
        let [held, bare, off] = held(luck, pairs);
        let upper = upper_limit(held as u64, STUDIES, 0.95).expect("a share");
        assert!(upper >= 0.93, "{held} of {STUDIES} at {luck}");
        assert!(off as u64 <= STUDIES / 20, "{off} of {STUDIES} hold what is 1.5 off: too wide");
        assert!(bare as f64 <= without * STUDIES as f64, "the test is too weak: {bare} at {luck}");
    }
}

/// A game of one player is a plain mean; the share of the whole is one.
#[test]
fn a_lone_player_brings_everything() {
    let worth = [vec![1.0, 2.0, 4.0], vec![4.0, 6.0, 9.0]];
    let only = &brought(1, &Orders::All, |coalition| &worth[coalition as usize])[0];
    assert_eq!(only.estimate, Estimate::of(&[3.0, 4.0, 5.0]).unwrap());
    let (share, (low, high)) = only.share_of(&[3.0, 4.0, 5.0], 0.95).unwrap();
    assert!((share - 1.0).abs() < 1e-12 && (low - 1.0).abs() < 1e-6 && (high - 1.0).abs() < 1e-6);
    assert_eq!(only.share_of(&[-3.0, 0.0, 4.0], 0.95), None);
}

/// Twenty replications of a game whose whole lies this many standard errors from zero, with four
/// pairs of orders: what the first of four players brings, and the whole.
fn barely_there(errors: f64) -> (Brought, Vec<f64>) {
    let game = any_game(4, 3);
    let luck: Vec<f64> = (0..20).map(|i| f64::from(i * 7 % 20) - 9.5).collect();
    let sd = Estimate::of(&luck).and_then(|of| of.sd).expect("spread");
    let size = errors * sd / 20.0_f64.sqrt();
    let worth = |coalition: Coalition| -> Vec<f64> {
        let wild = 8.0 * size * (game[coalition as usize] - 0.5);
        let inner = if coalition == 0 || coalition == everybody(4) { 0.0 } else { wild };
        let joined = f64::from(coalition.count_ones()) / 4.0;
        luck.iter().map(|luck| inner + joined * (size + luck)).collect()
    };
    let worth: Vec<Vec<f64>> = (0..=everybody(4)).map(worth).collect();
    let of = brought(4, &Orders::drawn(4, 4, 1), |coalition| &worth[coalition as usize]);
    (of.into_iter().next().expect("four players"), worth[15].clone())
}

/// Four pairs have a reach of t(3, 0.975) = 3.18 standard errors, twenty replications one of 2.09.
/// A whole between the two is not known well enough for a share; where there is a share, it lies
/// in its interval. Without the test at the part's own reach the interval comes out reversed.
#[test]
fn a_share_lies_within_its_interval_or_is_not_given() {
    for tenths in 15..60 {
        let errors = f64::from(tenths) / 10.0;
        let (of, whole) = barely_there(errors);
        assert!(of.order_error.is_some_and(|error| error > 0.0));
        let share = of.share_of(&whole, 0.95);
        assert_eq!(share.is_some(), errors > 3.19, "{errors} standard errors: {share:?}");
        if let Some((share, (low, high))) = share {
            assert!(low <= share && share <= high, "{share} [{low}, {high}] at {errors}");
        }
    }
}

/// Where nothing comes from drawing orders, the interval is that of replications, widened for
/// their skewness; where nearly all does, it is not widened.
#[test]
fn an_interval_is_widened_as_far_as_luck_goes() {
    let skewed: Vec<f64> = (0..20).map(|i| libm::exp(f64::from(i) / 4.0)).collect();
    let luck = Estimate::of(&skewed).unwrap();
    assert!(luck.widening(0.95) > 1.1, "the test is too weak");
    let brought = |order_error: Option<f64>| Brought {
        estimate: known(&skewed, order_error.map(|error| (error, 20))),
        by_replication: skewed.clone(),
        order_error,
        first: None,
        last: None,
    };
    assert_eq!(brought(None).interval(0.95), luck.interval(0.95));
    let student =
        |of: &Brought| tails::student_reach(0.95, 19.0) * of.estimate.standard_error().unwrap();
    let wider = |of: &Brought| (of.interval(0.95).unwrap().1 - luck.mean) / student(of);
    let little = brought(Some(1e-6));
    assert!((wider(&little) - luck.widening(0.95)).abs() < 1e-6);
    let much = brought(Some(20.0 * luck.standard_error().unwrap()));
    assert!((wider(&much) - 1.0).abs() < 1e-6);
}
