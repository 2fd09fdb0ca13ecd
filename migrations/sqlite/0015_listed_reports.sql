-- Lists of single reports by what went wrong, and of those that were put right, out of very many.
create index reports_listed_by_problem on reports (problem, published_week, id) where listed;
create index reports_listed_fixed on reports (published_week, id) where listed and outcome = 'fixed';
