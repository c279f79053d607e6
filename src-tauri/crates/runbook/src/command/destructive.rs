//! Which commands destroy, stop or cannot be undone, so that they are marked before use.
//!
//! Looks at text alone: it does not know what a script or an alias does.

use super::{shell, statements, tools};
use drillbook_text::Span;
use serde::{Deserialize, Serialize};

/// What a command does that cannot be taken lightly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destructive {
    /// The words that say so, as written: `kubectl delete`, `rm -rf`.
    pub verb: String,
    /// Where they stand in the text that was looked at.
    pub span: Span,
    /// What is at stake.
    pub harm: Harm,
}

/// What is at stake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Harm {
    /// Something stops or restarts; it can be started again.
    StopsService,
    /// It is hard or impossible to take back.
    CannotBeUndone,
    /// Data is lost.
    LosesData,
}

/// How deeply commands in the quotes of commands are looked at.
const DEEPEST: usize = 3;
/// Commands whose quoted words are commands: `ssh host 'rm x'`.
const CARRIERS: &str = "ssh knife bash sh zsh su eval kubectl oc docker podman parallel ansible salt vagrant runuser chroot nsenter";
/// The destructive parts of a command or of a block of commands in `language`, in order.
pub fn destructive(text: &str, language: &str) -> Vec<Destructive> {
    let mut found = Vec::new();
    match language {
        "sql" | "psql" | "mysql" | "cql" => statements::sql(text, 0, &mut found),
        "ruby" | "rails" => statements::ruby(text, &mut found),
        "bash" | "console" | "powershell" | "batch" | "cmd" | "redis" => {
            look(text, 0, 0, &mut found);
        }
        "" => typed(text, &mut found),
        _ => {}
    }
    found.sort_by_key(|mark| mark.span.start);
    found.dedup_by_key(|mark| mark.span.start);
    found
}

/// A block that nobody named: only lines that read like commands.
fn typed(text: &str, found: &mut Vec<Destructive>) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if super::is_typed(line) {
            look(line, at, 0, found);
        }
        at += line.len();
    }
}

/// Looks at a shell text that begins at `at`.
fn look(text: &str, at: usize, depth: usize, found: &mut Vec<Destructive>) {
    statements::sql(text, at, found);
    for words in shell::commands(text) {
        if let Some(mark) = tools::found(&words) {
            let (first, last) = (&words[mark.from], &words[mark.to]);
            let verb: Vec<&str> = if mark.to > mark.from {
                vec![&first.text, &last.text]
            } else {
                vec![&first.text]
            };
            found.push(Destructive {
                verb: verb.join(" "),
                span: Span::new(at + first.start, at + last.end),
                harm: mark.harm,
            });
        } else if depth < DEEPEST {
            carried(text, &words, at, depth, found);
        }
    }
}

