//! Rule files become sets of rules.

use super::count::Holidays;
use super::fields::{Fields, StatuteError, table};
use super::statute::{
    Action, Ahead, Applies, Fact, LawText, Questions, Rule, Source, Statute, Statutes,
};
use crate::domain::date::{NotADate, PartialDate};

impl Statutes {
    /// Reads rule files, each given by its name and its text.
    ///
    /// # Errors
    /// The first fault that is found, with its file, its key, what stands there and what should.
    pub fn parse<'f>(
        files: impl IntoIterator<Item = (&'f str, &'f str)>,
    ) -> Result<Self, StatuteError> {
        let mut all: Vec<Statute> = Vec::new();
        for (file, text) in files {
            let table = table(file, text)?;
            let fields = Fields::whole(file, &table);
            let new = statute(file, &fields)?;
            for old in &all {
                if old.id == new.id {
                    let expected = "a word that no other file has";
                    return Err(fields.wrong("id", &format!("{:?}", new.id), expected));
                }
                let shared = new.process.iter().find(|process| old.process.contains(process));
                if let Some(process) = shared.filter(|_| old.state == new.state) {
                    let expected = format!("a process that {} does not rule in that state", old.id);
                    return Err(fields.wrong("process", &format!("{process}"), &expected));
                }
            }
            all.push(new);
        }
        all.sort_by(|a, b| a.id.cmp(&b.id));
        let statutes = Self { all };
        statutes.check_questions()?;
        Ok(statutes)
    }

    /// Whether the questions that are referred to are there.
    fn check_questions(&self) -> Result<(), StatuteError> {
        for statute in &self.all {
            for action in &statute.actions {
                let Some(of) = &action.questions_of else { continue };
                if self.get(of).is_none_or(|other| other.questions.is_none()) {
                    return Err(StatuteError {
                        file: format!("{}.toml", statute.id),
                        key: format!("action {}: questions_of", action.id),
                        found: format!("{of:?}"),
                        expected: "the id of a file with questions".to_owned(),
                    });
                }
            }
        }
        Ok(())
    }
}

fn statute(file: &str, fields: &Fields<'_>) -> Result<Statute, StatuteError> {
    let id = fields.full("id")?;
    let name = file.rsplit('/').next().unwrap_or(file);
    if name != format!("{id}.toml") {
        return Err(fields.wrong("id", &format!("{id:?}"), "the name of the file without .toml"));
    }
    let state = fields.text("state")?;
    let two = state.len() == 2 && state.bytes().all(|b| b.is_ascii_uppercase());
    if !state.is_empty() && !two {
        let expected = "two capital letters such as IL, or nothing for every state";
        return Err(fields.wrong("state", &format!("{state:?}"), expected));
    }
    let process = fields.words("process")?;
    if process.is_empty() {
        return Err(fields.wrong("process", "nothing", "a list of processes"));
    }
    let sources: Vec<Source> =
        fields.named("sources")?.into_iter().map(source).collect::<Result<_, _>>()?;
    let known = Known(&sources);
    let applies = fields.table("applies")?;
    let applies = applies.ok_or_else(|| fields.wrong("applies", "nothing", "a table"))?;
    let statute = Statute {
        id,
        process,
        state,
        name: fields.both("name")?,
        citation: fields.text("citation")?,
        says: fields.both("says")?,
        unread: fields.some_both("unread")?,
        checked_on: fields.day("checked_on")?,
        text: fields.table("text")?.map(|text| law_text(&text, known)).transpose()?,
        applies: covers(&applies, known)?,
        rules: each(fields, "rule", |one| rule(one, known))?,
        actions: each(fields, "action", |one| action(one, known))?,
        questions: questions(fields, known)?,
        facts: each(fields, "fact", |one| fact(one, known))?,
        sources,
    };
    fields.done()?;
    Ok(statute)
}

fn each<'a, T>(
    fields: &Fields<'a>,
    key: &'a str,
    read: impl Fn(&Fields<'a>) -> Result<T, StatuteError>,
) -> Result<Vec<T>, StatuteError> {
    let one = |table: Fields<'a>| {
        let read = read(&table)?;
        table.done()?;
        Ok(read)
    };
    fields.tables(key)?.into_iter().map(one).collect()
}

/// The sources that a file has.
#[derive(Clone, Copy)]
struct Known<'s>(&'s [Source]);

