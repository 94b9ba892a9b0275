//! What `just package` puts together is there, and fits together.

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

#[test]
fn every_file_of_the_debian_package_is_there() {
    let manifest: toml::Table = toml::from_str(&text("Cargo.toml")).unwrap();
    let deb = &manifest["package"]["metadata"]["deb"];
    let mut files = Vec::new();
    for asset in deb["assets"].as_array().unwrap() {
        let source = asset[0].as_str().unwrap();
        if source == "target/release/shangbao" {
            continue;
        }
        let (folder, name) = source.rsplit_once('/').unwrap_or(("", source));
        let end = name.trim_start_matches('*');
        let entries = std::fs::read_dir(root().join(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let found: Vec<PathBuf> = names
            .filter(|found| found == name || (end != name && found.ends_with(end)))
            .map(|found| Path::new(folder).join(found))
            .collect();
        assert!(!found.is_empty(), "{source}");
        files.extend(found);
    }
    // An example that is installed is whole.
    for folder in ["mappings/hazchem", "mappings/cwr"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = Path::new(folder).join(entry.unwrap().file_name());
            assert!(files.contains(&path), "{}", path.display());
        }
    }
    for script in ["postinst", "shangbao.service", "shangbao.sysusers"] {
        let folder = root().join(deb["maintainer-scripts"].as_str().unwrap());
        assert!(folder.join(script).exists(), "{script}");
    }
}

#[test]
fn the_image_takes_what_the_recipe_makes() {
    let (_, recipe) = text("justfile").split_once("\npackage:\n").map_or_else(
        || panic!("the justfile has no recipe `package`"),
        |(head, recipe)| (head.to_owned(), recipe.to_owned()),
    );
    for part in [
        "--target x86_64-unknown-linux-musl",
        "cargo deb",
        "packaging/image",
    ] {
        assert!(recipe.contains(part), "{part}");
    }
    let containerfile = text("packaging/Containerfile");
    let copied: Vec<&str> = containerfile
        .lines()
        .filter_map(|line| line.strip_prefix("COPY ")?.split(' ').next())
        .collect();
    assert!(!copied.is_empty());
    for file in copied {
        let made = recipe
            .lines()
            .any(|line| line.contains("target/package/") && line.contains(file));
        assert!(made, "nothing puts {file} into target/package");
    }
}

/// The words after the program, of the unit and of the image.
fn starts() -> [Vec<String>; 2] {
    let unit = text("packaging/shangbao.service");
    let line = unit
        .lines()
        .find_map(|line| line.strip_prefix("ExecStart="));
    let unit = line.unwrap().split(' ').skip(1).map(str::to_owned);
    let image = text("packaging/Containerfile");
    let words = |start: &str| -> Vec<String> {
        let line = image.lines().find_map(|line| line.strip_prefix(start));
        serde_json::from_str(line.unwrap()).unwrap()
    };
    let image = words("ENTRYPOINT ")
        .into_iter()
        .skip(1)
        .chain(words("CMD "));
    [unit.collect(), image.collect()]
}

#[test]
fn the_unit_and_the_image_start_the_service() {
    for words in starts() {
        assert_eq!(words, ["--config", "/etc/shangbao/jobs.toml", "run"]);
        let mut shangbao = Command::new(env!("CARGO_BIN_EXE_shangbao"));
        let output = shangbao.args(&words).arg("--help").output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
}

/// Where systemd is there, it finds nothing wrong with the unit.
#[test]
fn the_unit_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let unit = folder.path().join("shangbao.service");
    let program = env!("CARGO_BIN_EXE_shangbao");
    let text = text("packaging/shangbao.service").replace("/usr/bin/shangbao", program);
    std::fs::write(&unit, text).unwrap();
    let Ok(verified) = Command::new("systemd-analyze")
        .args(["verify", "--man=no"])
        .arg(&unit)
        .output()
    else {
        return;
    };
    let said = String::from_utf8(verified.stderr).unwrap();
    let about: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("shangbao.service"))
        .collect();
    assert!(about.is_empty(), "{about:#?}");
}
