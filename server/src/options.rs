//! Every option of every command: on the command line, in the environment, with its default.

use crate::address::Network;
use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::agreement::{LEAST_RESAMPLES, Level};
use std::{net::SocketAddr, path::PathBuf};
use url::Url;

/// Trains chat operators: reading, practice on simulated customers, reviews, progress.
#[derive(Debug, Parser)]
#[command(name = "greenroom", version, about, max_term_width = 110, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site. Prepares an empty database by itself; the first start prints a link to set up the first account.
    Serve(ServeOptions),
    /// Bring the tables of the database up to date, and stop. `serve` does this too.
    Migrate(DatabaseOptions),
    /// Build the demo academy in an empty database, and stop. Prints who can sign in.
    Demo(DatabaseOptions),
    /// Look after the curriculum.
    #[command(subcommand)]
    Content(ContentCommand),
    /// Look after people.
    #[command(subcommand)]
    User(UserCommand),
    /// Look into the simulated customer.
    #[command(subcommand)]
    Practice(PracticeCommand),
    /// Count what files hold.
    #[command(subcommand)]
    Stats(StatsCommand),
    /// Print the options `serve` would use, and where each came from.
    Config(ServeOptions),
}

/// What can be done with content.
#[derive(Debug, Subcommand)]
pub enum ContentCommand {
    /// Check content files and report every problem with file, line and advice. Without a folder: the built-in content.
    Check {
        /// Folder with one folder per language.
        folder: Option<PathBuf>,
    },
}

/// What can be done with people.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add a person and print the link with which they choose a password.
    Add(UserAdd),
}

/// What can be asked of the simulated customer.
#[derive(Debug, Subcommand)]
pub enum PracticeCommand {
    /// Measure how well lines are understood: share of lines with an intent that were understood as it, share of the others that were
    /// rejected, both together, and microseconds per line; over all cases, and by group of equal name before the last hyphen.
    Evaluate {
        /// JSON: a list of {name, intents: {id: [examples]}, probes: [{text, intent or null}]}.
        file: PathBuf,
    },
}

/// What can be counted.
#[derive(Debug, Subcommand)]
pub enum StatsCommand {
    /// Measure how far raters agree: raw agreement, AC1, kappas, Krippendorff's alphas and intraclass correlations of a CSV file, as a table or
    /// as JSON.
    ///
    /// Where a statistic has no value, the reason stands in its place. An empty value is a missing one: a unit or rater that has nothing
    /// else is counted in `n_units` and `n_raters`, which say what the file names, and in nothing more. Numbers are compared as numbers: 1 and
    /// 1.0 are the same value, and 1 and 3 are two apart even if nobody gave a 2.
    #[command(after_long_help = ROWS_OF_EACH)]
    Agreement(AgreementOptions),
}

/// Which rows each statistic uses: the last part of `stats agreement --help`.
const ROWS_OF_EACH: &str = "\
Which rows each statistic uses:
  agreement, within_one
      Units with two or more values: for each, the share of its pairs of raters
      with the same value (or numbers at most 1 apart); the mean over units.
  ac1
      As agreement; what chance explains, from all units with a value (Gwet
      2014). The scale is the values in the file.
  kappa, kappa_linear, kappa_quadratic
      Exactly two raters gave values; units that both rated. A disagreement
      weighs 1, the distance of the numbers, or its square.
  alpha_nominal, alpha_ordinal, alpha_interval
      Units with two or more values, of any number of raters.
  icc_1_1 to icc_3_k
      Units with a value of every rater who gave any. Raters differ by unit
      (icc_1), are a sample of raters (icc_2), or the only ones (icc_3);
      reliability of one of them (_1), or of the mean of all (_k).
Weights, distances and ICC need numbers. A band draws units again, with
repetition, and keeps the raters.";

/// What to measure agreement of, and how.
#[derive(Clone, Debug, Args)]
pub struct AgreementOptions {
    /// CSV file with a header and the columns unit, rater and value in any order, separated by commas, semicolons or tabs; one row for each
    /// unit and rater. `-` reads standard input.
    pub file: PathBuf,

    /// What differences between values mean: it decides which values are allowed, how figures are read, and which one to look at first. Words
    /// are allowed with `nominal`, and with `auto` where nothing is a number.
    #[arg(long, value_name = "LEVEL", default_value = "auto")]
    pub level: LevelOption,

    /// Print one JSON object instead of a table.
    #[arg(long)]
    pub json: bool,

    /// Add a 95 % band to each figure (bootstrap, percentiles). Also with `--seed` or `--resamples`.
    #[arg(long)]
    pub band: bool,

    /// What the band is drawn from: the same number, the same band. Without it: 1.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,

    /// How many times units are drawn again for the band. Without it: 1000.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(i64::from(LEAST_RESAMPLES)..=100_000))]
    pub resamples: Option<u32>,
}

