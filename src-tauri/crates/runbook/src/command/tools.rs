//! What the usual tools do that cannot be taken lightly: a table of tools, words and harms.

use super::Harm;
use super::is_word;
use super::shell::Word;

use Harm::{CannotBeUndone, LosesData, StopsService};

/// Commands that only show something, whatever words stand behind them.
const READERS: &str = "grep egrep fgrep rg ag zgrep echo printf cat less more man which type whereis alias history head tail awk \
    gawk jq yq sort uniq wc ls ll stat file tee test [ [[ help apropos info export local declare read if for while do then case \
    journalctl logcli dig host nslookup ping ps pgrep top vim vi nano emacs code cut tr diff watch sed tar cp mv touch mkdir ln zip unzip \
    until else elif done fi return cd pwd date sleep set let sqlmap strings less";
/// Words in front of the command itself.
const WRAPPERS: &str =
    "sudo time nohup env nice ionice exec command xargs then do else doas stdbuf setsid";
/// Options of wrappers and of kubectl that take a value.
const VALUED: &str = "-n --namespace --context -c --container -u -i -l --kubeconfig -f --cluster --user -I -P -L --as --server -s -h -p --port --project --zone --region \
    --profile -o --output -H --host";

/// For a tool: words that are destructive as its subcommand, and what they harm.
const TABLE: &[(&str, &str, Harm)] = &[
    ("helm", "uninstall delete", CannotBeUndone),
    (
        "docker podman crictl ctr nerdctl docker-compose",
        "kill stop restart down",
        StopsService,
    ),
    (
        "docker podman crictl ctr nerdctl docker-compose",
        "rm rmi prune",
        CannotBeUndone,
    ),
    (
        "systemctl",
        "stop restart kill mask poweroff reboot halt try-restart reload-or-restart isolate",
        StopsService,
    ),
    (
        "service sv gitlab-ctl supervisorctl initctl rc-service pm2 svc brew launchctl invoke-rc.d apachectl nginx",
        "stop restart kill graceful-kill unload force-stop",
        StopsService,
    ),
    (
        "patronictl",
        "restart reinit failover switchover",
        StopsService,
    ),
    ("patronictl", "remove", LosesData),
    ("pg_ctl pg_ctlcluster", "stop restart", StopsService),
    ("terraform tofu terragrunt tf", "destroy", LosesData),
    (
        "terraform tofu terragrunt tf",
        "taint force-unlock",
        CannotBeUndone,
    ),
    (
        "nodetool",
        "removenode decommission drain assassinate clearsnapshot stopdaemon",
        CannotBeUndone,
    ),
    (
        "rabbitmqctl",
        "stop stop_app close_connection close_all_connections shutdown",
        StopsService,
    ),
    (
        "rabbitmqctl",
        "reset force_reset delete_queue purge_queue forget_cluster_node delete_user delete_vhost",
        LosesData,
    ),
    ("etcdctl", "del", LosesData),
    ("etcdctl", "remove", CannotBeUndone),
    (
        "apt apt-get yum dnf brew pip pip3 npm gem snap rpm dpkg zypper apk",
        "remove purge uninstall autoremove erase",
        CannotBeUndone,
    ),
    ("ufw nft", "delete reset disable flush", CannotBeUndone),
    ("vault", "delete destroy revoke seal", CannotBeUndone),
    (
        "virsh virtctl",
        "destroy stop restart shutdown reboot",
        StopsService,
    ),
    ("virsh", "undefine", LosesData),
    ("zfs zpool", "destroy", LosesData),
    ("nomad", "stop drain", StopsService),
    ("consul", "leave force-leave", StopsService),
    ("mysqladmin", "shutdown", StopsService),
    ("mysqladmin", "drop", LosesData),
    ("restic", "forget prune", LosesData),
    ("gsutil", "rm rb", LosesData),
    ("crontab", "-r", LosesData),
];

