//! The real clipboard of the window's display, by the keys that people use.

use crate::window::{Window, wait_for};

/// Puts a text of any length into the clipboard, from where the focus then is: nowhere.
#[track_caller]
pub fn fill(window: &Window, text: &str) {
    // A field of the page's own is the way to the clipboard that needs no right.
    window.run(
        "const field = document.createElement('textarea'); field.id = 'clipboard'; field.value = arguments[0]; \
         document.body.append(field); field.focus(); field.select();",
        &[text.into()],
    );
    window.press(&["Ctrl+c"]);
    window.run("document.getElementById('clipboard').remove();", &[]);
}

/// What is in the clipboard, pasted into a field of no limit that goes again.
///
/// # Panics
/// When nothing is pasted in time.
#[track_caller]
pub fn read(window: &Window) -> String {
    window.run(
        "const field = document.createElement('textarea'); field.id = 'clipboard'; document.body.append(field); \
         field.focus();",
        &[],
    );
    window.press(&["Ctrl+v"]);
    let text = wait_for("the pasted text", || {
        let text = window.find("#clipboard").property("value");
        (!text.is_empty()).then_some(text)
    });
    window.run("document.getElementById('clipboard').remove();", &[]);
    text
}
