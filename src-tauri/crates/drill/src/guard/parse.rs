//! Text → guard: a small recursive descent over words, with places for what is wrong.
//!
//! `a or b and not c`: `not` binds tightest, then `and`, then `or`. A name alone is a definition or evidence.

use super::{Guard, Values};
use crate::code::{self, Code, Diagnostic};
use drillbook_text::{Severity, Span};
use std::collections::BTreeMap;

/// Parentheses inside parentheses.
const DEEPEST: usize = 32;
/// Words in one guard.
const LONGEST: usize = 500;

/// The names that guards may use, each with its index.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// Variables with their values.
    pub(crate) variables: BTreeMap<String, (usize, Vec<String>)>,
    /// Variants with their values.
    pub(crate) variants: BTreeMap<String, (usize, Vec<String>)>,
    pub(crate) alerts: BTreeMap<String, usize>,
    pub(crate) evidence: BTreeMap<String, usize>,
    pub(crate) defines: BTreeMap<String, usize>,
}

/// What a guard stumbles over; the argument `problem` of [`Code::BadGuard`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuardProblem {
    /// Nothing, or the guard ends where a condition should stand.
    Ends,
    /// A word stands where `and`, `or` or the end should.
    Extra,
    /// A parenthesis is not closed, or none was opened.
    Parenthesis,
    /// A character that guards do not have.
    Character,
    /// Behind a variable, neither `is` nor `is not`.
    Is,
    /// Too long or too deeply nested.
    TooLong,
}

impl GuardProblem {
    /// The word that the message catalogue selects by.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ends => "ends",
            Self::Extra => "extra",
            Self::Parenthesis => "parenthesis",
            Self::Character => "character",
            Self::Is => "is",
            Self::TooLong => "too-long",
        }
    }
}

/// Reads a guard; `start` is the byte of the file where `text` begins. What cannot be read is reported and counts
/// as never holding.
pub(crate) fn parse(text: &str, start: usize, names: &Names, found: &mut Vec<Diagnostic>) -> Guard {
    let mut parser = Parser {
        words: words(text),
        at: 0,
        text,
        start,
        names,
        depth: 0,
    };
    match parser.whole() {
        Ok(guard) => guard,
        Err(problem) => {
            found.push(*problem);
            Guard::Always(false)
        }
    }
}

/// Byte ranges of the words, parentheses and bars.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let mark = matches!(c, '(' | ')' | '|' | ',' | '&' | '!' | '=');
        if mark || c.is_whitespace() {
            words.extend(open.take().map(|start| (start, at)));
            if mark {
                words.push((at, at + 1));
            }
        } else if open.is_none() {
            open = Some(at);
        }
    }
    words.extend(open.map(|start| (start, text.len())));
    words
}

struct Parser<'a> {
    words: Vec<(usize, usize)>,
    at: usize,
    text: &'a str,
    start: usize,
    names: &'a Names,
    depth: usize,
}

type Parsed<T> = Result<T, Box<Diagnostic>>;

impl<'a> Parser<'a> {
    fn whole(&mut self) -> Parsed<Guard> {
        if self.words.len() > LONGEST {
            return Err(self.bad(GuardProblem::TooLong).into());
        }
        let guard = self.any()?;
        match self.peek() {
            None => Ok(guard),
            Some(")") => Err(self.bad(GuardProblem::Parenthesis).into()),
            Some(_) => Err(self.bad(GuardProblem::Extra).into()),
        }
    }