/// Tools that destroy by themselves.
const ALONE: &[(&str, Harm)] = &[
    (
        "rm rmdir unlink shred wipefs truncate dropdb pg_resetwal lvremove vgremove pvremove blkdiscard mkfs srm",
        LosesData,
    ),
    ("kill pkill killall", StopsService),
    ("reboot shutdown poweroff halt ifdown swapoff", StopsService),
    ("userdel groupdel deluser dropuser", CannotBeUndone),
    ("flushall flushdb", LosesData),
];

/// Words that are destructive as the subcommand of a tool that is not in the table.
const WORDS: &[(&str, Harm)] = &[
    (
        "delete destroy purge wipe drop truncate erase flushall flushdb remove rm",
        CannotBeUndone,
    ),
    (
        "kill terminate stop restart teardown shutdown reboot drain evict uninstall deallocate hibernate",
        StopsService,
    ),
];

/// How subcommands such as `terminate-instances` begin.
const PREFIXES: &[(&str, Harm)] = &[
    ("delete-", CannotBeUndone),
    ("destroy-", CannotBeUndone),
    ("drop-", LosesData),
    ("purge-", LosesData),
    ("terminate-", CannotBeUndone),
    ("remove-", CannotBeUndone),
    ("deregister-", CannotBeUndone),
    ("revoke-", CannotBeUndone),
    ("stop-", StopsService),
    ("reboot-", StopsService),
];

/// Options that make whatever they stand behind destructive.
const FORCES: &str = "--force --grace-period=0 --force-with-lease --hard --purge --delete --auto-approve=destroy --prune --delete-emptydir-data --no-preserve-root";

/// A destructive word of a simple command: the range of words that says so, and what is at stake.
pub(super) struct Found {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) harm: Harm,
}

/// What a simple command destroys. Looks behind `sudo`, `xargs` and assignments.
pub(super) fn found(words: &[Word]) -> Option<Found> {
    let at = command(words)?;
    let own = words.get(at..)?;
    let has = |option: &str| own.iter().any(|word| word.text == option);
    let tool = name(&own[0].text);
    let dry = own.iter().any(|word| {
        word.text.starts_with("--dry-run") && word.text != "--dry-run=none"
            || word.text == "--help"
            || word.text == "--dryrun"
    });
    if dry || is_word(READERS, tool) && !(tool == "sed" || tool == "cp" || tool == "mv") {
        return None;
    }
    let spot = |from: usize, to: usize, harm: Harm| {
        Some(Found {
            from: at + from,
            to: at + to,
            harm,
        })
    };
    if matches!(tool, "kubectl" | "oc" | "k" | "kubectl.exe") {
        let (from, to, harm) = kubernetes(own)?;
        return spot(from, to, harm);
    }
    if matches!(
        tool,
        "git"
            | "find"
            | "dd"
            | "curl"
            | "redis-cli"
            | "iptables"
            | "ip6tables"
            | "ip"
            | "kill"
            | "aws"
    ) || tool.starts_with("mkfs")
    {
        let (to, harm) = special(tool, own)?;
        return spot(0, to, harm);
    }
    if let Some((_, harm)) = ALONE.iter().find(|(tools, _)| {
        is_word(tools, &tool.to_ascii_lowercase()) || tools.split(' ').any(|t| t == tool)
    }) {
        let quiet = has("-c") && tool == "shutdown" || has("-0") || has("-l");
        let to = usize::from(own.get(1).is_some_and(|word| word.text.starts_with('-')));
        return if quiet { None } else { spot(0, to, *harm) };
    }
    if let Some((to, harm)) = subcommand(tool, own) {
        return spot(0, to, harm);
    }
    let forced = own
        .iter()
        .position(|word| is_word(FORCES, &word.text) && !word.quoted)?;
    spot(forced, forced, CannotBeUndone)
}

/// Where the command itself begins: behind assignments and wrappers with their options.
fn command(words: &[Word]) -> Option<usize> {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let text = word.text.as_str();
        let wraps = is_word(WRAPPERS, name(text));
        if wraps {
            at += 1;
            while let Some(option) = words.get(at).filter(|word| word.text.starts_with('-')) {
                at += 1 + usize::from(
                    is_word(VALUED, &option.text)
                        && !matches!(option.text.as_str(), "-i" | "-H" | "-o"),
                );
            }
        } else if super::is_assignment(text) || matches!(text, "!" | "{" | "$" | ">" | "%" | "time")
        {
            at += 1;
        } else {
            return Some(at);
        }
    }
    None
}

