//! Which repository a folder is of: the first commit of its history, the same for everybody who cloned
//! it, wherever and under whatever name.
//!
//! Asks the person's git and only reads: nothing that the repository names is run, nothing is fetched, and an answer that
//! takes too long is none.

use crate::git::Repository;
use std::path::Path;
use std::time::Duration;

/// Where a folder comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The first commit, as git prints it.
    pub root_commit: String,
    /// The folder's path in the repository, ending with `/`; empty for its top.
    pub prefix: String,
}

/// A history that takes longer to walk is not asked for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where the folder comes from; `None` where it is in no repository, git is not there or does not
/// answer, or the repository holds only the end of its history.
pub fn origin(folder: &Path) -> Option<Origin> {
    origin_within(folder, PATIENCE)
}

/// The same where git answers each question within `patience`.
pub fn origin_within(folder: &Path, patience: Duration) -> Option<Origin> {
    let repository = Repository::find_within(folder, patience).ok()?;
    if repository.is_shallow() {
        return None;
    }
    Some(Origin {
        root_commit: repository.root_commit(patience)?,
        prefix: repository.prefix().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::testing::Scene;

    #[test]
    fn clones_have_one_origin_and_a_folder_in_them_a_prefix() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(origin(folder.path()), None, "no repository");
        let Some(scene) = Scene::unborn() else { return };
        assert_eq!(origin(&scene.path("")), None, "no commit yet");
        scene.commit("docs/a.md", "# A\n");
        let found = origin(&scene.path("")).unwrap();
        assert_eq!((found.root_commit.len(), found.prefix.as_str()), (40, ""));
        scene.commit("b.md", "# B\n");
        assert_eq!(
            origin(&scene.path("")),
            Some(found.clone()),
            "history goes on"
        );
        let second = Scene::clone_of(&scene.path(""));
        let inside = origin(&second.path("docs")).unwrap();
        assert_eq!(inside.root_commit, found.root_commit);
        assert_eq!(inside.prefix, "docs/");
    }
}
