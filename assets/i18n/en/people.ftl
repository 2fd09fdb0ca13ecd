# The desk of people who sign in: the door, the home page, people, the own account.

desk-nav = Desk
desk-home = Desk
desk-nameless = No name yet
desk-hello = Hello
desk-hello-name = Hello, { $name }
desk-today = Today is { $weekday }, { $day }.
desk-week = The next seven days
desk-week-mine = In your counties
desk-week-elsewhere = Elsewhere
desk-week-today = Today
desk-week-not-mine = Nothing that we know of in your counties.
desk-week-none = We know of no hearing, deadline or closing day in the next seven days.
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
refused-sign-in-go = Sign in
