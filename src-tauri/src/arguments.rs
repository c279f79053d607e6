//! The command line of the desktop app.

use clap::Parser;
use std::path::PathBuf;

/// Runbooks and SOPs at hand, and drills to train with.
#[derive(Debug, Parser)]
#[command(name = "drillbook-desktop", version)]
pub(crate) struct Arguments {
    /// The folder to open as a library; the one of last time where none is named.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) library: Option<PathBuf>,
}
