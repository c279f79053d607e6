//! Every hostile document in the real window: nothing of it runs, nothing of it reaches out, and the window goes on.

use crate::app;
use drillbook_tests::home::Home;
use drillbook_tests::hostile::{self, Case};
use drillbook_tests::window::{Window, wait_until};
use serde_json::{Value, json};

/// What a document may never bring into the window, seen after everything of its text was clicked and hovered. Of the links that
/// lead outward a few stand for all: each starts the browser.
const LOOK: &str = "\
    const reader = document.querySelector('#reader'); \
    const own = new Set(['http:', 'https:', 'mailto:']); \
    const targets = [...reader.querySelectorAll('.prose a, .prose summary, .prose [role], .prose [tabindex], .prose img, .prose svg *')]; \
    const until = performance.now() + 5000; \
    let outward = 0; \
    for (const each of targets.slice(0, 300)) { \
      if (performance.now() > until) break; \
      if (own.has(each.protocol) || (each.closest('[data-external]') && ++outward > 9)) continue; \
      for (const kind of ['mouseover', 'focus', 'click']) each.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true })); \
    } \
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))); \
    const all = [...reader.querySelectorAll('article *')]; \
    const bad = (name, value) => name.startsWith('on') || name === 'srcdoc' || name === 'formaction' || name === 'action' \
      || (/^(href|src|xlink:href|data|poster)$/.test(name) && /^[\\s\\u0000-\\u0020]*(javascript|vbscript|file|data:text|blob|filesystem)/i.test(value)); \
    return { \
      attacked: typeof window.attacked, \
      polluted: typeof ({}).polluted, \
      elements: all.filter((each) => each.matches('script, iframe, frame, object, embed, form, base, meta, link, math, foreignObject, template, portal')).map((each) => each.localName), \
      attributes: all.flatMap((each) => [...each.attributes].filter((at) => bad(at.name, at.value)).map((at) => at.name + '=' + at.value.slice(0, 80))), \
      fixed: all.filter((each) => getComputedStyle(each).position === 'fixed').length, \
      reached: performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => name.includes('127.0.0.1')), \
      twice: ['search', 'results', 'reader', 'palette', 'tree'].filter((id) => document.querySelectorAll('#' + id).length > 1), \
    };";

/// Opens each case in turn. The window stays the same one, so a case that broke it would show in the next.
#[track_caller]
fn check(sort: &str) {
    let cases = hostile::cases(sort);
    let documents: Vec<(&str, &str)> = cases
        .iter()
        .map(|case| (case.path.as_str(), case.text.as_str()))
        .collect();
    let library = app::library(&documents);
    let home = Home::new();
    let window = app::open(&home, library.path());

    let harmful: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            open(&window, case);
            let seen = window.run_async(LOOK, &[]);
            (seen != nothing()).then(|| format!("{}: {seen}", case.name))
        })
        .collect();

    assert_eq!(harmful, Vec::<String>::new());
}

fn nothing() -> Value {
    json!({
        "attacked": "undefined", "polluted": "undefined", "elements": [], "attributes": [],
        "fixed": 0, "reached": [], "twice": [],
    })
}

#[track_caller]
fn open(window: &Window, case: &Case) {
    // A click in the document before may have opened a layer over the window, or two, and keys go to the window only
    // when it knows that they are gone.
    wait_until("the search field to have the focus", || {
        window.press(&["Escape", "Escape"]);
        window.run(
            "for (const layer of document.querySelectorAll('dialog[open]')) layer.close();",
            &[],
        );
        window.press(&["Ctrl+p"]);
        window.shows("#search:focus")
    });
    app::search(window, case.path.trim_end_matches(".md"));
    window.press(&["Enter"]);
    window.find(&format!("#reader [data-document='{}']", case.path));
}

#[test]
fn elements_of_strangers_do_nothing() {
    check("elements");
}

#[test]
fn attributes_of_strangers_do_nothing() {
    check("attributes");
}

#[test]
fn links_of_strangers_lead_nowhere_harmful() {
    check("links");
}

#[test]
fn nested_markup_stays_harmless_when_it_is_read_again() {
    check("nesting");
}

#[test]
fn constructs_of_other_tools_do_nothing() {
    check("constructs");
}

#[test]
fn documents_of_absurd_size_are_shown() {
    check("sizes");
}

#[test]
fn a_harm_would_be_seen() {
    let library = app::library(&[("one.md", "# One\n")]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "one");

    window.run(
        "const frame = document.createElement('iframe'); \
         const link = document.createElement('a'); link.setAttribute('href', ' JavaScript:attacked=1'); link.id = 'search'; \
         link.style.position = 'fixed'; link.addEventListener('click', (event) => { event.preventDefault(); window.attacked = 1; }); \
         document.querySelector('#reader .prose').append(frame, link);",
        &[],
    );

    assert_eq!(
        window.run_async(LOOK, &[]),
        json!({
            "attacked": "number", "polluted": "undefined", "elements": ["iframe"],
            "attributes": ["href= JavaScript:attacked=1"], "fixed": 1, "reached": [], "twice": ["search"],
        })
    );
}
