# The desk of people who sign in: the door, the home page, people, the own account.

nav-desk = Team
desk-nav = Desk
desk-home = Desk
desk-nameless = No name yet
desk-left = Someone who has left
desk-hello = Hello
desk-hello-name = Hello, { $name }
desk-today = Today is { $weekday }, { $day }.
desk-week = The next seven days
desk-week-mine = In your counties
desk-week-elsewhere = Elsewhere
desk-week-today = Today
desk-week-not-mine = Nothing that we know of in your counties.
desk-week-none = We know of no hearing, deadline or closing day in the next seven days.
desk-week-next = The next date we know of:
desk-week-more = { $n ->
    [one] And one more.
   *[other] And { $n } more.
}
due-hearing = Hearing
due-comment_deadline = Last day for comments
due-cases_moved = Cases move
due-door_closed = The door closes
due-cut_in_force = The cut begins
due-moved = The office moves
due-moved_in = Opens at the new place

refused-sign-in = Please sign in first
refused-sign-in-lead = You are not signed in, or you were signed out. What you sent was not kept.
refused-role = Your account may not do that. If you need to, ask the person who invited you.

desk-said-saved = Saved.
desk-said-ended = That sign-in is ended.
desk-said-invited = The invitation is on its way. Its link works for 7 days.
desk-said-role = The role is changed. It counts from now on.
desk-said-removed = The account is gone. What was done under it stays, without a name.
desk-todo = To do
desk-todo-tips = { $n ->
    [one] One new tip from the public
   *[other] { $n } new tips from the public
}
desk-todo-drafts = { $n ->
    [one] One case of yours is not published yet
   *[other] { $n } cases of yours are not published yet
}
desk-todo-copies = { $n ->
    [one] One source could not be copied
   *[other] { $n } sources could not be copied
}
desk-todo-letters = { $n ->
    [one] One letter could not be sent, and is not tried again. The log of the service says why.
   *[other] { $n } letters could not be sent, and are not tried again. The log of the service says why.
}
desk-todo-name = Tell your colleagues your name
desk-todo-counties = Choose the counties you look after, and their dates come first
desk-out = Sign out

person-role-advocate = Advocate
person-role-moderator = Moderator
person-role-organizer = Organizer
person-role-admin = Admin
person-role-what-advocate = Looks at tips, logs closings and keeps their sources.
person-role-what-moderator = Does what an advocate does, and looks at what the public sends.
person-role-what-organizer = Sees what is coming, and connects other programs.
person-role-what-admin = May do everything, and says who comes in.

door-title = Sign in
door-lead = For people who keep the list of closings. There is no password. We mail you a link.
door-email = Email address
door-email-hint = The one you were invited with.
door-send = Mail me a link
door-error-email = That does not look like an email address. It needs an @ and a name after it, like ana@example.org.
door-error-often = We sent several letters there just now. Use the newest one, or try again in a few minutes.
door-visitor = Looking for help?
door-visitor-what = You do not need to sign in to find an office or to report a problem.
door-sent = Look in your mail
door-sent-lead = If this address has an account, a letter with a link is on its way. The link works for 30 minutes.
door-sent-nothing = No letter?
door-sent-spam = Look in the spam folder.
door-sent-spelling = Check that you wrote the address the way it was when you were invited.
door-sent-ask = Ask the person who invited you whether your account is still there.
door-again = Try again
door-press = Press the button, and you are in.
door-welcome = Welcome to Still Open
door-welcome-lead = You were invited to help keep the list of closings. It is good to have you here.
door-your-role = Your role:
door-name = Your name
door-name-hint = Your colleagues see it. Visitors do not. A first name is enough.
door-in = Sign in
door-promise = We keep no record of your device, your browser or where you are. You are signed out after 12 hours without use.
door-late = This link does not work any more
door-late-lead = A link works once, and only for a short time. Nothing is lost: get a new one.
door-late-new = Mail me a new link
door-late-invite = Was it your first invitation? Then ask the person who invited you to send it again.
door-said-out = You are signed out.
door-said-everywhere = You are signed out everywhere.
door-said-gone = Your account is gone. Your address and your name are erased. Thank you for what you did here.

letter-sign-in = Your link to Still Open
letter-sign-in-text =
    Hello,

    this link signs you in at Still Open. Open it and press the button:

    { $link }

    It works once, in the next 30 minutes.

    You did not ask for it? Then you can forget this letter. Nobody gets in without it.
letter-invite = You are invited to Still Open
letter-invite-somebody = Someone at Still Open
letter-invite-text =
    Hello,

    { $by } invites you to Still Open, the public list of aid offices that close and of those that are still open.

    Your role: { $role }. { $what }

    Open this link and press the button:

    { $link }

    It works once, in the next 7 days. There is no password.

    You do not know what this is about? Then you can forget this letter. We will not write again.

account-title = My account
account-name = My name
account-counties = Counties I look after
account-counties-hint = Their dates come first on your desk. Choose as many as you like, or none.
account-counties-choose = Choose counties
account-save = Save
account-sessions = Where I am signed in
account-sessions-hint = We do not store which device it is. Give it a name, if you like, to tell it from others.
account-unnamed = A device without a name
account-here = This one
account-session-when = Signed in { $since }, last used { $used }
account-today = today at { $time }
account-day = on { $day }
account-label = Name it
account-label-is = What you call it
account-label-save = Keep the name
account-end = Sign out
account-end-all = Sign out everywhere
account-remove = Delete my account
account-remove-what = The email address, the name and all sign-ins are erased for good. What was written in the list of closings stays, without a name.
account-remove-go = Delete my account
account-sure = Delete your account?
account-sure-go = Yes, delete it
account-sure-keep = No, keep it

people-title = People
people-lead = Who may come in, and what they may do. There is no other way in than an invitation.
people-here = { $n ->
    [one] One person
   *[other] { $n } people
}
people-you = You
people-waiting = Invited, has not come in yet
people-invite = Invite someone
people-name = Name, if you know it
people-role = Role
people-invite-go = Send the invitation
people-error-here = There is an account with this address already. You find it in the list.
people-error-role = Choose what the person may do.
people-counties = Counties
people-no-counties = None chosen
people-invited-on = Invited
people-joined-on = First came in
people-role-change = Change the role
people-role-go = Save the role
people-again = Send the invitation again
people-again-what = A new letter with a new link, for 7 days.
people-again-go = Send it again
people-remove = Take the account away
people-remove-what = The person is signed out at once and cannot come back. The email address and the name are erased for good. What was written in the list of closings stays, without a name.
people-remove-go = Take it away
people-sure = Take away the account of { $name }?
people-sure-go = Yes, take it away
people-last-admin = The last admin has to stay
people-last-admin-what = Without an admin nobody could invite or remove people. Make someone else an admin first. The person must have come in at least once.
