# The progress page and the frame of every figure.
report-title = Progress
report-lead = Where your people stand, where quality goes, and what to do next. Every figure opens its rows.
report-team = Team
report-cohort = Cohort
report-period = Period
report-period-all = since the beginning
report-period-days = { $days ->
    [one] last day
   *[other] last { $days } days
}
report-period-now = as it stands now
report-export = Export as CSV
report-no-rows = Nobody and nothing fits this selection. Widen the period or clear the filter.
report-rows = { $count ->
    [one] One row
   *[other] { $count } rows
}
report-all-rows = All chats that wait
report-as-table = The same as a table
report-too-few = too few to judge
report-on-few = { $figure } of { $n }
report-about = How this is counted ({ $n })
report-about-definition = Definition
report-about-n = Counted
report-about-period = Period
report-about-zone = Zone
report-about-zones = times in { $zone }; days of a period in UTC
report-about-updated = Last update

# Key figures.
report-figure-people = people
report-figure-proficient = proficient
report-figure-score = mean score
report-figure-backlog = chats to review
report-figure-risk = may need attention

# The funnel.
report-funnel = Onboarding
report-funnel-about = How many people reached each step. A step counts once it and all steps before it are done. Median days are counted from the step before, over the people who reached the step.
report-step = Step
report-reached = Reached
report-lost = Dropped
report-median-days = Typical days
report-step-invited = Invited
report-step-activated = Signed in
report-step-signed = Guidelines signed
report-step-read = Modules read
report-step-quizzes = Quizzes passed
report-step-practised = Practised
report-step-mentor = Passed by a mentor
report-step-proficient = Proficient
report-step-rows = Reached: { $step }
report-step-lead = Everybody who reached this step, first come first.
report-reached-at = Reached on
report-days-since = Days since the step before

# Scores by section.
report-sections = Scores by section
report-sections-about = Mean of released reviews by section, after critical errors for the whole review. Beside it the share of reviews that passed as a whole, with Wilson’s 95% band: the range the true share may well lie in.
report-section = Section
report-whole-review = Whole review
report-mean-score = Mean score (%)
report-passed = Passed (likely range)
report-reviews = Reviews
report-with-band = { $percent }% ({ $low }–{ $high })
report-accuracies = Chats without a critical error
report-section-rows = Reviews behind: { $section }
report-section-lead = Released reviews in which this was rated, newest first.
report-score-percent = Score (%)

# Response times.
report-replies = Response times
report-replies-about = From the first unanswered line of the customer to the operator’s next line. Percentiles before means, because a few long waits pull a mean. The median says within how many seconds half of the replies came, the 90th percentile within how many nine of ten came. Patience is each customer’s own: how long they wait before it counts as slow.
report-replies-says = How many replies took how long. Lines mark the median (half of the replies) and the 90th percentile (nine of ten). Each column opens its replies.
report-bucket-first = up to { $upto } s
report-bucket = { $from }–{ $upto } s
report-bucket-last = over { $over } s
report-bucket-says = { $bucket }: { $count ->
    [one] one reply
   *[other] { $count } replies
}
report-wait = Wait
report-reply-count = Replies
report-upto-here = Up to here
report-median = Half within
report-p90 = 9 of 10 within
report-mean = Average
report-within = Within the customer’s patience
report-within-short = Fast enough (%)
report-median-reply = Typical reply (s)
report-reply-rows = Replies: { $range }
report-replies-lead = Replies in chats that ended in the period, longest wait first.
report-reply-kind = Reply
report-reply-first = first
report-reply-next = later
report-seconds = Waited (s)
report-limit = Patience (s)
report-chat-ended = Chat ended

# The backlog.
report-backlog = Review backlog
report-backlog-of = Review backlog: { $age }
report-backlog-about = Chats that were handed in and are not released yet. The target is two working days, Monday to Friday.
report-backlog-says = How many chats wait for how long. Amber columns are past two days. Each column opens its chats.
report-waiting = Waiting
report-held = With a mentor
report-oldest = Oldest handed in
report-within-target = Released in time, of { $n }
report-in-time = In time (%)
report-by-mentor = By mentor
report-age-first = up to { $upto } h
report-age = { $from }–{ $upto } h
report-age-last = over { $over } h
report-age-says = { $age }: { $count ->
    [one] one chat
   *[other] { $count } chats
}
report-target = Target
report-target-state = Against the target
report-late = late
report-on-time = in time

# Who may need attention.
report-risk = May need attention
report-risk-about = Points that everybody can check: no activity for 3 days +2, past the due date +2, the same quiz failed twice +2, scores falling by more than 3 points a review over 5 reviews +2, a critical error in the last 14 days +3. Listed from 4 points. A person decides what to do; nothing happens by itself.
report-risk-none = Nobody has four points or more.
report-points = Points
report-reasons = Reasons
report-risk-inactive = { $days ->
    [one] no activity for a day
   *[other] no activity for { $days } days
}
report-risk-overdue = { $days ->
    [0] due today
    [one] one day past the due date
   *[other] { $days } days past the due date
}
report-risk-quiz = quiz “{ $module }” failed twice
report-risk-falling = scores fall by { $points } points a review
report-risk-critical = { $days ->
    [0] critical error today
    [one] critical error a day ago
   *[other] critical error { $days } days ago
}

# Everybody.
report-people = Progress per person
report-people-about = Steps, modules, quizzes and signatures as they stand now; chats, reviews, scores and response times of the period. Grey figures rest on fewer than five.
report-person = Person
report-modules = Modules
report-first-time = First-try quizzes (%)
report-signed = Signed
report-chats = Chats
report-reviewed = Reviewed
report-last-active = Last active

# One person.
report-person-lead = Cohort { $cohort } · { $zone }, where it is { $time } now
report-person-no-rows = Nothing yet. It is listed here as soon as it happens.
report-trend-none = No reviewed chats yet. A point appears here for every review that is released.
report-figure-step = step of onboarding
report-figure-reply = half of the replies within
report-figure-within = of replies within the customer’s patience
report-trend = Scores over time
report-trend-says = One point per released review, oldest first. The line is the pass line.
report-no-trend = too few for a trend: five reviews at least
report-point-says = { $scenario }: { $percent }%, { $when }
report-not-yet = not yet
report-suggested = Suggested score
report-module = Module
report-read-at = Read
report-attempts = Attempts
report-best = Best (%)
report-passed-at = Quiz passed
