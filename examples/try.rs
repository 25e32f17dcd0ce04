use gridgov::scenario::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let s = Source::from_argument(&a[1]).unwrap_or_else(|f| {
        eprintln!("{f}");
        std::process::exit(2)
    });
    let r = load::<gridgov::scenario::study::Scenario>(&s, &[], Options { provenance: true });
    match r {
        Err(f) => {
            eprintln!("{f}");
            std::process::exit(2)
        }
        Ok(l) => {
            println!("ok {} numbers {}", l.value.title, l.provenance.len());
            use gridgov::{city::City, governance::Governance, rng::Streams, simulation::*};
            let sc = l.value;
            let seed = 2004;
            let first = sc.start.0.weekday().to_monday_zero_offset() as u8;
            let t = std::time::Instant::now();
            let city = City::build(sc.city.as_ref().unwrap(), &sc.start, seed);
            let g = Governance::build(sc.governance.as_ref().unwrap(), &city, first, 1.0);
            println!(
                "build {:?} blocks {} grids {} desks {}",
                t.elapsed(),
                city.blocks.len(),
                g.grids.parts.len(),
                g.desks.len()
            );
            for (i, p) in g.posts().pairs() {
                println!("{:28} posts {:.0}", g.roles[i].name, p);
            }
            println!("cost {:.1}M", g.yearly_cost() / 1e6);
            for rep in 0..2 {
                let t = std::time::Instant::now();
                let (mut n, mut c, mut o, mut prev, mut drawn, mut days) = (0, 0, 0, 0, 0, vec![]);
                let mut known = 0;
                let mut ended = 0;
                let mut closed = 0;
                let mut sum = 0.0;
                let mut fates = std::collections::BTreeMap::<String, u32>::new();
                let mut by = std::collections::BTreeMap::<String, (u32, u32, f64, u32)>::new();
                simulate(
                    &city,
                    &g,
                    Streams::new(seed, rep),
                    Window { warm_up_days: 84, days: 365, follow_up_days: 60 },
                    &mut |_now, r: record::Record<'_>| {
                        use record::Record::*;
                        match r {
                            Problem(_, p) => {
                                n += 1;
                                known += p.known.is_some() as u32;
                                ended += p.ended.is_some() as u32;
                                let e =
                                    by.entry(city.categories[p.category].name.clone()).or_default();
                                e.0 += 1;
                                e.1 += p.known.is_some() as u32;
                                if let Some((t, _)) = p.ended {
                                    e.2 += (t - p.arose).hours();
                                    e.3 += 1;
                                }
                            }
                            Case(k, _) => {
                                c += 1;
                                *fates
                                    .entry(
                                        format!("{:?}", k.fate).split('(').next().unwrap().into(),
                                    )
                                    .or_default() += 1;
                                if let (Some(x), Some(d)) = (k.closed, k.dispatched) {
                                    closed += 1;
                                    sum += (x - d).hours();
                                }
                            }
                            Order(..) => o += 1,
                            Prevented(_) => prev += 1,
                            Drawn(_) => drawn += 1,
                            DayBegan(d) => days.push(*d),
                            _ => {}
                        }
                    },
                );
                println!(
                    "{:?} problems {n} known {known} ended {ended} cases {c} orders {o} prevented {prev} drawn {drawn} closed {closed} mean {:.1} h fates {fates:?}",
                    t.elapsed(),
                    sum / closed as f64
                );
                for d in days.iter().step_by(60) {
                    println!("{d:?}");
                }
                for (k, v) in by {
                    println!(
                        "{k:24} n {:6} known {:.2} mean life {:.0} h ended {:.2}",
                        v.0,
                        v.1 as f64 / v.0 as f64,
                        v.2 / v.3 as f64,
                        v.3 as f64 / v.0 as f64
                    );
                }
            }
        }
    }
}
