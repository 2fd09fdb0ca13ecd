//! A service that has boundaries and people: loaded by the program's own setup from files in the publishers' formats.

use std::collections::BTreeMap;

use stillopen::domain::time::Clock;
use stillopen::import::demand::acs::TABLES;
use stillopen::jobs::setup::{self, Event, From, What};
use stillopen::outbound::{Client, Settings};
use stillopen::store::Store;

use super::app::TestApp;
use super::publishers::{Columns, geo_folder, real, tiny};

/// The columns that each survey table is asked for, by the name of its file in the plan.
pub fn survey() -> Columns {
    let parts = setup::illinois().into_iter();
    let tables = parts.filter_map(|part| {
        let What::Figures(level) = part.what else { return None };
        let code = part.name.rsplit('-').next().unwrap().to_owned();
        let table = TABLES.iter().find(|t| t.code == code && t.levels.contains(&level)).unwrap();
        Some((part.file, table.columns()))
    });
    tables.collect()
}

/// Loads files of publishers; which parts could not be loaded.
pub async fn lay(store: &Store, clock: &Clock, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let client = Client::new(Settings::default());
    let work = setup::Setup {
        store,
        clock,
        client: &client,
        folder: folder.path().join("downloads"),
        from: From::Folder(folder.path().to_owned()),
        census_key: None,
    };
    work.run(&setup::illinois(), &mut |_: Event<'_>| {}).await
}

impl TestApp {
    /// Loads two counties of the south with four tracts, their districts and who holds office there.
    pub async fn with_two_counties(self) -> Self {
        let failed = lay(self.app.store(), &self.clock, &tiny(&survey())).await;
        assert_eq!(failed, [""; 0]);
        self.app.refresh().await.unwrap();
        self
    }

    /// Loads the whole state, where its files lie beside the repository; says so and gives nothing where they do not.
    #[expect(clippy::print_stdout, reason = "a test that leaves something out says so")]
    pub async fn with_illinois(self) -> Option<Self> {
        let Some(folder) = geo_folder() else {
            println!("no boundaries and people beside the repository: not tried with them");
            return None;
        };
        lay(self.app.store(), &self.clock, &real(&folder, &survey())).await;
        self.app.refresh().await.unwrap();
        Some(self)
    }
}
