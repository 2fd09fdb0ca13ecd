//! Which addresses may be asked. A name is looked up here and nowhere else, so the address that was checked is the
//! one that is connected to.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::OutboundError;
use super::address::is_open;

/// The longest address that is asked.
const LONGEST: usize = 4_000;

/// A host and port that may be asked although they are not of the open internet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    host: String,
    port: u16,
}

/// Text that names no host and port.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("found {found:?}, expected HOST:PORT, such as intranet.example:8080 or [fd00::1]:80")]
pub struct NotAnException {
    found: String,
}

impl FromStr for Exception {
    type Err = NotAnException;

    fn from_str(text: &str) -> Result<Self, NotAnException> {
        let refused = || NotAnException { found: text.chars().take(80).collect() };
        // Written the way addresses are read, so that 127.1:80 is 127.0.0.1:80 here too.
        let url = Url::parse(&format!("http://{}/", text.trim())).map_err(|_| refused())?;
        let plain = url.username().is_empty() && url.password().is_none() && url.path() == "/";
        let told =
            text.trim().rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
        match (url.host_str(), url.port_or_known_default()) {
            (Some(host), Some(port)) if plain && told => Ok(Self { host: host.to_owned(), port }),
            _ => Err(refused()),
        }
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

/// What a test tells of names.
pub type Told = dyn Fn(&str) -> Vec<IpAddr> + Send + Sync;

/// What looks names up.
#[derive(Clone)]
pub enum Names {
    /// The machine's own way.
    System,
    /// A function, for tests.
    Told(Arc<Told>),
}

impl Names {
    async fn of(&self, name: &str) -> Vec<IpAddr> {
        match self {
            Self::System => tokio::net::lookup_host((name, 0))
                .await
                .map(|found| found.map(|at| at.ip()).collect())
                .unwrap_or_default(),
            Self::Told(tell) => tell(name),
        }
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::System => "Names::System",
            Self::Told(_) => "Names::Told",
        })
    }
}

/// How an address that may be asked is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Every address its name leads to is checked.
    Checked,
    /// It is an exception: wherever its name leads.
    Excepted,
}

/// The rules for addresses as they are written.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    pub ports: Vec<u16>,
    pub exceptions: Vec<Exception>,
}

impl Guard {
    /// Reads an address.
    pub fn read(text: &str) -> Result<Url, OutboundError> {
        let refused = || OutboundError::NotAnAddress { found: text.chars().take(80).collect() };
        if text.len() > LONGEST {
            return Err(refused());
        }
        Url::parse(text.trim()).map_err(|_| refused())
    }

    /// Whether and how an address may be asked, as far as it can be told without looking its name up.
    pub fn check(&self, url: &Url) -> Result<Way, OutboundError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(OutboundError::Scheme { found: url.scheme().chars().take(20).collect() });
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(OutboundError::Credentials);
        }
        let refused =
            || OutboundError::NotAnAddress { found: url.as_str().chars().take(80).collect() };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(refused)?;
        let port = url.port_or_known_default().ok_or_else(refused)?;
        if self.exceptions.iter().any(|e| e.host == host && e.port == port) {
            return Ok(Way::Excepted);
        }
        // The resolver is not asked for a host that is an address already.
        let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
        if bare.parse::<IpAddr>().is_ok_and(|address| !is_open(address)) {
            return Err(OutboundError::Closed { host: host.to_owned() });
        }
        if !self.ports.contains(&port) {
            return Err(OutboundError::Port { found: port });
        }
        Ok(Way::Checked)
    }
}

/// Looks names up for the connector.
#[derive(Debug, Clone)]
pub(super) struct Resolver {
    pub names: Names,
    pub way: Way,
}

