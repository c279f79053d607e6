//! "Did you mean": the nearest known name.

use crate::fold::fold;

/// The candidate nearest to `wanted`, if it is near enough to be a likely slip: at most a third of
/// the length in edits (Damerau–Levenshtein, optimal string alignment), three at the most.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = fold(wanted).chars().take(LONGEST).collect();
    let allowed = (wanted.len() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let folded: Vec<char> = fold(candidate).chars().take(LONGEST + 4).collect();
            (folded.len().abs_diff(wanted.len()) <= allowed)
                .then(|| (distance(&wanted, &folded), candidate))
        })
        .filter(|(edits, _)| *edits <= allowed)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Longer names are compared by their beginning, which bounds the work.
const LONGEST: usize = 128;

/// Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(x != y))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_nothing_else() {
        let known = ["diagnosis", "mitigation", "impact"];
        assert_eq!(nearest("Diagnosys", known), Some("diagnosis"));
        assert_eq!(nearest("mitgiation", known), Some("mitigation"));
        assert_eq!(nearest("escalation", known), None);
        assert_eq!(nearest("", known), None);
    }
}