/// Looks at the commands that a command carries: behind `--`, and in quotes.
fn carried(
    text: &str,
    words: &[shell::Word],
    at: usize,
    depth: usize,
    found: &mut Vec<Destructive>,
) {
    let carries = words
        .iter()
        .take(3)
        .any(|word| super::is_word(CARRIERS, word.text.rsplit('/').next().unwrap_or(&word.text)));
    if !carries {
        return;
    }
    for (index, word) in words.iter().enumerate().skip(1) {
        if word.text == "--" {
            if let (Some(next), Some(last)) = (words.get(index + 1), words.last()) {
                let inner = text.get(next.start..last.end).unwrap_or_default();
                look(inner, at + next.start, depth + 1, found);
            }
            return;
        }
        let inner = text.get(word.start + 1..word.end.saturating_sub(1));
        if let Some(inner) = inner.filter(|_| word.quoted && word.text.contains(' ')) {
            look(inner, at + word.start + 1, depth + 1, found);
        }
    }
    // `ssh host sudo reboot`, `docker exec app rm x`
    let behind = match words
        .iter()
        .position(|word| matches!(word.text.as_str(), "ssh" | "exec"))
    {
        Some(place) => words
            .iter()
            .skip(place + 1)
            .position(|word| !word.text.starts_with('-'))
            .map(|more| place + more + 2),
        None => None,
    };
    if let Some(rest) = behind
        .and_then(|from| words.get(from..))
        .filter(|rest| !rest.is_empty() && !rest[0].quoted)
        && let Some(last) = rest.last()
    {
        let inner = text.get(rest[0].start..last.end).unwrap_or_default();
        look(inner, at + rest[0].start, DEEPEST, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, text: &str, expected: &[(&str, Harm)]) {
        let found = destructive(text, language);
        let found: Vec<(&str, Harm)> = found
            .iter()
            .map(|mark| (mark.verb.as_str(), mark.harm))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn destructive_commands_are_marked() {
        use Harm::{CannotBeUndone, LosesData, StopsService};
        let bash = |text: &str, verb: &str, harm| check("bash", text, &[(verb, harm)]);
        bash(
            "kubectl -n <ns> delete pod <pod>",
            "kubectl delete",
            StopsService,
        );
        bash("kubectl delete pvc data-0", "kubectl delete", LosesData);
        bash(
            "kubectl drain $NODE --ignore-daemonsets",
            "kubectl drain",
            StopsService,
        );
        bash(
            "kubectl scale deploy x --replicas=0",
            "kubectl --replicas=0",
            StopsService,
        );
        bash("sudo rm -rf /var/tmp/x", "rm -rf", LosesData);
        bash("ls | xargs -n 1 rm", "rm", LosesData);
        bash("kill -9 <pid>", "kill -9", CannotBeUndone);
        bash("terraform destroy", "terraform destroy", LosesData);
        bash("dd if=/dev/zero of=/dev/sda", "dd of=/dev/sda", LosesData);
        bash("mkfs.ext4 /dev/sdb", "mkfs.ext4", LosesData);
        bash("sudo systemctl stop nginx", "systemctl stop", StopsService);
        bash("service nginx restart", "service restart", StopsService);
        bash(
            "nodetool removenode <id>",
            "nodetool removenode",
            CannotBeUndone,
        );
        bash("redis-cli -h x FLUSHALL", "redis-cli FLUSHALL", LosesData);
        bash(
            "git push --force origin main",
            "git --force",
            CannotBeUndone,
        );
    }

    #[test]
    fn destructive_commands_are_marked_inside_others() {
        use Harm::{CannotBeUndone, LosesData, StopsService};
        let bash = |text: &str, verb: &str, harm| check("bash", text, &[(verb, harm)]);
        bash(
            "ssh db1 'sudo systemctl restart x'",
            "systemctl restart",
            StopsService,
        );
        bash("kubectl exec x -- rm -rf /data", "rm -rf", LosesData);
        bash("psql -c 'DROP TABLE a'", "DROP TABLE", LosesData);
        bash(
            "aws ec2 terminate-instances --instance-ids <id>",
            "aws terminate-instances",
            CannotBeUndone,
        );
        bash(
            "unknowntool delete thing",
            "unknowntool delete",
            CannotBeUndone,
        );
        check("sql", "ALTER TABLE a\n  DROP COLUMN b", &[]);
        check(
            "sql",
            "DELETE FROM a;\nselect pg_terminate_backend(1)",
            &[
                ("DELETE FROM", LosesData),
                ("pg_terminate_backend", StopsService),
            ],
        );
        check(
            "sql",
            "alter table a drop column b;",
            &[("alter table", LosesData)],
        );
        check("", "some words\nrm -f x", &[("rm -f", LosesData)]);
    }

    #[test]
    fn reads_and_rehearsals_are_not() {
        let none = |text: &str| check("bash", text, &[]);
        none("kubectl get pods | grep delete");
        none("kubectl delete pod x --dry-run=client");
        none("# rm -rf /");
        none("ls # rm -rf /");
        none("echo 'rm -rf /'");
        none("kubectl get events --field-selector reason=kill");
        none("systemctl status x");
        none("kubectl logs x | grep 'DROP TABLE'");
        none("cat <<EOF\nrm -rf /\nEOF");
        none("git push origin main");
        none("dd if=/dev/sda of=/dev/null");
        none("kill -l");
        check("yaml", "rm -rf /", &[]);
        check("sql", "select * from a where kind = 'delete from'", &[]);
    }
}
