//! Three texts on the way to one: what somebody wrote and what stands elsewhere, both made from the same original. It tells
//! line by line where they differ and who changed what; it decides nothing, and the regions put together again are the
//! texts that they came from.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A stretch of the three texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Who changed it.
    pub kind: RegionKind,
    /// Its lines in my text, with their ends.
    pub mine: String,
    /// Its lines in the original; empty where there is none.
    pub original: String,
    /// Its lines in the other text.
    pub theirs: String,
}

/// Who changed a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionKind {
    /// Nobody.
    Same,
    /// I did.
    Mine,
    /// They did.
    Theirs,
    /// Both, in the same way.
    Both,
    /// Both, each in their own way; or nobody knows, where there is no original.
    Conflict,
}

/// The regions of the texts, in order. Without an original every difference is a conflict.
pub fn merge(mine: &str, original: Option<&str>, theirs: &str) -> Vec<Region> {
    let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
    let (mine, theirs) = (lines(mine), lines(theirs));
    let Some(original) = original else {
        return compare(&mine, &theirs);
    };
    let original = lines(original);
    let mut hunks = hunks(&original, &mine, Side::Mine);
    hunks.extend(self::hunks(&original, &theirs, Side::Theirs));
    hunks.sort_by_key(|hunk| (hunk.from, hunk.to));
    Sweep {
        texts: [&mine, &theirs],
        original: &original,
        at: [0, 0],
        done: 0,
        regions: Vec::new(),
    }
    .run(&hunks)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Mine,
    Theirs,
}

/// Lines of the original that one side replaced.
struct Hunk {
    side: Side,
    from: usize,
    to: usize,
    /// Lines that stand there instead.
    lines: usize,
}

fn hunks(original: &[&str], text: &[&str], side: Side) -> Vec<Hunk> {
    let ops = capture_diff_slices(Algorithm::Myers, original, text);
    let changed = ops.into_iter().filter(|op| op.tag() != DiffTag::Equal);
    changed
        .map(|op| Hunk {
            side,
            from: op.old_range().start,
            to: op.old_range().end,
            lines: op.new_range().len(),
        })
        .collect()
}

/// Goes through the three texts side by side.
struct Sweep<'a> {
    texts: [&'a [&'a str]; 2],
    original: &'a [&'a str],
    /// Lines of each side that are told already.
    at: [usize; 2],
    /// Lines of the original that are told already.
    done: usize,
    regions: Vec<Region>,
}

impl Sweep<'_> {
    fn run(mut self, mut hunks: &[Hunk]) -> Vec<Region> {
        while let Some(first) = hunks.first() {
            self.region([first.from - self.done; 2], first.from, false);
            // What touches belongs together: between two changes without a line of the original nobody can tell the order.
            let mut to = first.to;
            let mut count = 1;
            while let Some(next) = hunks.get(count).filter(|next| next.from <= to) {
                to = to.max(next.to);
                count += 1;
            }
            let (here, rest) = hunks.split_at(count);
            let lines = |side| {
                let own = || here.iter().filter(move |hunk| hunk.side == side);
                let replaced: usize = own().map(|hunk| hunk.to - hunk.from).sum();
                let added: usize = own().map(|hunk| hunk.lines).sum();
                to - self.done - replaced + added
            };
            self.region([lines(Side::Mine), lines(Side::Theirs)], to, true);
            hunks = rest;
        }
        let end = self.original.len();
        self.region([end - self.done; 2], end, false);
        self.regions
    }

    /// Tells the next lines: so many of each side, and those of the original up to `to`.
    fn region(&mut self, lines: [usize; 2], to: usize, changed: bool) {
        let mut next = |side: usize| {
            let from = self.at[side];
            self.at[side] += lines[side];
            self.texts[side]
                .get(from..self.at[side])
                .unwrap_or_default()
                .concat()
        };
        let (mine, theirs) = (next(0), next(1));
        let original = self
            .original
            .get(self.done..to)
            .unwrap_or_default()
            .concat();
        self.done = to;
        if !changed && original.is_empty() {
            return;
        }
        let kind = match () {
            () if !changed => RegionKind::Same,
            () if mine == theirs => RegionKind::Both,
            () if mine == original => RegionKind::Theirs,
            () if theirs == original => RegionKind::Mine,
            () => RegionKind::Conflict,
        };
        self.regions.push(Region {
            kind,
            mine,
            original,
            theirs,
        });
    }
}

