//! The rules, one function each.

/// A file of the repository.
pub(super) struct Source<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
}

type Rule = fn(&Source<'_>) -> Vec<String>;

/// All rules, in the order in which they are reported for a file.
pub(super) const RULES: [Rule; 6] = [
    length,
    module_doc,
    machine_paths,
    messages,
    attributes,
    loose_ends,
];

const LONGEST: usize = 600;

/// Words that are written in two halves here, so that this file does not report itself.
const MACHINE_PATHS: [&str; 2] = [concat!("/wo", "rk/"), concat!("/far", "m/")];
const ALLOW: &str = concat!("#[al", "low(");
const LOOSE_ENDS: [&str; 3] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
];
const FORBIDDEN_IN_MESSAGES: [&str; 1] = ["playbook"];

fn length(source: &Source<'_>) -> Vec<String> {
    let lines = source.text.lines().count();
    if !source.is_code() || source.is_test() || source.is_generated() || lines <= LONGEST {
        return Vec::new();
    }
    vec![format!(
        "{}: {lines} lines; a concept in it may want a file of its own (at most {LONGEST})",
        source.path
    )]
}

fn module_doc(source: &Source<'_>) -> Vec<String> {
    if !source.has_extension("rs")
        || source.path.ends_with("build.rs")
        || source.text.starts_with("//!")
    {
        return Vec::new();
    }
    vec![format!(
        "{}:1: opens without saying what it is (`//!`)",
        source.path
    )]
}

fn machine_paths(source: &Source<'_>) -> Vec<String> {
    if source.is_content() || source.is_lock() {
        return Vec::new();
    }
    source.lines_with("names a path of somebody's machine", |line| {
        MACHINE_PATHS.iter().any(|path| starts_path(line, path))
    })
}

/// Whether the line holds the path at its beginning: `a/home/b` and a URL's `…org/home/` are none.
fn starts_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || "._-/}~*$".contains(letter))
    })
}

fn messages(source: &Source<'_>) -> Vec<String> {
    if !source.path.starts_with("ui/messages/") {
        return Vec::new();
    }
    source.lines_with("says a word that the app does not use", |line| {
        let line = line.to_lowercase();
        FORBIDDEN_IN_MESSAGES.iter().any(|word| line.contains(word))
    })
}

fn attributes(source: &Source<'_>) -> Vec<String> {
    if !source.has_extension("rs") {
        return Vec::new();
    }
    source.lines_with(
        "silences a lint for good; use `#[expect(lint, reason = …)]`",
        |line| line.contains(ALLOW),
    )
}

fn loose_ends(source: &Source<'_>) -> Vec<String> {
    if !source.is_code() || source.is_generated() {
        return Vec::new();
    }
    source.lines_with(
        "leaves work behind without the issue that holds it",
        |line| LOOSE_ENDS.iter().any(|word| line.contains(word)) && !names_issue(line),
    )
}

fn names_issue(line: &str) -> bool {
    line.split('#')
        .skip(1)
        .any(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

impl Source<'_> {
    fn has_extension(&self, extension: &str) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, found)| found == extension)
    }

    fn is_code(&self) -> bool {
        ["rs", "ts", "js", "svelte", "css"]
            .iter()
            .any(|extension| self.has_extension(extension))
    }

    fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        self.path.starts_with("tests/")
            || self.path.contains("/tests/")
            || name.contains(".test.")
            || name == "tests.rs"
    }

    fn is_generated(&self) -> bool {
        self.path.contains("/generated/")
    }

    /// The starter library speaks of a team's machines.
    fn is_content(&self) -> bool {
        self.path.starts_with("runbooks/") || self.path.starts_with("scenarios/")
    }

    fn is_lock(&self) -> bool {
        self.path.ends_with("Cargo.lock") || self.path.ends_with("package-lock.json")
    }

    fn lines_with(&self, what: &str, found: impl Fn(&str) -> bool) -> Vec<String> {
        let lines = self
            .text
            .lines()
            .enumerate()
            .filter(|(_, line)| found(line));
        lines
            .map(|(number, _)| format!("{}:{}: {what}", self.path, number + 1))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: &[&str]) {
        let source = Source { path, text };
        let problems: Vec<String> = RULES.iter().flat_map(|rule| rule(&source)).collect();
        assert_eq!(problems, expected);
    }

    #[test]
    fn a_module_says_what_it_is() {
        check("a/one.rs", "//! One.\n", &[]);
        check("a/build.rs", "fn main() {}\n", &[]);
        check(
            "a/one.rs",
            "use two;\n",
            &["a/one.rs:1: opens without saying what it is (`//!`)"],
        );
    }

    #[test]
    fn a_file_has_an_end() {
        let long = format!("//! Long.\n{}", "x\n".repeat(600));
        check(
            "a/one.rs",
            &long,
            &["a/one.rs: 601 lines; a concept in it may want a file of its own (at most 600)"],
        );
        check("tests/one.rs", &long, &[]);
        check("ui/src/platform/generated/One.ts", &long, &[]);
    }

    #[test]
    fn paths_of_a_machine_are_found_at_their_beginning_only() {
        let path = MACHINE_PATHS[0];
        check(
            "a.md",
            &format!("see {path}main\n"),
            &["a.md:1: names a path of somebody's machine"],
        );
        check("a.md", &format!("see target{path}main\n"), &[]);
        check("runbooks/a.md", &format!("see {path}main\n"), &[]);
    }

    #[test]
    fn messages_use_the_words_of_the_app() {
        let text = "{\n\"a\": \"Open Playbook\"\n}\n";
        check(
            "ui/messages/en.json",
            text,
            &["ui/messages/en.json:2: says a word that the app does not use"],
        );
    }

    #[test]
    fn lints_are_expected_with_a_reason() {
        let text = format!("//! One.\n{ALLOW}dead_code)]\n");
        let expected = "one.rs:2: silences a lint for good; use `#[expect(lint, reason = …)]`";
        check("one.rs", &text, &[expected]);
    }

    #[test]
    fn work_left_behind_names_its_issue() {
        let word = LOOSE_ENDS[0];
        check("one.ts", &format!("// {word}(#12): later\n"), &[]);
        check(
            "one.ts",
            &format!("// {word}: later\n"),
            &["one.ts:1: leaves work behind without the issue that holds it"],
        );
    }
}
