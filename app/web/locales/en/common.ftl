# Words used on many pages.
product = Greenroom
skip-to-content = Skip to the content
nav-label = Main
nav-home = Home
nav-learn = Learn
nav-practice = Practice
nav-feedback = Feedback
nav-queue = Queue
nav-reviewed = Reviewed
nav-progress = Progress
nav-people = People
nav-audit = Audit log
nav-account = Account
nav-privacy = What is recorded
nav-sign-out = Sign out
nav-sign-in = Sign in
menu-account = Your menu
theme-label = Look
theme-system = As the device
theme-light = Light
theme-dark = Dark
language-label = Language
language-en = English
language-nl = Nederlands
role-operator = Operator
role-mentor = Mentor
role-manager = Manager
role-author = Author
role-administrator = Administrator
crumbs-label = You are here
pages-label = Pages
page-newer = Newer
page-older = Older
save = Save
cancel = Cancel
optional = optional
errors-heading = { $count ->
    [one] One thing needs your attention
   *[other] { $count } things need your attention
}
field-missing = Fill this in.
field-too-short = Use at least { $least ->
    [one] one character
   *[other] { $least } characters
}.
field-too-long = Use at most { $most ->
    [one] one character
   *[other] { $most } characters
}.
field-malformed = This is not in the right form. An example: { $example }
field-not-offered = Choose one of the options shown.
field-too-common = This password is easy to guess: it is on lists that attackers try first, or made of your own or the product's name. Choose another one.
field-wrong-password = The password does not match.
field-taken = Somebody has this already. Use another one.
field-differs = The two entries differ.
state-complete = Complete
state-started = Started
state-open = Open
state-locked = Locked
locked-until = Opens when “{ $first }” is complete.
items-left = { $count ->
    [one] { $count } item left
   *[other] { $count } items left
}
items-of = { $done } of { $all }
duration-seconds = { $seconds } s
duration-minutes = { $minutes } min
duration-minutes-seconds = { $minutes } min { $seconds } s
duration-hours-minutes = { $hours } h { $minutes } min
ago-now = just now
ago-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
ago-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
ago-months = { $count ->
    [one] { $count } month ago
   *[other] { $count } months ago
}
in-minutes = { $count ->
    [one] in { $count } minute
   *[other] in { $count } minutes
}
in-hours = { $count ->
    [one] in { $count } hour
   *[other] in { $count } hours
}
in-days = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
in-months = { $count ->
    [one] in { $count } month
   *[other] in { $count } months
}
month-name = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-short = { $number ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
weekday-name = { $number ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
