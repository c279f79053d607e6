//! The one way to run git: by its whole path, in a clean environment, for a limited time, with a limited answer.
//!
//! A repository is input from strangers. [`Manner`] says how much of what it names may take part: nothing, while it is
//! only read. It knows no command of git and what none of them prints.

use super::GitError;
use std::env;
use std::ffi::OsString;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How much of a repository takes part in a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Only its objects, refs and settings are read; its attributes name no filter either.
    Reading,
    /// Its files are looked at too, through the filters that it names. Only where none are named, or trusted.
    Looking,
    /// What it names runs; nothing outside is spoken to. Only where it is trusted.
    Working,
    /// As [`Manner::Working`], and it is fetched from or pushed to.
    Reaching,
}

/// A question to git.
pub(crate) struct Ask<'a> {
    pub(crate) manner: Manner,
    /// The command and its options.
    pub(crate) arguments: &'a [&'a str],
    /// What stands behind `--`.
    pub(crate) paths: &'a [String],
    /// What it reads.
    pub(crate) input: &'a [u8],
    pub(crate) patience: Duration,
    /// Bytes of an answer that are taken.
    pub(crate) limit: usize,
    /// Set by somebody else who wants it to end.
    pub(crate) stop: Option<&'a AtomicBool>,
    /// An index of its own in place of the repository's.
    pub(crate) index: Option<&'a Path>,
}

/// A question about history: a few seconds, and what a screen can show.
const PATIENCE: Duration = Duration::from_secs(20);
const LIMIT: usize = 4 * 1024 * 1024;
/// What git has to say beside its answer.
const LIMIT_SAID: usize = 64 * 1024;
const POLL: Duration = Duration::from_millis(4);
/// How long git has to take its locks away when it is ended.
#[cfg(unix)]
const GRACE: Duration = Duration::from_millis(200);
/// A helper that git left behind may hold the pipe: what it would still say is not waited for.
const LINGER: Duration = Duration::from_millis(500);

impl<'a> Ask<'a> {
    pub(crate) fn new(manner: Manner, arguments: &'a [&'a str]) -> Self {
        Self {
            manner,
            arguments,
            paths: &[],
            input: &[],
            patience: PATIENCE,
            limit: LIMIT,
            stop: None,
            index: None,
        }
    }
}

/// What git answered.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Its exit code; none where it was ended.
    pub(crate) code: Option<i32>,
    pub(crate) out: Vec<u8>,
    pub(crate) said: String,
    /// There was more than was taken, and git was ended.
    pub(crate) cut: bool,
}

impl Answer {
    /// The answer where git succeeded, or was ended because it said enough.
    pub(crate) fn fine(self) -> Result<Self, GitError> {
        if self.cut || self.code == Some(0) {
            Ok(self)
        } else {
            Err(GitError::of_words(&self.said))
        }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }
}

/// The person's git.
#[derive(Clone, Debug)]
pub(crate) struct Git {
    program: PathBuf,
}

/// What a repository could run or reach out to, switched off.
const HARMLESS: [&str; 12] = [
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "protocol.allow=never",
    "-c",
    "submodule.recurse=false",
    "-c",
    "log.showSignature=false",
    "-c",
    "log.mailmap=false",
];
/// Off also where a repository is trusted: a transport that is a command line, and work in the background.
const CAREFUL: [&str; 8] = [
    "-c",
    "protocol.ext.allow=never",
    "-c",
    "submodule.recurse=false",
    "-c",
    "gc.auto=0",
    "-c",
    "maintenance.auto=false",
];
/// Where the person's own settings stand; they tell git which folders of others the person trusts.
const OWN: [&str; 8] = [
    "HOME",
    "XDG_CONFIG_HOME",
    "SystemRoot",
    "USERPROFILE",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "TMPDIR",
];
/// What the person's git needs to find keys, passwords, proxies and the desktop that asks for them.
const REACH: [&str; 24] = [
    "APPDATA",
    "LOCALAPPDATA",
    "ALL_PROXY",
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "GIT_ASKPASS",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GNUPGHOME",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "SSH_AGENT_PID",
    "SSH_ASKPASS",
    "SSH_AUTH_SOCK",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
    "USER",
    "WAYLAND_DISPLAY",
    "XDG_RUNTIME_DIR",
    "all_proxy",
    "http_proxy",
    "https_proxy",
    "no_proxy",
];

