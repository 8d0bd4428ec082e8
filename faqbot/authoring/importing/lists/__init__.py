"""Lists of questions and answers, and exports of other FAQ tools -> drafts."""
