//! The numbered kinds of problems of a scenario file.
//!
//! The sentence for people stands in the message catalogue under `scenario_<name>` and the hint under
//! `scenario_<name>_hint`, `-` written as `_`. D0 is reading, D1 lint, D2 the scenario's own tests, D3 searches, D4
//! blind players, D5 readers of runbooks, D6 seeded defects that nothing notices. A number is never used again for
//! something else.

use serde::{Deserialize, Serialize};

/// What a check of a scenario reports.
pub type Diagnostic = drillbook_text::Diagnostic<Code>;

/// The argument `nearest`: the known name that was probably meant, else the first few there are. In back-ticks.
pub(crate) fn nearest<'a>(
    wanted: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> String {
    const FEW: usize = 8;
    if let Some(nearest) = drillbook_text::suggest::nearest(wanted, known.clone()) {
        return format!("`{nearest}`");
    }
    let mut names: Vec<String> = known
        .into_iter()
        .take(FEW + 1)
        .map(|name| format!("`{name}`"))
        .collect();
    if names.len() > FEW {
        names.truncate(FEW);
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// The argument `expected`: the first words of a list.
pub(crate) fn few(words: &[String]) -> String {
    const FEW: usize = 16;
    let more = if words.len() > FEW { ", …" } else { "" };
    words[..words.len().min(FEW)].join(", ") + more
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $number:literal $name:literal,)*) => {
        /// A kind of problem, by its stable name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl Code {
            /// Every code, so that a test can prove that each has its sentences.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name as it is matched: `unknown-key`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The number as it is printed: `D003`.
            pub fn number(self) -> &'static str {
                match self { $(Self::$variant => $number,)* }
            }
        }
    };
}

