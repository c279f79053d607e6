//! Steps, parameters and destructive commands, judged by documents of four repositories that were labelled by hand
//! (`tests/fixtures/steps`, with the rules they were labelled by).
//!
//! What differs from the labels is printed, document by document: `cargo test --test it steps -- --nocapture`.

use drillbook_runbook::{Document, destructive, parse, steps};
use drillbook_tests::{places, shared};
use drillbook_text::LineIndex;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// How often what was found is right, and what is right was found.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn of<T: Ord>(found: &BTreeSet<T>, labelled: &BTreeSet<T>) -> Self {
        let right = found.intersection(labelled).count();
        Self {
            right,
            wrong: found.len() - right,
            missed: labelled.len() - right,
        }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of a few hundred")]
    fn share(part: usize, all: usize) -> f64 {
        if all == 0 {
            1.0
        } else {
            part as f64 / all as f64
        }
    }

    fn precision(self) -> f64 {
        Self::share(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        Self::share(self.right, self.right + self.missed)
    }

    fn f1(self) -> f64 {
        Self::share(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

/// What is in a document, or should be.
#[derive(Default)]
struct Found {
    steps: BTreeSet<u64>,
    parameters: BTreeSet<(u64, String)>,
    destructive: BTreeSet<u64>,
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is what the test is run for")]
fn steps_parameters_and_destructive_commands_are_as_labelled() {
    let Some(corpora) = shared::find("corpora/dev") else {
        return;
    };
    let mut table: BTreeMap<String, [Score; 3]> = BTreeMap::new();
    for label in labels() {
        let (found, labelled) = (found(&corpora, &label), labelled(&label));
        let scores = [
            Score::of(&found.steps, &labelled.steps),
            Score::of(&found.parameters, &labelled.parameters),
            Score::of(&found.destructive, &labelled.destructive),
        ];
        difference(&label, &found, &labelled);
        for name in [label["corpus"].as_str().unwrap(), "~ all"] {
            let row = table.entry(name.to_owned()).or_default();
            row.iter_mut()
                .zip(scores)
                .for_each(|(all, one)| all.add(one));
        }
    }
    for (name, row) in &table {
        let cells = row.map(|score| {
            let (right, wrong, missed) = (score.right, score.wrong, score.missed);
            let (precision, recall, f1) = (score.precision(), score.recall(), score.f1());
            format!("{right:4} +{wrong:<3} -{missed:<3} P {precision:.3} R {recall:.3} F1 {f1:.3}")
        });
        println!("{name:30} | {}", cells.join(" | "));
    }
    let [steps, parameters, destructive] = table["~ all"];
    assert!(steps.f1() >= 0.9, "F1 of steps is {:.3}", steps.f1());
    assert!(
        parameters.precision() >= 0.95,
        "precision of parameters is {:.3}",
        parameters.precision()
    );
    assert!(
        destructive.precision() >= 0.95,
        "precision of destructive marks is {:.3}",
        destructive.precision()
    );
}

fn labels() -> Vec<Value> {
    let folder = places::root().join("tests/fixtures/steps");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "jsonl")
    });
    files.sort();
    let text: String = files
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let labels: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(!labels.is_empty(), "no labels");
    labels
}

fn labelled(label: &Value) -> Found {
    let rows = |name: &str| label[name].as_array().unwrap().clone();
    let line = |row: &Value| row["line"].as_u64().unwrap();
    Found {
        steps: rows("steps")
            .iter()
            .map(|line| line.as_u64().unwrap())
            .collect(),
        parameters: rows("parameters")
            .iter()
            .map(|row| (line(row), row["name"].as_str().unwrap().to_owned()))
            .collect(),
        destructive: rows("destructive").iter().map(line).collect(),
    }
}

fn found(corpora: &Path, label: &Value) -> Found {
    let path = label["path"].as_str().unwrap();
    let file = corpora.join(label["corpus"].as_str().unwrap()).join(path);
    let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
    let document = parse(path, &text);
    assert_eq!(
        document.content_hash, label["hash"],
        "{path} is not what was labelled"
    );
    let procedure = steps::procedure(&document, &text);
    let mut parameters = BTreeSet::new();
    for parameter in &procedure.parameters {
        for place in &parameter.places {
            let copy = &document.commands[place.command].copy;
            parameters.insert((
                u64::from(place.line),
                steps::inner_name(place.span.of(copy)).to_owned(),
            ));
        }
    }
    Found {
        steps: procedure
            .steps
            .iter()
            .map(|step| u64::from(step.line))
            .collect(),
        parameters,
        destructive: marks(&document, &text),
    }
}

/// The lines of the file on which destructive commands stand.
fn marks(document: &Document, text: &str) -> BTreeSet<u64> {
    let mut lines = BTreeSet::new();
    let index = LineIndex::new(text);
    for command in &document.commands {
        let places = command.lines(text, &index);
        for mark in destructive(&command.copy, &command.language) {
            let line = command.copy[..mark.span.start].matches('\n').count();
            lines.insert(u64::from(places[line]));
        }
    }
    lines
}

#[expect(clippy::print_stdout, reason = "shown with --nocapture")]
fn difference(label: &Value, found: &Found, labelled: &Found) {
    let path = label["path"].as_str().unwrap();
    let show = |what: &str, wrong: Vec<String>, missed: Vec<String>| {
        if !(wrong.is_empty() && missed.is_empty()) {
            println!("{path}: {what} wrong {wrong:?} missed {missed:?}");
        }
    };
    let text = |line: &&u64| line.to_string();
    show(
        "steps",
        found
            .steps
            .difference(&labelled.steps)
            .map(|l| text(&l))
            .collect(),
        labelled
            .steps
            .difference(&found.steps)
            .map(|l| text(&l))
            .collect(),
    );
    let pair = |(line, name): &(u64, String)| format!("{line}:{name}");
    show(
        "parameters",
        found
            .parameters
            .difference(&labelled.parameters)
            .map(pair)
            .collect(),
        labelled
            .parameters
            .difference(&found.parameters)
            .map(pair)
            .collect(),
    );
    show(
        "destructive",
        found
            .destructive
            .difference(&labelled.destructive)
            .map(|l| text(&l))
            .collect(),
        labelled
            .destructive
            .difference(&found.destructive)
            .map(|l| text(&l))
            .collect(),
    );
}
