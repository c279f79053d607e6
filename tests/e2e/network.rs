//! Nothing leaves the machine: the app shows a document full of remote references and opens no connection.

use crate::app::{self, TITLE};
use drillbook_tests::home::Home;
use drillbook_tests::places;
use drillbook_tests::screen::Screen;
use drillbook_tests::trace::Trace;
use drillbook_tests::window::wait_until;

/// A colour that nothing else in the window has: the library's own picture is of it, so it is to be seen as soon as
/// the document is drawn.
const MAGENTA: u32 = 0x00ff_00ff;
const REMOTE: &str = "# Remote\n\n![local](magenta.svg)\n\n![tracker](http://192.0.2.1/a.png)\n\n<img src=\"http://192.0.2.1/b.png\" srcset=\"http://192.0.2.1/c.png 2x\">\n\n\
<link rel=\"stylesheet\" href=\"http://192.0.2.1/d.css\"><link rel=\"preconnect\" href=\"http://192.0.2.1\"><link rel=\"dns-prefetch\" href=\"//example.org\">\n\n\
<video src=\"http://192.0.2.1/e.mp4\" poster=\"http://192.0.2.1/f.png\"></video><iframe src=\"http://192.0.2.1/g\"></iframe><object data=\"http://192.0.2.1/h\"></object>\n\n\
<div style=\"background: url(http://192.0.2.1/i.png)\">x</div><style>@import 'http://192.0.2.1/j.css';</style><script src=\"http://192.0.2.1/k.js\"></script>\n\n\
[a link](http://192.0.2.1/l) <http://192.0.2.1/m> http://192.0.2.1/n\n";
const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120\" height=\"120\"><image href=\"http://192.0.2.1/o.png\" width=\"9\" height=\"9\"/><rect width=\"120\" height=\"120\" fill=\"#ff00ff\"/></svg>";

#[test]
fn a_document_full_of_remote_references_opens_no_connection() {
    let library = app::library(&[("remote.md", REMOTE), ("magenta.svg", PICTURE)]);
    let home = Home::new();
    {
        // The driver itself speaks TCP to the app. So this start only leaves the document as the last place.
        let window = app::open(&home, library.path());
        app::open_first(&window, "remote");
        window.wait_for_text(TITLE, "Remote");
        app::wait_for_place(&window, "remote.md");
    }
    let screen = Screen::start(1280, 800);
    let program = places::program(app::PROGRAM).to_str().unwrap().to_owned();

    let trace = Trace::start(&[program], |command| {
        home.apply(command);
        command.env("DISPLAY", screen.name());
    });

    wait_until("the document's own picture to be drawn", || {
        screen
            .colours()
            .get(&MAGENTA)
            .is_some_and(|points| *points > 10_000)
    });
    assert!(
        trace.processes() > 2,
        "the page's own process is not watched"
    );
    assert_eq!(trace.internet(), Vec::<String>::new());
}

#[test]
fn a_connection_would_be_caught() {
    // Port 9 on this machine: nobody listens, and the attempt is what counts.
    let script = "exec 3<>/dev/tcp/127.0.0.1/9".to_owned();

    let mut trace = Trace::start(&["bash".to_owned(), "-c".to_owned(), script], |_| ());

    wait_until("the attempt to end", || !trace.runs());
    let calls = trace.internet();
    assert!(
        calls
            .iter()
            .any(|call| call.contains("connect(") && call.contains("127.0.0.1")),
        "{calls:?}"
    );
}