impl AgreementOptions {
    /// Seed and resamples of the band, if one was asked for.
    pub fn drawn_from(&self) -> Option<(u64, u32)> {
        let asked = self.band || self.seed.is_some() || self.resamples.is_some();
        asked.then(|| (self.seed.unwrap_or(1), self.resamples.unwrap_or(1000)))
    }
}

/// What differences between values mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LevelOption {
    /// Only same or not: yes and no, words.
    Nominal,
    /// More or less: levels.
    Ordinal,
    /// How much more: scores.
    Interval,
    /// Words, or nothing but 0 and 1: nominal; up to ten whole numbers: ordinal; other numbers: interval.
    Auto,
}

impl LevelOption {
    /// The level; `None` to guess it.
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Nominal => Some(Level::Nominal),
            Self::Ordinal => Some(Level::Ordinal),
            Self::Interval => Some(Level::Interval),
            Self::Auto => None,
        }
    }
}

/// Where the memory is.
#[derive(Clone, Debug, Args)]
pub struct DatabaseOptions {
    /// Address of the database: `sqlite:///folder/greenroom.db` or `postgres://user@host/name`. An address with a password belongs
    /// into the environment, not on the command line.
    #[arg(
        long,
        env = "GREENROOM_DATABASE",
        value_name = "URL",
        default_value = "sqlite://greenroom.db",
        hide_env_values = true
    )]
    pub database: String,

    /// Most connections to the database.
    #[arg(long, env = "GREENROOM_CONNECTIONS", value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=500))]
    pub connections: u32,

    /// What to log: `error`, `warn`, `info`, `debug`, or a filter such as `info,store=debug`.
    #[arg(long, env = "GREENROOM_LOG", value_name = "FILTER", default_value = "info")]
    pub log: String,

    /// How log lines look.
    #[arg(long, env = "GREENROOM_LOG_FORMAT", value_name = "FORMAT", default_value = "text")]
    pub log_format: LogFormat,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct ServeOptions {
    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,

    /// Address and port to listen on.
    #[arg(long, env = "GREENROOM_LISTEN", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,

    /// The address people type, such as `https://greenroom.example.org`. Used in printed links; with https, browsers are told to stay
    /// on it. Without it: `http://localhost` and the port.
    #[arg(long, env = "GREENROOM_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub public_url: Option<Url>,

    /// Name of the organisation, shown on the pages.
    #[arg(long, env = "GREENROOM_ORGANISATION", value_name = "NAME", default_value = "Greenroom")]
    pub organisation: String,

    /// Folder with the curriculum (one folder per language) instead of the built-in one.
    #[arg(long, env = "GREENROOM_CONTENT", value_name = "FOLDER")]
    pub content: Option<PathBuf>,

    /// Serve the demo academy: built first if the database is empty. Its passwords are public, never use it for real people.
    #[arg(long, env = "GREENROOM_DEMO", value_parser = clap::builder::BoolishValueParser::new())]
    pub demo: bool,

    /// Proxies in front, as addresses or networks (`10.0.0.0/8,::1`): only they are believed about who a visitor is.
    #[arg(long, env = "GREENROOM_TRUSTED_PROXIES", value_name = "NETWORKS", value_delimiter = ',')]
    pub trusted_proxies: Vec<Network>,

    /// Let the session cookie travel over plain http to another machine. Only for trying things out in a closed network: without
    /// it, sign-in works over https and on localhost.
    #[arg(long, env = "GREENROOM_INSECURE_COOKIES", value_parser = clap::builder::BoolishValueParser::new())]
    pub insecure_cookies: bool,

    /// Most connections from browsers and proxies at once.
    #[arg(long, env = "GREENROOM_MAX_CONNECTIONS", value_name = "N", default_value_t = 4096, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_connections: u32,

    /// Most live streams at once.
    #[arg(long, env = "GREENROOM_MAX_STREAMS", value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_streams: u32,

    /// Most live streams of one person at once.
    #[arg(long, env = "GREENROOM_MAX_STREAMS_PER_PERSON", value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_streams_per_person: u32,

    /// Largest request, in bytes.
    #[arg(long, env = "GREENROOM_MAX_BODY", value_name = "BYTES", default_value_t = 256 * 1024, value_parser = clap::value_parser!(u64).range(1024..=64 * 1024 * 1024))]
    pub max_body: u64,

    /// Longest a request may take, in seconds.
    #[arg(long, env = "GREENROOM_TIMEOUT", value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub timeout: u64,
}

impl ServeOptions {
    /// The address people type, without a slash at the end.
    pub fn site_url(&self) -> String {
        self.public_url.as_ref().map_or_else(
            || format!("http://localhost:{}", self.listen.port()),
            |url| url.as_str().trim_end_matches('/').to_owned(),
        )
    }

    /// Do people come over https?
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.scheme() == "https")
    }
}

