//! The fold as a whole: whatever a person does, taking it back leaves the run as it was before.

use super::*;
use crate::readings::Limits;
use crate::steps::procedure;
use proptest::prelude::*;

const TEXT: &str = "\
# Title

## Steps

1. List the pods: `kubectl get pods -n <a>`
2. Restart the service
   1. Open the dashboard
   2. Open the dashboard
3. Wait 2 minutes

## Steps

1. List the pods: `kubectl get pods -n <a>`
";
const OTHER: &str = "# Title

## Steps

1. Restart the service
2. Call the owner
";

fn snapshot(text: &str) -> Snapshot {
    let document = crate::parse("a.md", text);
    Snapshot::of(text, &document, &procedure(&document, text))
}

fn event(seq: u32, what: What) -> Event {
    Event {
        seq,
        at: i64::from(seq) * 1000,
        offset: 420,
        person: "Ayu".into(),
        what,
    }
}

fn begun() -> Run {
    let started = Started {
        document: "a.md".into(),
        snapshot: snapshot(TEXT),
        ..Started::default()
    };
    Run::of(vec![event(1, What::Started(Box::new(started)))]).unwrap()
}

/// The run after the act; as it was where the act is refused or changes nothing.
fn after(run: &Run, act: Act) -> Run {
    match run.decide(act) {
        Ok(Some(what)) => {
            let mut events = run.events.clone();
            events.push(event(run.last() + 1, what));
            Run::of(events).unwrap()
        }
        Ok(None) | Err(_) => run.clone(),
    }
}

fn key(run: &Run, at: usize) -> String {
    let steps = &run.state.steps;
    steps
        .get(at % steps.len().max(1))
        .map_or_else(String::new, |step| step.key.clone())
}

fn asked() -> Asked {
    Asked {
        key: "r1".into(),
        name: "R1".into(),
        unit: "°C".into(),
        limits: Limits {
            min: Some(18.0),
            max: Some(27.0),
        },
    }
}

#[test]
fn values_are_read_and_judged() {
    let run = begun();
    let step = Some(key(&run, 0));
    let read = |run: &Run, typed: &str| {
        let act = Act::Read(step.clone(), asked(), typed.into());
        let refused = run.decide(act.clone()).err();
        (after(run, act), refused)
    };
    let check = |run: &Run, expected: &str| {
        let said = |taken: &Taken| format!("{} {:?}", taken.value, taken.against());
        let taken: Vec<_> = run.state.readings.iter().map(said).collect();
        assert_eq!(taken.join(", "), expected);
    };
    let (warm, _) = read(&run, "30,5 °C");
    check(&warm, "30.5 Above");
    let (right, _) = read(&warm, "24");
    check(&right, "24 Within");
    check(&after(&right, Act::Undo(None)), "30.5 Above");
    check(&read(&right, " ").0, "");
    assert_eq!(read(&right, "24.0").0, right);
    assert_eq!(read(&right, "warm").1, Some(Refusal::NoNumber));
    let act = Act::Read(Some("gone".into()), asked(), "3".into());
    assert_eq!(right.decide(act), Err(Refusal::NoStep));
}

/// An act made of numbers: which, on which step, and a word.
fn act(run: &Run, (which, at): (usize, usize)) -> Act {
    let step = key(run, at);
    match which % 14 {
        0 => Act::Focus(step),
        1 => Act::Done(step),
        2 => Act::Skip(step, "why".into()),
        3 => Act::Fail(step, String::new()),
        4 => Act::Note((at % 2 == 0).then_some(step), "a note".into()),
        5 => Act::Output(step, "printed".into()),
        6 => Act::Fill {
            name: "a".into(),
            value: ["", "x", "y"][at % 3].into(),
            secret: at % 5 == 0,
            origin: Origin::Typed,
        },
        7 => Act::Confirm(Some(step), "rm".into()),
        8 => Act::StartTimer(step),
        9 => Act::StopTimer(step),
        10 => Act::AddStep((at % 3 != 0).then_some(step), "new".into()),
        11 => Act::Read(Some(step), asked(), ["", "20", "30,5 °C"][at % 3].into()),
        12 => Act::Undo(None),
        _ => Act::TakeText(snapshot([TEXT, OTHER][at % 2])),
    }
}

