//! What changes of regime bring, by the time since the change.

use super::{Drawn, drawn};
use crate::experiment::{AtAge, CONFIDENCE, Effects, Study};
use crate::lang::{Lang, text};
use crate::metrics::streets::{SERIES, Series};
use crate::report::names;
use crate::report::plot::{
    self,
    event_study::{EventStudyFigure, EventStudyPanel, EventStudyPoint},
};
use crate::stats::Estimate;

/// The event study of scenarios whose streets change one after another; none where none do.
pub fn of_effects(changing: &[(&Study, &Effects)], lang: Lang) -> Option<Drawn> {
    let figure = figure(changing, lang);
    (!figure.panels.is_empty()).then(|| drawn!("regimes", event_study, figure, lang))
}

fn figure(changing: &[(&Study, &Effects)], lang: Lang) -> EventStudyFigure {
    let studied: Vec<_> = changing.iter().filter(|(_, of)| !of.by_age.is_empty()).collect();
    let several = studied.len() > 1;
    let panels = studied.iter().flat_map(|(study, effects)| {
        let called = names::of_studies(std::slice::from_ref(*study), lang).remove(0);
        let name = if several { called + lang.pick(": ", "：") } else { String::new() };
        SERIES.iter().map(move |series| panel(effects, series, &name, lang)).collect::<Vec<_>>()
    });
    let days = studied.first().and_then(|(_, of)| of.by_age.first()).map_or(0, |of| of.length);
    let count = studied.first().map_or(0, |(study, _)| study.outcomes.len());
    EventStudyFigure {
        title: lang
            .pick("What the change brings, by the time since it", "更替后随时间变化的效果")
            .to_owned(),
        subtitle: text!(
            "Streets that changed against streets that have not changed yet, in windows of {days} days since \
             each street's change, less the window before it; {count} replications, bars: 95 % intervals; \
             before the change an effect would be one of the design",
            "已更替街道与尚未更替街道之差，按各街道更替起每 {days} 天为一段，减去更替前一段；\
             {count} 次重复运行，竖条：95% 置信区间；更替之前若有效果，则来自设计本身"
        )
        .said(lang),
        x_label: lang
            .pick("Days from the change to the beginning of the window", "时段起点距更替的天数")
            .to_owned(),
        marks: [
            lang.pick("estimate of the event study", "事件研究的估计"),
            lang.pick("truth: the same luck without the change", "真值：同样的偶然性、不更替"),
        ]
        .map(str::to_owned),
        change_label: lang.pick("dashed: the change", "虚线：更替").to_owned(),
        panels: panels.collect(),
    }
}

fn panel(effects: &Effects, series: &Series, name: &str, lang: Lang) -> EventStudyPanel {
    let point = |of: &AtAge| EventStudyPoint {
        days: of.days as f64,
        values: [of.found.estimate, of.found.truth].map(interval),
    };
    let unit = lang.pick("per 1,000 residents", "每千人");
    let (open, shut) = lang.pick((", ", ""), ("（", "）"));
    EventStudyPanel {
        title: format!("{name}{}{open}{unit}{shut}", lang.pick(series.id, series.zh)),
        points: effects.by_age.iter().filter(|of| of.series.id == series.id).map(point).collect(),
    }
}

fn interval(of: Estimate) -> (f64, f64, f64) {
    let (low, high) = of.interval(CONFIDENCE).unwrap_or((of.mean, of.mean));
    (of.mean, low, high)
}
