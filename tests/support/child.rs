//! A program that a test started and that ends with it.

use crate::must;
use std::process::{Child, Command};

/// Killed and reaped when dropped, also when the test panics.
#[derive(Debug)]
pub struct Kept(Child);

impl Kept {
    /// Starts the program.
    #[track_caller]
    pub fn start(command: &mut Command) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        Self(must(command.spawn(), &format!("starting {name}")))
    }

    /// The process id.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }

    /// The process itself, for its pipes.
    pub fn process(&mut self) -> &mut Child {
        &mut self.0
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        // An error here means that it has already ended, which is what was wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