/// The name of a tool without its folder.
fn name(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

/// The indices of the words that are neither options nor their values, the tool itself left out.
fn plain(own: &[Word]) -> Vec<usize> {
    let mut plain = Vec::new();
    let mut at = 1;
    while let Some(word) = own.get(at) {
        if word.text == "--" {
            break;
        }
        if word.text.starts_with('-') {
            at += usize::from(is_word(VALUED, &word.text));
        } else {
            plain.push(at);
        }
        at += 1;
    }
    plain
}

fn kubernetes(own: &[Word]) -> Option<(usize, usize, Harm)> {
    let plain = plain(own);
    let word = |at: usize| plain.get(at).map_or("", |at| own[*at].text.as_str());
    let has = |option: &str| own.iter().any(|word| word.text == option);
    let at = plain.first().copied()?;
    let second = plain.get(1).copied().unwrap_or(at);
    match word(0) {
        "delete" => {
            let kind = word(1).split('/').next().unwrap_or_default();
            let harm = match kind {
                "pod" | "pods" | "po" if !has("--force") => StopsService,
                "pvc"
                | "pv"
                | "namespace"
                | "ns"
                | "persistentvolumeclaim"
                | "persistentvolumeclaims"
                | "persistentvolume"
                | "crd"
                | "project"
                | "cluster" => LosesData,
                _ => CannotBeUndone,
            };
            Some((0, at, harm))
        }
        "drain" => Some((0, at, StopsService)),
        "adm" if word(1) == "drain" => Some((0, second, StopsService)),
        "rollout" if word(1) == "restart" => Some((0, second, StopsService)),
        "scale" => {
            let zero = own
                .iter()
                .position(|word| word.text == "--replicas=0" || word.text == "0")?;
            Some((0, zero, StopsService))
        }
        "cnpg" | "minio" | "rook-ceph" => {
            let named = |at: usize| WORDS.iter().find(|(words, _)| is_word(words, word(at)));
            let third = plain.get(2).copied().unwrap_or(second);
            named(1)
                .map(|(_, harm)| (0, second, *harm))
                .or_else(|| named(2).map(|(_, harm)| (0, third, *harm)))
        }
        "replace" | "apply" | "patch" | "create" | "taint" => {
            let force = own
                .iter()
                .position(|word| word.text == "--force" || word.text == "--prune")?;
            Some((0, force, CannotBeUndone))
        }
        _ => None,
    }
}

/// Tools whose options decide. Yields the last word that says so.
fn special(tool: &str, own: &[Word]) -> Option<(usize, Harm)> {
    let position = |options: &str| own.iter().position(|word| is_word(options, &word.text));
    let lower = |at: usize| {
        own.get(at)
            .map(|word| word.text.to_ascii_lowercase())
            .unwrap_or_default()
    };
    match tool {
        "git" => git(own),
        "find" => position("-delete").map(|at| (at, LosesData)).or_else(|| {
            let exec = position("-exec -execdir")?;
            (lower(exec + 1) == "rm").then_some((exec + 1, LosesData))
        }),
        "dd" => own
            .iter()
            .position(|word| word.text.starts_with("of=") && word.text != "of=/dev/null")
            .map(|at| (at, LosesData)),
        "curl" => own
            .iter()
            .position(|word| {
                matches!(word.text.as_str(), "-XDELETE" | "--request=DELETE")
                    || word.text == "DELETE"
            })
            .map(|at| (at, CannotBeUndone)),
        "redis-cli" => {
            let at = (1..own.len())
                .find(|at| is_word("flushall flushdb del unlink shutdown debug", &lower(*at)))?;
            Some((
                at,
                if lower(at) == "shutdown" {
                    StopsService
                } else {
                    LosesData
                },
            ))
        }
        "iptables" | "ip6tables" => {
            position("-F -X -D --flush --delete").map(|at| (at, CannotBeUndone))
        }
        "ip" => position("del delete flush down").map(|at| (at, StopsService)),
        "kill" => {
            if position("-l -0 -HUP -USR1 -USR2 -1 -SIGHUP -QUIT -3").is_some() {
                return None;
            }
            let hard = position("-9 -KILL -SIGKILL");
            Some(hard.map_or((0, StopsService), |at| (at, CannotBeUndone)))
        }
        "aws" => aws(own),
        _ => Some((0, LosesData)),
    }
}

fn git(own: &[Word]) -> Option<(usize, Harm)> {
    let plain = plain(own);
    let verb = plain.first().map_or("", |at| own[*at].text.as_str());
    let position = |options: &str| own.iter().position(|word| is_word(options, &word.text));
    let options = match verb {
        "push" => "--force -f --force-with-lease --delete -d --mirror",
        "reset" => "--hard",
        "clean" => "-f -fd -fdx -xdf -xfd -df -ffdx --force",
        "branch" | "tag" => "-D -d --delete",
        "checkout" | "switch" => "-f --force",
        "stash" => "drop clear",
        "filter-branch" | "rm" => verb,
        _ => return None,
    };
    position(options).map(|at| {
        (
            at,
            if verb == "push" {
                CannotBeUndone
            } else {
                LosesData
            },
        )
    })
}

fn aws(own: &[Word]) -> Option<(usize, Harm)> {
    let plain = plain(own);
    let (service, act) = (plain.first()?, plain.get(1)?);
    let act_word = own[*act].text.as_str();
    if own[*service].text == "s3" {
        let deletes = own.iter().position(|word| word.text == "--delete");
        return if is_word("rm rb", act_word) {
            Some((*act, LosesData))
        } else {
            deletes.map(|at| (at, LosesData))
        };
    }
    let (_, harm) = PREFIXES
        .iter()
        .find(|(prefix, _)| act_word.starts_with(prefix))?;
    Some((*act, *harm))
}

/// A destructive subcommand by the table, else by its word among the first three.
fn subcommand(tool: &str, own: &[Word]) -> Option<(usize, Harm)> {
    let plain = plain(own);
    let mut known = false;
    for (tools, words, harm) in TABLE {
        if is_word(tools, tool) {
            known = true;
            if let Some(at) = plain
                .iter()
                .take(4)
                .chain(own.get(1).map(|_| &1))
                .find(|at| is_word(words, &own[**at].text))
            {
                let gone = own
                    .iter()
                    .any(|word| matches!(word.text.as_str(), "-v" | "--volumes" | "volume"));
                return Some((
                    *at,
                    if *tools == TABLE[2].0 && gone {
                        LosesData
                    } else {
                        *harm
                    },
                ));
            }
        }
    }
    if let Some(harm) = cmdlet(tool) {
        return Some((0, harm));
    }
    if known {
        return None;
    }
    plain.iter().take(3).find_map(|at| {
        let word = &own[*at];
        if word.quoted {
            return None;
        }
        let listed = WORDS.iter().find(|(words, _)| is_word(words, &word.text));
        let prefixed = || {
            PREFIXES.iter().find(|(prefix, _)| {
                word.text.starts_with(prefix)
                    && is_word("gcloud az ceph openstack ibmcloud doctl", tool)
            })
        };
        let (_, harm) = listed.or_else(prefixed)?;
        Some((*at, *harm))
    })
}

/// PowerShell's own names say what they do.
fn cmdlet(tool: &str) -> Option<Harm> {
    let begins = |verbs: &[&str]| verbs.iter().any(|verb| tool.starts_with(verb));
    if begins(&["Stop-", "Restart-", "Disable-"]) {
        Some(StopsService)
    } else if begins(&["Remove-", "Clear-", "Uninstall-", "Format-Volume"]) {
        Some(CannotBeUndone)
    } else {
        None
    }
}