impl Git {
    /// The person's git, by its whole path: a name would also be looked for in the current folder.
    pub(crate) fn find() -> Option<Self> {
        let name = format!("git{}", env::consts::EXE_SUFFIX);
        own_folders()
            .map(|folder| folder.join(&name))
            .find(|path| path.is_file())
            .map(|program| Self { program })
    }

    /// A git at a place of its own, for tests.
    #[cfg(test)]
    pub(crate) fn at(program: PathBuf) -> Self {
        Self { program }
    }

    /// Runs git in `top` and waits for its answer. `empty_tree` stands for attributes while nothing is trusted.
    pub(crate) fn run(
        &self,
        top: &Path,
        empty_tree: &str,
        ask: &Ask<'_>,
    ) -> Result<Answer, GitError> {
        let mut command = self.command(top, empty_tree, ask);
        let mut child = command.spawn().map_err(|error| GitError::of_io(&error))?;
        // Nothing of git waits for an input that is longer than the pipe: it is written beside.
        let input = feed(&mut child, ask.input);
        let out = gather(child.stdout.take(), ask.limit);
        let said = gather(child.stderr.take(), LIMIT_SAID);
        let ended = wait(&mut child, ask, &out);
        let (out, said) = (out.taken(), said.taken());
        drop(input);
        let status = ended?;
        Ok(Answer {
            code: status.and_then(|status| status.code()),
            out: out.bytes,
            said: String::from_utf8_lossy(&said.bytes).into_owned(),
            cut: out.cut,
        })
    }

    fn command(&self, top: &Path, empty_tree: &str, ask: &Ask<'_>) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("-C").arg(top).arg("--no-pager");
        match ask.manner {
            Manner::Reading => {
                command.args(HARMLESS);
                if !empty_tree.is_empty() {
                    command.arg(format!("--attr-source={empty_tree}"));
                }
            }
            Manner::Looking => drop(command.args(HARMLESS)),
            Manner::Working => drop(command.args(CAREFUL).args(["-c", "protocol.allow=never"])),
            Manner::Reaching => drop(command.args(CAREFUL)),
        }
        command.args(ask.arguments);
        if !ask.paths.is_empty() {
            command.arg("--").args(ask.paths);
        }
        let input = if ask.input.is_empty() {
            Stdio::null()
        } else {
            Stdio::piped()
        };
        command
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        surround(&mut command, top, ask.manner);
        if let Some(index) = ask.index {
            command.env("GIT_INDEX_FILE", index);
        }
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command
    }
}

/// The folders of `PATH`, without those that a package of this app put there.
fn own_folders() -> impl Iterator<Item = PathBuf> {
    let package = env::var_os("APPDIR").map(PathBuf::from);
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    folders.into_iter().filter(move |folder| {
        folder.is_absolute() && package.as_ref().is_none_or(|own| !folder.starts_with(own))
    })
}

fn surround(command: &mut Command, top: &Path, manner: Manner) {
    command.env_clear();
    let trusted = matches!(manner, Manner::Working | Manner::Reaching);
    let more: &[&str] = if trusted { &REACH } else { &[] };
    for name in OWN.iter().chain(more) {
        if let Some(value) = env::var_os(name) {
            command.env(name, value);
        }
    }
    command.env("PATH", env::join_paths(own_folders()).unwrap_or_default());
    // Where the repository itself is broken, the one around it is not meant.
    let above = top
        .parent()
        .map_or_else(OsString::new, |above| above.as_os_str().to_owned());
    command.env("GIT_CEILING_DIRECTORIES", above);
    for (name, value) in [
        ("LC_ALL", "C"),
        ("GIT_TERMINAL_PROMPT", "0"),
        // Never at a terminal that the app was started from.
        ("SSH_ASKPASS_REQUIRE", "force"),
        ("GIT_PAGER", "cat"),
        ("GIT_EDITOR", "false"),
        ("GIT_SEQUENCE_EDITOR", "false"),
        ("GIT_LITERAL_PATHSPECS", "1"),
        ("GIT_NO_REPLACE_OBJECTS", "1"),
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "safe.bareRepository"),
        ("GIT_CONFIG_VALUE_0", "explicit"),
    ] {
        command.env(name, value);
    }
    if !trusted {
        command.env("GIT_OPTIONAL_LOCKS", "0");
    }
    if manner != Manner::Reaching {
        command.env("GIT_NO_LAZY_FETCH", "1");
    }
}

