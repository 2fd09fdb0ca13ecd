//! Where letters go: to a mail server, or as files into a folder, so that a fresh machine works without a server.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::domain::id::JobId;
use crate::domain::mail::Letter;
use crate::domain::site::Site;

/// How long a mail server may take for each of its answers.
const PATIENCE: Duration = Duration::from_secs(20);

/// What sends letters.
#[derive(Debug, Clone)]
pub struct Mailer {
    from: Mailbox,
    host: String,
    way: Way,
}

#[derive(Debug, Clone)]
enum Way {
    /// By SMTP.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    /// One file for each letter.
    Folder(PathBuf),
}

/// Why a letter was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// It will never be taken: the address is none, or the server refuses it for good.
    #[error("the letter was refused: {0}")]
    Refused(String),
    /// The server or folder cannot be had now.
    #[error("mail cannot be sent now: {0}")]
    Unreachable(String),
}

/// A setting of mail that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MailSettingError {
    /// The way is none of those known.
    #[error(
        "found mail setting {found:?}, expected folder:PATH, smtp://HOST, or smtps://USER:PASSWORD@HOST"
    )]
    Way {
        /// How it begins.
        found: String,
    },
    /// The sender is no address.
    #[error("found sender {found:?}, expected an address such as Still Open <post@example.org>")]
    Sender {
        /// What was written.
        found: String,
    },
}

impl Mailer {
    /// Reads the settings. Without a sender it is `no-reply` at the site's host.
    ///
    /// # Errors
    /// When one of them cannot be used. A password in an address is not repeated.
    pub fn new(way: &str, from: Option<&str>, site: &Site) -> Result<Self, MailSettingError> {
        let default = || format!("Still Open <no-reply@{}>", domain_of(site.host()));
        let from = from.map_or_else(default, str::to_owned);
        let from = from.parse().map_err(|_| MailSettingError::Sender { found: from })?;
        let unknown = || {
            let scheme = way.split_once("://").map_or(way, |(scheme, _)| scheme);
            MailSettingError::Way { found: scheme.chars().take(40).collect() }
        };
        let way = if let Some(path) = way.strip_prefix("folder:").filter(|path| !path.is_empty()) {
            Way::Folder(PathBuf::from(path))
        } else if way.starts_with("smtp://") || way.starts_with("smtps://") {
            let builder =
                AsyncSmtpTransport::<Tokio1Executor>::from_url(way).map_err(|_| unknown())?;
            Way::Smtp(Box::new(builder.timeout(Some(PATIENCE)).build()))
        } else {
            return Err(unknown());
        };
        Ok(Self { from, host: site.host().to_owned(), way })
    }

    /// Letters into a folder.
    ///
    /// # Errors
    /// When the site's host cannot stand in a sender.
    pub fn folder(path: &Path, site: &Site) -> Result<Self, MailSettingError> {
        Self::new(&format!("folder:{}", path.display()), None, site)
    }

    /// Sends a letter. The job's identifier becomes its `Message-ID`, so that one sent twice is known as one.
    ///
    /// # Errors
    /// When it cannot be sent now, or never.
    pub async fn send(&self, letter: &Letter, id: JobId, now: Timestamp) -> Result<(), MailError> {
        let message = self.message(letter, id, now)?;
        match &self.way {
            Way::Smtp(server) => match server.send(message).await {
                Ok(_) => Ok(()),
                Err(error) if is_about_the_letter(&error) => Err(MailError::Refused(told(&error))),
                Err(error) => Err(MailError::Unreachable(told(&error))),
            },
            Way::Folder(folder) => {
                let (folder, bytes) = (folder.clone(), message.formatted());
                let put = tokio::task::spawn_blocking(move || put(&folder, id, &bytes)).await;
                put.map_err(|e| MailError::Unreachable(e.to_string()))?
                    .map_err(|e| MailError::Unreachable(e.to_string()))
            }
        }
    }

    fn message(&self, letter: &Letter, id: JobId, now: Timestamp) -> Result<Message, MailError> {
        let refused = |e: &dyn std::fmt::Display| MailError::Refused(e.to_string());
        // The address itself stays out of the error.
        let to: Mailbox =
            letter.to.parse().map_err(|_| refused(&"the address is not one that mail goes to"))?;
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(one_line(&letter.subject))
            .date(SystemTime::from(now))
            .message_id(Some(format!("<{id}@{}>", domain_of(&self.host))))
            .singlepart(SinglePart::plain(letter.text.clone()))
            .map_err(|e| refused(&e))?;
        for (name, value) in &letter.headers {
            let name = HeaderName::new_from_ascii(name.clone()).map_err(|e| refused(&e))?;
            message.headers_mut().insert_raw(HeaderValue::new(name, one_line(value)));
        }
        Ok(message)
    }
}

