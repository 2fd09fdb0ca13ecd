//! A throw-away PostgreSQL with PostGIS, one for each test process.
//!
//! [`fresh_database`] gives every test a database of its own, copied from a
//! template that already has PostGIS. Nothing has to be running before, and
//! nothing is left afterwards: the cluster belongs to a small shell script that
//! waits on a pipe held by the test process. When that process ends, in
//! whatever way (a panic, Ctrl-C, `kill -9`), the pipe closes, and the script
//! stops the cluster and removes its folder.
//!
//! The cluster sorts text by the rules of a human language (ICU, `en-US`), as
//! real servers do, so a query that leaves the order of text to the database
//! is found out here and not by an operator.
//!
//! `STILLOPEN_TEST_POSTGRES_URL` names a running server to use instead. Its
//! user must be allowed to create databases and the PostGIS extension.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read},
    os::unix::{fs::MetadataExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{ChildStdin, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

/// The variable that names a running server to use instead of an own one.
const SERVER_VARIABLE: &str = "STILLOPEN_TEST_POSTGRES_URL";

const INSTALL: &str = "install them (Debian and Ubuntu: `apt-get install postgresql-postgis`, \
     Fedora: `dnf install postgresql-server postgis`) or set STILLOPEN_TEST_POSTGRES_URL \
     to a server that has both";

/// Makes the cluster, says `ready`, waits for the test process to end, and
/// takes everything away. `$1` programs, `$2` folder.
const KEEPER: &str = r#"
trap : HUP INT TERM
trap '' PIPE
bin=$1 dir=$2
set -- "$bin/initdb" -D "$dir/data" -U stillopen --auth=trust --encoding=UTF8 --locale=C --no-sync
start() {
    "$@" --locale-provider=icu --icu-locale=en-US || { rm -rf "$dir/data"; "$@"; } || return 1
    cat >>"$dir/data/postgresql.conf" <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$dir'
max_connections = 60
shared_buffers = 32MB
fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum = off
SETTINGS
    "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -t 60 start &&
        "$bin/psql" -X -q -h "$dir" -U stillopen -d template1 -c 'create extension postgis'
}
if start "$@" >"$dir/log" 2>&1 </dev/null; then
    echo ready
    read -r _
else
    echo failed
    tail -n 5 "$dir/log"
    [ ! -e "$dir/server.log" ] || tail -n 5 "$dir/server.log"
fi
"$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1
rm -rf "$dir"
"#;

/// On a server that is not ours: drops the databases of this process when it
/// ends. `$1` psql, `$2` the server's URL, `$3` the names' common beginning.
const SWEEPER: &str = r#"
trap : HUP INT TERM
echo ready
read -r _
"$1" -X -q "$2" >/dev/null 2>&1 <<SQL
select format('drop database %I with (force)', datname)
from pg_database where starts_with(datname, '$3') order by datname
\gexec
SQL
"#;

/// A PostgreSQL server with PostGIS that makes databases for tests.
#[derive(Debug)]
pub struct PgCluster {
    psql: PathBuf,
    /// Where `create database` is sent.
    maintenance_url: String,
    /// What stands around the name in a database's URL.
    url: (String, String),
    prefix: String,
    template: String,
    made: AtomicU32,
    /// The pipe's end that lets the script clean up when this process is gone.
    _held: ChildStdin,
}

/// The URL of a new, empty database with PostGIS, for one test alone.
///
/// # Panics
/// With one sentence that says what is missing when there is no PostgreSQL with
/// PostGIS: such tests fail, they are never skipped.
pub async fn fresh_database() -> String {
    let made = tokio::task::spawn_blocking(|| {
        static CLUSTER: OnceLock<Result<PgCluster, String>> = OnceLock::new();
        let cluster = CLUSTER.get_or_init(PgCluster::start);
        cluster.as_ref().map_err(Clone::clone)?.create_database()
    });
    let why = match made.await {
        Ok(Ok(url)) => return url,
        Ok(Err(why)) => why,
        Err(error) => error.to_string(),
    };
    no_database(&why)
}

#[expect(clippy::panic, reason = "a test that needs PostgreSQL fails without it")]
fn no_database(why: &str) -> ! {
    panic!("{why}")
}

impl PgCluster {
    /// Starts a cluster in a temporary folder, or takes the server named by
    /// `STILLOPEN_TEST_POSTGRES_URL`.
    ///
    /// # Errors
    /// One sentence for the person who runs the tests.
    pub fn start() -> Result<Self, String> {
        match env::var(SERVER_VARIABLE) {
            Ok(url) => Self::borrow_server(url),
            Err(_) => Self::start_own(),
        }
    }

    fn start_own() -> Result<Self, String> {
        let bin = find_programs()?;
        let owner = server_user()?;
        let dir = make_folder(owner)?;

        let mut script = Command::new("sh");
        script.args(["-c", KEEPER, "postgres-for-tests"]).arg(&bin).arg(&dir).current_dir(&dir);
        if let Some((uid, gid)) = owner {
            script.uid(uid).gid(gid);
        }
        let held = run_in_background(script).map_err(|log| {
            let bin = bin.display();
            format!("The PostgreSQL for the tests ({bin}) did not start: {log}")
        })?;

        let socket = percent_encoded(&dir);
        let around = |name: &str| format!("postgres://stillopen@localhost/{name}?host={socket}");
        Ok(Self {
            psql: bin.join("psql"),
            maintenance_url: around("postgres"),
            url: ("postgres://stillopen@localhost/".into(), format!("?host={socket}")),
            prefix: "test".into(),
            template: "template1".into(),
            made: AtomicU32::new(0),
            _held: held,
        })
    }

    fn borrow_server(maintenance_url: String) -> Result<Self, String> {
        let (before, after) = split_at_name(&maintenance_url).ok_or_else(|| {
            format!("{SERVER_VARIABLE} is expected as postgres://USER:PASSWORD@HOST:PORT/DATABASE")
        })?;
        let url = (before.to_owned(), after.to_owned());
        let started = std::time::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_nanos());
        let prefix = format!("stillopen_test_{started}_");
        let psql = find_programs().map_or_else(|_| "psql".into(), |bin| bin.join("psql"));

        let mut script = Command::new("sh");
        script.args(["-c", SWEEPER, "postgres-for-tests"]).arg(&psql);
        script.args([&maintenance_url, &prefix]);
        let cluster = Self {
            psql,
            maintenance_url,
            url,
            template: format!("{prefix}template"),
            prefix,
            made: AtomicU32::new(0),
            _held: run_in_background(script)?,
        };
        cluster.create(&cluster.template, "template1")?;
        let template_url = cluster.url_of(&cluster.template);
        cluster.run_sql(&template_url, "create extension if not exists postgis")?;
        Ok(cluster)
    }

    /// A new database and its URL.
    ///
    /// # Errors
    /// What PostgreSQL said.
    pub fn create_database(&self) -> Result<String, String> {
        let number = self.made.fetch_add(1, Ordering::Relaxed) + 1;
        let name = format!("{}{number}", self.prefix);
        self.create(&name, &self.template)?;
        Ok(self.url_of(&name))
    }

    fn create(&self, name: &str, template: &str) -> Result<(), String> {
        let sql = format!(r#"create database "{name}" template "{template}""#);
        self.run_sql(&self.maintenance_url, &sql)
    }

    fn url_of(&self, name: &str) -> String {
        format!("{}{name}{}", self.url.0, self.url.1)
    }

    fn run_sql(&self, url: &str, sql: &str) -> Result<(), String> {
        let output = Command::new(&self.psql)
            .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql, url])
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("{} does not run: {error}", self.psql.display()))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("PostgreSQL refused `{sql}`: {}", said.trim()))
    }
}

