-- The day on which a product is rated again although nothing has changed, since evidence ages. Null on rows of versions before.
ALTER TABLE assessments ADD COLUMN look_again date;
