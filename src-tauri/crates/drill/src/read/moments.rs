//! Moments in a play: `do ack|declare`, `do update customers`, `alert Name`, `learn evidence`, `event name`, `start`,
//! several of these joined by `or`, or a guard.

use super::build::Build;
use super::fields::{inner, some};
use crate::guard;
use crate::model::Moment;
use drillbook_text::Span;
use drillbook_text::yaml::Node;

impl Build<'_> {
    /// The moment under `key`; the start when there is none (its absence was reported by the shape).
    pub(super) fn moment(&mut self, node: &Node, key: &str) -> Moment {
        node.get(key)
            .map_or(Moment::Start, |node| self.moment_at(node))
    }

    pub(super) fn moments(&mut self, node: &Node, key: &str) -> Vec<Moment> {
        some(node, key)
            .iter()
            .map(|node| self.moment_at(node))
            .collect()
    }

    pub(super) fn moment_at(&mut self, node: &Node) -> Moment {
        let text = node.text().unwrap_or_default();
        let starts = |text: &str| {
            let first = text.split_whitespace().next().unwrap_or_default();
            matches!(first, "do" | "look" | "alert" | "learn" | "event" | "start")
        };
        if !starts(text) {
            let found = &mut self.found;
            return Moment::Holds(guard::parse(text, inner(node), &self.names.guards, found));
        }
        let mut at = inner(node);
        let mut moments = Vec::new();
        for part in text.split(" or ") {
            moments.extend(self.one_moment(part, Span::new(at, at + part.len())));
            at += part.len() + " or ".len();
        }
        if moments.len() == 1 {
            moments.remove(0)
        } else {
            Moment::AnyOf(moments)
        }
    }

    fn one_moment(&mut self, part: &str, span: Span) -> Option<Moment> {
        let mut words = part.split_whitespace();
        let (kind, name, choice) = (
            words.next()?,
            words.next().unwrap_or_default(),
            words.next(),
        );
        let one =
            |names: &super::names::List| names.find(name).ok_or_else(|| names.unknown(name, span));
        let moment = match kind {
            "start" => Ok(Moment::Start),
            "alert" => one(&self.names.alerts).map(Moment::Alert),
            "learn" => one(&self.names.evidence).map(Moment::Learned),
            "event" => one(&self.names.events).map(Moment::Event),
            "do" | "look" => self.done(name, choice, span),
            _ => Err(self.names.acts.unknown(kind, span)),
        };
        moment.map_err(|problem| self.found.push(problem)).ok()
    }

    fn done(
        &self,
        names: &str,
        choice: Option<&str>,
        span: Span,
    ) -> Result<Moment, crate::code::Diagnostic> {
        let acts = names.split('|').map(|name| {
            let list = &self.names.acts;
            list.find(name).ok_or_else(|| list.unknown(name, span))
        });
        let acts = acts.collect::<Result<Vec<usize>, _>>()?;
        if let Some(choice) = choice {
            self.known_choice(&acts, choice, span)?;
        }
        Ok(Moment::Done {
            acts,
            choice: choice.map(str::to_owned),
        })
    }

    /// A choice that is named has to be one that can be made.
    fn known_choice(
        &self,
        acts: &[usize],
        choice: &str,
        span: Span,
    ) -> Result<(), crate::code::Diagnostic> {
        let mut values: Vec<String> = Vec::new();
        for act in acts {
            let name = &self.names.acts.names[*act];
            let node = self.tree.get("do").and_then(|acts| acts.get(name));
            let choose = node.and_then(|node| node.get("choose"));
            let entry = choose.and_then(|choose| choose.entries().first());
            values.extend(
                entry
                    .map(|entry| super::build::names(&entry.value))
                    .unwrap_or_default(),
            );
        }
        if values.iter().any(|value| value == choice) {
            return Ok(());
        }
        let list = super::names::List {
            kind: "choice",
            names: values,
        };
        Err(list.unknown(choice, span))
    }
}
