# Home, tracks, modules, quizzes, guidelines.
chat-customer = Customer
chat-operator = Operator
callout-note = Note
callout-tip = Tip
callout-important = Important
callout-warning = Warning
callout-caution = Caution
image-elsewhere = [Picture from another site, not shown: { $what }]
table-about = Table: { $heading }
kind-module = Module
kind-guideline = Guideline
kind-practice = Practice shift
still-read = Read to the end and say so below the text
still-quiz = Pass the quiz with at least { $needs }
still-quiz-best = Pass the quiz with at least { $needs }; your best so far is { $best }
still-sign = Read the current version and sign it
still-hand-in = Hand in one chat of this shift
tracks-title = Learn
tracks-lead = Items in a track open in order: each one builds on what came before.
tracks-empty = No track yet
tracks-empty-body = Tracks appear here as soon as your organisation publishes one in your language.
track-progress = Items complete
track-to-go = { $time } of reading to go
track-due = due { $date }
locked-order = Items open in order, because later ones lean on earlier ones. Nothing is lost: it opens by itself.
locked-to-track = See what comes first
module-contents = On this page
module-to-end = Quiz and what still counts
module-resume = You kept your place at
module-keep-place = Keep my place here
module-place-kept = Your place
module-complete = Complete
module-complete-body = You have read this module and passed its quiz. It stays open for looking things up.
module-still = What still counts
module-read = I have read this
module-read-on = You read this on { $date }.
module-neighbours = Before and after in the track
module-previous = Before this
module-next = After this
quiz-title = Quiz
quiz-questions = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
quiz-needs = { $percent } needed
quiz-limit = time limit { $time }
quiz-start = Start the quiz
quiz-resume = Go on with the quiz
quiz-again = Try the quiz again
quiz-wait = You can try again at { $time }. Reading the explanations of your last attempt helps most.
quiz-attempt = Attempt { $number }
quiz-attempts = Your attempts
quiz-column-attempt = Attempt
quiz-column-when = When
quiz-column-result = Result
quiz-passed = { $percent }, passed
quiz-not-passed = { $percent }, not passed
quiz-until = This quiz has a time limit: hand in by { $time } ({ $left }). What is saved then counts.
quiz-saved = Saved. You can close this page and come back.
quiz-save = Save for now
quiz-submit = Hand in my answers
quiz-submit-anyway = Hand in with gaps
quiz-hint = After handing in you see every answer with its explanation.
quiz-twice = Question { $number }: two options have the same number
quiz-gap = Question { $number } has no full answer
quiz-gaps = { $count ->
    [one] One question is not answered yet. Your other answers are saved; a gap counts as wrong.
   *[other] { $count } questions are not answered yet. Your other answers are saved; gaps count as wrong.
}
quiz-how-choice = Choose one.
quiz-how-several = Choose all that are right, and no other.
quiz-how-order = Give each line its number, 1 for the first.
quiz-how-short = A few words are enough. Capitals and punctuation do not matter.
quiz-question-of = Question { $number } of { $count }
result-passed = Passed
result-not-passed = Not passed yet
result-words = { $right } of { $all } right; { $needs } is needed.
result-score = Score: { $percent }
result-retry-at = You can try again at { $time }. The explanations below are the quickest way there.
result-retry-now = You can try again now. The explanations below are the quickest way there.
result-back = Back to the module
result-right = Right
result-wrong = Not right
result-question = Question { $number }
result-no-answer = You gave no answer.
result-option-right = Right answer
result-option-yours = Your answer
result-your-order = Your order
result-right-order = Right order
result-your-words = You wrote: “{ $words }”
result-accepted = Accepted: { $words }
guideline-version = Version { $version }
guideline-link = Link to clause { $clause }
guideline-to-signature = Sign
guideline-signature = Your signature
guideline-signed = You signed version { $version } on { $date }.
guideline-sign-body = You sign version { $version }. When a rule changes in substance you are asked again and see what changed.
guideline-agree = { $count ->
    [one] I have read the clause above and will work by it.
   *[other] I have read the { $count } clauses above and will work by them.
}
guideline-agree-first = Tick the box to confirm that you have read the clauses; then sign.
guideline-sign-as = Signed by
guideline-sign = Sign
guideline-changed = Changed since you signed version { $version }
guideline-before = Before
guideline-after = Now
home-morning = Good morning, { $name }
home-afternoon = Good afternoon, { $name }
home-evening = Good evening, { $name }
home-next = Next
home-why-first = It comes next because “{ $track }” begins with it.
home-why = It comes next because it is number { $number } of { $all } in “{ $track }”, and everything before it is complete.
home-start = Start
home-go-on = Go on
home-due = Due { $date } ({ $left })
home-all-done = Everything in your tracks is complete
home-all-done-body = The practice desk stays open. Every chat you hand in is read by a mentor.
home-shift = Your shift is still open
home-shift-body = You began “{ $title }” { $time }. The clock stands still and the customers are where you left them.
home-shift-button = Back to the desk
home-tracks = Your tracks
home-work = One thing to work on
home-work-body = Part of “{ $section }”. Over your last { $count ->
    [one] review
   *[other] { $count } reviews
} mentors gave it { $level } of 3 on average, less than anything else.
home-work-short = No mentor pinned a comment to particular words. Here it fell short:
home-work-level = { $level } of 3
home-you-wrote = You wrote
home-in-review = See it in the chat
home-feedback = Feedback
home-no-feedback = No feedback yet
home-no-feedback-body = When you have finished a practice chat, hand it in from its debrief. A mentor reads it, and the review appears here.
home-unread = { $count ->
    [one] { $count } new
   *[other] { $count } new
}
home-all-feedback = All feedback
home-feedback-from = { $mentor }, { $time }
home-passed = passed
home-not-passed = below the mark
home-new = New
home-trend = Your scores
home-trend-later = { $count ->
    [0] A line appears here as soon as enough of your reviews have a score.
    [one] A line appears here after one more review.
   *[other] A line appears here after { $count } more reviews; fewer say nothing about a direction.
}
home-trend-label = Your last { $count } review scores over time; the table below has the figures
home-trend-pass = The dashed line is the pass mark of 80%.
home-trend-table = The figures
home-trend-date = Review
home-trend-score = Score