/// Runs a script until it says `ready`; it ends when the returned pipe closes.
fn run_in_background(mut script: Command) -> Result<ChildStdin, String> {
    let mut child = script
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        // Its own process group: Ctrl-C on the tests must not end the cleaner.
        .process_group(0)
        .spawn()
        .map_err(|error| format!("sh does not run: {error}"))?;
    let (Some(held), Some(said)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("sh has no pipes".into());
    };
    let mut said = BufReader::new(said);
    let mut line = String::new();
    let mut rest = String::new();
    let read = said.read_line(&mut line).and_then(|_| match line.trim_end() {
        "ready" => Ok(0),
        _ => said.read_to_string(&mut rest),
    });
    match (read, line.trim_end()) {
        (Ok(_), "ready") => Ok(held),
        (Ok(_), _) => Err(rest.trim().to_owned()),
        (Err(error), _) => Err(error.to_string()),
    }
}

/// The folder of PostgreSQL's programs, of an installation that has PostGIS.
fn find_programs() -> Result<PathBuf, String> {
    let has_server =
        |dir: &Path| ["initdb", "pg_ctl", "postgres", "psql"].iter().all(|p| dir.join(p).is_file());
    let found: Vec<PathBuf> = possible_folders().into_iter().filter(|d| has_server(d)).collect();
    if found.is_empty() {
        return Err(format!(
            "These tests need PostgreSQL and PostGIS, and no PostgreSQL server was found: {INSTALL}."
        ));
    }
    let with_postgis = found.iter().find(|bin| {
        ask(&bin.join("pg_config"), "--sharedir")
            .is_some_and(|share| Path::new(&share).join("extension/postgis.control").is_file())
    });
    with_postgis.cloned().ok_or_else(|| {
        format!(
            "These tests need PostgreSQL and PostGIS, and PostgreSQL in {} has no PostGIS: {INSTALL}.",
            found[0].display()
        )
    })
}

