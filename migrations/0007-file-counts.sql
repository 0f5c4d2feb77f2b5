-- How many files of code and of documents a repository held when it was read last: tells, without reading it again, whether a
-- pull request could make it one of code or of documents. Null: not known.
ALTER TABLE repositories ADD COLUMN code_files integer;
ALTER TABLE repositories ADD COLUMN document_files integer;
