//! Shell sessions: lines that were typed behind a prompt, and lines that were printed.

/// What was typed in a session, without prompts and printed lines; `None` when no line has a prompt.
/// In a `rooted` session (`console`) a lone `#` is root's prompt unless other prompts are there.
pub(super) fn typed(code: &str, rooted: bool) -> Option<String> {
    let prompted = code.lines().any(|line| prompt(line).is_some());
    let root = rooted && !prompted && code.lines().any(|line| line.starts_with("# "));
    if !prompted && !root {
        return None;
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut open = Open::default();
    for line in code.lines() {
        if open.goes_on(line) {
            kept.push(open.continuation(line));
        } else if let Some(command) =
            prompt(line).or_else(|| line.strip_prefix("# ").filter(|_| root))
        {
            kept.push(command);
            open = Open::after(command);
        } else if line.trim_start().starts_with("# ") && !rooted {
            kept.push(line);
        }
    }
    Some(kept.join("\n"))
}

/// Whether every `# ` of a shell block is root's prompt and no comment: what stands behind it is a command, and
/// nothing else in the block is one.
pub(super) fn is_root(code: &str) -> bool {
    let command = |line: &str| {
        let first = line.split_whitespace().next().unwrap_or_default();
        super::is_inline(line) || first.starts_with('/') && first.len() > 1
    };
    let mut rooted = code
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .peekable();
    rooted.peek().is_some()
        && rooted.all(|line| command(line) && !line.ends_with([':', '.']))
        && !code.lines().any(super::is_inline)
}

/// What a line holds behind its prompt.
pub(super) fn prompt(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let simple = [
        "$ ",
        "❯ ",
        "➜ ",
        "mysql> ",
        "MariaDB> ",
        "redis> ",
        "sqlite> ",
        "postgres=# ",
    ];
    if let Some(rest) = simple.iter().find_map(|prompt| line.strip_prefix(prompt)) {
        return Some(rest.trim_start());
    }
    if let Some(statement) = psql(line) {
        return Some(statement);
    }
    let end = line
        .find([' ', '#', '$', '>'])
        .filter(|_| !line.is_empty())?;
    let head = line.get(..end)?;
    if line.starts_with('[') {
        let (inside, rest) = line.get(1..)?.split_once(']')?;
        let rest = rest
            .strip_prefix("# ")
            .or_else(|| rest.strip_prefix("$ "))?;
        return inside.contains('@').then_some(rest);
    }
    if let Some(rest) = line.strip_prefix("PS ") {
        let (path, rest) = rest.split_once("> ")?;
        return path.contains([':', '/']).then_some(rest);
    }
    let is_shell = head.starts_with("sh-") || head.starts_with("bash-");
    let is_host = head.contains('@') && head.contains(':') && !head.contains('/')
        || head.contains('@') && head.contains(":~")
        || head.contains('@') && head.contains(":/");
    if is_shell || is_host {
        let rest = line.get(end..)?;
        return rest.strip_prefix("# ").or_else(|| rest.strip_prefix("$ "));
    }
    let is_redis = head.ends_with(":6379") && line.get(end..)?.starts_with("> ");
    if is_redis { line.get(end + 2..) } else { None }
}

/// `template1=# select 1;`, `orders-#`.
fn psql(line: &str) -> Option<&str> {
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let rest = line.get(end..).filter(|_| end > 0)?;
    ["=# ", "-# "]
        .iter()
        .find_map(|prompt| rest.strip_prefix(prompt))
}

/// Why the next line still belongs to the command before it.
#[derive(Default)]
struct Open {
    backslash: bool,
    /// The word that ends a here-document.
    until: Option<String>,
}

impl Open {
    fn after(command: &str) -> Self {
        let word = command
            .split("<<")
            .nth(1)
            .filter(|rest| !rest.starts_with('<'));
        let word = word.map(|rest| rest.trim_start_matches(['-', '~', ' ', '\'', '"']));
        let end = |rest: &str| {
            rest.find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len())
        };
        let until = word
            .map(|rest| rest.get(..end(rest)).unwrap_or_default().to_owned())
            .filter(|word| !word.is_empty());
        Self {
            backslash: command.trim_end().ends_with('\\'),
            until,
        }
    }

    fn goes_on(&self, line: &str) -> bool {
        self.until.is_some() || (self.backslash && !line.is_empty())
    }

    fn continuation<'a>(&mut self, line: &'a str) -> &'a str {
        if self.until.is_some() {
            if self.until.as_deref() == Some(line.trim()) {
                *self = Self::default();
            }
            return line;
        }
        self.backslash = line.trim_end().ends_with('\\');
        line.strip_prefix("> ").unwrap_or(line)
    }
}
