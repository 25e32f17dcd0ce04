//! Steps in words.

use jiff::civil::Weekday;

use super::{exact, long};
use crate::experiment::{Moment, Trace};
use crate::governance::role::Tier;
use crate::governance::{DeskId, Governance};
use crate::id::Id as _;
use crate::lang::{Lang, Text, text};
use crate::report::activity::Desks;
use crate::report::dates::{Dates, clock};
use crate::simulation::desk::Task;
use crate::simulation::record::{Answer, Deed, Ending, Fate, Request, Source, Stage};
use crate::time::{Span, Time};

/// How the life of a case is told in a language.
pub(super) struct Words<'a> {
    trace: &'a Trace<'a>,
    governance: &'a Governance,
    desks: Desks<'a>,
    dates: Dates,
    pub lang: Lang,
}

impl<'a> Words<'a> {
    pub fn of(trace: &'a Trace<'a>, lang: Lang) -> Self {
        let scenario = &trace.governed.scenario;
        Self {
            trace,
            governance: &trace.governed.governance,
            desks: Desks::of(&trace.governed.governance),
            dates: Dates::from(scenario.start),
            lang,
        }
    }

    /// A date with its weekday.
    pub fn date(&self, moment: Time) -> String {
        let date = self.dates.date(moment);
        format!("{date} {}", weekday(date.weekday(), self.lang))
    }

    /// Date and time of day.
    pub fn moment(&self, moment: Time) -> String {
        format!("{} {}", self.dates.date(moment), clock(moment.of_day()))
    }

