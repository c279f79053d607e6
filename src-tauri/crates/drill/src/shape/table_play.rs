//! The table of how it ends and how it is judged.

use super::{Kind, Shape, may, must};

pub(crate) const SKILLS: &[&str] = &[
    "detect",
    "triage",
    "escalate",
    "communicate",
    "diagnose",
    "mitigate",
    "safety",
    "verify",
    "use knowledge",
    "learn",
];
pub(crate) const RESULTS: &[&str] = &["win", "partial", "loss"];
pub(crate) const VERDICTS: &[&str] = &["met", "partly", "missed", "not reached", "not applicable"];

const NO_HAZARD: &[&str] = &["true", "reversible", "outage", "data loss"];

pub(super) static ENDING: Shape = Shape {
    name: "ending",
    keys: &[
        must("when", Kind::Guard, "When it ends so"),
        must("result", Kind::Word(RESULTS), "What it counts as"),
        may("text", Kind::Text, "What is told at the end"),
    ],
};

pub(super) static HINT: Shape = Shape {
    name: "hint",
    keys: &[
        may("if", Kind::Guard, "When it fits"),
        may("item", Kind::Name, "The objective whose credit it lowers"),
        must("text", Kind::Text, "The hint"),
    ],
};

pub(super) static PROBE: Shape = Shape {
    name: "probe",
    keys: &[
        may(
            "name",
            Kind::Name,
            "Its name; `probe-1` and so on when absent",
        ),
        must("when", Kind::Guard, "When it is asked"),
        may("for", Kind::Ticks, "How long that has to hold"),
        may(
            "skill",
            Kind::Word(SKILLS),
            "The skill it counts for; none when absent",
        ),
        may(
            "weight",
            Kind::Integer(0, 1000),
            "Its weight inside the skill",
        ),
        must("ask", Kind::Text, "The question"),
        must(
            "answers",
            Kind::List(&Kind::Shape(&ANSWER)),
            "What can be answered",
        ),
    ],
};

static ANSWER: Shape = Shape {
    name: "answer",
    keys: &[
        must("text", Kind::Text, "The answer"),
        must(
            "right",
            Kind::Guard,
            "When it is right; read when the question is asked",
        ),
    ],
};

pub(super) static OBJECTIVE: Shape = Shape {
    name: "objective",
    keys: &[
        may("title", Kind::Text, "What is asked of the player"),
        must("skill", Kind::Word(SKILLS), "The skill it counts for"),
        may(
            "weight",
            Kind::Integer(0, 1000),
            "Its weight inside the skill; 10 when absent",
        ),
        may(
            "within",
            Kind::Shape(&WITHIN),
            "Something in time after something else",
        ),
        may("before", Kind::Shape(&BEFORE), "Some things before another"),
        may(
            "equals",
            Kind::Shape(&EQUALS),
            "A variable's value, when it was first set and at the end",
        ),
        may(
            "no_hazard",
            Kind::Some(&Kind::Word(NO_HAZARD)),
            "No harm, or none of these classes",
        ),
        may(
            "only_if",
            Kind::Moment,
            "For `no_hazard`: only when something was done",
        ),
        may(
            "every",
            Kind::Shape(&EVERY),
            "Something again and again: the longest silence",
        ),
        may("did", Kind::Moment, "Something at all"),
    ],
};

static WITHIN: Shape = Shape {
    name: "within",
    keys: &[
        must("from", Kind::Moment, "When the time begins"),
        must("to", Kind::Moment, "What has to come"),
        must("target", Kind::Duration, "In this time it is met"),
        may("max", Kind::Duration, "In this time it is partly met"),
    ],
};

static BEFORE: Shape = Shape {
    name: "before",
    keys: &[
        must(
            "first",
            Kind::Some(&Kind::Moment),
            "What has to come first, in any order",
        ),
        must("then", Kind::Moment, "What has to come after"),
        may(
            "half",
            Kind::Integer(1, 100),
            "So many of the first count as partly",
        ),
    ],
};

static EQUALS: Shape = Shape {
    name: "equals",
    keys: &[
        must("state", Kind::Name, "The variable"),
        must("full", Kind::Some(&Kind::Name), "Values that are right"),
        may(
            "half",
            Kind::Some(&Kind::Name),
            "Values that are partly right",
        ),
        may(
            "correct_within",
            Kind::Duration,
            "A wrong first value may be corrected in this time; 15m when absent",
        ),
    ],
};

static EVERY: Shape = Shape {
    name: "every",
    keys: &[
        must("what", Kind::Moment, "What has to come again and again"),
        must("from", Kind::Moment, "When it begins to count"),
        may(
            "until",
            Kind::Moment,
            "When it ends; the end of the drill when absent",
        ),
        must("target", Kind::Duration, "The longest silence that is met"),
        may(
            "max",
            Kind::Duration,
            "The longest silence that is partly met",
        ),
    ],
};

pub(super) static DEBRIEF: Shape = Shape {
    name: "debrief",
    keys: &[
        may(
            "story",
            Kind::Plain,
            "A Markdown file beside the scenario: what really happened",
        ),
        may("ask", Kind::List(&Kind::Text), "Questions to think about"),
        may(
            "quiz",
            Kind::List(&Kind::Shape(&QUIZ)),
            "Questions with one right answer",
        ),
    ],
};

static QUIZ: Shape = Shape {
    name: "quiz question",
    keys: &[
        must("q", Kind::Text, "The question"),
        must("a", Kind::List(&Kind::Text), "The answers"),
        must(
            "right",
            Kind::Integer(0, 20),
            "The right one, counted from 0",
        ),
        may("why", Kind::Text, "Why it is right"),
        may("read", Kind::Reference, "The section that teaches it"),
        may("card", Kind::Flag, "It goes into spaced repetition"),
    ],
};

pub(super) static TEST: Shape = Shape {
    name: "test",
    keys: &[
        may(
            "variant",
            Kind::Map(&Kind::Name),
            "Which values of the variants; all when absent",
        ),
        must(
            "steps",
            Kind::List(&Kind::Step),
            "What is done, one after the other",
        ),
        must("expect", Kind::Shape(&EXPECT), "What has to come of it"),
    ],
};

static EXPECT: Shape = Shape {
    name: "expectation",
    keys: &[
        may("ending", Kind::Name, "The ending; `none` when it goes on"),
        may(
            "verdicts",
            Kind::Map(&Kind::Word(VERDICTS)),
            "By objective; `all` for those not named",
        ),
        may(
            "hazards",
            Kind::Some(&Kind::Name),
            "The harmful acts, or `none`",
        ),
        may("state", Kind::Map(&Kind::Name), "Values of variables"),
    ],
};
