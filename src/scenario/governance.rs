//! A governance model as a scenario file states it: an institution as data.

use super::assessment::{Assessment, Audit, Gaming};
use super::category::Duration;
use super::exceptions::{Appeal, Counting, Exclusion, Extension, HeldCases, Hold, Supervision};
use super::parties::{Convening, FirstReceiver, Funding, Inspection, Leverage, Urging};
use super::platforms::{Sharing, Systems};
use super::rosters::{AfterHours, OnCall};
use super::{
    Area, Count, Date, Keyed, Length, Limit, Map, Name, Number, Per, Rate, Share, Speed, Wage,
    WeeklyHours, choice, record, variant,
};
use crate::time::Span;

record! {
    /// A governance model.
    pub struct Governance {
        /// Name shown in tables and figures.
        pub title: String,
        /// Chinese name.
        pub title_zh: String,
        /// How blocks are grouped into grids.
        pub grids: Grids,
        /// Who does what.
        pub roles: Keyed<Role>,
        /// Which role answers for which duty.
        pub duties: Map<Name>,
        /// Where residents can turn.
        pub channels: Keyed<Channel>,
        /// Sweeps that mobilise roles for a while.
        pub campaigns: Keyed<Campaign>,
        /// Promised time to closure by category; none where a category is missing.
        pub deadlines: Map<Limit>,
        /// More time on request (延期); nobody gets any where absent.
        pub extension: Option<Extension>,
        /// Work put off on request (挂起、缓办); none where absent.
        pub hold: Option<Hold>,
        /// Cases left out of the score on request (剔除); none where absent.
        pub exclusion: Option<Exclusion>,
        /// Appeals against lateness (超期申诉); none where absent.
        pub appeal: Option<Appeal>,
        /// Cases raised to those above (督办); none where absent.
        pub supervision: Option<Supervision>,
        /// Whose open files a desk sees (数据共享); its own role's alone where absent.
        pub sharing: Option<Sharing>,
        /// Parallel systems to write a case into (多头录入); one where absent.
        pub systems: Option<Systems>,
        /// Closed cases that are looked at again (督查复核); none where absent.
        pub audit: Option<Audit>,
        /// Assessment contracts (考核); nobody is scored where absent.
        pub assessments: Option<Keyed<Assessment>>,
        /// What those assessed do for a better score (应付考核); nothing where absent.
        pub gaming: Option<Gaming>,
        /// Where work is taken by deadline, a case without one ranks as if it were due this
        /// long after it was opened.
        pub undated_due: Span,
        /// Times bodies may send a case back before one who may coordinate settles it.
        pub settled_after: Count in 0.0..=1000.0,
        /// What the first body that a case is dispatched to does with it if it is not its own
        /// (首接负责制); it sends the case back where absent.
        pub first_receiver: Option<FirstReceiver>,
        /// Bodies called to the site to settle who acts (吹哨报到); none where absent.
        pub convening: Option<Convening>,
        /// Urging of parties that do nothing (催办); nobody urges where absent.
        pub urging: Option<Urging>,
        /// Public money for work that nobody else does (兜底); none where absent.
        pub funding: Option<Funding>,
        /// Rounds of visits to blocks where much was amiss; none where absent.
        pub inspection: Option<Inspection>,
        /// Office hours by which working-time limits run.
        pub office_hours: WeeklyHours,
        /// Promised time until a caller is contacted.
        pub response_limit: Span,
        /// How official rates are counted.
        pub accounting: Accounting,
        /// Yearly cost of the information platform \[yuan\].
        pub platform_cost: Wage,
        /// Roles that receive the money when this model is brought to another's cost.
        pub spend_on: Vec<Name>,
    }
}

variant! {
    /// How blocks are grouped into grids, always within a community.
    pub enum Grids {
        /// One grid for each community.
        Community(String) = "community",
        /// Grids of about this area.
        Area(Area) = "area",
        /// Grids of about this many residents.
        Residents(Count) = "residents",
        /// Grids of about this many households, of the city's `household_size`.
        Households(Count) = "households",
        /// This many grids in each community.
        Each(Count) = "count",
        /// Grids in which about this many problems arise, such as `"2 per day"`, expected in the
        /// neutral state; communities are cut so that their grids expect about as many.
        Workload(Rate) = "workload",
    }
}

