//! A program's real window, seen and used as a person would: found by role and label, driven by keys and clicks.
//!
//! Every window has a display, a driver and (unless told otherwise) a home of its own, so tests run side by side.
//! Waiting always names what is awaited and has a deadline; nothing sleeps for a guessed time.

use crate::driver::Driver;
use crate::home::Home;
use crate::screen::Screen;
use crate::webdriver::{Client, ELEMENT};
use crate::{keys, must};
use serde_json::{Value, json};
use std::fs;
use std::io::ErrorKind;
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

/// Generous, since a loaded machine is no fault of the app; a test that passes never waits so long.
const DEADLINE: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(20);

/// How to start a window.
#[derive(Debug)]
pub struct Start<'a> {
    /// A program of this build, as `drillbook-desktop`.
    pub program: &'a str,
    /// Its arguments.
    pub args: Vec<String>,
    /// Whose folders it sees.
    pub home: &'a Home,
    /// Width and height of the display.
    pub size: (u32, u32),
}

impl<'a> Start<'a> {
    /// A program without arguments on a display of 1280×800.
    pub fn new(program: &'a str, home: &'a Home) -> Self {
        Self {
            program,
            args: Vec::new(),
            home,
            size: (1280, 800),
        }
    }

    /// Adds arguments.
    #[must_use]
    pub fn args<A: Into<String>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }
}

/// An open window.
#[derive(Debug)]
pub struct Window {
    // Dropped in this order: the program and its driver, then the display.
    driver: Driver,
    screen: Screen,
}

impl Drop for Window {
    /// What was to be seen when a test failed is kept beside the other pictures.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        let thread = std::thread::current();
        let name = thread.name().unwrap_or("window").replace("::", "-");
        let folder = crate::places::target().join("screens");
        if std::fs::create_dir_all(&folder).is_ok() {
            self.screen
                .try_picture(&folder.join(format!("failed-{name}.png")));
        }
    }
}

/// Something in the window.
#[derive(Debug)]
pub struct Element<'a> {
    client: &'a Client,
    id: String,
}

impl Window {
    /// Starts the program and attaches to its window.
    ///
    /// # Panics
    /// When the driver, the display or the program does not come up.
    #[track_caller]
    pub fn open(start: &Start<'_>) -> Self {
        let mut attempts = 3;
        loop {
            let screen = Screen::start(start.size.0, start.size.1);
            match Driver::start(start, &screen) {
                Ok(driver) => return Self { driver, screen },
                // On a loaded machine the driver now and then drops the very first request. Nothing of the app has
                // been seen by then, so starting over hides nothing of it.
                Err(error) if error.kind() == ErrorKind::ConnectionReset && attempts > 1 => {
                    attempts -= 1;
                }
                Err(error) => panic!("opening the window: {error}"),
            }
        }
    }

    /// The process id of the driver; the program is its descendant.
    pub fn driver(&self) -> u32 {
        self.driver.process.id()
    }

    /// Ends the program as a crash would, without a chance to store anything, and everything of this window with it.
    ///
    /// # Panics
    /// When the program cannot be found or killed.
    #[track_caller]
    pub fn crash(self) {
        let program = wait_for("the program below its driver", || child_of(self.driver()));
        let killed = Command::new("kill")
            .args(["-KILL", &program.to_string()])
            .status();
        assert!(must(killed, "killing the program").success());
        wait_until("the program to end", || {
            child_of(self.driver()) != Some(program)
        });
    }

    /// When the driver was asked to start the program.
    pub fn asked(&self) -> SystemTime {
        self.driver.asked
    }

