//! What `--help` says. The texts lie in `help.ftl`; their names are put together from the subcommands and the argument's id.

use clap::builder::PossibleValue;
use clap::{Arg, Command, CommandFactory};

use crate::language::{spoken, text};

/// The command line, with its helps in the language of the process.
pub(super) fn command() -> Command {
    let mut command = super::Arguments::command();
    // What clap adds by itself is there from now on, and is told too.
    command.build();
    tell(command, "help", "help-about")
}

/// Tells a command whose parts' names begin with `path`.
fn tell(command: Command, path: &str, about: &str) -> Command {
    let command = command
        .about(spoken().say(about))
        .mut_args(|arg| tell_argument(arg, path))
        .mut_subcommands(|sub| match sub.get_name() {
            // Its own subcommands are these once more.
            "help" => tell(sub, path, "help-help"),
            name => {
                let path = format!("{path}-{name}");
                tell(sub, &path, &path)
            }
        });
    let template = template(&command);
    command.help_template(template)
}

fn tell_argument(arg: Arg, path: &str) -> Arg {
    let mut help = spoken().say(&name(&arg, path));
    if arg.get_action().takes_values() {
        let default = arg.get_default_values().first();
        if let Some(value) = default.filter(|value| !value.is_empty()) {
            let value = value.to_string_lossy();
            help += &text!("cli-help-default", value = value);
        }
        let values = arg.get_possible_values();
        let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        if !values.is_empty() {
            help += &text!("cli-help-values", values = values.join(", "));
        }
    }
    arg.help(help.clone())
        .long_help(help)
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// The name of an argument's text; what every command has is told once.
fn name(arg: &Arg, path: &str) -> String {
    let id = arg.get_id().as_str();
    let is_everywhere = arg.is_global_set() || ["help", "version"].contains(&id);
    let path = if is_everywhere { "help" } else { path };
    format!("{path}-{id}").replace('_', "-")
}

/// How a help is laid out: as clap does, with our headings.
fn template(command: &Command) -> String {
    let styles = command.get_styles();
    let (usage, header) = (styles.get_usage(), styles.get_header());
    let mut template = format!(
        "{{about-with-newline}}\n{usage}{}{usage:#}{{usage}}",
        text!("cli-help-usage")
    );
    let has_options = command.get_arguments().any(|arg| !arg.is_positional());
    let sections = [
        (
            command.has_subcommands(),
            text!("cli-help-commands"),
            "subcommands",
        ),
        (
            command.get_positionals().next().is_some(),
            text!("cli-help-arguments"),
            "positionals",
        ),
        (has_options, text!("cli-help-options"), "options"),
    ];
    for (_, heading, tag) in sections.into_iter().filter(|(is_there, ..)| *is_there) {
        template += &format!("\n\n{header}{heading}{header:#}\n{{{tag}}}");
    }
    template + "{after-help}"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The names of the texts of a command's parts.
    fn names(command: &Command, path: &str) -> BTreeSet<String> {
        let own = command.get_arguments().map(|arg| name(arg, path));
        let below = command
            .get_subcommands()
            .flat_map(|sub| match sub.get_name() {
                "help" => BTreeSet::new(),
                own => {
                    let path = format!("{path}-{own}");
                    let mut names = names(sub, &path);
                    names.insert(path);
                    names
                }
            });
        own.chain(below).collect()
    }

    #[test]
    fn every_command_and_argument_has_its_text_and_every_text_its_own() {
        let mut wanted = names(&command(), "help");
        wanted.insert("help-about".into());
        let texts = include_str!("../../locales/en/help.ftl").lines();
        let there = texts.filter_map(|line| line.split_once(" = "));
        let there: BTreeSet<String> = there.map(|(name, _)| name.to_owned()).collect();
        assert_eq!(there, wanted);
    }
}
