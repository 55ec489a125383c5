//! The programmes of this installation: the files that ship in the program, and those that the operator
//! lays in the folder `programmes` beside the database. A file of the same key replaces the shipped one.

use domain::programme::Programme;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

const SHIPPED: &[(&str, &str)] = &[
    ("ishoej-sme.toml", include_str!("../programmes/ishoej-sme.toml")),
    ("hillerod-ips.toml", include_str!("../programmes/hillerod-ips.toml")),
];

/// How many files a folder may hold.
const FILES_MAX: usize = 200;

/// Why a programme file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("programme file {file}: {reason}")]
pub struct ProgrammeError {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Every programme by its key. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Programmes(Arc<BTreeMap<String, Programme>>);

impl Programmes {
    /// The shipped ones alone.
    pub fn shipped() -> Result<Self, ProgrammeError> {
        let mut all = BTreeMap::new();
        for (file, text) in SHIPPED {
            let programme = read(file, text)?;
            all.insert(programme.key.clone(), programme);
        }
        Ok(Self(Arc::new(all)))
    }

    /// The shipped ones with those of `folder`, which need not exist.
    pub fn with_folder(folder: &Path) -> Result<Self, ProgrammeError> {
        let mut all = Self::shipped()?.0.as_ref().clone();
        let Ok(entries) = std::fs::read_dir(folder) else {
            return Ok(Self(Arc::new(all)));
        };
        for entry in entries.flatten().take(FILES_MAX) {
            let path = entry.path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let programme = check_file(&path)?;
                all.insert(programme.key.clone(), programme);
            }
        }
        Ok(Self(Arc::new(all)))
    }

    /// One programme.
    pub fn find(&self, key: &str) -> Option<&Programme> {
        self.0.get(key)
    }

    /// All of them, by key.
    pub fn all(&self) -> impl Iterator<Item = &Programme> {
        self.0.values()
    }
}

/// Reads one file and checks it (`folgeskab programme check FILE`).
pub fn check_file(path: &Path) -> Result<Programme, ProgrammeError> {
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|error| ProgrammeError { file: file.clone(), reason: error.to_string() })?;
    read(&file, &text)
}

fn read(file: &str, text: &str) -> Result<Programme, ProgrammeError> {
    let fault = |reason: String| ProgrammeError { file: file.to_owned(), reason };
    let programme: Programme = toml::from_str(text).map_err(|error| fault(error.to_string()))?;
    programme.check().map_err(|error| fault(error.to_string()))?;
    Ok(programme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_programmes_hold_what_their_sources_say() {
        let all = Programmes::shipped().unwrap();
        let ishoej = all.find("ishoej-sme").unwrap();
        assert_eq!((ishoej.places.intervention, ishoej.places.control, ishoej.course_weeks), (Some(30), 30, 26));
        let ips = all.find("hillerod-ips").unwrap();
        assert_eq!(ips.roles.iter().map(|r| (r.soft, r.hard)).collect::<Vec<_>>(), [(20, 25), (10, 15)]);
        assert!(all.all().all(|programme| programme.surveys.iter().any(|s| s.months_after_start == 6)));
    }

    #[test]
    fn a_fault_is_named() {
        let text = include_str!("../programmes/ishoej-sme.toml").replace("course_weeks = 26", "course_weeks = 0");
        let error = read("x.toml", &text).unwrap_err().to_string();
        assert!(error.contains("course_weeks"), "{error}");
        let error = read("x.toml", "key = 1").unwrap_err().to_string();
        assert!(error.contains("key"), "{error}");
    }
}