    /// What the problem is.
    pub fn category(&self) -> &'a str {
        let place = self.trace.problem.category;
        let city = self.trace.governed.scenario.city.as_ref().expect("a governed city");
        let category = &city.categories[place.index()];
        self.lang.pick(category.id.as_str(), &category.title_zh)
    }

    fn role(&self, desk: DeskId) -> &'a str {
        let role = &self.governance.roles[self.desks.place(desk).role];
        self.lang.pick(&role.name, &role.title_zh)
    }

    /// The role whose desk it is, and where that stands.
    pub fn who(&self, desk: DeskId) -> String {
        let place = self.desks.place(desk);
        let (role, number) = (self.role(desk), place.number);
        let text = match (place.is_beat, place.tier) {
            (true, _) => text!("{role}, beat {number}", "{role}，巡区 {number}"),
            (_, Tier::Grid) => text!("{role}, grid {number}", "{role}，网格 {number}"),
            (_, Tier::Community) => text!("{role}, community {number}", "{role}，社区 {number}"),
            (_, Tier::Street) => text!("{role}, street {number}", "{role}，街道 {number}"),
            (_, Tier::District) => text!("{role}, district", "{role}，区"),
        };
        text.read(self.lang).to_owned()
    }

    /// Through whom a problem came to notice.
    pub fn source(&self, source: Source) -> String {
        match source {
            Source::Patrol(desk) => self.who(desk),
            Source::Channel(channel) => {
                let channel = &self.governance.channels[channel];
                self.lang.pick(&channel.name, &channel.title_zh).clone()
            }
        }
    }

    pub fn arises(&self) -> String {
        self.lang.pick("the problem arises", "问题发生").to_owned()
    }

    /// How the problem ends; nothing while it stands.
    pub fn ends(&self) -> String {
        let Some((_, ending)) = self.trace.problem.ended else { return String::new() };
        let other = self.trace.solved_by.as_ref().filter(|name| **name != self.trace.name);
        let (on, by) = other.map_or((String::new(), String::new()), |name| {
            (format!(" on {name}"), format!("({name})"))
        });
        let text = match ending {
            Ending::Cleared => text!("the problem ends by itself", "问题自行消失"),
            Ending::Neighbours => text!("neighbours solve the problem", "居民自行解决问题"),
            Ending::Solved { lasting: true, .. } => {
                text!("the problem is solved{on} with its cause", "问题连同根源解决{by}")
            }
            Ending::Solved { lasting: false, .. } => {
                text!("the problem is solved{on}, its cause is left", "问题解决，根源未除{by}")
            }
        };
        text.read(self.lang).to_owned()
    }

    /// What happened at a step.
    pub fn step(&self, moment: &Moment) -> String {
        let text = match moment.deed {
            Deed::Queued(task) => {
                let task = noun(task);
                let (en, zh) = (task.read(Lang::En), task.read(Lang::Zh));
                text!("waits for {en}", "等待{zh}")
            }
            Deed::Begun(task, parts) => self.begun(moment, task, parts),
            Deed::Ended(task) => {
                let task = noun(task);
                let (en, zh) = (task.read(Lang::En), task.read(Lang::Zh));
                text!("{en} ends", "{zh}结束")
            }
            Deed::Opened => self.opened(),
            Deed::Confirmed => text!("the report is true", "核实属实"),
            Deed::Filed => self.filed(),
            Deed::HandedOver(to) => self.sent("handed over to", "转交", to),
            Deed::Dispatched(to) => self.sent("dispatched to", "派遣至", to),
            Deed::Returned(to) => self.sent("sent back to", "退回", to),
            Deed::PassedOn(to) => self.sent("passed on, as first receiver, to", "首接单位转送", to),
            Deed::Accepted => text!("taken on", "接办"),
            Deed::Convened => text!("bodies are called to the site", "吹哨，召集各单位到场"),
            Deed::Settled(to) => self.sent("the meeting on site gives it to", "现场会商后交由", to),
            Deed::LaidIdle => text!("the party does nothing", "责任主体未行动"),
            Deed::Urged => text!("the party is urged", "催办"),
            Deed::Ordered => text!("the party is ordered under a penalty", "责令限期改正"),
            Deed::Complied => text!("the party goes about it", "责任主体着手办理"),
            Deed::Funded => text!("public money is given for it", "以财政资金兜底"),
            Deed::Unfunded => {
                text!("no public money is left for it this month", "本月兜底资金已用完")
            }
            Deed::Asked(request) => asked(request, ["asks for", "申请"]),
            Deed::Granted(request) => asked(request, ["is granted", "获准"]),
            Deed::Denied(request) => asked(request, ["is refused", "未获准"]),
            Deed::Raised => text!("raised to those above: it comes first", "列为督办件，优先办理"),
            Deed::Resumed => text!("taken up again after the hold", "挂起期满，恢复办理"),
            Deed::Claimed => self.claimed(moment.stands),
            Deed::Failed => {
                text!("the check finds that the problem stands", "核查未通过：问题仍在")
            }
            Deed::Passed => text!("the check finds nothing", "核查通过"),
            Deed::Over(fate) => self.over(fate, moment.stands),
            Deed::CalledBack(answer) => called_back(answer),
            Deed::CalledAgain(answer) => called_again(answer),
            Deed::Reopened => {
                text!("found out to be closed falsely: open again", "复核发现虚假结案，重新办理")
            }
        };
        text.read(self.lang).to_owned()
    }

    fn begun(&self, moment: &Moment, task: Task, [work, way]: [Span; 2]) -> Text {
        let (task, work) = (noun(task), self.long(work));
        let (en, zh) = (task.read(Lang::En), task.read(Lang::Zh));
        let role = self.desks.place(moment.desk).role;
        let is_late = !self.governance.roles[role].calendar.is_open(moment.when);
        let (late, late_zh) =
            if is_late { (" after hours", "（工作时间外）") } else { ("", "") };
        if way == Span::ZERO {
            return text!("{en} begins{late}: work {work}", "{zh}开始{late_zh}：工作 {work}");
        }
        let way = self.long(way);
        text!(
            "{en} begins{late}: work {work}, way {way}",
            "{zh}开始{late_zh}：工作 {work}，路途 {way}"
        )
    }

    fn opened(&self) -> Text {
        match self.trace.case.source {
            Source::Patrol(_) => text!("found on patrol: a case opens", "巡查发现，成为案件"),
            Source::Channel(_) => {
                let channel = self.source(self.trace.case.source);
                text!(
                    "a resident reports through {channel}: a case opens",
                    "居民通过{channel}反映，成为案件"
                )
            }
        }
    }

    fn filed(&self) -> Text {
        match self.trace.case.promised {
            Some(due) => {
                let due = self.moment(due);
                text!("filed, due {due}", "立案，时限至 {due}")
            }
            None => text!("filed, without limit", "立案，无时限"),
        }
    }

    fn sent(&self, en: &str, zh: &str, to: DeskId) -> Text {
        let to = self.role(to);
        text!("{en} {to}", "{zh}{to}")
    }

    fn claimed(&self, stands: bool) -> Text {
        let id = self.trace.problem.ended.map(|(_, ending)| ending);
        match (stands, id) {
            (true, _) => text!("called done, but the problem stands", "报告办结，而问题仍在"),
            (false, Some(Ending::Solved { .. })) => text!("called done, truly", "报告办结，属实"),
            (false, _) => text!("called done: the problem has gone", "报告办结：问题已不在"),
        }
    }

    fn over(&self, fate: Fate, stands: bool) -> Text {
        match fate {
            Fate::Closed if stands => text!("closed, but the problem stands", "结案，而问题仍在"),
            Fate::Merged(_) => {
                let older = self.trace.merged_into.as_deref().unwrap_or_default();
                text!("merged into {older}", "并入 {older}")
            }
            Fate::Open => text!("the replication ends, still open", "运行结束，仍未了结"),
            _ => fate_words(fate),
        }
    }

    /// A span to the millisecond.
    pub fn exact(&self, span: Span) -> String {
        exact(span, self.lang)
    }

    /// A span, cut to whole seconds.
    pub fn long(&self, span: Span) -> String {
        long(span, self.lang)
    }
}