    fn peek(&self) -> Option<&'a str> {
        self.words
            .get(self.at)
            .map(|(from, to)| &self.text[*from..*to])
    }

    fn take(&mut self, word: &str) -> bool {
        let taken = self.peek() == Some(word);
        self.at += usize::from(taken);
        taken
    }

    fn any(&mut self) -> Parsed<Guard> {
        let mut guards = vec![self.all()?];
        while self.take("or") {
            guards.push(self.all()?);
        }
        Ok(one_or(guards, Guard::Any))
    }

    fn all(&mut self) -> Parsed<Guard> {
        let mut guards = vec![self.not()?];
        while self.take("and") {
            guards.push(self.not()?);
        }
        Ok(one_or(guards, Guard::All))
    }

    fn not(&mut self) -> Parsed<Guard> {
        let mut negated = false;
        while self.take("not") {
            negated = !negated;
        }
        let guard = self.one()?;
        Ok(if negated {
            Guard::Not(Box::new(guard))
        } else {
            guard
        })
    }

    fn one(&mut self) -> Parsed<Guard> {
        let Some(word) = self.peek() else {
            return Err(self.bad(GuardProblem::Ends).into());
        };
        match word {
            "(" => self.group(),
            "true" | "false" => {
                self.at += 1;
                Ok(Guard::Always(word == "true"))
            }
            "time_up" => {
                self.at += 1;
                Ok(Guard::TimeUp)
            }
            "firing" => {
                self.at += 1;
                self.named("alert", &self.names.alerts).map(Guard::Firing)
            }
            ")" => Err(self.bad(GuardProblem::Parenthesis).into()),
            "and" | "or" | "is" => Err(self.bad(GuardProblem::Ends).into()),
            _ => self.name(word),
        }
    }

    fn group(&mut self) -> Parsed<Guard> {
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.bad(GuardProblem::TooLong).into());
        }
        let guard = self.any()?;
        if !self.take(")") {
            return Err(self.bad(GuardProblem::Parenthesis).into());
        }
        self.depth -= 1;
        Ok(guard)
    }

    fn name(&mut self, word: &str) -> Parsed<Guard> {
        if !crate::shape::is_name(word) {
            return Err(self.bad(GuardProblem::Character).into());
        }
        let names = self.names;
        if let Some((variable, values)) = names.variables.get(word) {
            let values = self.is(word, values)?;
            return Ok(Guard::Is {
                variable: *variable,
                values,
            });
        }
        if let Some((variant, values)) = names.variants.get(word) {
            let values = self.is(word, values)?;
            return Ok(Guard::Variant {
                variant: *variant,
                values,
            });
        }
        if let Some(define) = names.defines.get(word) {
            self.at += 1;
            return Ok(Guard::Defined(*define));
        }
        if let Some(evidence) = names.evidence.get(word) {
            self.at += 1;
            return Ok(Guard::Learned(*evidence));
        }
        Err(self.unknown("guard", word, names.all()).into())
    }

    /// `is a|b`, `is not a|b` behind a variable.
    fn is(&mut self, variable: &str, known: &[String]) -> Parsed<Values> {
        self.at += 1;
        if !self.take("is") {
            return Err(self.bad(GuardProblem::Is).into());
        }
        let negated = self.take("not");
        let mut values = self.value(variable, known)?;
        while self.take("|") {
            values |= self.value(variable, known)?;
        }
        let all = if known.len() >= 64 {
            u64::MAX
        } else {
            (1 << known.len()) - 1
        };
        Ok(if negated { all & !values } else { values })
    }

    fn value(&mut self, variable: &str, known: &[String]) -> Parsed<Values> {
        let Some(word) = self.peek() else {
            return Err(self.bad(GuardProblem::Ends).into());
        };
        if let Some(at) = known.iter().position(|value| value == word) {
            self.at += 1;
            return Ok(1 << at);
        }
        let nearest = code::nearest(word, known.iter().map(String::as_str));
        let problem = self.report(Code::UnknownValue);
        Err(Box::new(
            problem
                .with("value", word)
                .with("variable", variable)
                .with("expected", code::few(known))
                .with("nearest", nearest),
        ))
    }

    fn named(&mut self, kind: &str, known: &BTreeMap<String, usize>) -> Parsed<usize> {
        let Some(word) = self.peek() else {
            return Err(self.bad(GuardProblem::Ends).into());
        };
        let Some(at) = known.get(word) else {
            let names = known.keys().map(String::as_str);
            return Err(self.unknown(kind, word, names).into());
        };
        self.at += 1;
        Ok(*at)
    }

    fn unknown<'n>(
        &self,
        kind: &str,
        word: &str,
        known: impl Iterator<Item = &'n str> + Clone,
    ) -> Diagnostic {
        let nearest = code::nearest(word, known);
        let problem = self.report(Code::UnknownName);
        problem
            .with("kind", kind)
            .with("name", word)
            .with("nearest", nearest)
    }

    fn bad(&self, problem: GuardProblem) -> Diagnostic {
        let report = self
            .report(Code::BadGuard)
            .with("problem", problem.as_str());
        report.with("found", self.peek().unwrap_or_default())
    }

    fn report(&self, code: Code) -> Diagnostic {
        let end = self.text.len();
        let (from, to) = self.words.get(self.at).copied().unwrap_or((end, end));
        let span = Span::new(self.start + from, self.start + to);
        Diagnostic::new(code, Severity::Error, Some(span))
    }
}

