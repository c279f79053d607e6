//! The marks that a conflict leaves in a text: such a file is not committed.

use drillbook_library::Root;

/// Bytes of a file that are looked at.
const LONGEST: u64 = 2 * 1024 * 1024;

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