fn called_back(answer: Answer) -> Text {
    let said = said(answer);
    let (en, zh) = (said.read(Lang::En), said.read(Lang::Zh));
    text!("the caller is called back: {en}", "回访来电人：{zh}")
}

fn called_again(answer: Answer) -> Text {
    let said = said(answer);
    let (en, zh) = (said.read(Lang::En), said.read(Lang::Zh));
    text!("the caller is called a second time: {en}", "二次回访来电人：{zh}")
}

/// What became of a case.
pub(super) fn fate_words(fate: Fate) -> Text {
    match fate {
        Fate::Open => text!("still open", "仍未了结"),
        Fate::Closed => text!("closed", "结案"),
        Fate::Rejected => text!("rejected: not in the catalogue", "不予立案：不在立案范围"),
        Fate::Void => text!("void: nothing seen on site", "作废：现场未见问题"),
        Fate::Merged(_) => text!("merged", "并案"),
        Fate::Answered => text!("ended with advice", "答复了结"),
        Fate::Shelved => text!("shelved: nobody takes it further", "搁置：无人接办"),
    }
}

/// What a caller said.
pub(super) fn said(Answer { resolved, satisfied }: Answer) -> Text {
    let solved =
        if resolved { text!("solved", "已解决") } else { text!("not solved", "未解决") };
    let satisfied =
        if satisfied { text!("satisfied", "满意") } else { text!("not satisfied", "不满意") };
    Text::each(|lang| {
        let comma = lang.pick(", ", "，");
        format!("{}{comma}{}", solved.read(lang), satisfied.read(lang))
    })
}

/// Where a case is on its way.
pub(super) fn stage_words(stage: Stage) -> Text {
    stage.name().into()
}

fn noun(task: Task) -> Text {
    match task {
        Task::TakeIn => text!("intake", "受理"),
        Task::Redispatch => text!("another dispatch", "再次派遣"),
        Task::Log => text!("writing down", "登记"),
        Task::Verify => text!("verification", "核实"),
        Task::Handle => text!("handling", "处置"),
        Task::Check => text!("the check", "核查"),
        Task::Close => text!("closing", "结案办理"),
        Task::Audit => text!("the audit", "复核"),
        Task::Pretend => text!("calling it done on paper", "虚报办结"),
        Task::Convene => text!("the call to the site", "召集"),
        Task::Attend => text!("the meeting on site", "现场会商"),
        Task::Urge => text!("urging", "催办"),
        Task::Penalise => text!("an order under penalty", "责令改正"),
        Task::Fund => text!("a decision on public money", "兜底资金审批"),
    }
}

fn weekday(day: Weekday, lang: Lang) -> &'static str {
    let place = usize::from(day.to_monday_zero_offset().unsigned_abs());
    lang.pick(
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    )[place]
}

/// What a handler asks for, with what becomes of that.
fn asked(request: Request, [en, zh]: [&str; 2]) -> Text {
    match request {
        Request::Extension => text!("{en} more time", "{zh}延期"),
        Request::Hold => text!("{en} a hold", "{zh}挂起"),
        Request::Exclusion => text!("{en} exclusion from the score", "{zh}剔除"),
        Request::Appeal => text!("{en} an appeal against lateness", "{zh}超期申诉"),
    }
}
