//! What an alert or a symptom can be about by name: the products and technologies of the trade.
//!
//! Pure: knows words, not the index. The names are a data file (`data/products.txt`), written from knowledge of the trade.
//! Unlike an entry of the vocabulary, the name of a product has no other word: where it is missing, so is the answer.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::synonyms::{content, words};

/// Words of a name that are compared; no listed one has more.
const MOST_WORDS: usize = 5;

static PRODUCTS: LazyLock<Products> =
    LazyLock::new(|| Products::of(include_str!("../data/products.txt")));

/// The names of one product, each as its words.
type Names = Vec<Vec<String>>;

struct Products {
    list: Vec<Names>,
    /// The place of a product in the list, by each of its names: as written, and run together.
    by_name: HashMap<String, usize>,
}

/// A product that a row of words names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Product {
    /// The words that name it.
    pub(crate) words: Range<usize>,
    /// All its names, each as its words.
    pub(crate) names: &'static [Vec<String>],
}

/// A word of a query: folded, and where it stands.
pub(crate) type Placed<'a> = (&'a str, Range<usize>);

/// The products that a row of words names, the longest name at each place. Words of one identifier are also run together:
/// `ArgoCD` is `argocd`, but `one drive` is no `onedrive`.
pub(crate) fn named(row: &[Placed<'_>]) -> Vec<Product> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < row.len() {
        let product = PRODUCTS.at(row, at);
        at = product.as_ref().map_or(at + 1, |product| product.words.end);
        found.extend(product);
    }
    found
}

impl Products {
    fn of(file: &str) -> Self {
        let mut products = Self {
            list: Vec::new(),
            by_name: HashMap::new(),
        };
        for line in content(file) {
            let names: Names = line.split(',').map(words).collect();
            let place = products.list.len();
            for name in &names {
                products.by_name.insert(name.join(" "), place);
                products.by_name.insert(name.concat(), place);
            }
            products.list.push(names);
        }
        products
    }

    /// The product with the longest name that begins at a word.
    fn at(&'static self, row: &[Placed<'_>], at: usize) -> Option<Product> {
        let longest = (row.len() - at).min(MOST_WORDS);
        (1..=longest).rev().find_map(|length| {
            let words = at..at + length;
            let place = self.by_name.get(&name(&row[words.clone()]))?;
            Some(Product {
                words,
                names: &self.list[*place],
            })
        })
    }
}

/// A row of words as a name: run together where they are of one identifier.
fn name(row: &[Placed<'_>]) -> String {
    let mut name = String::new();
    let mut end = 0;
    for (word, span) in row {
        if !name.is_empty() && span.start > end {
            name.push(' ');
        }
        name.push_str(word);
        end = span.end;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{self, Kind};

    fn check(query: &str, expected: &str) {
        let mut read = Vec::new();
        analysis::forms(query, None, &mut |form| {
            if form.kind == Kind::Word {
                read.push((form.text.into_owned(), form.span));
            }
        });
        let row: Vec<Placed<'_>> = read
            .iter()
            .map(|(word, at)| (word.as_str(), at.clone()))
            .collect();
        let found: Vec<String> = named(&row)
            .into_iter()
            .map(|product| {
                let first = product.names[0].join(" ");
                format!("{}={first}", name(&row[product.words]))
            })
            .collect();
        assert_eq!(found.join(", "), expected, "{query}");
    }

    #[test]
    fn knows_products_however_they_are_written() {
        check("RabbitMQQueueGrowing", "rabbitmq=rabbitmq");
        check(
            "argocd app, Argo CD, ArgoCDAppOutOfSync",
            "argocd=argocd, argo cd=argocd, argocd=argocd",
        );
        check("k8s on vSphere", "k8s=kubernetes, vsphere=vmware");
        check("azure key vault is sealed", "azure key vault=key vault");
        check("one drive of the node is full", "");
    }

    #[test]
    fn every_name_is_of_one_product_and_short_enough() {
        let names = || PRODUCTS.list.iter().flatten();
        assert!(names().all(|name| (1..=MOST_WORDS).contains(&name.len())));
        for (place, names) in PRODUCTS.list.iter().enumerate() {
            for name in names {
                assert_eq!(PRODUCTS.by_name[&name.concat()], place, "{name:?}");
            }
        }
    }
}
