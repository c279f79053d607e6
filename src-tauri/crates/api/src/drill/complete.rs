//! How a line of the drill's terminal may go on.

use super::Answer;
use crate::App;
use crate::wire::{DrillCompleteRequest, DrillCompletions, ErrorCode};
use drillbook_drill::completions;

/// The longest line that is looked at, in bytes.
const LONGEST: usize = 4_000;

impl App {
    /// What a shell would offer; nothing tells what to do.
    pub fn complete_line(&self, request: &DrillCompleteRequest) -> Answer<DrillCompletions> {
        if request.line.len() > LONGEST {
            return Err(self.error(ErrorCode::BadRequest, &[]));
        }
        let (_, play) = self.playing(&request.id)?;
        let (word, words) = completions(play.scenario(), &request.line);
        Ok(DrillCompletions { word, words })
    }
}
