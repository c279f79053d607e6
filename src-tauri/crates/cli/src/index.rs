//! `drillbook index`: brings the index up to date and shows how far it is.

use crate::arguments::IndexOptions;
use crate::output::{Output, remark};
use crate::{Outcome, messages, open_telling, said};
use anyhow::Result;
use drillbook_api::EventSink;
use drillbook_api::wire::{Change, IndexState};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::Write as _;
use std::sync::Arc;

pub(crate) fn run(options: &IndexOptions, output: &mut Output) -> Result<Outcome> {
    let bar = Arc::new(Bar::new()?);
    let mut opened = open_telling(
        options.library.library.as_deref(),
        Arc::clone(&bar) as Arc<dyn EventSink>,
    )?;
    if options.rebuild {
        opened.library = opened.app.rebuild_once().map_err(said)?;
    }
    bar.0.finish_and_clear();
    let messages = messages();
    match opened.library.index {
        IndexState::Failed { message } => Err(anyhow::anyhow!(message)),
        IndexState::ReadOnly => {
            remark(&messages.text("cli_index_behind", &[]));
            Ok(Outcome::Clean)
        }
        _ => {
            writeln!(
                output,
                "{}",
                messages.text(
                    "cli_indexed",
                    &[("documents", &opened.library.documents.to_string())]
                )
            )?;
            Ok(Outcome::Clean)
        }
    }
}

/// A bar on standard error, where that is a terminal.
struct Bar(ProgressBar);

impl Bar {
    fn new() -> Result<Self> {
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len}")?;
        Ok(Self(ProgressBar::new(0).with_style(style)))
    }
}

impl EventSink for Bar {
    fn emit(&self, change: Change) {
        if let Change::Index {
            index: IndexState::Working { done, total },
        } = change
        {
            self.0.set_length(u64::from(total));
            self.0.set_position(u64::from(done));
        }
    }
}
