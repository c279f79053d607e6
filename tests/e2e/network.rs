//! Nothing leaves the machine: the app shows a document full of remote references and opens no connection.

use drillbook_tests::trace::Trace;
use drillbook_tests::window::wait_until;

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
