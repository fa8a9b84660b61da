//! Contract: people, sign-in, sessions, one-time links, rate limits, the audit log. (Owner: store-A.)
//!
//! Signatures others code against:
//! ```text
//! pub struct SignInFrom { pub address: String, pub user_agent: String }
//! pub struct NewSession { pub token: String /* 256 bits, base64url; only its SHA-256 is stored */, pub actor: Actor }
//! pub async fn sign_in(&Store, email: &str, password: &str, from: &SignInFrom, old: Option<&str> /* token to replace */) -> Result<NewSession, StoreError>   // wrong: Invalid{password: WrongPassword}; too many: TooMany
//! pub async fn find_actor(&Store, token: &str) -> Result<Option<Actor>, StoreError>      // idle + absolute timeout, disabled people -> None; cached a few seconds at most, and dropped at once on sign-out
//! pub async fn sign_out(&Store, &Actor) ; list_sessions(&Store,&Actor)->Vec<SessionRow{id,user_agent,address,created_at,seen_at,current}> ; end_session(&Store,&Actor,SessionId) ; end_other_sessions(&Store,&Actor)
//! pub async fn set_preferences(&Store,&Actor, locale, zone, theme) ; change_password(&Store,&Actor, current, new, end_others: bool) -> Result<(), StoreError::Invalid..>
//! pub async fn create_person(&Store, &By /* CommandLine | Administrator(actor) */, NewPerson{name,email,roles,locale,zone,team,cohort}) -> Result<(PersonId, OneTimeLink{token, expires_at})>
//! pub async fn ensure_setup_link(&Store) -> Result<Option<OneTimeLink>>                  // Some only when no person exists
//! pub async fn find_link(&Store, token) -> Result<Option<LinkPurpose /* SetUp | Welcome{name,email} */>> ; redeem_setup(&Store, token, name, email, password, locale, zone) -> NewSession ; redeem_welcome(&Store, token, password) -> NewSession
//! pub async fn list_people(&Store,&Administrator)->Vec<PersonRow{id,name,email,roles,locale,zone,team,cohort,disabled,last_seen}> ; set_roles(&Store,&Administrator,PersonId,Roles) ; set_disabled(&Store,&Administrator,PersonId,bool) ; renew_link(&Store,&Administrator,PersonId)->OneTimeLink
//! pub async fn list_audit(&Store,&Administrator, before: Option<i64>, limit) -> Vec<AuditRow{id,at,actor_name,action,subject,address,request_id}>
//! ```
