//! The arguments of `drillbook run`.

use crate::arguments::LibraryOption;
use clap::{Args, Subcommand, ValueEnum};
use drillbook_api::wire::RunExportForm;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum RunCommand {
    /// Begin to follow a document
    Start {
        /// The document's path in the library, with #section to begin in a section
        document: String,
        /// Why it is followed
        #[arg(long, default_value = "")]
        reason: String,
        /// A file with the alert as it was sent; its labels fill parameters; - reads standard input
        #[arg(long, value_name = "FILE")]
        alert: Option<PathBuf>,
        /// A parameter that is known already
        #[arg(long, value_name = "NAME=VALUE", value_parser = name_and_value)]
        set: Vec<(String, String)>,
        #[command(flatten)]
        following: Following,
    },
    /// List runs, the latest first
    List {
        /// Only runs of this document
        #[arg(long)]
        document: Option<String>,
        #[command(flatten)]
        following: Following,
    },
    /// Show a run with its steps
    Show {
        #[command(flatten)]
        following: Following,
    },
    /// Mark a step as done
    Done {
        /// The step's number in the list; the current one where none is named
        step: Option<usize>,
        #[command(flatten)]
        following: Following,
    },
    /// Leave a step out
    Skip {
        /// The step's number in the list; the current one where none is named
        step: Option<usize>,
        /// Why
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        following: Following,
    },
    /// Mark a step as failed
    Fail {
        /// The step's number in the list; the current one where none is named
        step: Option<usize>,
        /// What happened
        #[arg(long, default_value = "")]
        note: String,
        #[command(flatten)]
        following: Following,
    },
    /// Note something
    Note {
        /// What
        text: String,
        /// On this step; on the run where none is named
        #[arg(long)]
        step: Option<usize>,
        #[command(flatten)]
        following: Following,
    },
    /// Fill parameters; an empty value takes one back
    Fill {
        /// Parameters and their values
        #[arg(value_name = "NAME=VALUE", value_parser = name_and_value, required = true)]
        values: Vec<(String, String)>,
        #[command(flatten)]
        following: Following,
    },
    /// Take the latest entry back
    Undo {
        #[command(flatten)]
        following: Following,
    },
    /// Show how the document differs from the text of a run, or choose which of the two is followed
    Text {
        /// Which text the run follows from now on; the difference is printed where none is named
        #[arg(value_enum)]
        which: Option<Text>,
        #[command(flatten)]
        following: Following,
    },
    /// End a run
    Close {
        /// Whether the document was right
        #[arg(long, value_enum)]
        right: Answer3,
        /// What was missing or wrong
        #[arg(long, default_value = "")]
        missing: String,
        #[command(flatten)]
        following: Following,
    },
    /// Print or save a run
    Export {
        /// In which form
        #[arg(long, value_enum, default_value_t = Format::Markdown)]
        format: Format,
        /// Save it here; a file of that name is replaced
        #[arg(long, short = 'o', value_name = "FILE")]
        file: Option<PathBuf>,
        #[command(flatten)]
        following: Following,
    },
    /// Bring in a hand-over file and go on with its run
    Import {
        /// The file
        file: PathBuf,
        #[command(flatten)]
        following: Following,
    },
}

/// Which run, which library, and how it is printed.
#[derive(Debug, Args)]
pub(crate) struct Following {
    /// The run, by the beginning or the end of its id; the latest open one where none is named
    #[arg(long, value_name = "ID")]
    pub(crate) run: Option<String>,
    #[command(flatten)]
    pub(crate) library: LibraryOption,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// The text that a run follows after its document has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Text {
    /// As it was; steps keep what they have
    Old,
    /// As it is now; steps that read as before keep what they have
    New,
}

/// Whether the document was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Answer3 {
    /// As it stands
    Yes,
    /// In part
    Partly,
    /// It led astray
    No,
}

/// The forms of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A timeline for the review
    Markdown,
    /// Everything but the document's text (drillbook.run/1)
    Json,
    /// One page that loads nothing
    Html,
    /// The run itself, to go on with it elsewhere (drillbook.handover/1)
    Handover,
}

impl From<Format> for RunExportForm {
    fn from(format: Format) -> Self {
        match format {
            Format::Markdown => Self::Markdown,
            Format::Json => Self::Json,
            Format::Html => Self::Html,
            Format::Handover => Self::Handover,
        }
    }
}

fn name_and_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("NAME=VALUE is wanted".to_owned()),
    }
}
