//! The table of a scenario's head and its system. What happens: [`super::table_world`]; what can be done:
//! [`super::table_acts`]; how it ends and is judged: [`super::table_play`].

use super::table_acts::{ACT, LOOK};
use super::table_play::{DEBRIEF, ENDING, HINT, OBJECTIVE, PROBE, TEST};
use super::table_world::{ALERT, EVENT, LOG, LOSS, METRIC, TIMER};
use super::{Key, Kind, NAMES, Shape, may, must};

pub(crate) const LEVELS: &[&str] = &["beginner", "intermediate", "advanced"];
pub(crate) const PRACTICES: &[&str] = &[
    "event",
    "problem",
    "change",
    "release",
    "capacity",
    "backup",
    "security",
    "network",
    "database",
    "data-warehouse",
    "desktop-support",
    "monitoring",
];

pub(crate) static SCENARIO: Shape = Shape {
    name: "scenario",
    keys: &[
        must(
            "scenario",
            Kind::Integer(0, u32::MAX),
            "Version of the format: 1",
        ),
        must(
            "id",
            Kind::Name,
            "The folder's name; what plays and cards refer to",
        ),
        must("title", Kind::Text, "What the catalogue shows"),
        may("level", Kind::Word(LEVELS), "How hard it is"),
        may(
            "language",
            Kind::Name,
            "The language of its texts; `en` when absent",
        ),
        may(
            "practices",
            Kind::List(&Kind::Word(PRACTICES)),
            "What it trains, for coverage",
        ),
        may(
            "based_on",
            Kind::List(&Kind::Plain),
            "Reviews of incidents it was made from",
        ),
        must(
            "brief",
            Kind::Text,
            "What the person on call knows before the clock starts",
        ),
        may(
            "facilitator",
            Kind::Text,
            "Notes for whoever leads a group; players never see them",
        ),
        may(
            "unmonitored",
            Kind::Flag,
            "Customers may complain before any alert fires",
        ),
        must("time", Kind::Shape(&TIME), "How time runs"),
        may(
            "roles",
            Kind::Map(&NAMES),
            "For each mode, the roles that one person or a team fills",
        ),
        may(
            "people",
            Kind::Map(&Kind::Shape(&PERSON)),
            "Who is there; the on-call list",
        ),
        may(
            "words",
            Kind::Map(&Kind::Text),
            "How people read the names of choices, their values and parts of updates",
        ),
        may(
            "runbooks",
            Kind::Map(&Kind::Plain),
            "Short names of documents of the library",
        ),
        may(
            "services",
            Kind::Map(&Kind::Shape(&SERVICE)),
            "The system map",
        ),
        may(
            "flows",
            Kind::Map(&Kind::Shape(&FLOW)),
            "How the business runs through the services",
        ),
        may(
            "system",
            Kind::Name,
            "A shared file of harmless commands, `scenarios/<name>.system.yaml`",
        ),
        may(
            "variants",
            Kind::Map(&NAMES),
            "The seed picks one value of each; all are checked",
        ),
        must(
            "state",
            Kind::Map(&NAMES),
            "Variables with their values; the first value is the start",
        ),
        may("define", Kind::Map(&Kind::Guard), "Named guards"),
        may(
            "metrics",
            Kind::Map(&Kind::Shape(&METRIC)),
            "What panels draw",
        ),
        may(
            "losses",
            Kind::Map(&Kind::Shape(&LOSS)),
            "What the incident costs while it lasts",
        ),
        may(
            "alerts",
            Kind::Map(&Kind::Shape(&ALERT)),
            "What fires, compared with a metric's level",
        ),
        may(
            "logs",
            Kind::Map(&Kind::List(&Kind::Shape(&LOG))),
            "For each service, the lines it writes",
        ),
        may(
            "timers",
            Kind::Map(&Kind::Shape(&TIMER)),
            "What happens a while after it was started",
        ),
        may(
            "events",
            Kind::Map(&Kind::Shape(&EVENT)),
            "What happens by itself",
        ),
        may(
            "look",
            Kind::Map(&Kind::Shape(&LOOK)),
            "What can be looked at; changes nothing but evidence",
        ),
        must("do", Kind::Map(&Kind::Shape(&ACT)), "What can be done"),
        must(
            "endings",
            Kind::Map(&Kind::Shape(&ENDING)),
            "How it ends; the first that holds",
        ),
        may(
            "hints",
            Kind::List(&Kind::Shape(&HINT)),
            "Given on request, the first that fits",
        ),
        may(
            "probes",
            Kind::List(&Kind::Shape(&PROBE)),
            "Questions asked while the clock stands",
        ),
        may(
            "objectives",
            Kind::Map(&Kind::Shape(&OBJECTIVE)),
            "What is judged",
        ),
        may(
            "debrief",
            Kind::Shape(&DEBRIEF),
            "Questions, quiz and story for afterwards",
        ),
        may(
            "tests",
            Kind::Map(&Kind::Shape(&TEST)),
            "Plays with an expected result, replayed at every check",
        ),
    ],
};

