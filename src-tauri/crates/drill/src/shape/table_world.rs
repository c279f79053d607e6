//! The table of what the system does by itself: metrics, losses, alerts, log lines, timers and events, and what happens to
//! the state by any of them or by an act.

use super::{Key, Kind, NAMES, Shape, may, must};

pub(crate) const ALERT_SEVERITIES: &[&str] = &["page", "warn", "info"];
pub(crate) const SHAPES: &[&str] = &["diurnal", "sawtooth"];

/// The keys of what happens to the state: the same wherever something happens.
pub(super) const THEN: Key = may("then", Kind::Map(&Kind::Name), "Variables that are set");
pub(super) const SAYS: Key = may("say", Kind::Some(&MESSAGE), "What people write");
pub(super) const START: Key = may(
    "start",
    Kind::Map(&Kind::Delay),
    "Timers that start, or start anew: `15m`, or `promised or 15m` to wait for the next update that was promised",
);
pub(super) const STOP: Key = may("stop", NAMES, "Timers that stop");

pub(super) static METRIC: Shape = Shape {
    name: "metric",
    keys: &[
        may("title", Kind::Text, "As the panel is headed"),
        may("unit", Kind::Text, "ms, %, a second"),
        may("service", Kind::Name, "The service it is measured at"),
        must(
            "level",
            Kind::Cases(&Kind::Decimal),
            "The first case that holds; the last has no guard",
        ),
        may(
            "noise",
            Kind::Percent,
            "How far the drawn line strays at most",
        ),
        may(
            "ramp",
            Kind::Duration,
            "How long the drawn line takes to a new level",
        ),
        may(
            "shape",
            Kind::Shape(&DRAWN),
            "A regular swing of the drawn line",
        ),
    ],
};

static DRAWN: Shape = Shape {
    name: "drawing shape",
    keys: &[
        must(
            "kind",
            Kind::Word(SHAPES),
            "diurnal swings over the period; sawtooth climbs and falls",
        ),
        must("period", Kind::Duration, "From crest to crest"),
        must(
            "swing",
            Kind::Percent,
            "How far it leaves the level at most",
        ),
    ],
};

pub(super) static LOSS: Shape = Shape {
    name: "loss",
    keys: &[
        may(
            "title",
            Kind::Text,
            "What is lost: orders, money, error budget",
        ),
        may("unit", Kind::Text, "What it is counted in"),
        must(
            "per_minute",
            Kind::Cases(&Kind::Decimal),
            "How much a simulated minute costs",
        ),
    ],
};

pub(super) static ALERT: Shape = Shape {
    name: "alert",
    keys: &[
        must("metric", Kind::Name, "What it watches"),
        may(
            "above",
            Kind::Decimal,
            "Raised when the level is above this",
        ),
        may(
            "below",
            Kind::Decimal,
            "Raised when the level is below this",
        ),
        may(
            "for",
            Kind::Ticks,
            "How long it has to be raised before it fires",
        ),
        may(
            "since",
            Kind::Duration,
            "How long it has fired already when the drill begins",
        ),
        may(
            "severity",
            Kind::Word(ALERT_SEVERITIES),
            "page wakes somebody",
        ),
        may(
            "summary",
            Kind::Text,
            "A sentence that a person outside of the team understands",
        ),
        may("runbook", Kind::Name, "The short name of the runbook"),
    ],
};

pub(super) static LOG: Shape = Shape {
    name: "log rule",
    keys: &[
        must("every", Kind::Duration, "How often it is written"),
        may("if", Kind::Guard, "When it is written"),
        must(
            "line",
            Kind::Some(&Kind::Plain),
            "The line, or several of which one is taken each time",
        ),
    ],
};

static MESSAGE: Kind = Kind::Shape(&SAY);

static SAY: Shape = Shape {
    name: "message",
    keys: &[
        must(
            "from",
            Kind::Text,
            "A person's short name, or a name to show",
        ),
        must("text", Kind::Text, "What they write"),
        may("customers", Kind::Flag, "Customers complain here"),
    ],
};

pub(super) static TIMER: Shape = Shape {
    name: "timer",
    keys: &[
        may(
            "if",
            Kind::Guard,
            "When it runs out and this does not hold, nothing happens",
        ),
        THEN,
        SAYS,
        START,
        STOP,
    ],
};

pub(super) static EVENT: Shape = Shape {
    name: "event",
    keys: &[
        may("at", Kind::Ticks, "When it happens"),
        may("when", Kind::Guard, "Or: what it waits for"),
        may("for", Kind::Ticks, "How long that has to hold"),
        may("repeat", Kind::Flag, "It may happen again"),
        THEN,
        SAYS,
        START,
        STOP,
    ],
};
