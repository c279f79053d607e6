//! What a repository would run, or where it would reach out to, if git worked in it: its hooks, and those of its own
//! settings that name a program or a way out. The person's own settings are the person's.

use super::GitError;
use super::repository::Repository;
use drillbook_text::hash;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What would run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WouldRun {
    /// Hooks and settings, by name.
    pub programs: Vec<Program>,
    /// The addresses that it pulls from and pushes to, as the settings have them.
    pub remotes: Vec<String>,
    /// Changes whenever one of these does, a hook's text included.
    pub hash: String,
}

/// A hook, or a setting.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Program {
    /// Which of the two.
    pub kind: ProgramKind,
    /// `pre-commit`; `filter.lfs.clean`.
    pub name: String,
    /// The setting's value; a hook's first line that is no remark.
    pub value: String,
}

/// Where a program is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProgramKind {
    /// A file among the hooks.
    Hook,
    /// A setting.
    Setting,
}

/// Bytes of a hook that are looked at.
const LONGEST_HOOK: u64 = 1024 * 1024;
/// Characters of a value that are shown.
const LONGEST_VALUE: usize = 300;

impl Repository {
    /// What would run. Nothing is run to find out.
    pub fn would_run(&self) -> Result<WouldRun, GitError> {
        let answer = self.read(&["config", "--list", "--includes", "--show-scope", "-z"])?;
        if answer.cut {
            return Err(GitError::TooLarge);
        }
        let mut programs = Vec::new();
        let mut remotes = Vec::new();
        let mut told = String::new();
        let mut hooks = None;
        let text = answer.text();
        let mut parts = text.split('\0');
        while let (Some(scope), Some(entry)) = (parts.next(), parts.next()) {
            let (key, value) = entry.split_once('\n').unwrap_or((entry, "true"));
            if key == "core.hookspath" && scope != "command" {
                hooks = Some(value.to_owned());
            }
            if !matches!(scope, "local" | "worktree") {
                continue;
            }
            if is_address(key) {
                remotes.push(value.to_owned());
            } else if !runs(key, value) {
                continue;
            } else {
                programs.push(Program {
                    kind: ProgramKind::Setting,
                    name: key.to_owned(),
                    value: shown(value),
                });
            }
            // The lengths keep one entry from looking like two.
            let _ = writeln!(told, "{}:{key}={}:{value}", key.len(), value.len());
        }
        self.hooks(hooks.as_deref(), &mut programs, &mut told);
        programs.sort();
        remotes.sort();
        remotes.dedup();
        Ok(WouldRun {
            programs,
            remotes,
            hash: hash::file(told.as_bytes()),
        })
    }

    fn hooks(&self, set: Option<&str>, programs: &mut Vec<Program>, told: &mut String) {
        let entries = fs::read_dir(self.hooks_folder(set)).into_iter().flatten();
        let mut hooks: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        hooks.sort();
        for path in hooks {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.ends_with(".sample") || !may_run(&path) {
                continue;
            }
            let bytes = beginning(&path);
            let _ = writeln!(told, "{name} {}", hash::file(&bytes));
            programs.push(Program {
                kind: ProgramKind::Hook,
                name: name.into_owned(),
                value: first_line(&bytes),
            });
        }
    }
}

impl Repository {
    /// Where git looks for hooks; `set` is what the settings say.
    fn hooks_folder(&self, set: Option<&str>) -> PathBuf {
        let Some(set) = set else {
            let common = self.line(&["rev-parse", "--git-common-dir"]);
            return self.top.join(common.unwrap_or_default()).join("hooks");
        };
        match set.strip_prefix("~/").zip(std::env::var_os("HOME")) {
            Some((rest, home)) => Path::new(&home).join(rest),
            None => self.top.join(set),
        }
    }
}

/// The key names where to pull from or push to.
fn is_address(key: &str) -> bool {
    let name = key
        .strip_prefix("remote.")
        .and_then(|rest| rest.rsplit_once('.'));
    matches!(name, Some((_, "url" | "pushurl")))
}