/// A person to add.
#[derive(Clone, Debug, Args)]
pub struct UserAdd {
    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,

    /// Name to show.
    #[arg(long)]
    pub name: String,

    /// E-mail address to sign in with.
    #[arg(long)]
    pub email: String,

    /// What they may do; may be given several times or separated by commas.
    #[arg(long = "role", value_name = "ROLE", required = true, value_delimiter = ',')]
    pub roles: Vec<domain::people::Role>,

    /// Language of the interface.
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = locale)]
    pub locale: domain::people::Locale,

    /// Time zone, such as `Europe/Amsterdam`.
    #[arg(long, value_name = "ZONE", default_value = "UTC", value_parser = zone)]
    pub zone: chrono_tz::Tz,

    /// The address people type, for the printed link.
    #[arg(long, env = "GREENROOM_PUBLIC_URL", value_name = "URL", default_value = "http://localhost:3000", value_parser = public_url)]
    pub public_url: Url,
}

fn locale(text: &str) -> Result<domain::people::Locale, String> {
    domain::people::Locale::from_tag(text).ok_or_else(|| "use en or nl".to_owned())
}

fn zone(text: &str) -> Result<chrono_tz::Tz, String> {
    text.parse().map_err(|_| "use a name such as Europe/Amsterdam".to_owned())
}

fn public_url(text: &str) -> Result<Url, String> {
    let url: Url =
        text.parse().map_err(|error| format!("{error}; use something like https://greenroom.example.org"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err("it must begin with http:// or https:// and name a host".to_owned());
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err("it must end with the host or port: Greenroom is served from the root".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it must not hold a user or password".to_owned());
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn serve(line: &str) -> Result<ServeOptions, clap::Error> {
        Cli::try_parse_from(["greenroom", "serve"].into_iter().chain(line.split_whitespace())).map(|cli| {
            match cli.command {
                Command::Serve(options) => options,
                other => panic!("{other:?}"),
            }
        })
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_option_of_serve_has_an_environment_variable_named_after_it() {
        let cli = Cli::command();
        let serve = cli.find_subcommand("serve").unwrap();
        for option in serve.get_arguments().filter(|option| option.get_id() != "help") {
            let expected = format!("GREENROOM_{}", option.get_id().as_str().to_uppercase());
            assert_eq!(option.get_env().and_then(|name| name.to_str()), Some(expected.as_str()));
            assert!(option.get_help().is_some(), "{expected} is not explained");
        }
    }

    #[test]
    fn the_public_url_is_an_origin() {
        let good = serve("--public-url https://chat.example.org").unwrap();
        assert_eq!((good.site_url().as_str(), good.is_https()), ("https://chat.example.org", true));
        assert_eq!(serve("--listen 0.0.0.0:8080").unwrap().site_url(), "http://localhost:8080");
        for wrong in ["ftp://x", "https://x/y", "https://x?y", "x", "https://u:p@x"] {
            assert!(serve(&format!("--public-url {wrong}")).is_err(), "{wrong}");
        }
    }

    fn agreement(line: &str) -> AgreementOptions {
        let line = ["greenroom", "stats", "agreement"].into_iter().chain(line.split_whitespace());
        match Cli::try_parse_from(line).unwrap().command {
            Command::Stats(StatsCommand::Agreement(options)) => options,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_band_is_drawn_when_any_of_its_options_is_given() {
        assert_eq!(agreement("-").drawn_from(), None);
        assert_eq!(agreement("a.csv --band").drawn_from(), Some((1, 1000)));
        assert_eq!(agreement("--seed 9 a.csv").drawn_from(), Some((9, 1000)));
        assert_eq!(agreement("a.csv --json --resamples 40").drawn_from(), Some((1, 40)));
        assert_eq!(agreement("a.csv --level ordinal").level.level(), Some(Level::Ordinal));
        assert!(Cli::try_parse_from(["greenroom", "stats", "agreement", "a.csv", "--resamples", "39"]).is_err());
    }

    #[test]
    fn help_names_the_rows_of_every_statistic() {
        let mut cli = Cli::command();
        let stats = cli.find_subcommand_mut("stats").unwrap().find_subcommand_mut("agreement").unwrap();
        let help = stats.render_long_help().to_string();
        for words in ["Exactly two raters", "two or more values", "a value of every rater", "--level", "--seed"] {
            assert!(help.contains(words), "{words} is not in {help}");
        }
    }

    #[test]
    fn wrong_values_say_what_would_be_right() {
        for (line, hint) in [
            ("--listen 3000", "invalid socket address"),
            ("--trusted-proxies 10.0.0.0/33", "10.0.0.0/33"),
            ("--max-body 1", "1024"),
            ("--log-format xml", "text, json"),
        ] {
            let error = serve(line).unwrap_err().to_string();
            assert!(error.contains(hint), "{line}: {error}");
        }
    }
}
