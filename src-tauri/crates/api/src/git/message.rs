//! The message that is proposed for a commit: what was added, changed and removed, by title.

use crate::messages::Messages;
use crate::wire::{GitChange, GitChangeKind};

/// Characters of the first line, as git's own tools show it.
const LONGEST: usize = 72;

/// `Update Disk is full`; `Add 2 files, update 1, remove 1` with the paths below. Empty where there is nothing.
pub(super) fn propose<'a>(
    messages: Messages,
    changes: impl Iterator<Item = &'a GitChange>,
) -> String {
    let changes: Vec<&GitChange> = changes.collect();
    let [first, more @ ..] = changes.as_slice() else {
        return String::new();
    };
    if more.is_empty() {
        let key = format!("git_message_{}", word(first.kind));
        let line = messages.text(&key, &[("title", &name(first))]);
        return shortened(&line);
    }
    let count = |kind: GitChangeKind| {
        changes
            .iter()
            .filter(|change| kind_of(change) == kind)
            .count()
    };
    let kinds = [
        GitChangeKind::Added,
        GitChangeKind::Modified,
        GitChangeKind::Deleted,
    ];
    let parts: Vec<String> = kinds
        .into_iter()
        .filter(|kind| count(*kind) > 0)
        .map(|kind| {
            let count = count(kind);
            let number = if count == 1 { "one" } else { "many" };
            let key = format!("git_message_{}_{number}", word(kind));
            messages.text(&key, &[("count", &count.to_string())])
        })
        .collect();
    let mut line = parts.join(", ");
    if let Some(first) = line.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let paths: Vec<String> = changes
        .iter()
        .map(|change| format!("- {}", change.path))
        .collect();
    format!("{}\n\n{}", shortened(&line), paths.join("\n"))
}

fn kind_of(change: &GitChange) -> GitChangeKind {
    match change.kind {
        GitChangeKind::Conflicted => GitChangeKind::Modified,
        kind => kind,
    }
}

fn word(kind: GitChangeKind) -> &'static str {
    match kind {
        GitChangeKind::Added => "added",
        GitChangeKind::Deleted => "deleted",
        GitChangeKind::Modified | GitChangeKind::Conflicted => "modified",
    }
}

/// The title; of a file without one its name.
fn name(change: &GitChange) -> String {
    let file = || change.path.rsplit('/').next().map(str::to_owned);
    change.title.clone().or_else(file).unwrap_or_default()
}

fn shortened(line: &str) -> String {
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    let kept: String = line.chars().take(LONGEST - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Tongue;

    fn change(kind: GitChangeKind, path: &str, title: Option<&str>) -> GitChange {
        GitChange {
            path: path.into(),
            title: title.map(str::to_owned),
            kind,
            proposed: true,
            marked: false,
        }
    }

    #[test]
    fn a_message_says_what_was_done_to_what() {
        use GitChangeKind::{Added, Deleted, Modified};
        let check = |changes: &[GitChange], en: &str, id: &str| {
            let say = |tongue| propose(Messages::new(tongue), changes.iter());
            assert_eq!((say(Tongue::En), say(Tongue::Id)), (en.into(), id.into()));
        };
        check(&[], "", "");
        let one = change(Modified, "a/disk.md", Some("Disk is full"));
        check(
            std::slice::from_ref(&one),
            "Update Disk is full",
            "Perbarui Disk is full",
        );
        let gone = change(Deleted, "b/old.md", None);
        check(std::slice::from_ref(&gone), "Remove old.md", "Hapus old.md");
        let new = change(Added, "c.md", Some("C"));
        check(
            &[one, gone, new],
            "Add 1 file, update 1 file, remove 1 file\n\n- a/disk.md\n- b/old.md\n- c.md",
            "Tambah 1 berkas, perbarui 1 berkas, hapus 1 berkas\n\n- a/disk.md\n- b/old.md\n- c.md",
        );
    }
}
