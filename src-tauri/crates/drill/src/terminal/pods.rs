//! The pods of a service, as `kubectl get pods` lists them: as many as its fact `ready` says, with names that stay.

use super::template::{Scene, fact};
use crate::draw::hash;
use crate::model::Service;

/// Letters of names in a cluster.
const LETTERS: &[u8] = b"bcdfghjklmnpqrstvwxz2456789";
/// More pods than a screen shows.
const MOST: u32 = 50;

/// One line a pod. The newest, as many as the fact `fresh` says, are as old as the fact `fresh_age`.
pub(super) fn rows(scene: &Scene<'_>, service: &Service) -> String {
    let said =
        |name: &str, usual: &str| fact(scene, service, name).unwrap_or_else(|| usual.to_owned());
    let ready = said("ready", "1/1");
    let (up, all) = ready.split_once('/').unwrap_or((&ready, &ready));
    let count = |text: &str| text.parse().unwrap_or(1_u32).min(MOST);
    let (up, all, fresh) = (count(up), count(all), count(&said("fresh", "0")));
    let rows = (0..all).map(|at| {
        let (ready, status) = if at < up {
            ("1/1", "Running")
        } else {
            ("0/1", "Pending")
        };
        let age = if at >= all.saturating_sub(fresh) {
            said("fresh_age", "2m")
        } else {
            said("age", "12d")
        };
        let (name, restarts) = (name(scene, service, at), said("restarts", "0"));
        format!("{name:<30}  {ready}     {status}   {restarts:<8}   {age}")
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// The name of the pod of that number: steady through a drill, and for a longer fleet the same ones first.
pub(super) fn name(scene: &Scene<'_>, service: &Service, at: u32) -> String {
    let of = hash::text(&service.name);
    let letters = |key: u32, count: u32| {
        let letter = |n: u32| {
            let most = u32::try_from(LETTERS.len()).unwrap_or(1);
            char::from(LETTERS[hash::below(&[scene.state.seed, of, key, n], most) as usize])
        };
        (0..count).map(letter).collect::<String>()
    };
    format!("{}-{}-{}", service.name, letters(0, 9), letters(at + 1, 5))
}
