### Following: mail, feeds, calendar and posters
