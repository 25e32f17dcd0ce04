//! Steps: they say what the lives say, and asking for them changes nothing.

use super::town::{Told, Took, Town, another_role};
use crate::governance::DeskId;
use crate::id::Id as _;
use crate::simulation::desk::Task;
use crate::simulation::record::{Answer, Deed, Descent, Fate, Observer, Record, Stage};
use crate::time::{Span, Time};

/// Digests all that it hears but steps and births.
#[derive(Default)]
struct Digest<const ASKED: bool>(u64, usize);

impl<const ASKED: bool> Observer for Digest<ASKED> {
    const STEPS: bool = ASKED;

    fn saw(&mut self, now: Time, record: Record<'_>) {
        if matches!(record, Record::Step(_) | Record::Bred(_)) {
            self.1 += 1;
            return;
        }
        let text = format!("{now} {record:?}");
        self.0 = text.bytes().fold(self.0, |sum, byte| crate::rng::mix(sum ^ u64::from(byte)));
    }
}

#[test]
fn asking_for_steps_changes_nothing_and_who_does_not_ask_hears_none() {
    let town = Town::builtin("beijing-dongcheng-2004").window(2, 4, 1);
    let built = town.build();
    let (mut plain, mut asked) = (Digest::<false>::default(), Digest::<true>::default());
    town.watch_in(&built, &mut plain);
    town.watch_in(&built, &mut asked);
    assert_eq!(plain.0, asked.0);
    assert_eq!(plain.1, 0);
    assert!(asked.1 > 10_000, "{} steps", asked.1);
}

/// The life of a case.
fn life(told: &Told, case: usize) -> Vec<Took> {
    told.steps.iter().filter(|took| took.case.index() == case).copied().collect()
}

const MS: Span = Span::from_ms(1);
const MINUTE: Span = Span::MINUTE;

/// What each step is, how long after the opening, and the stage it begins.
fn told_from(told: &Told, case: usize) -> Vec<(Span, Deed, Option<Stage>)> {
    let opened = told.cases[case].opened;
    life(told, case).iter().map(|took| (took.when - opened, took.deed, took.stage)).collect()
}

/// The watch writes for 1 ms; the centre takes 10 minutes; paper takes an hour to the crew,
/// which is idle, works for 100 minutes and walks for 20.
#[test]
fn a_life_worked_by_hand() {
    let told = Town::new()
        .fault(&["incidence='1 per km2 day'", "work={fixed='100 min'}"])
        .role("centre", &["desk_work={fixed='10 min'}"])
        .role("crew", &["delivery={fixed='1 h'}", "travel={fixed='20 min'}"])
        .days(30)
        .run();
    let [centre, crew] = [1, 2].map(DeskId::new);
    let at = |minutes: i64| MS + MINUTE * minutes;
    let [work, way] = [MINUTE * 100, MINUTE * 20];
    let expected = [
        (Span::ZERO, Deed::Opened, Some(Stage::DeskWait)),
        (Span::ZERO, Deed::Queued(Task::Log), Some(Stage::DeskWait)),
        (Span::ZERO, Deed::Begun(Task::Log, [Span::ZERO; 2]), Some(Stage::DeskWork)),
        (MS, Deed::Ended(Task::Log), Some(Stage::DeskWork)),
        (MS, Deed::HandedOver(centre), Some(Stage::Transit)),
        (MS, Deed::Queued(Task::TakeIn), Some(Stage::DeskWait)),
        (MS, Deed::Begun(Task::TakeIn, [MINUTE * 10, Span::ZERO]), Some(Stage::DeskWork)),
        (at(10), Deed::Ended(Task::TakeIn), Some(Stage::DeskWork)),
        (at(10), Deed::Filed, Some(Stage::DeskWork)),
        (at(10), Deed::Dispatched(crew), Some(Stage::Transit)),
        (at(70), Deed::Accepted, Some(Stage::Transit)),
        (at(70), Deed::Queued(Task::Handle), Some(Stage::HandleWait)),
        (at(70), Deed::Begun(Task::Handle, [work, way]), Some(Stage::HandleWork)),
        (at(190), Deed::Ended(Task::Handle), Some(Stage::HandleWork)),
        (at(190), Deed::Claimed, Some(Stage::HandleWork)),
        (at(190), Deed::Queued(Task::Close), Some(Stage::DeskWait)),
        (at(190), Deed::Begun(Task::Close, [MINUTE * 10, Span::ZERO]), Some(Stage::DeskWork)),
        (at(200), Deed::Ended(Task::Close), Some(Stage::DeskWork)),
        (at(200), Deed::Over(Fate::Closed), None),
    ];
    assert_eq!(told_from(&told, 0), expected);
}

