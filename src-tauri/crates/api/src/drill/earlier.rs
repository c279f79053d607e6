//! Other plays of the same scenario, to compare with; and what really happened, as a page.

use super::log::Ended;
use super::store::Loaded;
use super::{Answer, words};
use crate::App;
use crate::wire::{DrillEarlier, DrillEarlierVerdict, DrillRow};
use drillbook_drill::Verdict;
use drillbook_runbook::{self as runbook, LinkMap};
use std::sync::Arc;

/// Plays that are compared with.
const MOST: usize = 50;

impl App {
    /// The other plays of this drill's scenario that are over, the latest first.
    pub(super) fn earlier(&self, loaded: &Loaded) -> Answer<Vec<DrillEarlier>> {
        let own = loaded.id().to_string();
        let mine = loaded.ended.as_ref().map(|ended| &ended.variant);
        let rows = self.drill_rows()?.into_iter();
        let others =
            rows.filter(|(row, _)| row.scenario == loaded.started.scenario && row.id != own);
        let others = others.filter_map(|(row, ended)| Some(of(row, ended.as_ref()?, mine)));
        Ok(others.take(MOST).collect())
    }

    /// What really happened, as safe HTML.
    pub(super) fn story_html(&self, loaded: &Loaded) -> Option<String> {
        let text = loaded.story.as_deref()?;
        // Where the scenario stands decides where its links lead; one folder below `scenarios` is the usual place.
        let path = format!("scenarios/{}/debrief.md", loaded.started.scenario);
        let document = runbook::parse(&path, text);
        let links = self
            .session()
            .map_or_else(|| Arc::new(LinkMap::default()), |session| session.links());
        Some(runbook::render(&path, text, &document, &links).html)
    }
}

fn of(row: DrillRow, ended: &Ended, variant: Option<&Vec<(String, String)>>) -> DrillEarlier {
    let count = |wanted: Verdict| {
        let verdicts = ended.verdicts.iter();
        let found = verdicts.filter(|(_, verdict)| *verdict == wanted);
        words::count(found.count())
    };
    DrillEarlier {
        result: row.result,
        same_variant: variant.is_some_and(|mine| ended.variant == *mine),
        met: count(Verdict::Met),
        partly: count(Verdict::Partly),
        missed: count(Verdict::Missed),
        hazards: ended.hazards,
        verdicts: ended
            .verdicts
            .iter()
            .map(|(name, verdict)| DrillEarlierVerdict {
                name: name.clone(),
                verdict: words::judged(*verdict),
            })
            .collect(),
        row,
    }
}
