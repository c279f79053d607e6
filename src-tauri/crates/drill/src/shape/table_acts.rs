//! The table of what can be looked at and done.

use super::table_world::{SAYS, START, STOP, THEN};
use super::{Key, Kind, NAMES, Shape, may, must};

pub(crate) const LOOKS: &[&str] = &[
    "panel", "terminal", "releases", "flags", "tickets", "map", "oncall", "logs", "document",
];
pub(crate) const PHASES: &[&str] = &[
    "prepare",
    "monitor",
    "acknowledge",
    "triage",
    "notify",
    "diagnose",
    "mitigate",
    "verify",
    "communicate",
    "resolve",
    "learn",
];
pub(crate) const PLACES: &[&str] = &[
    "terminal",
    "alerts",
    "incident",
    "updates",
    "oncall",
    "flags",
    "releases",
    "capacity",
    "tickets",
    "documents",
];
pub(crate) const HARMS: &[&str] = &["reversible", "outage", "data loss"];

/// The keys that looks and acts share.
const CMD: Key = may(
    "cmd",
    Kind::Some(&Kind::Plain),
    "What is typed in the terminal; several are aliases",
);
const LEARNS: Key = may("learns", Kind::Some(&Kind::Name), "Evidence that it gives");
const OUT: Key = may(
    "out",
    Kind::Cases(&Kind::Plain),
    "What it prints, as a machine would in any language",
);
const EXERCISES: Key = may(
    "exercises",
    Kind::List(&Kind::Reference),
    "Steps of runbooks that it is",
);

pub(super) static LOOK: Shape = Shape {
    name: "look",
    keys: &[
        must("kind", Kind::Word(LOOKS), "Where it stands on the desk"),
        may("title", Kind::Text, "What it is called"),
        may("service", Kind::Name, "The service it shows"),
        may("metrics", NAMES, "What a panel draws"),
        CMD,
        may("if", Kind::Guard, "When it answers"),
        may(
            "refuse",
            Kind::Cases(&Kind::Text),
            "What is said when it does not",
        ),
        may("takes", Kind::Ticks, "How long it takes"),
        LEARNS,
        OUT,
        EXERCISES,
    ],
};

pub(super) static ACT: Shape = Shape {
    name: "act",
    keys: &[
        must(
            "phase",
            Kind::Word(PHASES),
            "The phase of the work it belongs to",
        ),
        may("title", Kind::Text, "What its control is called"),
        may(
            "place",
            Kind::Word(PLACES),
            "Where on the desk it stands; terminal when it has a `cmd`",
        ),
        may("service", Kind::Name, "The service it acts on"),
        CMD,
        may(
            "choose",
            Kind::Map(&NAMES),
            "What is chosen, one act a value; a variable of that name is set",
        ),
        may("compose", NAMES, "Parts that an update must contain"),
        may("if", Kind::Guard, "When it is possible"),
        may(
            "refuse",
            Kind::Cases(&Kind::Text),
            "A reason from the world, when it is not",
        ),
        may(
            "takes",
            Kind::Ticks,
            "How long it takes; the guard is read again afterwards",
        ),
        THEN,
        START,
        STOP,
        SAYS,
        LEARNS,
        OUT,
        may(
            "cost",
            Kind::Integer(0, 1_000_000),
            "What it costs the business, in points of the scenario",
        ),
        may(
            "hazard",
            Kind::Some(&Kind::Shape(&HAZARD)),
            "The harm it does",
        ),
        may("decoy", Kind::Flag, "A plausible act that helps nothing"),
        may(
            "note",
            Kind::Text,
            "What the player is told once it is done",
        ),
        EXERCISES,
    ],
};

static HAZARD: Shape = Shape {
    name: "hazard",
    keys: &[
        may("if", Kind::Guard, "When it is harmful; always when absent"),
        must("class", Kind::Word(HARMS), "How bad it is"),
        must("why", Kind::Text, "Why it is harmful; shown in the debrief"),
    ],
};