/// Two texts of which nobody knows what they were made from.
fn compare(mine: &[&str], theirs: &[&str]) -> Vec<Region> {
    let ops = capture_diff_slices(Algorithm::Myers, mine, theirs);
    let region = |op: similar::DiffOp| {
        let mine = mine.get(op.old_range()).unwrap_or_default().concat();
        let theirs = theirs.get(op.new_range()).unwrap_or_default().concat();
        if op.tag() == DiffTag::Equal {
            let original = mine.clone();
            return Region {
                kind: RegionKind::Same,
                mine,
                original,
                theirs,
            };
        }
        Region {
            kind: RegionKind::Conflict,
            mine,
            original: String::new(),
            theirs,
        }
    };
    ops.into_iter().map(region).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The regions, one a line: kind, mine, original and theirs with `/` for line ends.
    fn check(mine: &str, original: Option<&str>, theirs: &str, expected: &str) {
        let regions = merge(mine, original, theirs);
        let all = |part: fn(&Region) -> &str| regions.iter().map(part).collect::<String>();
        assert_eq!(all(|region| &region.mine), mine);
        assert_eq!(all(|region| &region.theirs), theirs);
        if let Some(original) = original {
            assert_eq!(all(|region| &region.original), original);
        }
        let shown: Vec<String> = regions
            .iter()
            .map(|region| {
                let each = [&region.mine, &region.original, &region.theirs];
                let [mine, original, theirs] = each.map(|text| text.replace('\n', "/"));
                format!("{:?} {mine} | {original} | {theirs}", region.kind)
            })
            .collect();
        assert_eq!(shown.join("\n"), expected);
    }

    #[test]
    fn who_changed_what_is_told() {
        check("", Some(""), "", "");
        check("a\n", Some("a\n"), "a\n", "Same a/ | a/ | a/");
        check(
            "A\nb\nc\nd\ne\n",
            Some("a\nb\nc\nd\ne\n"),
            "a\nb\nC\nd\nE\n",
            "Mine A/ | a/ | a/\nSame b/ | b/ | b/\nTheirs c/ | c/ | C/\nSame d/ | d/ | d/\nTheirs e/ | e/ | E/",
        );
        check(
            "a\nx\n",
            Some("a\nb\n"),
            "a\nx\n",
            "Same a/ | a/ | a/\nBoth x/ | b/ | x/",
        );
        check(
            "a\nx\nc\n",
            Some("a\nb\nc\n"),
            "a\ny\nc\n",
            "Same a/ | a/ | a/\nConflict x/ | b/ | y/\nSame c/ | c/ | c/",
        );
    }

    #[test]
    fn lines_that_went_and_came_are_told() {
        check(
            "a\nc\n",
            Some("a\nb\nc\n"),
            "a\nb\nc\nd\n",
            "Same a/ | a/ | a/\nMine  | b/ | b/\nSame c/ | c/ | c/\nTheirs  |  | d/",
        );
        check(
            "a\nmine\n",
            Some("a\n"),
            "a\ntheirs\n",
            "Same a/ | a/ | a/\nConflict mine/ |  | theirs/",
        );
        check("", Some("a\n"), "b\n", "Conflict  | a/ | b/");
        check("a", Some("a\n"), "a\nb\n", "Conflict a | a/ | a/b/");
    }

    #[test]
    fn without_an_original_every_difference_is_a_conflict() {
        check(
            "a\nx\n",
            None,
            "a\ny\nz\n",
            "Same a/ | a/ | a/\nConflict x/ |  | y/z/",
        );
    }
}
