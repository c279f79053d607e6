//! Lists of one item a line, in YAML. An item that stays keeps its lines, and so do comments between items.

use super::words::{self, Stand};
use super::{Refusal, line_start};
use drillbook_text::Edit;
use drillbook_text::yaml::Node;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The list as it stands.
pub(super) struct Dashes<'a> {
    pub(super) inside: &'a str,
    pub(super) items: &'a [Node],
    /// What each item is called.
    pub(super) names: Vec<String>,
    /// Where the last line of the list ends.
    pub(super) end: usize,
    pub(super) ending: &'a str,
}

impl Dashes<'_> {
    /// The edits that leave the items that are `wanted`.
    pub(super) fn edits(&self, wanted: &[String]) -> Result<Vec<Edit>, Refusal> {
        let places = self.places()?;
        let new: Vec<String> = wanted.iter().map(|item| item.trim().to_owned()).collect();
        let lines = |range: std::ops::Range<usize>| -> String {
            let items = new.get(range).unwrap_or_default();
            items.iter().map(|item| self.line(item)).collect()
        };
        let mut edits = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &self.names, &new) {
            let old = places.get(op.old_range()).unwrap_or_default();
            match op {
                DiffOp::Equal { .. } => {}
                DiffOp::Insert { old_index, .. } => {
                    let before = old_index.checked_sub(1).and_then(|at| places.get(at));
                    let at = before.map_or_else(|| places.first().map(|p| p.0), |p| Some(p.1));
                    edits.push(Edit::insert(
                        at.ok_or(Refusal::Shape)?,
                        lines(op.new_range()),
                    ));
                }
                DiffOp::Delete { .. } | DiffOp::Replace { .. } => {
                    edits.extend(old.iter().map(|(start, end)| Edit::new(*start, *end, "")));
                    if let Some(last) = edits.last_mut() {
                        last.text = lines(op.new_range());
                    }
                }
            }
        }
        Ok(edits)
    }

    fn line(&self, item: &str) -> String {
        let first = self.items.first().map_or(0, |first| first.span.start);
        let dash = self.inside.get(line_start(self.inside, first)..first);
        let item = words::yaml(item, Stand::Line, "");
        format!("{}{item}{}", dash.unwrap_or_default(), self.ending)
    }

    /// Where the lines of each item begin and end, without the comments and blank lines behind them.
    fn places(&self) -> Result<Vec<(usize, usize)>, Refusal> {
        let starts: Vec<usize> = self
            .items
            .iter()
            .map(|item| line_start(self.inside, item.span.start))
            .collect();
        let behind = starts.iter().skip(1).copied().chain([self.end]);
        let mut places = Vec::with_capacity(starts.len());
        for ((start, next), item) in starts.iter().zip(behind).zip(self.items) {
            let dash = self.inside.get(*start..item.span.start);
            if dash.map(str::trim) != Some("-") {
                return Err(Refusal::Shape);
            }
            let lines = self.inside.get(*start..next).ok_or(Refusal::Shape)?;
            places.push((*start, start + own_lines(lines)));
        }
        Ok(places)
    }
}

/// The length of `lines` without comments and blank lines at their end.
fn own_lines(lines: &str) -> usize {
    let mut at = 0;
    let mut end = 0;
    for line in lines.split_inclusive('\n') {
        at += line.len();
        let bare = line.trim_start();
        if !bare.is_empty() && !bare.starts_with('#') {
            end = at;
        }
    }
    end
}
