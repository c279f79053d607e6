//! tmp
use super::lines;
use crate::check::{Limits, prove};
use crate::lint::AnyReference;

#[test]
fn tmp_shipped() {
    let base = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../scenarios");
    for id in ["checkout-slow-at-peak", "fields-missing-in-dwh", "example"] {
        let Ok(text) = std::fs::read_to_string(base.join(id).join("scenario.yaml")).or_else(|e| {
            if id == "example" {
                Ok(super::example::TEXT.to_owned())
            } else {
                Err(e)
            }
        }) else {
            continue;
        };
        let texts = crate::read::Texts {
            scenario: text,
            system: Some(std::fs::read_to_string(base.join("pasar.system.yaml")).unwrap()),
            translation: None,
        };
        let scenario = crate::read::read_texts(&texts).0.unwrap();
        let at = std::time::Instant::now();
        let proofs = prove(&scenario, &AnyReference, Limits::default());
        let graph = &proofs.graph;
        println!(
            "{id} {:?} {} {} {}/{} played {} {} {}",
            at.elapsed(),
            graph.states,
            graph.transitions,
            graph.answered,
            graph.asked,
            graph.played,
            graph.wins_known,
            graph.wins.len()
        );
        for par in &proofs.par {
            println!(
                "PAR {} {:?}\n  {:?}",
                par.variant,
                par.any.as_ref().map(|f| (
                    f.seconds,
                    f.steps
                        .iter()
                        .map(|s| format!("{}@{}", s.words(), s.second))
                        .collect::<Vec<_>>()
                )),
                par.clean.as_ref().map(|f| f.seconds)
            );
        }
        for blind in &proofs.blind {
            println!("{blind:?}");
        }
        for by in &proofs.by_runbook {
            println!(
                "BY {} win {:?} missing {:?} ending {} harm {:?}\n   {}",
                by.variant,
                by.win.as_ref().map(|f| f.seconds),
                by.missing,
                by.ending,
                by.harm,
                by.plain
                    .iter()
                    .map(|s| format!("{}@{}", s.words(), s.second))
                    .collect::<Vec<_>>()
                    .join(", ")
            );
        }
        println!("{}", lines(&texts.scenario, &proofs.found).join("\n"));
    }
}
