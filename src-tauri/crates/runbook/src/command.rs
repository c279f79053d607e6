//! Code that can be copied: which inline code is a command, what language a block is in, and what
//! copying it yields.
//!
//! Nothing here runs anything; it only looks at text.

mod destructive;
mod session;
mod shell;
mod statements;
mod tools;

pub use destructive::{Destructive, Harm, destructive};

/// The first words of commands, as they stand in runbooks.
const TOOLS: &str = "\
    ansible ansible-playbook apt apt-get aws awk az bash bundle cat cd certbot chmod chown \
    chef-client cilium consul cp crictl ctr curl date dd df dig dmesg docker docker-compose du \
    echo env etcdctl export fdisk find free fsck gcloud gh git gitlab-ctl gitlab-rake go grep \
    gsutil helm host hostname htop ip iptables istioctl journalctl jq k kill killall knife \
    kubectl kubeadm kustomize less ln logcli ls lsof make minikube mkdir mongo mount mv mysql \
    mysqldump nc netstat nmap nomad npm nslookup oc openssl patronictl pg_dump pg_restore ping \
    pip podman promtool ps psql python python3 rabbitmqctl rake redis-cli rm rsync scp sed \
    service sh ss ssh strace su sudo swapoff systemctl tail tar tcpdump telnet terraform time \
    vault virtctl watch yum";

/// Tools that are also everyday English words: only with something that looks like an argument.
const WORDY: &str = "date echo env find free go host kill less mount service time watch";

/// Whether `word` stands in a list of words divided by spaces.
pub(crate) fn is_word(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// Whether the code in a sentence is a command that somebody would copy: `kubectl get pods`.
pub(crate) fn is_inline(code: &str) -> bool {
    let code = code.trim();
    if code.len() > 2_000 || code.contains('\n') {
        return false;
    }
    if let Some(rest) = code.strip_prefix("$ ") {
        return !rest.trim().is_empty();
    }
    let mut words = code
        .split_whitespace()
        .skip_while(|word| is_assignment(word));
    let Some(first) = words.next() else {
        return false;
    };
    let Some(second) = words.next() else {
        return false;
    };
    if is_sql(code) {
        return true;
    }
    if is_word(WORDY, first) {
        let marked = second.starts_with(['-', '/', '.', '$', '<', '"', '\'']);
        return marked || words.next().is_some() && !reads_like_prose(code);
    }
    let named = is_tool(first) || (is_name(first) && code.split_whitespace().skip(1).any(is_flag));
    named && !matches!(second, "=" | ":" | "is" | "and")
}

/// Whether a line of a block without a language was typed: a command, a query or what stands behind a prompt.
pub(crate) fn is_typed(line: &str) -> bool {
    let line = line.trim();
    let first = line.split_whitespace().next().unwrap_or_default();
    session::prompt(line).is_some()
        || is_inline(line)
        || is_script(line)
        || is_word(TOOLS, first) && line.len() < 40 && !reads_like_prose(line)
}

/// Whether a sentence is nothing but a command that nobody marked as code: a tool's name with an option.
pub(crate) fn is_bare(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    (is_tool(first) || is_name(first))
        && words.any(|word| word.starts_with("--") && is_flag(word))
        && !reads_like_prose(text)
}

/// Words that sentences have and commands have not.
fn reads_like_prose(line: &str) -> bool {
    const PROSE: &str = "the is are was were of that this which and to a an with when you your from has have it will can yang dan adalah";
    line.split_whitespace().any(|word| is_word(PROSE, word))
        && !line.contains([';', '|', '$', '"', '\''])
}

/// A script or a tool of the list by itself.
fn is_script(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default();
    words.next().is_none()
        && (first.starts_with("./") || is_word(TOOLS, first) && !is_word(WORDY, first))
}

/// A name as tools have it: lower case, no sentence's mark.
fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().all(|b| {
            b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.')
        })
}

/// `--force`, `-x`.
fn is_flag(word: &str) -> bool {
    let name = word.strip_prefix("--").or_else(|| word.strip_prefix('-'));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// A statement of SQL: it begins as one does, and ends with its semicolon or selects from something.
fn is_sql(code: &str) -> bool {
    const STARTS: &str = "select update delete insert drop alter create truncate vacuum analyze reindex explain show grant revoke begin set";
    let first = code.split_whitespace().next().unwrap_or_default();
    let words = code.split_whitespace().count();
    let selects = code.to_ascii_lowercase().contains(" from ");
    is_word(STARTS, &first.to_ascii_lowercase())
        && words > 1
        && (code.ends_with(';') || selects && first.len() == 6)
}

/// The language of an inline command.
pub(crate) fn inline_language(code: &str) -> &'static str {
    if is_sql(code.trim()) { "sql" } else { "bash" }
}