/// The host as the part of an address behind the at sign.
fn domain_of(host: &str) -> String {
    if host.contains('.') && !host.starts_with('[') {
        host.to_owned()
    } else {
        "localhost.localdomain".to_owned()
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a server refused this letter for good: no such mailbox, or not for us. Other refusals, a wrong password
/// among them, are about the way to the server, and the letter waits until it is mended.
fn is_about_the_letter(error: &lettre::transport::smtp::Error) -> bool {
    matches!(error.status().map(u16::from), Some(550..=553 | 556))
}

/// What a server said, without the addresses that some repeat.
fn told(error: &lettre::transport::smtp::Error) -> String {
    let sentence = error.to_string();
    let words = sentence.split_whitespace();
    words
        .map(|word| if word.contains('@') { "(address)" } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Writes a letter so that it is there whole or not at all; only its owner can read it.
fn put(folder: &Path, id: JobId, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut file, bytes)?;
    file.persist(folder.join(format!("{id}.eml")))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn site() -> Site {
        "https://stillopen.test".parse().unwrap()
    }

    fn letter() -> Letter {
        Letter {
            to: "ana@example.org".to_owned(),
            subject: "Una audiencia\r\nBcc: all@example.org".to_owned(),
            text: "La audiencia es el jueves.\nhttps://stillopen.test/closures/x\n".to_owned(),
            headers: vec![(
                "List-Unsubscribe".to_owned(),
                "<https://stillopen.test/follow/a>".to_owned(),
            )],
        }
    }

    #[tokio::test]
    async fn a_letter_in_the_folder_is_a_message_and_sending_it_twice_leaves_one() {
        let folder = tempfile::tempdir().unwrap();
        let mailer = Mailer::folder(folder.path(), &site()).unwrap();
        let id = JobId(Uuid::from_u128(7));
        for _ in 0..2 {
            mailer.send(&letter(), id, NOW).await.unwrap();
        }
        let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(files.len(), 1);
        let text = std::fs::read_to_string(files[0].as_ref().unwrap().path()).unwrap();
        for line in [
            "From: \"Still Open\" <no-reply@stillopen.test>\r\n",
            "To: ana@example.org\r\n",
            "Subject: Una audiencia Bcc: all@example.org\r\n",
            "List-Unsubscribe: <https://stillopen.test/follow/a>\r\n",
            "Message-ID: <00000000-0000-0000-0000-000000000007@stillopen.test>\r\n",
        ] {
            assert!(text.contains(line), "{line}{text}");
        }
        assert!(!text.contains("\r\nBcc:"));
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_made_is_tried_again_and_a_bad_address_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let id = JobId(Uuid::from_u128(7));
        let blocked = Mailer::folder(&file.join("mail"), &site()).unwrap();
        assert!(matches!(blocked.send(&letter(), id, NOW).await, Err(MailError::Unreachable(_))));
        let mailer = Mailer::folder(folder.path(), &site()).unwrap();
        let bad = Letter { to: "not an address".to_owned(), ..letter() };
        let refused = mailer.send(&bad, id, NOW).await.unwrap_err();
        assert!(matches!(&refused, MailError::Refused(why) if !why.contains("not an address")));
    }

    #[test]
    fn settings_are_read_and_a_password_is_not_repeated() {
        for way in ["folder:var/mail", "smtp://localhost:2525", "smtps://u:secret@mail.example.org"]
        {
            assert!(Mailer::new(way, None, &site()).is_ok(), "{way}");
        }
        for way in ["", "folder:", "pigeon:secret", "https://u:secret@host", "smtp://"] {
            let error = Mailer::new(way, None, &site()).unwrap_err().to_string();
            assert!(error.contains("expected folder:PATH"), "{error}");
            assert!(!error.contains("u:secret"), "{error}");
        }
        assert!(Mailer::new("folder:x", Some("nobody"), &site()).is_err());
        let plain: Site = "http://127.0.0.1:8080".parse().unwrap();
        assert!(Mailer::new("folder:x", None, &plain).is_ok());
    }
}
