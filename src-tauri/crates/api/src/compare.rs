//! Texts side by side, told in the window's types. What differs is found by the `runbook` crate.

use crate::wire::{DiffRequest, MergeKind, MergeRegion, MergeRequest, RunDiffLine};
use drillbook_runbook::merge::{Region, RegionKind, merge};

/// Bytes of a text that are compared; a document of more is never written in the window.
const LONGEST: usize = 6 << 20;

/// How two texts differ, line by line.
pub(crate) fn diff(request: &DiffRequest) -> Vec<RunDiffLine> {
    if request.old.len().max(request.new.len()) > LONGEST {
        return Vec::new();
    }
    crate::run::difference(&request.old, &request.new)
}

/// Who changed what in three texts; a text that is too large is one conflict as a whole.
pub(crate) fn regions(request: MergeRequest) -> Vec<MergeRegion> {
    let MergeRequest {
        mine,
        original,
        theirs,
    } = request;
    let longest = original.as_ref().map_or(0, String::len);
    if mine.len().max(theirs.len()).max(longest) > LONGEST {
        return vec![MergeRegion {
            kind: MergeKind::Conflict,
            mine,
            original: original.unwrap_or_default(),
            theirs,
        }];
    }
    let regions = merge(&mine, original.as_deref(), &theirs);
    regions.into_iter().map(region).collect()
}

fn region(region: Region) -> MergeRegion {
    let kind = match region.kind {
        RegionKind::Same => MergeKind::Same,
        RegionKind::Mine => MergeKind::Mine,
        RegionKind::Theirs => MergeKind::Theirs,
        RegionKind::Both => MergeKind::Both,
        RegionKind::Conflict => MergeKind::Conflict,
    };
    let same = kind == MergeKind::Same;
    let unless_same = |text: String| if same { String::new() } else { text };
    MergeRegion {
        kind,
        mine: region.mine,
        original: unless_same(region.original),
        theirs: unless_same(region.theirs),
    }
}