impl Known<'_> {
    fn check(self, fields: &Fields<'_>, key: &str, word: String) -> Result<String, StatuteError> {
        if self.0.iter().any(|source| source.id == word) {
            return Ok(word);
        }
        let all = self.0.iter().map(|source| source.id.as_str()).collect::<Vec<_>>().join(", ");
        let expected = format!("one of the file’s sources: {all}");
        Err(fields.wrong(key, &format!("{word:?}"), &expected))
    }

    fn one(self, fields: &Fields<'_>) -> Result<String, StatuteError> {
        self.check(fields, "source", fields.full("source")?)
    }

    fn some(self, fields: &Fields<'_>) -> Result<Option<String>, StatuteError> {
        let word = fields.some_text("source")?;
        word.map(|word| self.check(fields, "source", word)).transpose()
    }

    fn many(self, fields: &Fields<'_>) -> Result<Vec<String>, StatuteError> {
        let words = fields.texts("sources")?;
        words.into_iter().map(|word| self.check(fields, "sources", word)).collect()
    }
}

fn source((id, fields): (&str, Fields<'_>)) -> Result<Source, StatuteError> {
    let source = Source {
        id: id.to_owned(),
        publisher: fields.full("publisher")?,
        title: fields.full("title")?,
        url: fields.url("url")?,
    };
    fields.done()?;
    Ok(source)
}

fn law_text(fields: &Fields<'_>, known: Known<'_>) -> Result<LawText, StatuteError> {
    let since = fields.some_text("since")?;
    let since = since.map(|text| text.parse::<PartialDate>()).transpose().map_err(
        |NotADate { found }| {
            fields.wrong(
                "since",
                &format!("{found:?}"),
                "a date such as 2005, 2005-11 or 2005-11-10",
            )
        },
    )?;
    let text = LawText { source: known.one(fields)?, since };
    fields.done()?;
    Ok(text)
}

fn covers(fields: &Fields<'_>, known: Known<'_>) -> Result<Applies, StatuteError> {
    let applies = Applies {
        says: fields.both("says")?,
        employees_at_least: fields.some_number("employees_at_least")?,
        run_by: fields.texts("run_by")?,
        must_be_reviewed: fields.words("must_be_reviewed")?,
        must_says: fields.some_both("must_says")?,
        sources: known.many(fields)?,
    };
    fields.done()?;
    Ok(applies)
}

fn rule(fields: &Fields<'_>, known: Known<'_>) -> Result<Rule, StatuteError> {
    let rule = Rule {
        id: fields.full("id")?,
        after: fields.word("after")?,
        due: fields.word("due")?,
        days: fields.days("days")?,
        count: fields.word("count")?,
        holidays: fields.some_word("holidays")?.unwrap_or(Holidays::None),
        moves_to_business_day: fields.flag("moves_to_business_day")?,
        only_if_reviewed: fields.flag("only_if_reviewed")?,
        says: fields.both("says")?,
        source: known.one(fields)?,
    };
    if rule.after == rule.due {
        let expected = "another step than the one it follows";
        return Err(fields.wrong("due", &format!("{:?}", rule.due.as_str()), expected));
    }
    Ok(rule)
}

fn action(fields: &Fields<'_>, known: Known<'_>) -> Result<Action, StatuteError> {
    Ok(Action {
        id: fields.full("id")?,
        does: fields.word("does")?,
        title: fields.both("title")?,
        says: fields.both("says")?,
        post: fields.texts("post")?,
        subject: fields.some_text("subject")?,
        names: fields.tables("names")?.iter().map(Fields::languages).collect::<Result<_, _>>()?,
        minutes: fields.some_number("minutes")?,
        files: fields.some_both("files")?,
        ahead: fields.table("ahead")?.map(|ahead| self::ahead(&ahead)).transpose()?,
        until: fields.some_word("until")?,
        questions_of: fields.some_text("questions_of")?,
        run_by: fields.texts("run_by")?,
        cases: fields.texts("cases")?,
        source: known.some(fields)?,
    })
}

fn ahead(fields: &Fields<'_>) -> Result<Ahead, StatuteError> {
    let ahead = Ahead {
        of: fields.word("of")?,
        days: fields.days("days")?,
        count: fields.word("count")?,
        holidays: fields.some_word("holidays")?.unwrap_or(Holidays::None),
    };
    fields.done()?;
    Ok(ahead)
}

fn questions(fields: &Fields<'_>, known: Known<'_>) -> Result<Option<Questions>, StatuteError> {
    let list = fields.tables("question")?;
    let list: Vec<_> = list.iter().map(Fields::languages).collect::<Result<_, _>>()?;
    let Some(asked) = fields.table("asked")? else {
        return match list.len() {
            0 => Ok(None),
            _ => Err(fields.wrong("asked", "nothing", "a table with says and source")),
        };
    };
    if list.is_empty() {
        return Err(fields.wrong("question", "nothing", "at least one question"));
    }
    let questions = Questions { says: asked.both("says")?, list, source: known.one(&asked)? };
    asked.done()?;
    Ok(Some(questions))
}

fn fact(fields: &Fields<'_>, known: Known<'_>) -> Result<Fact, StatuteError> {
    Ok(Fact { says: fields.both("says")?, sources: known.many(fields)? })
}
