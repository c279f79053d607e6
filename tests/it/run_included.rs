//! Following a document that includes others: their steps are followed like its own, are kept with the run, and are theirs when
//! a change is proposed.

use crate::run::{Scene, app, step, steps};
use drillbook_api::wire::{RunAct, RunBlockKind, RunExportForm, RunRequest, RunView};
use expect_test::{Expect, expect};
use std::fs;

const OWN: &str = "\
# Drain a node

1. Say that you begin

--8<-- \"shared/drain.md\"

3. Go on with [the owner](owner.md), or repeat step 1

```bash
--8<-- \"shared/look.sh\"
```
";
const SHARED: &str = "\
---
title: Shared
---
2. Drain it: `kubectl drain <node> --ignore-daemonsets`, as [told](why.md)
";

/// A library whose document includes a document and a script.
fn scene() -> Scene {
    let scene = Scene::new();
    for (path, text) in [
        ("a.md", OWN),
        ("shared/drain.md", SHARED),
        ("shared/look.sh", "kubectl get node <node>\n"),
        ("shared/why.md", "# Why\n"),
        ("owner.md", "# Owner\n"),
    ] {
        let path = scene.path("library").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    scene.restarted()
}

/// Blocks that are no headings, one a line, as HTML.
fn blocks(view: &RunView) -> String {
    let each = view.blocks.iter();
    let each = each.filter(|block| block.kind != RunBlockKind::Heading);
    let line = |html: &str| html.trim().replace('\n', "").replace(" href=\"#\"", "") + "\n";
    each.map(|block| line(&block.html)).collect()
}

fn check(text: &str, expected: &Expect) {
    expected.assert_eq(text);
}

#[test]
fn steps_of_included_files_are_followed() {
    let scene = scene();
    let run = scene.start(None, &[("node", "n-1")]);
    check(
        &steps(&run),
        &expect![[r"
        > [ ] 1 Say that you begin
          [ ] 2 Drain it: kubectl drain <node> --ignore-daemonsets, as told
          [ ] 3 Go on with the owner, or repeat step 1
    "]],
    );
    check(
        &blocks(&run),
        &expect![[r#"
        <p>Say that you begin</p>
        <p class="included-from"><a class="link" data-document="shared/drain.md">shared/drain.md</a></p>
        <p>Drain it: <code class="command" data-snippet="0">kubectl drain &lt;node&gt; --ignore-daemonsets</code>, as <a class="link" data-document="shared/why.md">told</a></p>
        <p>Go on with <a class="link" data-document="owner.md">the owner</a>, or repeat step 1</p><figure class="code" data-language="bash" data-snippet="1"><pre><code class="language-bash">kubectl get node &lt;node&gt;</code></pre></figure>
    "#]],
    );
    let copies: Vec<&str> = run.commands.iter().map(|command| &*command.copy).collect();
    assert_eq!(
        copies,
        [
            "kubectl drain n-1 --ignore-daemonsets",
            "kubectl get node n-1"
        ]
    );
}

#[test]
fn a_run_keeps_what_was_included_and_says_when_it_changes() {
    let scene = scene();
    let run = scene.start(None, &[]);
    assert!(run.change.is_none());
    let shared = scene.path("library/shared/drain.md");
    fs::write(&shared, SHARED.replace("Drain it", "Cordon it")).unwrap();
    let changed = scene.view(&run.id).change.unwrap();
    assert_eq!((changed.kept, changed.new), (2, 1));
    assert!(
        changed.gone[0].starts_with("Drain it"),
        "{:?}",
        changed.gone
    );
    assert_eq!(steps(&scene.view(&run.id)), steps(&run));

    // At a colleague's, where the library lacks all of it.
    let file = scene.path("run.json");
    fs::write(&file, scene.export(&run.id, RunExportForm::Handover)).unwrap();
    fs::remove_dir_all(scene.path("library/shared")).unwrap();
    let other = app(&scene.folder, "elsewhere");
    let there = other.import_run(&file).unwrap().view;
    assert_eq!(steps(&there), steps(&run));
    assert!(blocks(&there).contains("shared/drain.md"));
}

#[test]
fn a_proposed_change_leaves_included_files_alone() {
    let scene = scene();
    let run = scene.start(None, &[]);
    let note = "a pod has a budget".to_owned();
    let failed = RunAct::Fail {
        step: step(&run, "Drain it"),
        note,
    };
    scene.act(&run.id, failed);
    let text = "Tell the team".to_owned();
    let after = Some(step(&run, "Say that"));
    scene.act(&run.id, RunAct::AddStep { after, text });
    let proposal = scene
        .app
        .propose_change(&RunRequest { id: run.id })
        .unwrap();
    check(
        &proposal.patch.replace("\n \n", "\n.\n"),
        &expect![[r#"
        --- a/a.md
        +++ b/a.md
        @@ -1,10 +1,11 @@
         # Drain a node
        .
         1. Say that you begin
        +2. Tell the team
        .
         --8<-- "shared/drain.md"
        .
        -3. Go on with [the owner](owner.md), or repeat step 1
        +4. Go on with [the owner](owner.md), or repeat step 1
        .
         ```bash
         --8<-- "shared/look.sh"
    "#]],
    );
    let date = |text: &String| {
        let (before, after) = text.split_once(" on ").unwrap();
        format!("{before} on DATE{}", after.get(10..).unwrap())
    };
    let lost: Vec<String> = proposal.lost.iter().map(date).collect();
    assert_eq!(
        lost,
        [
            "In the included file `shared/drain.md`: Drain it: kubectl drain <node> --ignore-daemonsets, as told: \
             Did not work on DATE: a pod has a budget"
        ]
    );
}
