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
    /// A link into the library that is open: `drillbook://LIBRARY/PATH#SECTION`
    #[arg(value_name = "LINK", value_parser = link)]
    pub(crate) link: Option<String>,
}

/// Nothing but a link of ours is taken; what it leads to is checked where it is followed.
fn link(text: &str) -> Result<String, String> {
    let scheme = text.get(.."drillbook://".len());
    if scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("drillbook://")) {
        Ok(text.to_owned())
    } else {
        Err("only drillbook:// links are followed".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &[&str], expected: Option<&str>) {
        let arguments = Arguments::try_parse_from([&["drillbook-desktop"], text].concat());
        let found = arguments.ok().and_then(|arguments| arguments.link);
        assert_eq!(found.as_deref(), expected, "{text:?}");
    }

    #[test]
    fn only_links_of_ours_are_taken() {
        check(&["drillbook://x/a.md#b"], Some("drillbook://x/a.md#b"));
        check(
            &["--library", "x", "Drillbook://x/a.md"],
            Some("Drillbook://x/a.md"),
        );
        for text in [
            "https://x/a.md",
            "a.md",
            "drillbook:",
            "drillbook:x",
            "",
            "é",
        ] {
            check(&[text], None);
        }
    }
}