codes! {
    /// Not YAML. Arguments: `problem`, in the parser's words.
    Broken = "D001" "broken",
    /// YAML that scenarios do without. Arguments: `construct` (anchor, alias, tag, merge-key, documents, complex-key).
    Dialect = "D002" "dialect",
    /// A key that nothing reads. Arguments: `key`, `of`, `nearest`.
    UnknownKey = "D003" "unknown-key",
    /// A key that stands twice. Arguments: `key`.
    DuplicateKey = "D004" "duplicate-key",
    /// A key that must be there. Arguments: `key`, `of`.
    MissingKey = "D005" "missing-key",
    /// A mapping where text was expected, and the like. Arguments: `key`, `expected`, `found`.
    WrongShape = "D006" "wrong-shape",
    /// Not one of the listed words. Arguments: `word`, `expected`, `nearest`.
    UnknownWord = "D007" "unknown-word",
    /// Not a number, or one out of bounds. Arguments: `value`, `expected`.
    BadNumber = "D008" "bad-number",
    /// Not a duration as `90s`, `2m` or `1h30m`. Arguments: `value`.
    BadDuration = "D009" "bad-duration",
    /// A duration that acts and is no multiple of the tick. Arguments: `value`, `tick`.
    NotWholeTicks = "D010" "not-whole-ticks",
    /// Not a time of day as `17:50`. Arguments: `value`.
    BadClock = "D011" "bad-clock",
    /// A name with characters that names do not have. Arguments: `name`.
    BadName = "D012" "bad-name",
    /// A name that stands for something else already. Arguments: `name`, `other`.
    NameTaken = "D013" "name-taken",
    /// A name that nothing has. Arguments: `kind`, `name`, `nearest`.
    UnknownName = "D014" "unknown-name",
    /// A value that the variable does not have. Arguments: `value`, `variable`, `expected`, `nearest`.
    UnknownValue = "D015" "unknown-value",
    /// A guard that cannot be read. Arguments: `problem` (see [`crate::guard::GuardProblem`]), `found`.
    BadGuard = "D016" "bad-guard",
    /// Definitions that need each other. Arguments: `names`.
    DefinitionCycle = "D017" "definition-cycle",
    /// More of something than is played. Arguments: `what`, `limit`.
    TooMany = "D018" "too-many",
    /// Larger than is read. Arguments: `limit`.
    TooLarge = "D019" "too-large",
    /// Not a reference as `name#slug/3`. Arguments: `value`.
    BadReference = "D020" "bad-reference",
    /// A test step that cannot be read. Arguments: `step`.
    BadStep = "D021" "bad-step",
    /// A format newer than this program. Arguments: `version`.
    NewerFormat = "D022" "newer-format",
    /// A placeholder that stands for nothing. Arguments: `name`, `nearest`.
    UnknownPlaceholder = "D023" "unknown-placeholder",
    /// Cases of which none holds when all guards fail. Arguments: `key`.
    NoOtherwise = "D024" "no-otherwise",
    /// A case behind one that always holds. Arguments: `key`.
    DeadCase = "D025" "dead-case",
    /// An item that names no measure, or two. Arguments: `name`.
    OneMeasure = "D026" "one-measure",
    /// Neither `at` nor `when`, or both. Arguments: `name`.
    OneTrigger = "D027" "one-trigger",
    /// A translated text of which the scenario has no original. Arguments: `path`.
    TranslationStray = "D028" "translation-stray",
    /// A text that is not translated. Arguments: `path`.
    TranslationMissing = "D029" "translation-missing",
    /// A terminal pattern that matches nothing or cannot be read. Arguments: `pattern`.
    BadPattern = "D030" "bad-pattern",
    /// Playing the tests would never end. Arguments: `plays`, `ticks` of each, `conditions` that a tick reads.
    TooLong = "D031" "too-long",
    /// More problems than are told. Arguments: `count`, of those that are left out.
    MoreProblems = "D032" "more-problems",

    /// An alert without severity, summary or runbook. Arguments: `alert`, `missing`.
    AlertIncomplete = "D101" "alert-incomplete",
    /// A level nearer to an alert's threshold than the noise. Arguments: `metric`, `level`, `alert`, `threshold`, `noise`.
    LevelInNoise = "D102" "level-in-noise",
    /// A runbook that the library does not have. Arguments: `document`.
    RunbookMissing = "D103" "runbook-missing",
    /// A step or heading that the runbook does not have. Arguments: `reference`.
    StepMissing = "D104" "step-missing",
    /// Facilitator's words in a text for players. Arguments: `words`.
    FacilitatorText = "D105" "facilitator-text",
    /// Customers complain before any alert fires. Arguments: `event`, `variant`.
    LateAlert = "D106" "late-alert",
    /// Fewer harmful or useless acts than useful ones. Arguments: `useful`, `others`.
    FewDecoys = "D107" "few-decoys",
    /// Something that nothing uses. Arguments: `kind`, `name`.
    Unused = "D108" "unused",
    /// No test, or none that wins. No arguments.
    NoGoldenTest = "D109" "no-golden-test",
    /// An objective or hint that the tests never meet or never miss. Arguments: `name`, `verdict`.
    VerdictUntested = "D110" "verdict-untested",
    /// A shared file of commands that is not there. Arguments: `file`.
    SystemMissing = "D111" "system-missing",
    /// An objective that is met by doing nothing. Arguments: `name`, `variant`.
    WaitingEarns = "D112" "waiting-earns",

    /// A test that ends otherwise than it expects. Arguments: `test`, `variant`, `what`, `expected`, `actual`.
    TestFailed = "D201" "test-failed",
    /// A test step that is refused, or one that should be and is not. Arguments: `test`, `variant`, `step`, `clock`.
    TestStepRefused = "D202" "test-step-refused",
    /// What a test waits for never comes. Arguments: `test`, `variant`, `step`.
    TestWaitsForever = "D203" "test-waits-forever",

    /// An ending that no way leads to. Arguments: `ending`.
    EndingNever = "D301" "ending-never",
    /// An act or look that is never possible. Arguments: `act`.
    ActNeverPossible = "D302" "act-never-possible",
    /// A case that never counts. Arguments: `kind` (hint, probe, log, metric, out, refuse, hazard), `name`.
    CaseNever = "D303" "case-never",
    /// An event or alert that never happens. Arguments: `kind`, `name`.
    NeverHappens = "D304" "never-happens",
    /// A value that a variable never has. Arguments: `variable`, `value`.
    ValueNever = "D305" "value-never",
    /// Every way to a win does harm. Arguments: `way` (the shortest).
    WinNeedsHarm = "D306" "win-needs-harm",
    /// No win is left after an act that is not marked as harmful. Arguments: `act`, `way` (the shortest).
    Trap = "D307" "trap",
    /// The search ended before everything was known. Arguments: `states`, `answered`, `asked`.
    SearchUnfinished = "D308" "search-unfinished",
    /// No play by the acts of the shortest win wins before the limit. Arguments: `variant`, `limit`.
    WinTooLate = "D309" "win-too-late",
    /// No way leads to a win in one of the variants. Arguments: `variant`.
    NoWin = "D310" "no-win",

    /// A player who reads nothing wins too often without harm. Arguments: `player` (see [`crate::check::Player`]),
    /// `clean`, `plays`.
    BlindWin = "D401" "blind-win",

    /// A win needs an act that no step of a runbook says to do. Arguments: `act`, `variants`.
    RunbookLacks = "D501" "runbook-lacks",
    /// No play by steps of runbooks in their order wins without harm. Arguments: `variant`, `ending`, `way` (of a
    /// reader who takes every step at its turn).
    RunbookLoses = "D502" "runbook-loses",
    /// A step of a runbook cannot be done without harm. Arguments: `act`.
    RunbookHarms = "D503" "runbook-harms",

    /// No check would notice if something no longer did what it does. Arguments: `name`, `effect`.
    EffectUnproved = "D601" "effect-unproved",
    /// No check would notice if a timer never ran out. Arguments: `name`.
    TimerUnproved = "D602" "timer-unproved",
    /// No check would notice if a condition were not asked for. Arguments: `name`, `condition`.
    GuardUnproved = "D603" "guard-unproved",
    /// No check would notice if an alert's threshold lay within the noise. Arguments: `name`, `level`.
    ThresholdUnproved = "D604" "threshold-unproved",
    /// No check would notice if an ending could never come. Arguments: `name`.
    EndingUnproved = "D605" "ending-unproved",
    /// No check would notice if a word were misspelt. Arguments: `word`.
    SpellingUnproved = "D606" "spelling-unproved",
}