proptest! {
    #[test]
    fn doing_and_taking_back_is_as_before(
        acts in prop::collection::vec((0_usize..14, 0_usize..40), 0..40),
        last in (0_usize..12, 0_usize..40),
    ) {
        let mut run = begun();
        for numbers in acts {
            run = after(&run, act(&run, numbers));
        }
        let done = after(&run, act(&run, last));
        if done.last() > run.last() && done.can_undo(done.last()).is_ok() {
            let back = after(&done, Act::Undo(Some(done.last())));
            prop_assert_eq!(&back.state, &run.state);
            prop_assert_eq!(back.events.len(), run.events.len() + 2);
        }
    }

    #[test]
    fn a_run_folds_to_one_open_or_ended_state_of_each_step(
        acts in prop::collection::vec((0_usize..14, 0_usize..40), 0..60),
    ) {
        let mut run = begun();
        for numbers in acts {
            run = after(&run, act(&run, numbers));
        }
        let state = &run.state;
        let counts = [Status::Open, Status::Done, Status::Skipped, Status::Failed].map(|status| state.count(status));
        prop_assert_eq!(counts.iter().sum::<usize>(), state.steps.len());
        let mut keys: Vec<_> = state.steps.iter().map(|step| &step.key).collect();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), state.steps.len());
        if let Some(current) = &state.current {
            prop_assert!(state.step(current).is_some());
        }
        // Stored and read again it is the same run.
        let stored: Vec<Event> = run.events.iter().map(|event| {
            let (kind, version, json) = event.what.encode();
            Event { what: What::decode(&kind, version, &json), ..event.clone() }
        }).collect();
        prop_assert_eq!(Run::of(stored).unwrap(), run);
    }
}

fn show(run: &Run) -> String {
    let line = |step: &StepState| {
        let mark = match step.status {
            Status::Open => ' ',
            Status::Done => 'x',
            Status::Skipped => '-',
            Status::Failed => '!',
        };
        let current = run.state.current.as_ref() == Some(&step.key);
        let seconds = step
            .elapsed(current, 60_000)
            .map_or_else(String::new, |seconds| format!(" {seconds}s"));
        format!(
            "{}[{mark}] {}{seconds}",
            if current { '>' } else { ' ' },
            step.text.text
        )
    };
    run.state
        .steps
        .iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

fn check(acts: &[(usize, usize)], expected: &expect_test::Expect) {
    let mut run = begun();
    for numbers in acts {
        run = after(&run, act(&run, *numbers));
    }
    expected.assert_eq(&show(&run));
}

#[test]
fn the_text_of_these_tests_has_six_steps() {
    let run = begun();
    assert_eq!(run.state.steps.len(), 6);
    assert_eq!(run.state.snapshot.parameters, ["a"]);
}

#[test]
fn equal_steps_below_equal_headings_are_told_apart() {
    check(
        &[(1, 5)],
        &expect_test::expect![[r"
            >[ ] List the pods: kubectl get pods -n <a> 59s
             [ ] Restart the service
             [ ] Open the dashboard
             [ ] Open the dashboard
             [ ] Wait 2 minutes
             [x] List the pods: kubectl get pods -n <a> 0s"]],
    );
}

#[test]
fn ending_a_step_goes_on_with_the_next_and_times_it() {
    check(
        &[(1, 0), (2, 1), (3, 4)],
        &expect_test::expect![[r"
             [x] List the pods: kubectl get pods -n <a> 1s
             [-] Restart the service 1s
             [-] Open the dashboard 0s
             [-] Open the dashboard 0s
             [!] Wait 2 minutes 1s
            >[ ] List the pods: kubectl get pods -n <a> 56s"]],
    );
}

#[test]
fn what_is_over_cannot_be_changed_or_taken_back() {
    let run = after(&begun(), act(&begun(), (1, 0)));
    let closed = after(&run, Act::Close(Right::Yes, String::new()));
    assert_eq!(
        closed.decide(Act::Note(None, "late".into())),
        Err(Refusal::Closed)
    );
    assert_eq!(closed.decide(Act::Undo(Some(2))), Err(Refusal::Closed));
    assert_eq!(closed.latest_undoable(), None);
}

#[test]
fn facts_cannot_be_taken_back() {
    let run = after(&begun(), Act::Copied(None, "ls".into(), "ls".into()));
    let run = after(&run, Act::Focus(key(&run, 3)));
    for entry in [0, 1, 2, 3, 9] {
        assert_eq!(run.can_undo(entry), Err(Refusal::CannotUndo), "{entry}");
    }
}

#[test]
fn a_text_that_was_built_upon_stays() {
    let taken = after(&begun(), act(&begun(), (13, 1)));
    assert_eq!(taken.can_undo(2), Ok(()));
    let built = after(&taken, act(&taken, (1, 1)));
    assert_eq!(built.can_undo(2), Err(Refusal::BuiltUpon));
}

#[test]
fn output_is_cut_and_masked() {
    let run = begun();
    let long = format!("password=hunter22\n{}", "é".repeat(LONGEST_OUTPUT));
    let Ok(Some(What::Output { text, masked, .. })) = run.decide(Act::Output(key(&run, 0), long))
    else {
        panic!("an output is kept");
    };
    assert!(masked && text.starts_with("password=••••••\n") && text.ends_with("é\n[…]"));
}
