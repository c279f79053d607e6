//! What the person adds to a debrief: the account, answers, items. All are events of the drill's own stream.

use super::documents::Documents;
use super::log::{Answered, Item, What};
use super::store::Loaded;
use super::view::Scene;
use super::{Answer, words};
use crate::App;
use crate::run::moments;
use crate::wire::{
    Debrief, DrillAccount, DrillAccountRequest, DrillItem, DrillItemRequest, DrillQuestion,
    DrillQuizRequest, DrillRequest, ErrorCode,
};
use drillbook_drill::model::Question;
use drillbook_journal::Error;
use drillbook_library::is_document;
use std::sync::Arc;

/// The longest account, in bytes.
const LONGEST: usize = 50_000;
/// The longest text and owner of an item, in bytes.
const LONGEST_ITEM: usize = 4_000;
/// Items of one drill.
const MOST: usize = 200;
const TRIES: usize = 8;

impl App {
    /// Gives the person's own account, or passes it over. The first counts.
    pub fn give_account(&self, request: &DrillAccountRequest) -> Answer<Debrief> {
        if request.text.len() > LONGEST {
            return Err(self.error(ErrorCode::BadRequest, &[]));
        }
        self.after(&request.id, |loaded| {
            if loaded.own.account.is_some() {
                return Err(self.drill_refused("drill_refused_account"));
            }
            let text = request.text.trim().to_owned();
            Ok(Some(What::Account { text }))
        })
    }

    /// Answers a question of the quiz. The first answer counts.
    pub fn answer_quiz(&self, request: &DrillQuizRequest) -> Answer<Debrief> {
        self.after(&request.id, |loaded| {
            let unknown = || self.drill_refused("drill_refused_question");
            let play = loaded.play.as_ref().ok_or_else(unknown)?;
            let quiz = &play.scenario().debrief.quiz;
            let known = quiz.get(request.question as usize).ok_or_else(unknown)?;
            if request.answer as usize >= known.answers.len() {
                return Err(unknown());
            }
            let given = loaded.own.answers.iter();
            let mut given = given.filter(|known| known.question == request.question);
            if given.next().is_some() {
                return Ok(None);
            }
            Ok(Some(What::Answered(Answered {
                question: request.question,
                answer: request.answer,
            })))
        })
    }

    /// Adds an item, changes it, or takes it away with an empty text.
    pub fn keep_item(&self, request: &DrillItemRequest) -> Answer<Debrief> {
        let texts = [&request.text, &request.owner, &request.slug];
        let long = texts.iter().any(|text| text.len() > LONGEST_ITEM);
        let document = request.document.as_deref();
        if long || document.is_some_and(|id| id.len() > LONGEST_ITEM || !is_document(id)) {
            return Err(self.error(ErrorCode::BadRequest, &[]));
        }
        self.after(&request.id, |loaded| {
            let items = &loaded.own.items;
            let numbers = items.iter().map(|(item, _)| item.number);
            let number = match request.number {
                Some(number) if numbers.clone().any(|known| known == number) => number,
                None if items.len() < MOST && !request.text.trim().is_empty() => {
                    numbers.max().unwrap_or(0) + 1
                }
                _ => return Err(self.drill_refused("drill_refused_item")),
            };
            Ok(Some(What::Item(Item {
                number,
                text: request.text.trim().to_owned(),
                owner: request.owner.trim().to_owned(),
                document: request.document.clone(),
                slug: request.slug.clone(),
                done: request.done,
            })))
        })
    }

    /// Adds an event that is decided by what is known; none leaves everything as it is.
    fn after(&self, id: &str, decide: impl Fn(&Loaded) -> Answer<Option<What>>) -> Answer<Debrief> {
        for _ in 0..TRIES {
            let loaded: Arc<Loaded> = self.load_drill(id)?;
            let Some(what) = decide(&loaded)? else {
                return self.debrief_now(&loaded);
            };
            match self.append_to_drill(&loaded, vec![what], None) {
                Ok(next) => return self.debrief_now(&next),
                Err(Error::Overtaken { .. }) => {}
                Err(error) => return Err(self.drill_journal(&error)),
            }
        }
        self.debrief(&DrillRequest { id: id.to_owned() })
    }
}

/// The questions of the quiz before anybody has answered.
pub(super) fn questions(scene: &Scene<'_>) -> Vec<DrillQuestion> {
    let quiz = scene.scenario.debrief.quiz.iter().enumerate();
    let each = quiz.map(|(number, known)| DrillQuestion {
        number: words::count(number),
        question: known.question.clone(),
        answers: known.answers.clone(),
        mine: None,
        right: None,
        why: String::new(),
        read: None,
        card: known.card,
    });
    each.collect()
}

/// Adds what the person added.
pub(super) fn add(loaded: &Loaded, documents: &Documents, debrief: &mut Debrief) {
    let own = &loaded.own;
    debrief.account = own.account.as_ref().map(|(text, at)| DrillAccount {
        text: text.clone(),
        at: moments::moment(*at),
    });
    for answered in &own.answers {
        let asked = debrief.quiz.get_mut(answered.question as usize);
        if let (Some(asked), Some(play)) = (asked, &loaded.play) {
            let scenario = play.scenario();
            if let Some(known) = scenario.debrief.quiz.get(answered.question as usize) {
                tell(asked, known, answered.answer);
                let read = known.read.as_ref();
                asked.read = read.and_then(|read| documents.of_reference(scenario, read));
            }
        }
    }
    let items = own.items.iter().filter(|(item, _)| !item.text.is_empty());
    let items = items.map(|(item, at)| DrillItem {
        number: item.number,
        text: item.text.clone(),
        owner: item.owner.clone(),
        document: item.document.clone(),
        slug: item.slug.clone(),
        done: item.done,
        at: moments::moment(*at),
    });
    debrief.items = items.collect();
}

fn tell(asked: &mut DrillQuestion, known: &Question, answer: u32) {
    asked.mine = Some(answer);
    asked.right = Some(words::count(known.right));
    asked.why.clone_from(&known.why);
}
