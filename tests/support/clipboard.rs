//! The real clipboard of the window's display, by the keys that people use.

use crate::window::Window;

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
