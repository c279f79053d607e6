//! A program and its descendants, as Linux's `/proc` shows them.

use drillbook_tests::window::wait_for;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// For how long nothing may happen before memory is read.
const IDLE: Duration = Duration::from_secs(5);
/// Processor time in clock ticks (10 ms) that still counts as nothing, over [`IDLE`]: a blinking cursor is not work.
const NOTHING: u64 = 5;
const DEADLINE: Duration = Duration::from_mins(10);

/// The processes of one program.
pub(crate) struct Tree {
    root: u32,
}

impl Tree {
    /// The descendant of `ancestor` that runs `program`.
    pub(crate) fn find(ancestor: u32, program: &Path) -> Self {
        let root = wait_for("the program's process", || {
            let runs = |pid: &u32| {
                fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|path| path == program)
            };
            descendants(ancestor).into_iter().find(runs)
        });
        Self { root }
    }

    /// Waits until the program has been idle for five seconds; returns when that began, in seconds from now.
    ///
    /// # Panics
    /// When it is busy for ten minutes.
    pub(crate) fn idle(&self) -> f32 {
        let begun = Instant::now();
        let mut still = (Instant::now(), self.processor_time());
        while still.0.elapsed() < IDLE {
            std::thread::sleep(Duration::from_millis(250));
            let now = self.processor_time();
            if now > still.1 + NOTHING {
                still = (Instant::now(), now);
            }
            assert!(begun.elapsed() < DEADLINE, "the program is never idle");
        }
        still.0.duration_since(begun).as_secs_f32()
    }

    /// The proportional set size of all processes, in MB.
    pub(crate) fn memory(&self) -> f64 {
        let of_each = descendants(self.root).into_iter().filter_map(memory_of);
        of_each.sum()
    }

    fn processor_time(&self) -> u64 {
        let ticks = descendants(self.root).into_iter().filter_map(|pid| {
            let fields = stat(pid)?;
            Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
        });
        ticks.sum()
    }
}

/// The proportional set size of a process, in MB.
fn memory_of(pid: u32) -> Option<f64> {
    let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    let line = rollup.lines().find(|line| line.starts_with("Pss:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1000.0)
}

/// A process and all below it.
fn descendants(root: u32) -> Vec<u32> {
    let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(pid) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok())
        else {
            continue;
        };
        let parent = stat(pid).and_then(|fields| fields.get(1)?.parse().ok());
        if let Some(parent) = parent {
            children.entry(parent).or_default().push(pid);
        }
    }
    let mut found = vec![root];
    let mut next = 0;
    while let Some(pid) = found.get(next) {
        found.extend(children.remove(pid).unwrap_or_default());
        next += 1;
    }
    found
}

/// The fields of `/proc/PID/stat` after the name, which may itself hold blanks and brackets: state, parent, ….
fn stat(pid: u32) -> Option<Vec<String>> {
    let line = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, fields) = line.rsplit_once(") ")?;
    Some(fields.split_whitespace().map(str::to_owned).collect())
}
