//! System packages: how each is recognised, and what it is called where.

use crate::process;
use anyhow::{Result, bail};
use std::io::IsTerminal;
use std::path::Path;

/// What a package is needed for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Compiling and linking the app.
    Build,
    /// Showing it where there is no display.
    Display,
    /// Driving and watching its window.
    Test,
}

struct Package {
    purpose: Purpose,
    mark: Mark,
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
}

/// By what a package is recognised as installed.
enum Mark {
    Program(&'static str),
    /// A pkg-config file.
    Library(&'static str),
}

const PACKAGES: [Package; 8] = [
    Package {
        purpose: Purpose::Build,
        mark: Mark::Program("cc"),
        debian: "build-essential",
        fedora: "gcc",
        arch: "base-devel",
    },
    Package {
        purpose: Purpose::Build,
        mark: Mark::Program("pkg-config"),
        debian: "pkg-config",
        fedora: "pkgconf-pkg-config",
        arch: "pkgconf",
    },
    Package {
        purpose: Purpose::Build,
        mark: Mark::Library("webkit2gtk-4.1"),
        debian: "libwebkit2gtk-4.1-dev",
        fedora: "webkit2gtk4.1-devel",
        arch: "webkit2gtk-4.1",
    },
    Package {
        purpose: Purpose::Display,
        mark: Mark::Program("Xvfb"),
        debian: "xvfb",
        fedora: "xorg-x11-server-Xvfb",
        arch: "xorg-server-xvfb",
    },
    Package {
        purpose: Purpose::Display,
        mark: Mark::Program("import"),
        debian: "imagemagick",
        fedora: "ImageMagick",
        arch: "imagemagick",
    },
    Package {
        purpose: Purpose::Test,
        mark: Mark::Program("WebKitWebDriver"),
        debian: "webkit2gtk-driver",
        fedora: "webkit2gtk-driver",
        arch: "webkit2gtk-4.1",
    },
    Package {
        purpose: Purpose::Test,
        mark: Mark::Program("dbus-run-session"),
        debian: "dbus",
        fedora: "dbus-daemon",
        arch: "dbus",
    },
    Package {
        purpose: Purpose::Test,
        mark: Mark::Program("strace"),
        debian: "strace",
        fedora: "strace",
        arch: "strace",
    },
];

/// Installs what is missing on Debian, names it elsewhere. Only Linux needs packages of the system.
pub(super) fn ensure(purposes: &[Purpose]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return elsewhere(purposes);
    }
    let missing = missing(purposes);
    if missing.is_empty() {
        return Ok(());
    }
    if process::find("apt-get").is_none() {
        bail!("{}", sentence(&missing));
    }
    install(&missing)
}

fn missing(purposes: &[Purpose]) -> Vec<&'static Package> {
    PACKAGES
        .iter()
        .filter(|package| purposes.contains(&package.purpose) && !package.mark.is_there())
        .collect()
}

impl Mark {
    fn is_there(&self) -> bool {
        match self {
            Self::Program(name) => process::find(name).is_some(),
            Self::Library(name) => process::succeeds("pkg-config", &["--exists", name]),
        }
    }
}

fn install(missing: &[&Package]) -> Result<()> {
    let names: Vec<&str> = missing.iter().map(|package| package.debian).collect();
    println!("Installing system packages: {}", names.join(" "));
    apt(&["update"])?;
    let mut args = vec!["install", "-y", "--no-install-recommends"];
    args.extend(&names);
    apt(&args)?;
    if let Some(package) = missing.iter().find(|package| !package.mark.is_there()) {
        bail!(
            "`{}` was installed, but what it should bring was not found",
            package.debian
        );
    }
    Ok(())
}

fn apt(args: &[&str]) -> Result<()> {
    let mut words = vec![
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=120",
    ];
    words.extend(args);
    let is_root = process::output(&mut process::program("id", &["-u"]))?.trim() == "0";
    if !is_root {
        if !process::succeeds("sudo", &["-n", "true"]) && !std::io::stdin().is_terminal() {
            bail!(
                "installing needs root; run as root: apt-get {}",
                args.join(" ")
            );
        }
        words.insert(0, "sudo");
    }
    process::run(&mut process::program(words[0], &words[1..]))
}

/// Where nothing can be installed from here: what is missing, under the name that it has there.
fn sentence(missing: &[&Package]) -> String {
    let (command, name): (&str, fn(&Package) -> &'static str) = if process::find("dnf").is_some() {
        ("sudo dnf install", |package| package.fedora)
    } else if process::find("pacman").is_some() {
        ("sudo pacman -S --needed", |package| package.arch)
    } else {
        ("install what is called on Debian", |package| package.debian)
    };
    let names: Vec<&str> = missing.iter().map(|package| name(package)).collect();
    format!(
        "system packages are missing; please run: {command} {}",
        names.join(" ")
    )
}

fn elsewhere(purposes: &[Purpose]) -> Result<()> {
    if purposes.contains(&Purpose::Test) {
        println!("Note: the tests in the real window run on Linux alone and are left out here.");
    }
    if cfg!(target_os = "macos") && !Path::new("/usr/bin/cc").exists() {
        bail!("the compiler is missing; please run: xcode-select --install");
    }
    if cfg!(windows) {
        println!(
            "Needed on Windows: the Visual Studio C++ build tools, and WebView2 (part of Windows 11)."
        );
    }
    Ok(())
}