fn possible_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        ask(Path::new("pg_config"), "--bindir").map(PathBuf::from).into_iter().collect();
    for (parent, below) in [
        ("/usr/lib/postgresql", "bin"),
        ("/usr/lib64/pgsql", "bin"),
        ("/opt/homebrew/opt", "bin"),
        ("/usr/local/opt", "bin"),
    ] {
        let entries = fs::read_dir(parent).into_iter().flatten().flatten();
        let mut inside: Vec<PathBuf> = entries.map(|entry| entry.path().join(below)).collect();
        inside.sort();
        folders.extend(inside.into_iter().rev());
    }
    // Programs on the path are often links into the folder that has them all.
    let path = env::var_os("PATH").unwrap_or_default();
    for dir in env::split_paths(&path) {
        if let Ok(program) = fs::canonicalize(dir.join("initdb")) {
            folders.extend(program.parent().map(Path::to_path_buf));
        }
    }
    folders
}

/// What a program answers to one flag, when it is there and willing.
fn ask(program: &Path, flag: &str) -> Option<String> {
    let output = Command::new(program).arg(flag).stderr(Stdio::null()).output().ok()?;
    let answer = String::from_utf8(output.stdout).ok()?;
    (output.status.success()).then(|| answer.trim().to_owned())
}

/// The user and group to run as: `None` is ourselves. PostgreSQL refuses root.
fn server_user() -> Result<Option<(u32, u32)>, String> {
    let ourselves = fs::metadata("/proc/self").map(|process| process.uid());
    let is_root = match ourselves {
        Ok(uid) => uid == 0,
        Err(_) => env::var("USER").is_ok_and(|name| name == "root"),
    };
    if !is_root {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").map_err(|error| error.to_string())?;
    let ids_of = |name: &str| {
        users.lines().find_map(|line| {
            let mut fields = line.split(':');
            (fields.next()? == name).then_some(())?;
            Some((fields.nth(1)?.parse().ok()?, fields.next()?.parse().ok()?))
        })
    };
    let found = ids_of("postgres").or_else(|| ids_of("nobody"));
    found.map(Some).ok_or_else(|| {
        "PostgreSQL does not run as root, and there is no user postgres or nobody.".into()
    })
}

/// A new folder for the cluster; it belongs to the user who runs it.
fn make_folder(owner: Option<(u32, u32)>) -> Result<PathBuf, String> {
    // Root's own temporary folder may be closed to the other user.
    let parent = if owner.is_some() { PathBuf::from("/tmp") } else { env::temp_dir() };
    let refused = |error: std::io::Error| {
        format!("No folder for PostgreSQL could be made in {}: {error}", parent.display())
    };
    let folder =
        tempfile::Builder::new().prefix("stillopen-pg-").tempdir_in(&parent).map_err(refused)?;
    if let Some((uid, gid)) = owner {
        std::os::unix::fs::chown(folder.path(), Some(uid), Some(gid)).map_err(refused)?;
    }
    Ok(folder.keep())
}

/// A server's URL around the place of the database's name.
fn split_at_name(url: &str) -> Option<(&str, &str)> {
    let host = url.find("://")? + 3;
    let name = host + url[host..].find('/')? + 1;
    let after = url[name..].find('?').map_or(url.len(), |at| name + at);
    Some((&url[..name], &url[after..]))
}

fn percent_encoded(path: &Path) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    for &byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