impl Resolver {
    async fn look_up(self, name: &str) -> Result<Vec<SocketAddr>, OutboundError> {
        let host = || name.chars().take(253).collect();
        let found = self.names.of(name).await;
        if found.is_empty() {
            return Err(OutboundError::Unknown { host: host() });
        }
        // One closed address among open ones is no accident.
        if self.way == Way::Checked && !found.iter().all(|address| is_open(*address)) {
            return Err(OutboundError::Closed { host: host() });
        }
        // The connector puts the address's port in.
        Ok(found.into_iter().map(|address| SocketAddr::new(address, 0)).collect())
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = self.clone();
        Box::pin(async move {
            let found = resolver.look_up(name.as_str()).await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn guard(exceptions: &[&str]) -> Guard {
        let exceptions = exceptions.iter().map(|e| e.parse().unwrap()).collect();
        Guard { ports: vec![80, 443], exceptions }
    }

    fn check(url: &str) -> Result<Way, OutboundError> {
        guard(&[]).check(&Guard::read(url)?)
    }

    #[test]
    fn an_address_is_refused_by_the_way_it_is_written() {
        let closed =
            |found: Result<Way, OutboundError>| matches!(found, Err(OutboundError::Closed { .. }));
        for url in [
            "http://127.0.0.1:5432",
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.1/",
            "http://017700000001/",
            "http://0177.0.0.01/",
            "http://127.0.0.1./",
            "http://１２７.０.０.１/",
            "http://0.0.0.0/",
            "http://0/",
            "http://[::1]",
            "http://[::]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[fe80::1]/",
            "http://10.1.2.3/",
            "http://169.254.169.254/latest/meta-data",
            "http://224.0.0.1/",
        ] {
            assert!(closed(check(url)), "{url}: {:?}", check(url));
        }
        for (url, expected) in [
            ("file:///etc/passwd", OutboundError::Scheme { found: "file".to_owned() }),
            ("ftp://example.org/", OutboundError::Scheme { found: "ftp".to_owned() }),
            ("javascript:alert(1)", OutboundError::Scheme { found: "javascript".to_owned() }),
            ("data:text/html,x", OutboundError::Scheme { found: "data".to_owned() }),
            ("https://ana@example.org/", OutboundError::Credentials),
            ("https://:x@example.org/", OutboundError::Credentials),
            ("https://example.org:5432/", OutboundError::Port { found: 5432 }),
            ("https://example.org:22/", OutboundError::Port { found: 22 }),
        ] {
            assert_eq!(check(url), Err(expected), "{url}");
        }
        for url in
            ["", "example.org", "//example.org", "https://", "http://[::1", "http://exa mple/"]
        {
            assert!(matches!(check(url), Err(OutboundError::NotAnAddress { .. })), "{url}");
        }
        assert!(check(&format!("https://example.org/{}", "a".repeat(LONGEST))).is_err());
        assert_eq!(check("https://example.org/a?b=c#d"), Ok(Way::Checked));
        assert_eq!(check("http://8.8.8.8/"), Ok(Way::Checked));
    }

    #[test]
    fn an_exception_is_one_host_and_one_port() {
        let guard = guard(&["127.0.0.1:8080", "intranet.example:81", "[::1]:80"]);
        let way = |url: &str| guard.check(&Guard::read(url).unwrap());
        assert_eq!(way("http://127.0.0.1:8080/a"), Ok(Way::Excepted));
        assert_eq!(way("http://127.1:8080/a"), Ok(Way::Excepted));
        assert_eq!(way("http://intranet.example:81/"), Ok(Way::Excepted));
        assert_eq!(way("http://[::1]/"), Ok(Way::Excepted));
        assert!(way("http://127.0.0.1:8081/").is_err());
        assert!(way("http://127.0.0.2:8080/").is_err());
        assert!(way("ftp://127.0.0.1:8080/").is_err());
        for text in ["", "127.0.0.1", "a:b", "a:80/x", "u@a:80", ":80", "a:99999"] {
            assert!(text.parse::<Exception>().is_err(), "{text}");
        }
        assert_eq!(
            "intranet.example:81".parse::<Exception>().unwrap().to_string(),
            "intranet.example:81"
        );
    }

    #[tokio::test]
    async fn a_name_is_checked_each_time_it_is_looked_up() {
        let asked = AtomicUsize::new(0);
        let tell = move |_: &str| -> Vec<IpAddr> {
            let first = asked.fetch_add(1, Ordering::Relaxed) == 0;
            vec![if first { [93, 184, 215, 14] } else { [10, 0, 0, 1] }.into()]
        };
        let names = Names::Told(Arc::new(tell));
        let resolver = Resolver { names, way: Way::Checked };
        // What is handed to the connector is what was checked ...
        let found = resolver.clone().look_up("twice.example").await.unwrap();
        assert_eq!(found, [SocketAddr::from(([93, 184, 215, 14], 0))]);
        // ... and the second answer is checked as the first was.
        let again = resolver.look_up("twice.example").await;
        assert_eq!(again, Err(OutboundError::Closed { host: "twice.example".to_owned() }));
    }

    #[tokio::test]
    async fn a_name_with_one_closed_address_is_refused_and_one_with_none_is_unknown() {
        let tell = |name: &str| -> Vec<IpAddr> {
            match name {
                "both.example" => vec![[8, 8, 8, 8].into(), [192, 168, 0, 1].into()],
                _ => Vec::new(),
            }
        };
        let resolver = Resolver { names: Names::Told(Arc::new(tell)), way: Way::Checked };
        let both = resolver.clone().look_up("both.example").await;
        assert!(matches!(both, Err(OutboundError::Closed { .. })), "{both:?}");
        let none = resolver.look_up("none.example").await;
        assert!(matches!(none, Err(OutboundError::Unknown { .. })), "{none:?}");
        let excepted = Resolver { names: Names::Told(Arc::new(tell)), way: Way::Excepted };
        assert_eq!(excepted.look_up("both.example").await.unwrap().len(), 2);
    }
}
