//! Breaks a scenario in every known way and counts what the checker notices. What a defect is, and what counts as noticed,
//! is decided below; here the work is shared out among the processor's cores, and what was missed becomes findings.

use super::Sheet;
use crate::messages::Messages;
use drillbook_drill::Texts;
use drillbook_drill::check::{Defect, DefectKind, Fate, Original};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What became of the defects that one scenario was given.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioMutation {
    /// By kind of defect.
    pub kinds: Vec<DefectCounts>,
    /// How many each code of a finding has shown, `D201`: the first one that did.
    pub by_code: BTreeMap<&'static str, u32>,
}

/// What became of the defects of one kind.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DefectCounts {
    /// effect, timer, guard, threshold, ending, spelling.
    pub kind: &'static str,
    /// How many were tried.
    pub tried: u32,
    /// How many some check has found.
    pub found: u32,
    /// How many change nothing about how plays end and what they are worth.
    pub equivalent: u32,
    /// How many nothing has found.
    pub missed: u32,
}

/// Tries every defect; those that nothing notices become findings of `sheet`. None where the scenario cannot be read
/// or its own tests fail: that comes first.
pub(super) fn mutate(
    messages: Messages,
    texts: &Texts,
    sheet: &mut Sheet,
) -> Option<ScenarioMutation> {
    let original = Original::new(texts)?;
    let defects = original.defects();
    let fates = fates(&original, &defects);
    let mut mutation = ScenarioMutation {
        kinds: DefectKind::ALL.map(counts).into(),
        by_code: BTreeMap::new(),
    };
    for (defect, fate) in defects.iter().zip(fates) {
        let kind = defect.kind().as_str();
        let mut kinds = mutation.kinds.iter_mut();
        if let Some(counts) = kinds.find(|counts| counts.kind == kind) {
            counts.count(fate);
        }
        match fate {
            Fate::Found(code) => *mutation.by_code.entry(code.number()).or_default() += 1,
            Fate::Equivalent => {}
            Fate::Missed => sheet.add(messages, &original.finding(defect)),
        }
    }
    Some(mutation)
}

/// The fate of each defect, in their order, by as many threads as there are cores.
fn fates(original: &Original, defects: &[Defect]) -> Vec<Fate> {
    let fates: Vec<OnceLock<Fate>> = defects.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some((defect, fate)) = defects.get(at).zip(fates.get(at)) else {
                        break;
                    };
                    fate.get_or_init(|| original.fate(defect));
                }
            });
        }
    });
    let fates = fates.into_iter().zip(defects);
    let fates =
        fates.map(|(fate, defect)| fate.into_inner().unwrap_or_else(|| original.fate(defect)));
    fates.collect()
}

fn counts(kind: DefectKind) -> DefectCounts {
    DefectCounts {
        kind: kind.as_str(),
        tried: 0,
        found: 0,
        equivalent: 0,
        missed: 0,
    }
}

impl DefectCounts {
    fn count(&mut self, fate: Fate) {
        self.tried += 1;
        match fate {
            Fate::Found(_) => self.found += 1,
            Fate::Equivalent => self.equivalent += 1,
            Fate::Missed => self.missed += 1,
        }
    }
}