fn feed(child: &mut Child, input: &[u8]) -> Option<JoinHandle<()>> {
    let mut pipe = child.stdin.take()?;
    let input = input.to_vec();
    Some(thread::spawn(move || {
        // Git that ended early needs no more of it; what became of it stands in its answer.
        drop(pipe.write_all(&input));
    }))
}

/// What a pipe gave so far.
#[derive(Default)]
struct Taken {
    bytes: Vec<u8>,
    cut: bool,
    ended: bool,
}

struct Gathering(Arc<Mutex<Taken>>);

impl Gathering {
    fn is_cut(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).cut
    }

    /// What there is once the pipe is closed, or after a while.
    fn taken(&self) -> Taken {
        let deadline = Instant::now() + LINGER;
        loop {
            let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if taken.ended || Instant::now() >= deadline {
                return std::mem::take(&mut *taken);
            }
            drop(taken);
            thread::sleep(POLL);
        }
    }
}

/// Reads a pipe to its end, or to the limit.
fn gather(pipe: Option<impl Read + Send + 'static>, limit: usize) -> Gathering {
    let taken = Arc::new(Mutex::new(Taken::default()));
    let Some(mut pipe) = pipe else {
        return Gathering(taken);
    };
    let shared = Arc::clone(&taken);
    thread::spawn(move || {
        let mut piece = [0; 16 * 1024];
        loop {
            let read = match pipe.read(&mut piece) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read.unwrap_or(0),
            };
            let mut taken = shared.lock().unwrap_or_else(PoisonError::into_inner);
            let room = limit.saturating_sub(taken.bytes.len());
            taken.bytes.extend_from_slice(&piece[..read.min(room)]);
            taken.cut |= read > room;
            taken.ended = read == 0 || taken.cut;
            if taken.ended {
                return;
            }
        }
    });
    Gathering(taken)
}

/// Waits for the child's end; none where it was ended because it said enough.
fn wait(child: &mut Child, ask: &Ask<'_>, out: &Gathering) -> Result<Option<ExitStatus>, GitError> {
    let deadline = Instant::now() + ask.patience;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(Some(status)),
            Ok(None) => {}
            Err(error) => {
                end(child);
                return Err(GitError::of_io(&error));
            }
        }
        let why = if out.is_cut() {
            Ok(None)
        } else if ask.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            Err(GitError::Stopped)
        } else if Instant::now() >= deadline {
            tracing::warn!(arguments = ?ask.arguments.first(), "git did not answer in time");
            Err(GitError::TimedOut)
        } else {
            thread::sleep(POLL);
            continue;
        };
        end(child);
        return why;
    }
}

/// Ends the child with all that it started: it has not been waited for, so its number is still its own. It is asked first, since
/// git takes its locks away then.
fn end(child: &mut Child) {
    #[cfg(unix)]
    {
        signal(child, "TERM");
        thread::sleep(GRACE);
        signal(child, "KILL");
    }
    drop(child.kill());
    drop(child.wait());
}

/// Sends a signal to the child and all that it started.
#[cfg(unix)]
fn signal(child: &Child, name: &str) {
    let group = format!("-{}", child.id());
    let kill = ["-c", "kill -s \"$1\" -- \"$2\"", "sh", name, &group];
    let sent = Command::new("/bin/sh").args(kill).status();
    if !sent.is_ok_and(|status| status.success()) {
        tracing::warn!("what git had started could not be ended");
    }
}