static TIME: Shape = Shape {
    name: "time",
    keys: &[
        must("tick", Kind::Duration, "The smallest step of the clock"),
        must("clock", Kind::Clock, "The time of day at the start"),
        must("limit", Kind::Ticks, "When it ends at the latest"),
        may(
            "speed",
            Kind::Integer(1, 600),
            "Simulated seconds a real second; 1 when absent",
        ),
        may(
            "before",
            Kind::Duration,
            "How far back charts and logs reach; 30m when absent",
        ),
    ],
};

static PERSON: Shape = Shape {
    name: "person",
    keys: &[
        must("name", Kind::Text, "As the chat shows it"),
        may("title", Kind::Text, "What they do"),
        may("team", Kind::Name, "Whom they belong to"),
        may(
            "reach",
            Kind::Text,
            "How they are reached: pager, phone, chat",
        ),
        may("page", Kind::Name, "The act that pages them"),
    ],
};

static SERVICE: Shape = Shape {
    name: "service",
    keys: &[
        may("title", Kind::Text, "What it is for, in a few words"),
        may(
            "kind",
            Kind::Name,
            "app, postgres, queue, external and so on; system commands ask for it",
        ),
        may("owner", Kind::Name, "The team that answers for it"),
        may("needs", NAMES, "Services it cannot work without"),
        may(
            "facts",
            Kind::Map(&Kind::Cases(&Kind::Plain)),
            "What system commands print for it, by placeholder",
        ),
    ],
};

static FLOW: Shape = Shape {
    name: "flow",
    keys: &[
        may("title", Kind::Text, "What the customer does"),
        must("path", NAMES, "The services it passes, in order"),
    ],
};

pub(crate) static SYSTEM: Shape = Shape {
    name: "system",
    keys: &[
        must(
            "system",
            Kind::Integer(0, u32::MAX),
            "Version of the format: 1",
        ),
        must(
            "commands",
            Kind::List(&Kind::Shape(&COMMAND)),
            "What the terminal answers besides the scenario's own",
        ),
    ],
};

static COMMAND: Shape = Shape {
    name: "system command",
    keys: &[
        must(
            "cmd",
            Kind::Some(&Kind::Plain),
            "Patterns of what is typed; `<service>` stands for a service",
        ),
        may("kinds", NAMES, "Only services of these kinds"),
        may("head", Kind::Text, "Printed first"),
        may("each", Kind::Text, "Printed for each service"),
        may("out", Kind::Text, "Printed once"),
        may(
            "logs",
            Kind::Integer(1, 500),
            "The last lines of the service's log",
        ),
        may(
            "else",
            Kind::Text,
            "Printed when no service has the name that was typed",
        ),
    ],
};

/// Keys whose texts a translation may hold.
pub(crate) fn translatable(kind: Kind) -> bool {
    match kind {
        Kind::Text => true,
        Kind::List(kind) | Kind::Some(kind) | Kind::Map(kind) | Kind::Cases(kind) => {
            translatable(*kind)
        }
        Kind::Shape(shape) => shape.keys.iter().any(|key: &Key| translatable(key.kind)),
        _ => false,
    }
}