impl Names {
    /// Everything that may begin a condition.
    fn all(&self) -> impl Iterator<Item = &str> + Clone {
        let words = ["not", "true", "false", "firing", "time_up"];
        let known = self.variables.keys().chain(self.variants.keys());
        let flags = self.evidence.keys().chain(self.defines.keys());
        known.chain(flags).map(String::as_str).chain(words)
    }
}

fn one_or(mut guards: Vec<Guard>, join: fn(Vec<Guard>) -> Guard) -> Guard {
    match guards.len() {
        1 => guards.remove(0),
        _ => join(guards),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        let values = |list: &str| list.split(' ').map(str::to_owned).collect();
        names
            .variables
            .insert("index".into(), (0, values("missing building present")));
        names.variants.insert("delay".into(), (0, values("2m 6m")));
        names.alerts.insert("Slow".into(), 0);
        names.evidence.insert("e_plan".into(), 0);
        names.defines.insert("bad".into(), 0);
        names
    }

    fn check(text: &str, expected: &str) {
        let mut found = Vec::new();
        let guard = parse(text, 100, &names(), &mut found);
        let actual = match found.first() {
            None => show(&guard),
            Some(d) => format!(
                "{}..{} {} {}",
                d.span.unwrap().start,
                d.span.unwrap().end,
                d.code.as_str(),
                d.args
                    .iter()
                    .map(|(k, v)| format!("{k}={v}"))
                    .collect::<Vec<_>>()
                    .join(" ")
            ),
        };
        assert_eq!(actual, expected, "{text}");
    }

    fn show(guard: &Guard) -> String {
        let list = |guards: &[Guard]| guards.iter().map(show).collect::<Vec<_>>().join(" ");
        match guard {
            Guard::Is { values, .. } => format!("{values:b}"),
            Guard::Variant { values, .. } => format!("v{values:b}"),
            Guard::Not(guard) => format!("!{}", show(guard)),
            Guard::All(guards) => format!("({})", list(guards)),
            Guard::Any(guards) => format!("[{}]", list(guards)),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn reads_words() {
        check("index is missing|building and not bad", "(11 !Defined(0))");
        check("index is not missing", "110");
        check(
            "e_plan or delay is 6m and firing Slow",
            "[Learned(0) (v10 Firing(0))]",
        );
        check("not (e_plan or time_up)", "![Learned(0) TimeUp]");
        check("not not true", "Always(true)");
    }

    #[test]
    fn says_where_it_stumbles() {
        check("", "100..100 bad-guard problem=ends found=");
        check("bad and", "107..107 bad-guard problem=ends found=");
        check(
            "bad e_plan",
            "104..110 bad-guard problem=extra found=e_plan",
        );
        check("(bad", "104..104 bad-guard problem=parenthesis found=");
        check("bad)", "103..104 bad-guard problem=parenthesis found=)");
        check("index = missing", "106..107 bad-guard problem=is found==");
        check(
            "indx is missing",
            "100..104 unknown-name kind=guard name=indx nearest=`index`",
        );
        check(
            "index is mising",
            "109..115 unknown-value value=mising variable=index expected=missing, building, present nearest=`missing`",
        );
        check(
            "firing Slwo",
            "107..111 unknown-name kind=alert name=Slwo nearest=`Slow`",
        );
        check(
            &"(".repeat(40),
            "133..134 bad-guard problem=too-long found=(",
        );
        check(
            &"bad and ".repeat(300),
            "100..103 bad-guard problem=too-long found=bad",
        );
    }
}
