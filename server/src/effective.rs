//! `greenroom config`: which value each option has, and where it came from.

use clap::{ArgMatches, Command, parser::ValueSource};

/// One line per option: name, value, origin. Secrets are masked.
pub fn lines(command: &Command, matches: &ArgMatches) -> Vec<String> {
    let rows: Vec<_> = command
        .get_arguments()
        .filter(|option| option.get_long().is_some() && !matches!(option.get_id().as_str(), "help" | "version"))
        .map(|option| {
            let id = option.get_id().as_str();
            let values: Vec<_> =
                matches.get_raw(id).into_iter().flatten().map(|value| value.to_string_lossy().into_owned()).collect();
            let value = if values.is_empty() { "(none)".to_owned() } else { values.join(",") };
            let value = if id == "database" { masked(&value) } else { value };
            let variable = option.get_env().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let origin = match matches.value_source(id) {
                Some(ValueSource::CommandLine) => "command line".to_owned(),
                Some(ValueSource::EnvVariable) => format!("environment, {variable}"),
                _ => format!("default (set {variable} or --{})", option.get_long().unwrap_or(id)),
            };
            (id.replace('_', "-"), value, origin)
        })
        .collect();
    let width =
        |of: fn(&(String, String, String)) -> &str| rows.iter().map(|row| of(row).chars().count()).max().unwrap_or(0);
    let (names, values) = (width(|row| &row.0), width(|row| &row.1));
    rows.iter().map(|(name, value, origin)| format!("{name:names$}  {value:values$}  {origin}")).collect()
}

/// A database address without its password.
pub fn masked(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let (place, query) = rest.split_once('?').map_or((rest, None), |(place, query)| (place, Some(query)));
    let place = match place.rsplit_once('@') {
        Some((user, host)) => {
            format!("{}@{host}", user.split_once(':').map_or(user.to_owned(), |(user, _)| format!("{user}:***")))
        }
        None => place.to_owned(),
    };
    let query = query.map(|query| {
        let pairs: Vec<_> = query
            .split('&')
            .map(|pair| match pair.split_once('=') {
                Some((name, _)) if name.contains("password") || name.contains("sslkey") => format!("{name}=***"),
                _ => pair.to_owned(),
            })
            .collect();
        format!("?{}", pairs.join("&"))
    });
    format!("{scheme}://{place}{}", query.unwrap_or_default())
}

/// Does this database address hold a password?
pub fn holds_password(address: &str) -> bool {
    masked(address) != address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Cli;
    use clap::CommandFactory;

    #[test]
    fn trust_61_passwords_are_masked() {
        for (address, shown) in [
            ("postgres://app:s3cret@db/name", "postgres://app:***@db/name"),
            ("postgres://app:a@b@db/name", "postgres://app:***@db/name"),
            ("postgres://app@db/name?password=s3cret&host=/run", "postgres://app@db/name?password=***&host=/run"),
            ("postgres://app@db/name", "postgres://app@db/name"),
            ("sqlite:///srv/green@room.db", "sqlite:///srv/green@room.db"),
        ] {
            assert_eq!(masked(address), shown);
            assert_eq!(holds_password(address), address != shown);
        }
    }

    #[test]
    fn each_value_says_where_it_came_from() {
        let mut cli = Cli::command();
        let matches = cli
            .try_get_matches_from_mut(["greenroom", "config", "--database", "postgres://app:s3cret@db/name"])
            .unwrap();
        let (_, matches) = matches.subcommand().unwrap();
        let lines = lines(cli.find_subcommand("config").unwrap(), matches);
        let line = |name: &str| lines.iter().find(|line| line.starts_with(name)).cloned().unwrap_or_default();
        assert!(line("database ").contains("postgres://app:***@db/name"), "{lines:?}");
        assert!(line("database ").ends_with("command line"));
        assert!(line("listen ").contains("127.0.0.1:3000"));
        assert!(line("listen ").ends_with("default (set GREENROOM_LISTEN or --listen)"));
        assert!(!lines.iter().any(|line| line.contains("s3cret")));
    }
}
