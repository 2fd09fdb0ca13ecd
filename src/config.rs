//! Settings: each a flag and a `STILLOPEN_*` variable.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use crate::domain::site::Site;
use crate::outbound::{self, Exception, Names};

/// Which database.
#[derive(Debug, Clone, Args)]
pub struct DatabaseArgs {
    /// Database: sqlite:PATH or postgres://USER@HOST/NAME
    #[arg(
        long,
        env = "STILLOPEN_DATABASE",
        default_value = "sqlite:var/stillopen.gpkg",
        hide_env_values = true
    )]
    pub database: String,
    /// File with the key that seals contact details; made at the first start. Default: beside the database
    #[arg(long, env = "STILLOPEN_KEY_FILE")]
    pub key_file: Option<PathBuf>,
}

impl DatabaseArgs {
    /// Where the key lies: as told, else beside the file, else `var/stillopen.key`.
    #[must_use]
    pub fn key_path(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| {
            self.database
                .strip_prefix("sqlite:")
                .map(|p| Path::new(p.trim_start_matches("//")).with_extension("key"))
                .unwrap_or_else(|| PathBuf::from("var/stillopen.key"))
        })
    }

    /// Where letters lie when no other way is set: beside the key.
    #[must_use]
    pub fn mail_path(&self) -> PathBuf {
        self.key_path().with_file_name("mail")
    }
}

/// How the service listens.
#[derive(Debug, Clone, Args)]
pub struct ListenArgs {
    /// Address to listen on; port 0 takes any free port
    #[arg(long, env = "STILLOPEN_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Seconds in which a client must have sent its request's head
    #[arg(long, env = "STILLOPEN_HEAD_SECONDS", default_value_t = 10)]
    pub head_seconds: u64,
    /// Seconds after which an answer that is not ready is given up
    #[arg(long, env = "STILLOPEN_ANSWER_SECONDS", default_value_t = 20)]
    pub answer_seconds: u64,
    /// Number of trusted proxies in front; their X-Forwarded-For is then used to limit floods, never stored
    #[arg(long, env = "STILLOPEN_PROXIES", default_value_t = 0)]
    pub proxies: usize,
}

impl ListenArgs {
    /// Time for a request's head.
    #[must_use]
    pub const fn head_time(&self) -> Duration {
        Duration::from_secs(self.head_seconds)
    }

    /// Time for an answer.
    #[must_use]
    pub const fn answer_time(&self) -> Duration {
        Duration::from_secs(self.answer_seconds)
    }
}

/// Where the installation is found, and how its letters go out.
#[derive(Debug, Clone, Args)]
pub struct SiteArgs {
    /// Address of this installation as its visitors see it, for links in letters, feeds and calendars. Default: the
    /// address it listens on
    #[arg(long, env = "STILLOPEN_SITE")]
    pub site: Option<Site>,
    /// How letters go out: folder:PATH, smtp://HOST or smtps://USER:PASSWORD@HOST. Default: the folder mail beside the
    /// database
    #[arg(long, env = "STILLOPEN_MAIL", hide_env_values = true)]
    pub mail: Option<String>,
    /// Sender of letters. Default: Still Open, no-reply at the installation's host
    #[arg(long, env = "STILLOPEN_MAIL_FROM")]
    pub mail_from: Option<String>,
}

/// Which other machines may be asked for sources and told of changes.
#[derive(Debug, Clone, Args)]
pub struct OutboundArgs {
    /// Ports that other machines may be asked on, separated by commas
    #[arg(
        long,
        env = "STILLOPEN_OUTBOUND_PORTS",
        value_delimiter = ',',
        default_values_t = outbound::WEB_PORTS
    )]
    pub outbound_ports: Vec<u16>,
    /// Hosts with their ports that may be asked although they are not of the open internet, separated by commas:
    /// intranet.example:8080
    #[arg(long, env = "STILLOPEN_OUTBOUND_ALLOW", value_delimiter = ',')]
    pub outbound_allow: Vec<Exception>,
}

impl OutboundArgs {
    /// What asks other machines in the name of a site.
    #[must_use]
    pub fn client(self, site: Option<&Site>) -> outbound::Client {
        let site = site.map(|site| site.link(""));
        outbound::Client::new(outbound::Settings {
            ports: self.outbound_ports,
            exceptions: self.outbound_allow,
            agent: outbound::agent(site.as_deref()),
            names: Names::System,
        })
    }
}

/// This program's own file. On Linux by a name that stays right when the file is replaced by a newer one.
#[must_use]
pub fn own_program() -> PathBuf {
    let linux = Path::new("/proc/self/exe");
    if linux.exists() {
        return linux.to_owned();
    }
    std::env::current_exe().unwrap_or_else(|_| PathBuf::from("stillopen"))
}

/// Whether and where street addresses are looked up.
#[derive(Debug, Clone, Args)]
pub struct GeocoderArgs {
    /// Address of a US Census geocoder, such as https://geocoding.geo.census.gov; without it addresses are found by
    /// their ZIP code or town
    #[arg(long, env = "STILLOPEN_GEOCODER")]
    pub geocoder: Option<reqwest::Url>,
}
