//! Contract: tracks, modules, quizzes, sign-offs. (Owner: store-A.)
//!
//! ```text
//! pub struct ItemRow { pub item: TrackItem, pub title: String, pub summary: String, pub minutes: Option<u32>, pub state: ItemState, pub still: Vec<Still /* Read | Quiz{best: Option<u32>, needs: u32} | Sign | HandIn */> , pub completed_at: Option<DateTime<Utc>> }
//! pub struct TrackRow { pub id, title, summary, pub complete: u32, pub items: u32, pub minutes_left: u32, pub due_at: Option<DateTime<Utc>> }
//! pub async fn list_tracks(&Store,&Operator)->Vec<TrackRow> ; get_track(&Store,&Operator,id)->TrackPage{track: TrackRow, items: Vec<ItemRow>}
//! pub async fn get_module(&Store,&Operator,id)->ModulePage{module: Arc<Module>, state: ItemState, place: Option<String> /* last heading read */, read_at, attempts: Vec<AttemptRow>, next: Option<ItemRow>, previous.., track: TrackRow}   // Locked is a normal answer: body must not be shown then
//! pub async fn record_place(&Store,&Operator,module,place: &str) ; record_read(&Store,&Operator,module)
//! pub async fn start_attempt(&Store,&Operator,module)->AttemptId            // resumes an open attempt; Conflict::{Locked,TooSoon}
//! pub async fn get_attempt(&Store,&Operator,AttemptId)->AttemptPage{id, module: String, title, number, questions: Vec<QuestionView>, answers: BTreeMap<String,Answer> /* saved so far */, deadline: Option<DateTime<Utc>>, result: Option<AttemptResult{percent, pass, passed, submitted_at, questions: Vec<QuestionResult{view, answer, correct, explain, options: Vec<(String text, bool correct, String why)>, accepted}>, retry_at}>}
//! pub async fn save_answers(&Store,&Operator,AttemptId,BTreeMap<String,Answer>) ; submit_attempt(&Store,&Operator,AttemptId,BTreeMap<String,Answer>)   // Conflict::AttemptOver
//! pub async fn get_guideline(&Store,&Operator /* any signed-in person may read: &Actor */,id)->GuidelinePage{guideline: Arc<Guideline>, state, signed: Option<SignedRow{version, signed_at}>, asks: bool, changed: Vec<ClauseChange{id, title, before: Option<String>, after: Option<String>}>}
//! pub async fn sign_guideline(&Store,&Operator,id,version: u32, client: ClientId)   // Conflict::{Locked,NewerVersion}; same version twice = same answer
//! pub async fn operator_home(&Store,&Operator)->OperatorHome{ next: Option<NextUp{item: ItemRow, track: TrackRow}>, tracks: Vec<TrackRow>, open_shift: Option<ShiftRow>, feedback: Vec<FeedbackRow> (reviews::), unread: u32, work_on: Option<WorkOn{criterion_title, section_title, mean_level, n, evidence: Vec<EvidenceRow{review, chat, message, excerpt, comment}>}>, trend: Vec<TrendPoint{review, at, percent}> }
//! ```
