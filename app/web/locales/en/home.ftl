# Home of mentors, managers, administrators and authors.
home-mentor-handed-in = Handed in { $when }. You read it blind: no name, no suggested score.
home-mentor-due = Release it by { $date } ({ $left })
home-mentor-why = It comes next because its target is the closest: two working days after it was handed in.
home-mentor-why-mine = You began it, so it comes first. While it is yours nobody else can take it.
home-mentor-empty = Every chat is read. New ones appear here as soon as operators of your teams hand them in.
home-mentor-behind = After that
home-mentor-nothing-behind = Nothing else waits behind it.
home-mentor-all = The whole queue
home-mentor-reviews = Your last reviews
home-mentor-no-reviews = Reviews you release are listed here, with a mark as soon as the operator has read them.
home-mentor-all-reviews = All your reviews
home-mentor-for = { $operator }, { $time }
home-manager-label = Needs you
home-manager-attention = { $count ->
    [one] One person may need attention
   *[other] { $count } people may need attention
}
home-manager-why = Listed by facts anybody can check: inactivity, due dates, failed quizzes, falling scores, critical errors. What to do is up to you.
home-manager-go = Everybody on the list
home-manager-calm = Nobody needs attention right now
home-manager-calm-body = People appear here when they are inactive, overdue, fail a quiz twice, or when their scores fall.
home-week-chats = chats in the last 7 days
home-week-reviews = reviews in the last 7 days
home-week-score = mean score of those
home-manager-stops = Where people stop
home-manager-stop = { $count ->
    [one] One of the { $all } people who got this far has not done it yet
   *[other] { $count } of the { $all } people who got this far have not done it yet
}
home-manager-no-stops = Everybody has taken every step of onboarding.
home-manager-mentors = Who reads the chats
home-manager-no-mentors = Mentors of your teams are listed here as soon as they review.
home-manager-held = { $count ->
    [0] nothing in hand
    [one] one chat in hand
   *[other] { $count } chats in hand
}
home-manager-in-time = { $share } released in time
home-admin-label = Needs you
home-admin-invited = { $count ->
    [one] One person has not come in yet
   *[other] { $count } people have not come in yet
}
home-admin-invited-body = Their one-time link is not used. Links run out; under People you can make a new one.
home-admin-calm = Everybody you invited has come in
home-admin-calm-body = New accounts that wait for their first sign-in appear here.
home-admin-accounts = accounts
home-admin-disabled = disabled
home-admin-refused = sign-ins refused in the last 24 hours
home-admin-log = Latest in the audit log
home-admin-all = The whole log
home-author-published = What is published
home-author-files = Content is kept in files
home-author-files-body = Tracks, modules, quizzes, guidelines and scenarios are text files, one folder per language. Check a folder before it goes live: every problem is named with its file, its line and what to do.
home-author-folder = FOLDER
home-author-tracks = { $count ->
    [one] one track
   *[other] { $count } tracks
}
home-author-modules = { $count ->
    [one] one module
   *[other] { $count } modules
}
home-author-guidelines = { $count ->
    [one] one guideline
   *[other] { $count } guidelines
}
home-author-scenarios = { $count ->
    [one] one scenario
   *[other] { $count } scenarios
}
home-author-shifts = { $count ->
    [one] one shift
   *[other] { $count } shifts
}

# The audit log in words; an action without words is shown by its own name.
audit-session-begin = Signed in
audit-session-refuse = Sign-in refused
audit-session-end = Ended a session
audit-session-end-others = Signed out everywhere else
audit-person-create = Created an account
audit-person-welcome = Used a one-time link
audit-person-password = Changed their password
audit-person-roles = Changed roles
audit-person-disable = Disabled an account
audit-person-enable = Enabled an account
audit-link-renew = Made a new one-time link
audit-content-published = Published content
audit-guideline-sign = Signed a guideline
audit-installation-set-up = Set up the installation
audit-review-released = Released a review
audit-about-unknown = an unknown address
audit-details = Details
audit-system = Greenroom
audit-command-line = command line
