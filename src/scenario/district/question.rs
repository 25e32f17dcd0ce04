//! The twelve questions.

use crate::lang::Phrase;

/// A question about a district.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub asked: Phrase,
    /// An answer of the form that is expected.
    pub example: &'static str,
}

impl Question {
    const fn new(english: &'static str, chinese: &'static str, example: &'static str) -> Self {
        Self { asked: Phrase::new(english, chinese), example }
    }
}

/// The questions, in order.
pub const QUESTIONS: [Question; 12] = [
    Question::new("Residents", "常住人口", "558000"),
    Question::new("Share of migrants among them", "其中流动人口比例", "20 %"),
    Question::new("Area in km2", "面积(平方公里)", "25.38"),
    Question::new("Streets, communities", "街道数,社区数", "10, 137"),
    Question::new("Grids", "网格数", "1652"),
    Question::new("Grid workers full time, part time", "专职网格员数,兼职网格员数", "600, 100"),
    Question::new("When grid workers are on duty", "网格员工作时间", "daily 07:00-21:00"),
    Question::new(
        "Cases filed a month: found by workers, reported by the public",
        "月均立案数:网格员上报,公众上报",
        "3000, 240",
    ),
    Question::new("Official closing rate, on-time rate", "结案率,按期结案率", "98 %, 95 %"),
    Question::new("Limits: events, components", "处置时限:事件,部件", "4 h, 5 working days"),
    Question::new(
        "Yearly cost of a full-time grid worker with insurance, in yuan",
        "专职网格员年人工成本(含社保,元)",
        "36000",
    ),
    Question::new(
        "People on duty at once in bodies that handle",
        "各处置部门同时在岗人数",
        "sanitation 60, greening 8",
    ),
];