/// `NAME=value` before a command.
fn is_assignment(word: &str) -> bool {
    let name = word.split('=').next().unwrap_or_default();
    word.contains('=')
        && !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn is_tool(word: &str) -> bool {
    let script = word.starts_with("./") || (word.starts_with('/') && word.contains("bin/"));
    script || is_word(TOOLS, word)
}

/// The usual short name of the language in a fence's info string; `None` when there is no info.
/// Attributes behind it (`{name=…}`, `title=…`) are not part of it.
pub(crate) fn language_of(info: &str) -> Option<String> {
    let word = info
        .trim_start()
        .split([' ', '\t', ',', '{', ':'])
        .next()
        .unwrap_or_default();
    let word = if word.is_empty() {
        info.split("{.").nth(1)?.split([' ', '}', '.']).next()?
    } else {
        word
    };
    let lower = word.trim_start_matches('.').to_ascii_lowercase();
    let clean: String = lower
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_'))
        .take(24)
        .collect();
    let short = match clean.as_str() {
        "" => return None,
        "sh" | "shell" | "zsh" | "ksh" | "fish" | "bash-session" | "terminal" | "cmd-sh" => "bash",
        "shell-session" | "shellsession" | "sh-session" | "console" | "terminal-session" => {
            "console"
        }
        "yml" => "yaml",
        "js" => "javascript",
        "ts" => "typescript",
        "py" | "python3" => "python",
        "rb" | "irb" => "ruby",
        "golang" => "go",
        "tf" | "terraform" => "hcl",
        "docker" => "dockerfile",
        "ps1" | "pwsh" => "powershell",
        "promql" => "promql",
        "text" | "txt" | "plain" | "plaintext" | "none" | "output" | "log" => "text",
        other => other,
    };
    Some(short.to_owned())
}

/// The language of a block without an info string: shell when a line of it reads like a command.
pub(crate) fn guess(code: &str) -> &'static str {
    let mut lines = code
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .take(20);
    if lines.any(|line| session::prompt(line).is_some() || is_inline(line)) {
        "bash"
    } else {
        ""
    }
}

/// What copying a block yields: in a shell session only what was typed, else the block as it stands.
pub(crate) fn copied(code: &str, language: &str) -> String {
    let code = code.trim_end();
    let typed = match language {
        "console" => session::typed(code, true),
        "bash" if session::is_root(code) => session::typed(code, true),
        "bash" | "" | "text" | "powershell" | "sql" => session::typed(code, false),
        _ => None,
    };
    without_controls(&typed.unwrap_or_else(|| code.to_owned()))
}

/// What copying an inline command yields.
pub(crate) fn copied_inline(code: &str) -> String {
    let code = code.trim();
    without_controls(code.strip_prefix("$ ").unwrap_or(code).trim_start())
}

/// Control characters can act on a terminal when pasted; line breaks and tabs stay.
fn without_controls(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// Whether characters stand in `text` that nobody sees: they change the reading order or have no width.
pub(crate) fn has_hidden(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_hidden)
}

pub(crate) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{115f}' | '\u{1160}' | '\u{3164}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_commands_from_names() {
        let check = |code: &str, expected: bool| assert_eq!(is_inline(code), expected, "{code}");
        check("kubectl get pods -n $NS", true);
        check("$ ls", true);
        check("sudo systemctl restart x", true);
        check("PGHOST=x psql -l", true);
        check("./run.sh --all", true);
        check("/usr/bin/foo bar", true);
        check("kubectl", false);
        check("KubePodCrashLooping", false);
        check("service account", false);
        check("find / -name x", true);
        check("time series", false);
        check("up == 0", false);
        check("/etc/hosts file", false);
        check("", false);
    }

    #[test]
    fn names_languages() {
        let check = |info: &str, expected: &str| {
            assert_eq!(language_of(info).unwrap_or_default(), expected, "{info}");
        };
        check("sh", "bash");
        check("Bash {name=x interactive=false}", "bash");
        check("yaml title=\"a b\"", "yaml");
        check("{.python .numberLines}", "python");
        check("bash,linenums", "bash");
        check("\"><script>", "script");
        check("", "");
    }

    #[test]
    fn copying_strips_prompts_and_output() {
        let check = |language: &str, code: &str, expected: &str| {
            assert_eq!(copied(code, language), expected);
        };
        check("bash", "ls\nrm x\n", "ls\nrm x");
        check("bash", "$ ls\n$ rm x\n", "ls\nrm x");
        check(
            "console",
            "$ kubectl get pods\nNAME  READY\na     1/1\n$ ls\n",
            "kubectl get pods\nls",
        );
        check(
            "",
            "$ a \\\n  --b \\\n  --c\nout\n",
            "a \\\n  --b \\\n  --c",
        );
        check("bash", "# First this\n$ a\nout\n", "# First this\na");
        check(
            "console",
            "# systemctl restart x\nok\n",
            "systemctl restart x",
        );
        check(
            "console",
            "[root@host ~]# ls\nfile\nroot@host:/# id\n",
            "ls\nid",
        );
        check(
            "bash",
            "$ cat <<EOF\nline\nEOF\nout",
            "cat <<EOF\nline\nEOF",
        );
        check("console", "no prompt here", "no prompt here");
        check("bash", "$HOME/bin/x", "$HOME/bin/x");
        check("bash", "a\u{1b}[31m\u{7}", "a[31m");
        check("yaml", "$ x", "$ x");
        check("sql", "mysql> select 1;\n| 1 |\n", "select 1;");
    }

    #[test]
    fn hidden_characters_are_seen() {
        assert!(has_hidden("rm \u{202e}x"));
        assert!(has_hidden("a\u{200b}b"));
        assert!(!has_hidden("café"));
    }
}
