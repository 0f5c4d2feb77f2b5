-- What a page of many products needs of each assessment, so that a thousand whole texts need not be read for it.
ALTER TABLE assessments ADD COLUMN summary jsonb;
UPDATE assessments SET summary = assessment - ARRAY['requirements', 'findings', 'nextSteps'] WHERE assessment IS NOT NULL;
CREATE INDEX assessments_newest ON assessments (product) WHERE assessment IS NOT NULL;

-- Who has taken a task, for the board of tasks.
ALTER TABLE issues ADD COLUMN assignees jsonb NOT NULL DEFAULT '[]';