    /// The display that the window is on.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The first element that a CSS selector names, as soon as there is one.
    #[track_caller]
    pub fn find(&self, css: &str) -> Element<'_> {
        wait_for(css, || self.find_all(css).into_iter().next())
    }

    /// All elements that a CSS selector names right now.
    pub fn find_all(&self, css: &str) -> Vec<Element<'_>> {
        let found = self.driver.client.tell(
            "/elements",
            &json!({ "using": "css selector", "value": css }),
        );
        let found = found
            .ok()
            .and_then(|value| value.as_array().cloned())
            .unwrap_or_default();
        found
            .iter()
            .filter_map(|value| self.element(value))
            .collect()
    }

    /// Whether the selector names anything right now.
    pub fn shows(&self, css: &str) -> bool {
        !self.find_all(css).is_empty()
    }

    /// The element that has the focus.
    #[track_caller]
    pub fn focused(&self) -> Element<'_> {
        wait_for("an element with the focus", || {
            self.driver
                .client
                .ask("GET", "/element/active")
                .ok()
                .and_then(|value| self.element(&value))
        })
    }

    /// The text of the first element that the selector names; empty when there is none.
    pub fn text(&self, css: &str) -> String {
        self.find_all(css)
            .first()
            .map(Element::text)
            .unwrap_or_default()
    }

    /// Waits until an element's text contains the words.
    ///
    /// # Panics
    /// At the deadline.
    #[track_caller]
    pub fn wait_for_text(&self, css: &str, words: &str) {
        let deadline = Instant::now() + DEADLINE;
        while !self.text(css).contains(words) {
            assert!(
                Instant::now() < deadline,
                "waited for {words:?} in {css}, which says {:?}",
                self.text(css)
            );
            std::thread::sleep(POLL);
        }
    }

    /// Presses keys one chord after the other, each as `Ctrl+K`, `ArrowDown` or `/`.
    #[track_caller]
    pub fn press(&self, chords: &[&str]) {
        for name in chords {
            must(
                self.driver.client.tell("/actions", &keys::chord(name)),
                &format!("pressing {name}"),
            );
        }
    }

    /// Types into whatever has the focus, one key after the other.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        must(
            self.driver.client.tell("/actions", &keys::text(text)),
            "typing",
        );
    }

    /// Runs the body of a function in the window and returns its value.
    #[track_caller]
    pub fn run(&self, body: &str, args: &[Value]) -> Value {
        must(
            self.driver
                .client
                .tell("/execute/sync", &json!({ "script": body, "args": args })),
            "running a script",
        )
    }

    /// Runs the body of an async function in the window and returns what it resolves to.
    ///
    /// # Panics
    /// When it throws.
    #[track_caller]
    pub fn run_async(&self, body: &str, args: &[Value]) -> Value {
        // The protocol's own form hands over a callback as the last argument.
        let script = format!(
            "const done = arguments[arguments.length - 1]; \
             (async (...args) => {{ {body} }})(...Array.prototype.slice.call(arguments, 0, -1)) \
             .then((value) => done({{ value: value ?? null }}), (error) => done({{ error: String(error) }}));"
        );
        let answer = self
            .driver
            .client
            .tell("/execute/async", &json!({ "script": script, "args": args }));
        let mut answer = must(answer, "running an async script");
        assert!(
            answer["error"].is_null(),
            "the script failed: {}",
            answer["error"]
        );
        answer["value"].take()
    }

    /// Waits until the body of a function, run in the window, returns something true.
    #[track_caller]
    pub fn wait_for_script(&self, what: &str, body: &str) {
        wait_until(what, || self.run(body, &[]).as_bool() == Some(true));
    }

    /// Gives the window a size in CSS pixels, and waits until what is in it has that width.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        must(
            self.driver
                .client
                .tell("/window/rect", &json!({ "width": width, "height": height })),
            "resizing the window",
        );
        let drawn = format!("return window.innerWidth <= {width};");
        self.wait_for_script("the window in its new size", &drawn);
    }

    fn element(&self, value: &Value) -> Option<Element<'_>> {
        Some(Element {
            client: &self.driver.client,
            id: value[ELEMENT].as_str()?.to_owned(),
        })
    }
}

impl Element<'_> {
    /// Clicks its middle.
    #[track_caller]
    pub fn click(&self) {
        must(
            self.client.tell(&self.path("/click"), &json!({})),
            "clicking",
        );
    }

    /// Gives it the focus and types.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        must(
            self.client
                .tell(&self.path("/value"), &json!({ "text": text })),
            "typing into an element",
        );
    }

    /// Its text as it is shown. Not by the driver's own notion of text, which leaves out what could be cut
    /// off with an ellipsis.
    pub fn text(&self) -> String {
        self.property("innerText").trim().to_owned()
    }

    /// An attribute; empty when it has none of that name.
    pub fn attribute(&self, name: &str) -> String {
        self.ask(&format!("/attribute/{name}"))
    }

    /// A property of the object in the page, as `value`.
    pub fn property(&self, name: &str) -> String {
        self.ask(&format!("/property/{name}"))
    }

    /// The role that assistive technology is told.
    pub fn role(&self) -> String {
        self.ask("/computedrole")
    }

    /// The name that assistive technology is told.
    pub fn label(&self) -> String {
        self.ask("/computedlabel")
    }

    /// Whether it can be seen.
    pub fn displayed(&self) -> bool {
        self.client
            .ask("GET", &self.path("/displayed"))
            .is_ok_and(|value| value == true)
    }

    /// Elements in it may vanish between finding and asking; then there is nothing to tell.
    fn ask(&self, what: &str) -> String {
        let value = self
            .client
            .ask("GET", &self.path(what))
            .unwrap_or(Value::Null);
        value.as_str().map_or_else(
            || {
                if value.is_null() {
                    String::new()
                } else {
                    value.to_string()
                }
            },
            str::to_owned,
        )
    }

    fn path(&self, what: &str) -> String {
        format!("/element/{}{what}", self.id)
    }
}

/// The process that another one started, while it runs.
fn child_of(parent: u32) -> Option<u32> {
    let processes = fs::read_dir("/proc").ok()?;
    processes
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .find(|pid: &u32| {
            // The name, which may hold blanks, stands in brackets before the state and the parent.
            fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|line| {
                let mut fields = line.rsplit(") ").next().unwrap_or_default().split(' ');
                fields.next() != Some("Z") && fields.next() == Some(parent.to_string().as_str())
            })
        })
}

/// Waits until something is so.
///
/// # Panics
/// At the deadline.
#[track_caller]
pub fn wait_until(what: &str, mut so: impl FnMut() -> bool) {
    wait_for(what, || so().then_some(()));
}

/// Waits until there is something.
///
/// # Panics
/// At the deadline.
#[track_caller]
pub fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + DEADLINE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::sleep(POLL);
    }
}
