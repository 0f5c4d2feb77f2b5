import type { Request, Route } from '../http/context.js';
import { actorOf, json } from '../http/context.js';
import { page } from '../http/pagination.js';
import { mayTriage, setLabels } from '../state/issues.js';
import { createLabel, editLabel, labelsByName } from '../state/labels.js';
import { notFound, Problem } from '../state/problem.js';
import { requireWritable } from '../state/repositories.js';
import type { Issue, Label, Repository } from '../state/types.js';
import { presentLabel } from './present/issues.js';
import { issueOf, onRepository, text, textOrNull } from './repository-route.js';

const READ = { issues: 'read', pull_requests: 'read' } as const;
const WRITE = { issues: 'write', pull_requests: 'write' } as const;

function labelOf(request: Request, repository: Repository): Label {
  const label = repository.labels.get((request.params['name'] ?? '').toLowerCase());
  if (label === undefined) throw notFound();
  return label;
}

/** `{labels: […]}` or the bare list, of names or of objects with a name. */
function namesIn(request: Request): string[] {
  const labels: unknown = Array.isArray(request.body) ? request.body : request.body['labels'];
  if (!Array.isArray(labels)) return [];
  return labels.map((label: unknown) =>
    typeof label === 'object' && label !== null && 'name' in label
      ? (text(label.name) ?? '')
      : (text(label) ?? ''),
  );
}

function change(request: Request, repository: Repository, next: (issue: Issue, named: Label[]) => Label[]) {
  const { world, auth } = request;
  requireWritable(repository);
  const issue = issueOf(request, repository);
  const actor = actorOf(auth);
  if (!mayTriage(repository, actor)) throw new Problem(403, 'Must have triage access to repository');
  setLabels(world, actor, issue, next(issue, labelsByName(world, repository, namesIn(request))));
  return json(issue.labels.map((label) => presentLabel(world, label)));
}

export const labelRoutes = {
  'GET /repos/{owner}/{repo}/labels': onRepository(READ, (request, repository) =>
    page(request, [...repository.labels.values()], (label) => presentLabel(request.world, label)),
  ),
  'POST /repos/{owner}/{repo}/labels': onRepository(WRITE, (request, repository) => {
    requireWritable(repository);
    const { body, world, auth } = request;
    const label = createLabel(world, actorOf(auth), repository, {
      name: text(body['name']) ?? '',
      description: textOrNull(body['description']) ?? null,
      ...(typeof body['color'] === 'string' ? { color: body['color'] } : {}),
    });
    return json(presentLabel(world, label), 201);
  }),
  'GET /repos/{owner}/{repo}/labels/{name}': onRepository(READ, (request, repository) =>
    json(presentLabel(request.world, labelOf(request, repository))),
  ),
  'PATCH /repos/{owner}/{repo}/labels/{name}': onRepository(WRITE, (request, repository) => {
    requireWritable(repository);
    const { body, world, auth } = request;
    const label = editLabel(world, actorOf(auth), labelOf(request, repository), {
      ...(typeof body['new_name'] === 'string' ? { name: body['new_name'] } : {}),
      ...(typeof body['color'] === 'string' ? { color: body['color'] } : {}),
      ...(body['description'] === undefined ? {} : { description: textOrNull(body['description']) ?? null }),
    });
    return json(presentLabel(world, label));
  }),
  'GET /repos/{owner}/{repo}/issues/{issue_number}/labels': onRepository(READ, (request, repository) =>
    page(request, issueOf(request, repository).labels, (label) => presentLabel(request.world, label)),
  ),
  'POST /repos/{owner}/{repo}/issues/{issue_number}/labels': onRepository(WRITE, (request, repository) =>
    change(request, repository, (issue, named) => [...new Set([...issue.labels, ...named])]),
  ),
  'PUT /repos/{owner}/{repo}/issues/{issue_number}/labels': onRepository(WRITE, (request, repository) =>
    change(request, repository, (_issue, named) => named),
  ),
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}': onRepository(
    WRITE,
    (request, repository) => {
      const label = labelOf(request, repository);
      return change(request, repository, (issue) => {
        if (!issue.labels.includes(label)) throw new Problem(404, 'Label does not exist');
        return issue.labels.filter((other) => other !== label);
      });
    },
  ),
} satisfies Record<string, Route>;
