//! Hostile documents in the real window: nothing of theirs runs, and nothing that could is there.

use crate::app::{self, TITLE};
use drillbook_tests::home::Home;
use serde_json::json;

const HOSTILE: &str = "# Hostile <img src=x onerror=attacked=1>\n\n\
<script>attacked=1</script>\n\n<img src=x onerror=\"attacked=1\">\n\n<svg onload=attacked=1><script>attacked=1</script></svg>\n\n\
<iframe srcdoc=\"<script>parent.attacked=1</script>\"></iframe>\n\n<object data=\"data:text/html,<script>attacked=1</script>\"></object>\n\n\
<a href=\"javascript:attacked=1\">one</a> [two](javascript:attacked=1) [three](JaVaScRiPt:attacked=1) [four](&#x6a;avascript:attacked=1) [five](data:text/html,<script>attacked=1</script>)\n\n\
## Heading {#a\" onclick=attacked=1}\n\n<details open ontoggle=attacked=1><summary>s</summary>d</details>\n\n<style>@import 'http://127.0.0.1:9/';</style>\n\n\
<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=attacked=1&gt;\">\n\n\
<form action=\"javascript:attacked=1\"><button>go</button></form>\n\n```js\"onmouseover=\"attacked=1\n</code></pre><img src=x onerror=attacked=1>\n```\n\n\
<base href=\"http://127.0.0.1:9/\"><meta http-equiv=\"refresh\" content=\"0;url=http://127.0.0.1:9/\">\n\n![x](x \"\" onerror=attacked=1)\n\nThe end.\n";

#[test]
fn nothing_of_a_hostile_document_runs() {
    let library = app::library(&[
        ("hostile.md", HOSTILE),
        ("<img src=x onerror=attacked=1>.md", "# Named\n"),
    ]);
    let home = Home::new();
    let window = app::open(&home, library.path());

    app::open_first(&window, "hostile");
    window.wait_for_text("#reader", "The end.");
    window.run(
        "for (const each of document.querySelectorAll('#reader a, #reader [role=link], #reader summary')) each.click();",
        &[],
    );

    let state = window.run(
        "const reader = document.querySelector('#reader'); \
         const all = [...reader.querySelectorAll('*')]; \
         return { \
           attacked: typeof window.attacked, \
           elements: all.filter((each) => each.matches('script, iframe, object, embed, style, form, base, meta, math')).length, \
           handlers: all.flatMap((each) => each.getAttributeNames()).filter((name) => name.startsWith('on')).length, \
           addresses: all.filter((each) => /^\\s*(javascript|data|vbscript|file):/i.test(each.getAttribute('href') ?? '')).length, \
         };",
        &[],
    );

    assert_eq!(
        state,
        json!({ "attacked": "undefined", "elements": 0, "handlers": 0, "addresses": 0 })
    );
    assert!(window.text(TITLE).contains("Hostile"));
}

#[test]
fn the_page_cannot_run_code_from_text_or_reach_out() {
    let library = app::library(&[("one.md", "# One\n")]);
    let home = Home::new();
    let window = app::open(&home, library.path());

    let blocked = window.run_async(
        "const tries = {}; \
         try { const node = document.createElement('script'); node.textContent = 'window.attacked = 1'; document.body.append(node); } catch {} \
         tries.inline = typeof window.attacked; \
         tries.fetch = await fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'blocked'); \
         const refused = new Promise((resolve) => document.addEventListener('securitypolicyviolation', \
           (event) => event.effectiveDirective === 'img-src' && resolve(true))); \
         new Image().src = 'https://127.0.0.1:9/a.png'; \
         tries.image = await refused; \
         const frame = document.createElement('iframe'); frame.src = location.href; \
         const settled = new Promise((resolve) => { frame.onload = resolve; frame.onerror = resolve; }); \
         document.body.append(frame); await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, 1000))]); \
         tries.frame = frame.contentDocument?.querySelector('#search, script') ?? null; frame.remove(); \
         return tries;",
        &[],
    );

    assert_eq!(
        blocked,
        json!({ "inline": "undefined", "fetch": "blocked", "image": true, "frame": null })
    );
}
