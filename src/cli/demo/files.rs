//! The files of the sample sites, as they stand in the repository.

use std::path::Path;

const JOBS: &str = include_str!("../../../jobs.toml");

/// Where the sample configuration expects the platforms.
pub(super) const PLATFORMS: &str = "127.0.0.1:8701";

macro_rules! files {
    ($($path:literal from $place:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../../", $place, $path)))),*]
    };
}

const FILES: &[(&str, &[u8])] = files![
    "mappings/hazchem/work_ticket.toml" from "",
    "mappings/hazchem/work_ticket.sql" from "",
    "mappings/hazchem/ticket_file.toml" from "",
    "mappings/hazchem/gas_alarm.toml" from "",
    "mappings/hazchem/departure_alarm.toml" from "",
    "mappings/cwr/add_company.toml" from "",
    "mappings/cwr/register_employee.toml" from "",
    "mappings/cwr/passed_log.toml" from "",
    "mappings/cwr/leave_project.toml" from "",
    "mappings/cwr/remove_company.toml" from "",
    "files/permit.pdf" from "sql/demo/",
    "files/face-1.jpg" from "sql/demo/",
    "files/face-2.jpg" from "sql/demo/",
    "files/card-front.jpg" from "sql/demo/",
    "files/card-back.jpg" from "sql/demo/",
];

/// Writes them, with a configuration for platforms at this address.
pub(super) fn write(folder: &Path, platforms: &str) -> std::io::Result<()> {
    for (path, content) in FILES {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, content)?;
    }
    let jobs = JOBS.replace(&format!("http://{PLATFORMS}"), platforms);
    std::fs::write(folder.join("jobs.toml"), jobs)
}
