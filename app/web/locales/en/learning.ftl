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
