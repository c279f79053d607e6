//! The name in git's settings, read from the file: git is not run, and nothing else of the file is looked at.

use crate::Root;
use std::fs;

/// The longest file that is looked at, in bytes.
const LONGEST: u64 = 256 * 1024;

impl Root {
    /// `user.name` of the repository that the library is the top of. Shown, never trusted.
    pub fn git_user(&self) -> Option<String> {
        let git = self.path().join(".git");
        let config = git.join("config");
        let is_own = |path: &std::path::Path| {
            path.symlink_metadata()
                .is_ok_and(|found| !found.file_type().is_symlink())
        };
        let size = config
            .symlink_metadata()
            .ok()
            .filter(fs::Metadata::is_file)?
            .len();
        if !is_own(&git) || size > LONGEST {
            return None;
        }
        git_user(&fs::read_to_string(config).ok()?)
    }
}

/// `user.name` in a text in the form of git's settings; the last one wins, as in git.
pub fn git_user(text: &str) -> Option<String> {
    let mut inside = false;
    let mut name = None;
    for line in text.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.split(']').next().unwrap_or_default();
            inside = section.trim().eq_ignore_ascii_case("user");
            continue;
        }
        let Some((key, value)) = line.split_once('=').filter(|_| inside) else {
            continue;
        };
        if key.trim().eq_ignore_ascii_case("name") {
            name = Some(plain(value)).filter(|name| !name.is_empty());
        }
    }
    name
}

/// A value without its quotes and without the remark behind it.
fn plain(value: &str) -> String {
    let mut out = String::new();
    let (mut quoted, mut escaped) = (false, false);
    for c in value.trim().chars() {
        match c {
            _ if escaped => {
                out.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '#' | ';' if !quoted => break,
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_read_as_git_reads_it() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(git_user(text).as_deref(), expected, "{text}");
        };
        check(
            "[user]\n\tname = Ayu Lestari\n\temail = a@b\n",
            Some("Ayu Lestari"),
        );
        check("[User]\nName=\"Ayu # L\" ; me\n", Some("Ayu # L"));
        check("[user]\nname = A\n[core]\nname = B\n", Some("A"));
        check("[user \"x\"]\nname = A\n", None);
        check("[user]\nname =\n", None);
        check("name = A", None);
    }

    #[test]
    fn only_a_repository_of_the_librarys_own_is_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("a/.git")).unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        fs::write(folder.path().join("a/.git/config"), "[user]\nname = Ayu\n").unwrap();
        let name = |library: &str| Root::open(&folder.path().join(library)).unwrap().git_user();
        assert_eq!(name("a").as_deref(), Some("Ayu"));
        assert_eq!(name("b"), None);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path().join("a/.git"), folder.path().join("b/.git"))
                .unwrap();
            assert_eq!(name("b"), None);
        }
    }
}