choice! {
    /// What a role may do (the closed list).
    pub enum Power {
        /// Look for problems and report them.
        Discover = "discover",
        /// Confirm a public report on site.
        Verify = "verify",
        /// Open a file on a problem.
        File = "file",
        /// Give a case to the body that shall handle it.
        Dispatch = "dispatch",
        /// Repair or clear.
        Fix = "fix",
        /// Bring parties to agree.
        Mediate = "mediate",
        /// Settle who shall act where that is disputed.
        Coordinate = "coordinate",
        /// Call other bodies to the site.
        Convene = "convene",
        /// Look at premises and works.
        Inspect = "inspect",
        /// Fine, seize, order.
        Penalise = "penalise",
        /// Pay for what is nobody's duty.
        Fund = "fund",
        /// Confirm on site that a problem is solved.
        Check = "check",
        /// End a file.
        Close = "close",
        /// Score others.
        Evaluate = "evaluate",
    }
}

choice! {
    /// Where the desks of a role stand.
    pub enum Tier {
        /// One desk for each grid.
        Grid = "grid",
        /// One desk for each community.
        Community = "community",
        /// One desk for each street.
        Street = "street",
        /// One desk for the district.
        District = "district",
    }
}

choice! {
    /// Who pays and commands a role.
    pub enum Employer {
        /// A residents' committee, a self-governing body.
        Committee = "committee",
        /// A street office.
        Street = "street",
        /// The district government.
        District = "district",
        /// The city government.
        City = "city",
        /// A firm.
        Firm = "firm",
    }
}

choice! {
    /// Which work a desk takes first.
    pub enum Discipline {
        /// First come, first served.
        Fifo = "fifo",
        /// The earliest deadline first, then first come.
        Deadline = "deadline",
    }
}

record! {
    /// A role: people with powers, where they sit, when they work.
    pub struct Role {
        /// Id, unique among roles.
        pub id: Name,
        /// Chinese name.
        pub title_zh: String,
        /// Who pays and commands it.
        pub employer: Employer,
        /// Where its desks stand; a role with a beat has one desk for each beat instead.
        pub tier: Tier,
        /// What it may do.
        pub powers: Vec<Power>,
        /// Dates from which it holds some of them, by power; it always holds the others. On a date
        /// within the run a regime has to begin.
        pub powers_since: Option<Map<Date>>,
        /// Categories its files may be opened on (立案范围); all where absent.
        pub catalogue: Option<Vec<Name>>,
        /// Categories it can handle with its powers; all where absent.
        pub handles: Option<Vec<Name>>,
        /// People on duty at once, by rule.
        pub staffing: Per,
        /// When they are on duty.
        pub hours: WeeklyHours,
        /// Weekly working time of one post.
        pub week: Span in 3.6e6..=6.048e8,
        /// Yearly cost of one post with insurance.
        pub wage: Wage,
        /// Share of duty taken by meetings, tasks from above and records.
        pub admin_share: Share,
        /// Longest work that is finished after hours rather than left for the next day.
        pub overrun: Span,
        /// Which work is taken first.
        pub discipline: Discipline,
        /// Work of taking in, filing, dispatching or closing one case at the desk.
        pub desk_work: Duration,
        /// Way to a site and back.
        pub travel: Duration,
        /// Work of looking at a site, to verify, to check, or to find nothing there.
        pub site_work: Duration,
        /// Time a paper takes to reach this role and be opened.
        pub delivery: Duration,
        /// Time until what this role dispatches is opened by the body it goes to; that body's
        /// own `delivery` where absent.
        pub dispatch_delivery: Option<Duration>,
        /// Chance that a case goes to the right body first, where this role dispatches.
        pub accuracy: Share,
        /// Chance of declining a case whose ownership is disputed, each time.
        pub refusal: Share,
        /// Chance that handling truly solves the problem.
        pub quality: Share,
        /// Chance that a site visit notices that a problem still stands.
        pub vigilance: Share,
        /// Role whose people hold these posts too, such as a grid leader who sits in the committee:
        /// of the same tier and hours, and neither searches. Its own `staffing` is 0 then.
        pub same_person_as: Option<Name>,
        /// How likely it is to take on a case that comes to it; it always does where absent.
        pub leverage: Option<Leverage>,
        /// Role that follows, where this one lacks the power.
        pub next: Option<Name>,
        /// Role that confirms public reports before this one files them.
        pub verified_by: Option<Name>,
        /// Role that checks on site what others handled before this one closes it.
        pub checked_by: Option<Name>,
        /// Chance that a report on a problem with an open file here is recognised as such.
        pub merges: Share,
        /// Times a case may change hands before it is shelved.
        pub patience: Count in 1.0..=1000.0,
        /// How it searches.
        pub patrol: Option<Patrol>,
        /// Calls to reporters after closing.
        pub call_back: Option<CallBack>,
        /// Who is on call outside `hours` for what is urgent (值班); nobody where absent.
        pub on_call: Option<OnCall>,
    }
}