/// The setting names a program, or a way out that is not the remote's address.
fn runs(key: &str, value: &str) -> bool {
    let (section, rest) = key.split_once('.').unwrap_or((key, ""));
    let (sub, name) = rest.rsplit_once('.').unwrap_or(("", rest));
    match section {
        "core" => match name {
            "fsmonitor" => !matches!(value, "false" | "no" | "off" | "0" | ""),
            "sshcommand"
            | "hookspath"
            | "editor"
            | "pager"
            | "gitproxy"
            | "askpass"
            | "alternaterefscommand" => true,
            _ => false,
        },
        "filter" | "credential" | "gpg" | "alias" | "include" | "includeif" | "url" | "http"
        | "hook" | "protocol" => true,
        "diff" => (sub.is_empty() && name == "external") || matches!(name, "command" | "textconv"),
        "merge" => name == "driver",
        "remote" => matches!(name, "uploadpack" | "receivepack" | "vcs" | "proxy"),
        "submodule" => name == "update",
        "sequence" => name == "editor",
        "trailer" => matches!(name, "command" | "cmd"),
        _ => false,
    }
}

fn shown(value: &str) -> String {
    value
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_VALUE)
        .collect()
}

fn first_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'));
    shown(line.unwrap_or_default())
}

/// Git would run it: a file, or a link to one, that may be executed.
fn may_run(path: &Path) -> bool {
    let Ok(found) = fs::metadata(path) else {
        return false;
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        found.is_file() && found.permissions().mode() & 0o111 != 0
    }
    #[cfg(not(unix))]
    found.is_file()
}

fn beginning(path: &Path) -> Vec<u8> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    if let Ok(file) = fs::File::open(path) {
        // What cannot be read hashes as far as it could.
        drop(file.take(LONGEST_HOOK).read_to_end(&mut bytes));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::testing::Scene;

    #[test]
    fn the_listed_keys_and_no_others_run_something() {
        for (key, value) in [
            ("core.fsmonitor", "x.sh"),
            ("core.sshcommand", "x"),
            ("filter.a.b.clean", "x"),
            ("diff.external", "x"),
            ("diff.a.textconv", "x"),
            ("merge.ours.driver", "true"),
            ("alias.st", "!x"),
            ("includeif.gitdir:/a/.path", "x"),
            ("remote.origin.uploadpack", "x"),
            ("url.ext::x.insteadof", "https://"),
        ] {
            assert!(runs(key, value), "{key}");
        }
        for (key, value) in [
            ("core.bare", "false"),
            ("core.fsmonitor", "false"),
            ("user.name", "x"),
            ("diff.renames", "true"),
            ("branch.main.merge", "refs/heads/main"),
            ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"),
        ] {
            assert!(!runs(key, value), "{key}");
        }
    }

    #[test]
    fn hooks_are_listed_by_what_they_say_and_asked_again_when_that_changes() {
        let Some(scene) = Scene::new() else { return };
        let plain = scene.repository().would_run().unwrap();
        assert_eq!(plain.programs, []);
        scene.hook("pre-commit", "#!/bin/sh\n# remark\nmake lint\n");
        let listed = scene.repository().would_run().unwrap();
        assert_eq!(
            listed.programs,
            [Program {
                kind: ProgramKind::Hook,
                name: "pre-commit".into(),
                value: "make lint".into()
            }]
        );
        scene.hook("pre-commit", "#!/bin/sh\n# remark\nmake lint\nrm -rf /\n");
        let changed = scene.repository().would_run().unwrap();
        assert_eq!(changed.programs, listed.programs);
        assert!(plain.hash != listed.hash && listed.hash != changed.hash);
        scene.git(&["remote", "add", "origin", "https://a@x.example/y.git"]);
        let told = scene.repository().would_run().unwrap();
        assert_eq!(told.remotes, ["https://a@x.example/y.git"]);
        assert!(told.hash != changed.hash);
    }
}
