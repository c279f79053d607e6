//! The accessibility scan: axe-core, run inside the window on what it shows right now.

use crate::window::Window;
use crate::{must, places};
use serde_json::Value;

/// [`scan`] in light, dark and high contrast, one after the other; each line begins with its theme. The last theme stays.
#[track_caller]
pub fn scan_themes(window: &Window) -> Vec<String> {
    let mut found = Vec::new();
    for theme in ["light", "dark", "high-contrast"] {
        window.run(
            "document.documentElement.dataset.theme = arguments[0];",
            &[theme.into()],
        );
        let lines = scan(window).into_iter();
        found.extend(lines.map(|line| format!("{theme}: {line}")));
    }
    found
}

/// What axe found to be serious or critical, one line a rule and place. Empty means nothing. A colour that is on its way to
/// another is there at once: nobody reads it on the way.
///
/// # Panics
/// When axe-core is not installed or does not run.
#[track_caller]
pub fn scan(window: &Window) -> Vec<String> {
    let axe = places::root().join("ui/node_modules/axe-core/axe.min.js");
    let axe = must(
        std::fs::read_to_string(&axe),
        "reading axe-core from ui/node_modules",
    );
    if window.run("return typeof window.axe", &[]) != "object" {
        window.run(&axe, &[]);
    }
    let found = window.run_async(
        "document.getAnimations().filter((each) => each instanceof CSSTransition).forEach((each) => each.finish()); \
         const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']; \
         const found = await window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }); \
         return found.violations.filter((each) => each.impact === 'serious' || each.impact === 'critical') \
         .flatMap((each) => each.nodes.map((node) => `${each.id} (${each.impact}): ${node.target.join(' ')}: ${node.failureSummary}`));",
        &[],
    );
    found
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