/// The deeds of a case, those of queues and work aside.
fn decisions(told: &Told, case: usize) -> Vec<Deed> {
    let is_work = |deed: &Deed| matches!(deed, Deed::Queued(_) | Deed::Begun(..) | Deed::Ended(_));
    life(told, case).iter().map(|took| took.deed).filter(|deed| !is_work(deed)).collect()
}

/// A resident reports; the watch confirms; the squad, whose it is not, sends it back, and the
/// centre settles it; the first visit fails and is seen to; then the caller is called back.
#[test]
fn a_report_is_confirmed_returned_done_again_and_called_back() {
    let told = Town::new()
        .with(&(another_role("squad") + "[governance.duties]\nother='squad'\n"))
        .fault(&["incidence='0.2 per km2 day'", "witnesses=1.0", "detectability=0.0"])
        .role("centre", &["verified_by='watch'", "checked_by='watch'", "accuracy=0.0"])
        .role("centre", &["powers=['file','dispatch','coordinate','close']"])
        .role("centre", &["call_back={sample=1.0,after={fixed='1 h'}}"])
        .role("crew", &["quality=0.5"])
        .set(&["governance.settled_after=1"])
        .run();
    let twice = |case: &usize| told.cases[*case].reworks == 1;
    let case = (0..told.cases.len()).find(twice).expect("some visit fails once");
    let steps = life(&told, case);
    let of = |deed: Deed| steps.iter().find(|took| took.deed == deed).expect("it is there").desk;
    let (centre, crew) = (of(Deed::Filed), of(Deed::Accepted));
    let sent = |took: &Took| match took.deed {
        Deed::Dispatched(desk) => Some(desk),
        _ => None,
    };
    let squad = steps.iter().find_map(sent).expect("it is dispatched");
    let answer = Answer { resolved: true, satisfied: true };
    let expected = [
        (centre, Deed::Opened),
        (steps[5].desk, Deed::Confirmed),
        (centre, Deed::Filed),
        (centre, Deed::Dispatched(squad)),
        (squad, Deed::Returned(centre)),
        (centre, Deed::Dispatched(crew)),
        (crew, Deed::Accepted),
        (crew, Deed::Claimed),
        (steps[5].desk, Deed::Failed),
        (crew, Deed::Claimed),
        (steps[5].desk, Deed::Passed),
        (centre, Deed::Over(Fate::Closed)),
        (centre, Deed::CalledBack(answer)),
    ];
    assert_eq!(decisions(&told, case), expected.map(|(_, deed)| deed));
    for (desk, deed) in expected {
        assert!(steps.iter().any(|took| (took.desk, took.deed) == (desk, deed)), "{deed:?}");
    }
}

/// The caller of a case that was merged hears from the filer of the older file.
#[test]
fn the_caller_of_a_merged_case_is_called_back_by_the_filer() {
    let told = Town::new()
        .fault(&["incidence='0.2 per km2 day'", "witnesses=5.0", "detectability=0.0"])
        .fault(&["work={fixed='3 d'}", "notice={fixed='1 h'}"])
        .role("centre", &["merges=1.0", "call_back={sample=1.0,after={fixed='1 h'}}"])
        .run();
    let called = |took: &&Took| matches!(took.deed, Deed::CalledBack(_));
    let merged = told
        .steps
        .iter()
        .filter(called)
        .filter(|took| matches!(told.cases[took.case.index()].fate, Fate::Merged(_)));
    let centre = told.steps.iter().find(|took| took.deed == Deed::Filed).expect("a file").desk;
    assert!(merged.clone().count() > 5);
    assert!(merged.clone().all(|took| took.desk == centre));
}

#[test]
fn births_name_parent_and_child() {
    let told = Town::new()
        .fault(&["lasting=0.0", "returns=0.7", "spreads=0.3", "incidence='2 per km2 day'"])
        .run();
    for descent in [Descent::Imitation, Descent::Return] {
        assert!(told.births.iter().filter(|birth| birth.descent == descent).count() > 10);
    }
    let offspring = told.problems.iter().filter(|problem| problem.key >> 63 == 1).count();
    assert_eq!(told.births.len(), offspring);
    for birth in &told.births {
        let (child, parent) =
            (&told.problems[birth.child.index()], &told.problems[birth.parent.index()]);
        assert_eq!(parent.key, birth.parent_key);
        assert_eq!(child.block, parent.block);
        let ended = parent.ended.map(|(ended, _)| ended);
        match birth.descent {
            Descent::Imitation => assert!(ended.is_none_or(|ended| ended >= child.arose)),
            Descent::Return => assert!(ended.is_some_and(|ended| ended <= child.arose)),
        }
    }
}
