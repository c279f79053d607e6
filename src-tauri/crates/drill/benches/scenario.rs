//! The search of all ways through a scenario: states a second on switches that can all be set and reset, as their number
//! grows, against a plain breadth-first walk over the same states with the standard library's map and queue; and the
//! whole check of the shipped scenarios.

#![expect(clippy::print_stdout, reason = "a bench reports by printing")]
#![expect(clippy::unwrap_used, reason = "a bench stops at the first error")]

use std::collections::{HashMap, VecDeque};
use std::fs;
use std::path::Path;
use std::time::Instant;

use drillbook_drill::check::{Budget, Limits, graph, prove};
use drillbook_drill::{Texts, read, read_texts};

fn main() {
    for switches in [8, 10, 12, 14, 16] {
        let scenario = read(&text(switches)).0.unwrap();
        let begun = Instant::now();
        let found = graph(&scenario, Budget::default());
        let ours = begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        let states = walk(switches);
        let plain = begun.elapsed().as_secs_f64();
        println!(
            "{switches} switches: {} states, {} transitions in {:.0} ms, {:.0} states/s; plain walk {states} states in {:.0} ms, ratio {:.2}",
            found.states,
            found.transitions,
            ours * 1000.0,
            f64::from(u32::try_from(found.states).unwrap()) / ours,
            plain * 1000.0,
            plain / ours
        );
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../scenarios");
    for id in ["checkout-slow-at-peak", "fields-missing-in-dwh"] {
        let texts = Texts {
            scenario: fs::read_to_string(root.join(id).join("scenario.yaml")).unwrap(),
            system: fs::read_to_string(root.join("pasar.system.yaml")).ok(),
            translation: None,
        };
        let scenario = read_texts(&texts).0.unwrap();
        let begun = Instant::now();
        let proofs = prove(&scenario, Limits::default());
        println!(
            "{id}: {} states, {} transitions, {} of {} questions, all layers in {:.0} ms (aim: below 1000)",
            proofs.graph.states,
            proofs.graph.transitions,
            proofs.graph.answered,
            proofs.graph.asked,
            begun.elapsed().as_secs_f64() * 1000.0
        );
    }
}

/// A scenario that is won when all of so many switches are on.
fn text(switches: u32) -> String {
    let each = |line: &dyn Fn(u32) -> String| (0..switches).map(line).collect::<String>();
    let all: Vec<String> = (0..switches).map(|n| format!("s{n} is on")).collect();
    format!(
        "scenario: 1\nid: b\ntitle: T\nbrief: B\ntime: {{tick: 30s, clock: \"17:50\", limit: 20m}}\nstate:\n{}do:\n{}endings:\n  won: {{when: {}, result: win}}\n",
        each(&|n| format!("  s{n}: [off, on]\n")),
        each(&|n| format!(
            "  a{n}: {{phase: learn, if: s{n} is off, then: {{s{n}: on}}}}\n  b{n}: {{phase: learn, if: s{n} is on, then: {{s{n}: off}}}}\n"
        )),
        all.join(" and ")
    )
}

fn walk(switches: u32) -> usize {
    let mut known = HashMap::from([(0_u128, 0_usize)]);
    let mut todo = VecDeque::from([0_u128]);
    while let Some(state) = todo.pop_front() {
        for switch in 0..switches {
            let to = state ^ (1 << switch);
            let number = known.len();
            known.entry(to).or_insert_with(|| {
                todo.push_back(to);
                number
            });
        }
    }
    known.len()
}
