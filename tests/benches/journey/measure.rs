//! One journey: paste, see, open, follow, copy. Every key that a person would press is counted.

use crate::alerts::{Case, stem};
use drillbook_alerts::letters;
use drillbook_tests::clipboard;
use drillbook_tests::window::{Window, wait_for};
use std::time::{Duration, Instant};

const STEP: &str = "#reader [aria-current=step]:focus";
const ASKED: &str = "#reader input:focus";
const CONFIRM: &str = "#reader [data-why=destructive] button:focus";
/// What the window shows once it believes to have copied.
const COPIED: &str = "#reader [aria-current=step] button.copy .lucide-check";
/// What stands in the clipboard before the copy.
const SENTINEL: &str = "nothing was copied yet";
const FOCUS_STEP: &str = "document.querySelector('#reader [aria-current=step]').focus();";
/// A copy that was not seen by then is none.
const LONGEST_COPY: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(20);
/// Steps that are looked through for a command.
const STEPS: u32 = 12;

/// What one journey took.
pub(crate) struct Journey {
    pub(crate) alert: String,
    /// Rows before the right one; `None` where it is not among them.
    pub(crate) wrong_turns: Option<u32>,
    /// Keys until the right section is open.
    pub(crate) keys_to_section: u32,
    /// Keys until its first command is in the clipboard; `None` where there is no procedure or no command.
    pub(crate) keys_to_command: Option<u32>,
    /// The command had nothing left to fill in by hand.
    pub(crate) filled: bool,
    /// From the paste to the second animation frame after the list changed, in milliseconds.
    pub(crate) painted: f64,
    said: String,
}

impl Journey {
    /// What a reader of the table should know of it.
    pub(crate) fn remark(&self) -> Option<String> {
        match self.wrong_turns {
            None => Some("the right document is not in the list".to_owned()),
            Some(0) if self.said.is_empty() => None,
            Some(0) => Some(self.said.clone()),
            Some(turns) => Some(format!("{turns} rows before the right one")),
        }
    }
}

/// Walks one journey. The window is left where the next can begin.
pub(crate) fn journey(window: &Window, case: &Case, linked: bool) -> Journey {
    begin(window, &case.payload(linked));
    window.press(&["Ctrl+v"]);
    let painted = wait_for("the list", || {
        window
            .run("return window.journey?.painted ?? null", &[])
            .as_f64()
    });
    let mut journey = Journey {
        alert: case.name.clone(),
        wrong_turns: rows_before(window, case),
        keys_to_section: 1,
        keys_to_command: None,
        filled: false,
        painted,
        said: String::new(),
    };
    let Some(turns) = journey.wrong_turns else {
        return journey;
    };
    for _ in 0..turns {
        window.press(&["ArrowDown"]);
    }
    window.press(&["Enter"]);
    journey.keys_to_section += turns + 1;
    wait_for("the document", || {
        (!window
            .text("#reader article h1, #reader article h2")
            .is_empty())
        .then_some(())
    });
    wait_for("the reader to have the focus", || {
        window.shows("#reader:focus, #reader :focus").then_some(())
    });
    copy_first_command(window, &mut journey);
    journey
}

/// Puts the payload into the clipboard and the window to where nothing is typed; watches the list.
fn begin(window: &Window, payload: &str) {
    window.press(&["Escape", "Ctrl+p", "Escape"]);
    clipboard::fill(window, payload);
    window.run(WATCH, &[]);
}

/// Notes how long after a paste the second frame came that follows the change of the list.
const WATCH: &str = "const journey = window.journey = { painted: null }; \
    window.addEventListener('paste', () => { \
        const began = performance.now(); \
        const look = () => { \
            const rows = document.querySelector('#results[aria-busy=false] [role=group] [role=option]'); \
            if (rows && document.querySelector('[data-testid=pasted-alert]')) { \
                requestAnimationFrame(() => requestAnimationFrame(() => { journey.painted = performance.now() - began; })); \
            } else if (performance.now() - began < 10000) { setTimeout(look, 0); } \
            else { journey.painted = -1; } \
        }; \
        setTimeout(look, 0); \
    }, { once: true, capture: true });";

/// How many rows stand before the right one: the section that the link names, or else the first of the document.
fn rows_before(window: &Window, case: &Case) -> Option<u32> {
    let rows = window.run(
        "return [...document.querySelectorAll('#results [role=option]')] \
            .map(({ dataset }) => [dataset.document ?? '', dataset.slug ?? ''])",
        &[],
    );
    let rows: Vec<(String, String)> = serde_json::from_value(rows).unwrap_or_default();
    let is_right = |(document, _): &&(String, String)| stem(document) == case.right;
    let heading = case.heading.as_deref().map(letters);
    let of_heading = rows.iter().position(|row| {
        is_right(&row)
            && heading
                .as_ref()
                .is_some_and(|heading| letters(&row.1) == *heading)
    });
    let right = of_heading.or_else(|| rows.iter().position(|row| is_right(&row)))?;
    u32::try_from(right).ok()
}

/// Follow, begin, copy: what stands in the clipboard then is a command whose parameters are filled.
fn copy_first_command(window: &Window, journey: &mut Journey) {
    window.press(&["f"]);
    let began = wait_for("a run or why there is none", || {
        let ready = window.shows("dialog[open] button[type=submit]:not(:disabled)");
        let none = window.shows("dialog[open] .none");
        (ready || none).then_some(ready)
    });
    if !began {
        "no procedure to follow".clone_into(&mut journey.said);
        window.press(&["Escape"]);
        return;
    }
    window.press(&["Enter"]);
    window.find(STEP);
    let mut keys = journey.keys_to_section + 2;
    let mut steps = 0;
    while !window.shows("#reader [aria-current=step] button.copy") {
        window.press(&["j"]);
        (keys, steps) = (keys + 1, steps + 1);
        if steps == STEPS {
            "no command in its first steps".clone_into(&mut journey.said);
            return;
        }
    }
    // Only what the copy itself changes says that there was one.
    clipboard::fill(window, SENTINEL);
    window.run(FOCUS_STEP, &[]);
    window.find(STEP);
    window.press(&["c"]);
    match until_copied(window, &mut journey.filled) {
        Some(more) => journey.keys_to_command = Some(keys + 1 + more),
        None => "copy never seen".clone_into(&mut journey.said),
    }
}

/// Answers what is asked before the copy; how many keys that took, or none where nothing reached the clipboard.
/// `filled` tells whether nothing had to be typed.
fn until_copied(window: &Window, filled: &mut bool) -> Option<u32> {
    *filled = true;
    let deadline = Instant::now() + LONGEST_COPY;
    let mut keys = 0;
    let mut answered = String::new();
    while Instant::now() < deadline {
        let asked = window.shows(ASKED);
        let field = if asked { focus(window) } else { String::new() };
        if window.shows(CONFIRM) {
            window.press(&["Enter"]);
            keys += 1;
            wait_for("the answer to be taken", || {
                (!window.shows(CONFIRM)).then_some(())
            });
        } else if asked && field != answered {
            // What no label fills is typed: a value of five letters. The next field is another one.
            *filled = false;
            window.type_text("value");
            window.press(&["Enter"]);
            keys += 6;
            answered = field;
        } else if !asked && window.shows(COPIED) {
            return (clipboard::read(window) != SENTINEL).then_some(keys);
        }
        std::thread::sleep(PAUSE);
    }
    None
}

/// What tells the field with the focus from every other one.
fn focus(window: &Window) -> String {
    let field = window.focused();
    format!("{} {}", field.attribute("id"), field.label())
}