record! {
    /// How a role searches its beats.
    pub struct Patrol {
        /// Ground of one beat; its desk serves it.
        pub beat: Area in 1e3..=1e12,
        /// Speed on foot or by bicycle.
        pub speed: Speed in 1.0..=1e6,
        /// Breadth of the strip in which a problem can be seen.
        pub sweep: Length in 0.1..=1e8,
        /// People who search as one: a team that walks together sees no more than one person.
        pub team: Count in 1.0..=1e6,
        /// Share of field time spent searching.
        pub walking: Share,
        /// Categories it looks for; all visible ones where absent.
        pub finds: Option<Vec<Name>>,
        /// Whether the finder handles what it finds, or passes it on.
        pub on_find: OnFind,
        /// Added chance that a find is passed over, per case that waits at the finder's desk or
        /// is in hand there and person on duty; only where the finder has to handle it.
        pub suppression: Number in 0.0..=10.0,
    }
}

choice! {
    /// What a finder does with a find.
    pub enum OnFind {
        /// Handle it: the finder's own desk takes the case.
        Handle = "handle",
        /// Report it to the role that follows.
        Report = "report",
    }
}

record! {
    /// Where residents can turn.
    pub struct Channel {
        /// Id, unique among channels.
        pub id: Name,
        /// Chinese name.
        pub title_zh: String,
        /// Role that receives.
        pub receiver: Name,
        /// Categories that residents bring here; all where absent.
        pub takes: Option<Vec<Name>>,
        /// Categories on which what comes in here may be filed (受理范围), if the catalogue of
        /// the role that files lists them too; all where absent.
        pub catalogue: Option<Vec<Name>>,
        /// Utility of using it, before severity and trust.
        pub appeal: Number in -100.0..=100.0,
        /// Whether the resident goes there in person.
        pub trip: Trip,
        /// Share of reports that end at the desk without a case, by advice alone.
        pub answered: Share,
        /// What becomes of a message to a receiver who is not on duty; it waits where absent.
        pub after_hours: Option<AfterHours>,
        /// Chance that a message which is answered after hours is put on the platform all the
        /// same; all are where absent.
        pub logged: Option<Share>,
    }
}

choice! {
    /// Whether a report costs the resident a trip.
    pub enum Trip {
        /// In person.
        Walk = "walk",
        /// By telephone, letter or app.
        None = "none",
    }
}

record! {
    /// A sweep: for some days, roles search beyond their routine.
    pub struct Campaign {
        /// Id, unique among campaigns.
        pub id: Name,
        /// Chinese name.
        pub title_zh: String,
        /// Roles that are mobilised.
        pub roles: Vec<Name>,
        /// From the start of one sweep to that of the next.
        pub every: Span in 3.6e6..=3.1536e13,
        /// How long one lasts.
        pub lasts: Span,
        /// Searching power during a sweep, as a multiple of routine. What goes beyond routine
        /// is paid at the roles' wages, as a share of all their posts.
        pub intensity: Number in 0.0..=100.0,
    }
}

record! {
    /// How official rates are counted.
    pub struct Accounting {
        /// Roles whose files make the platform's record.
        pub platform: Vec<Name>,
        /// What the on-time rate is divided by.
        pub on_time_of: OnTimeOf,
        /// Which clock the official handling time runs on.
        pub clock: Clock,
        /// How cases that were put on hold count; left out where absent.
        pub held: Option<HeldCases>,
        /// Whether cases excluded on request count; left out where absent.
        pub excluded: Option<Counting>,
        /// Whether the closing rate counts cases filed before the period and still open when it
        /// begins; left out where absent.
        pub carried_over: Option<Counting>,
    }
}

choice! {
    /// What the on-time rate is divided by.
    pub enum OnTimeOf {
        /// All that should be closed.
        Due = "due",
        /// Those closed.
        Closed = "closed",
    }
}

choice! {
    /// Which clock the official handling time runs on.
    pub enum Clock {
        /// Every hour counts.
        Wall = "wall",
        /// Only office hours count.
        Working = "working",
    }
}

record! {
    /// Calls to reporters after closing.
    pub struct CallBack {
        /// Share of orders called back.
        pub sample: Share,
        /// Time from closing to the call.
        pub after: Duration,
    }
}
