//! Which branch an output stands for.

use crate::steps::{Branch, Step};

/// How much of an output is looked at.
const LONGEST: usize = 1_000_000;

/// The branches of `step` whose patterns stand in `output`, as indices into [`Step::branches`]. Upper and lower case
/// are alike, words are whole, and `…`, `...` and `<name>` in a pattern stand for anything in a line.
pub fn matching_branches(step: &Step, output: &str) -> Vec<usize> {
    let mut end = output.len().min(LONGEST);
    while !output.is_char_boundary(end) {
        end -= 1;
    }
    let lines: Vec<String> = output
        .get(..end)
        .unwrap_or_default()
        .lines()
        .map(str::to_lowercase)
        .collect();
    let holds = |branch: &Branch| {
        branch
            .patterns
            .iter()
            .any(|pattern| stands(pattern, &lines))
    };
    let all = step.branches.iter().enumerate();
    all.filter(|(_, branch)| holds(branch))
        .map(|(at, _)| at)
        .collect()
}

fn stands(pattern: &str, lines: &[String]) -> bool {
    let parts = parts(&pattern.to_lowercase());
    !parts.is_empty() && lines.iter().any(|line| in_line(&parts, line))
}

/// The parts of a pattern between what stands for anything.
fn parts(pattern: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = pattern;
    while let Some(open) = rest.find('<') {
        let behind = rest.get(open..).unwrap_or_default();
        let close = behind
            .find('>')
            .filter(|close| *close > 1 && behind[1..].starts_with(|c: char| c.is_alphabetic()));
        plain.push_str(rest.get(..open).unwrap_or_default());
        plain.push(if close.is_some() { '…' } else { '<' });
        rest = behind
            .get(close.map_or(1, |close| close + 1)..)
            .unwrap_or_default();
    }
    plain.push_str(rest);
    let plain = plain.replace("...", "…");
    plain
        .split('…')
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// Whether the parts stand in the line, one behind the other, each as whole words.
fn in_line(parts: &[String], line: &str) -> bool {
    let mut at = 0;
    parts.iter().all(|part| match word(part, line, at) {
        Some(end) => {
            at = end;
            true
        }
        None => false,
    })
}

/// Where `part` ends in `line`, from `at` on, as whole words.
fn word(part: &str, line: &str, at: usize) -> Option<usize> {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let (first, last) = (part.chars().next(), part.chars().next_back());
    line.get(at..)?.match_indices(part).find_map(|(place, _)| {
        let (start, end) = (at + place, at + place + part.len());
        let before = line.get(..start)?.chars().next_back();
        let behind = line.get(end..)?.chars().next();
        let cut = (is_word(first) && is_word(before)) || (is_word(last) && is_word(behind));
        (!cut).then_some(end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::steps::procedure;

    /// The branches of the first step as `patterns | expected | then | step`.
    fn branches(text: &str) -> (Step, Vec<String>) {
        let document = parse("a.md", text);
        let steps = procedure(&document, text).steps;
        let step = steps[0].clone();
        let shown = step.branches.iter().map(|branch| {
            let to = branch.step.map_or("-", |to| steps[to].id.as_str());
            format!(
                "{} | {} | {} | {to}",
                branch.patterns.join(","),
                branch.expected,
                branch.then
            )
        });
        let shown = shown.collect();
        (step, shown)
    }

    fn check(text: &str, expected: &[&str]) -> Step {
        let (step, shown) = branches(text);
        assert_eq!(shown, expected, "{text}");
        step
    }

    #[test]
    fn sentences_say_what_to_expect() {
        check(
            "1. Check it with `kubectl get pods`. Expected: all `Running`. If one is `Pending`, go to step 2. If it is not `Ready`: wait.\n2. Stop it.\n",
            &[
                "Running | all `Running` |  | -".replace('`', "").as_str(),
                "Pending | one is Pending | go to step 2. | /2",
                " | it is not Ready | wait. | -",
            ],
        );
        check(
            "1. Periksa skema. Hasil `compatible`: mundur. Normalnya: di bawah 800 ms. Jika `gagal`, lanjut ke langkah 2.\n2. Hentikan.\n",
            &[
                "compatible | compatible | mundur. | -",
                " | di bawah 800 ms |  | -",
                "gagal | gagal | lanjut ke langkah 2. | /2",
            ],
        );
    }

    #[test]
    fn nested_steps_that_pose_a_condition_are_branches() {
        let step = check(
            "1. Look at the disk with `df`\n   - If the output says 100%, delete old logs\n   - If the output says `Stale`, restart it\n   - If it shows a lot of files, archive them\n2. Stop it.\n",
            &[
                "100% | the output says 100% | delete old logs | /1.1",
                "Stale | the output says Stale | restart it | /1.2",
                " | it shows a lot of files | archive them | /1.3",
            ],
        );
        assert_eq!(matching_branches(&step, "/dev/sda1 100%"), [0]);
        assert_eq!(
            matching_branches(&step, "/dev/sda1 1100%"),
            [] as [usize; 0]
        );
        assert_eq!(matching_branches(&step, "stale file handle"), [1]);
    }

    #[test]
    fn tables_and_bullets_say_what_to_do() {
        let step = check(
            "1. Look at the log:\n\n   | You see | Do |\n   |---|---|\n   | `took … ms` | step 2 |\n   | \"t\" | nothing |\n\n   - `Running` → go on\n2. Stop it.\n",
            &[
                "took … ms | took … ms | step 2 | /2",
                "t | \"t\" | nothing | -",
                "Running | Running | go on | -",
            ],
        );
        assert_eq!(matching_branches(&step, "it took 40 ms"), [0]);
        assert_eq!(matching_branches(&step, "a\n t \n"), [1]);
        assert_eq!(matching_branches(&step, "pod is running"), [2]);
        assert_eq!(matching_branches(&step, "nothing of it"), [] as [usize; 0]);
    }
}
