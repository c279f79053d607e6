//! The marks that a conflict leaves in a text: such a file is not committed.

use drillbook_library::{FileStamp, Root};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Bytes of a file that are looked at.
const LONGEST: u64 = 2 * 1024 * 1024;

/// What was found in changed files. How the repository stands is asked for at every turn: a file is read again only where it
/// is another one. A commit does not rely on it.
#[derive(Debug, Default)]
pub(crate) struct Marks(Mutex<HashMap<String, (FileStamp, bool)>>);

impl Marks {
    /// The file is there, and the marks of a conflict stand in it.
    pub(super) fn stand_in(&self, root: &Root, path: &str) -> bool {
        let Some(stamp) = root.stamp(path) else {
            return false;
        };
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match known.get(path) {
            Some((then, found)) if *then == stamp => *found,
            _ => {
                let found = stand_in(root, path);
                known.insert(path.to_owned(), (stamp, found));
                found
            }
        }
    }
}

/// The file is there, and the marks of a conflict stand in it.
pub(super) fn stand_in(root: &Root, path: &str) -> bool {
    let Ok(file) = root.read(path, LONGEST) else {
        return false;
    };
    marked(&String::from_utf8_lossy(&file.bytes))
}

/// All three marks, in their order, each at the beginning of a line: a text about conflicts shows them indented or fenced
/// by less.
fn marked(text: &str) -> bool {
    let mut marks = ["<<<<<<< ", "=======", ">>>>>>> "].into_iter().peekable();
    for line in text.lines() {
        if marks.next_if(|mark| line.starts_with(mark)).is_some() && marks.peek().is_none() {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_again_when_it_is_another_one() {
        let folder = tempfile::tempdir().unwrap();
        let root = Root::open(folder.path()).unwrap();
        let marks = Marks::default();
        let write = |text: &str| std::fs::write(folder.path().join("a.md"), text).unwrap();
        assert!(!marks.stand_in(&root, "a.md"));
        write("<<<<<<< a\n=======\n>>>>>>> b\n");
        assert!(marks.stand_in(&root, "a.md"));
        write("settled\n");
        assert!(!marks.stand_in(&root, "a.md"));
    }

    #[test]
    fn only_all_marks_in_their_order_are_a_conflict() {
        let check = |text: &str, expected: bool| assert_eq!(marked(text), expected, "{text}");
        check(
            "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> origin/main\n",
            true,
        );
        check("<<<<<<< a\r\n=======\r\n>>>>>>> b\r\n", true);
        check("Title\n=======\n", false);
        check("    <<<<<<< HEAD\n    =======\n    >>>>>>> b\n", false);
        check(">>>>>>> b\n=======\n<<<<<<< a\n", false);
    }
}
