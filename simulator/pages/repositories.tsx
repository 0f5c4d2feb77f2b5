import type { Issue, Repository } from '../state/types.js';
import { milestoneCounts } from '../state/milestones.js';
import { fullName, type World } from '../state/world.js';
import { Layout } from './layout.js';
import { renderMarkdown } from './markdown.js';

export function HomePage({ world }: { readonly world: World }) {
  const projects = [...world.accounts.values()].flatMap((account) => [...account.projects.values()]);
  return (
    <Layout title="Repositories" trail={[]}>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">Repository</th>
              <th scope="col">Visibility</th>
              <th scope="col">Open issues</th>
              <th scope="col">All issues</th>
              <th scope="col">Milestones</th>
            </tr>
          </thead>
          <tbody>
            {[...world.repositories.values()].map((repository) => (
              <RepositoryRow repository={repository} />
            ))}
          </tbody>
        </table>
      </div>
      <h2>Projects</h2>
      {projects.length === 0 ? <p>None.</p> : null}
      <ul>
        {projects.map((project) => (
          <li>
            <a href={`/orgs/${project.owner.login}/projects/${project.number}`}>{project.title}</a>
            {` (${project.owner.login}, ${project.items.length} items)`}
          </li>
        ))}
      </ul>
    </Layout>
  );
}

function RepositoryRow({ repository }: { readonly repository: Repository }) {
  const issues = [...repository.issues.values()];
  return (
    <tr>
      <th scope="row">
        <a href={`/${fullName(repository)}`}>{fullName(repository)}</a>
      </th>
      <td>{repository.archived ? `${repository.visibility}, archived` : repository.visibility}</td>
      <td>{issues.filter(({ state }) => state === 'open').length}</td>
      <td>{issues.length}</td>
      <td>{repository.milestones.size}</td>
    </tr>
  );
}

export function RepositoryPage({ repository }: { readonly repository: Repository }) {
  const issues = [...repository.issues.values()].reverse();
  return (
    <Layout title={fullName(repository)} trail={[]}>
      <p>{repository.description ?? ''}</p>
      <h2>Issues</h2>
      <IssueList issues={issues.filter(({ kind }) => kind === 'Issue')} />
      <h2>Pull requests</h2>
      <IssueList issues={issues.filter(({ kind }) => kind === 'PullRequest')} />
      <h2>Milestones</h2>
      <ul>
        {[...repository.milestones.values()].map((milestone) => {
          const { open, closed } = milestoneCounts(milestone);
          const due = milestone.dueOn === null ? 'no due date' : `due ${milestone.dueOn.slice(0, 10)}`;
          return (
            <li>{`${milestone.title} (${milestone.state}, ${due}, ${closed} of ${open + closed} closed)`}</li>
          );
        })}
      </ul>
      <h2>Check runs</h2>
      <ul>
        {repository.checkSuites
          .flatMap(({ runs }) => runs)
          .map((run) => (
            <li>
              <a href={`/${fullName(repository)}/runs/${run.id}`}>{run.title ?? run.name}</a>
              {` ${run.conclusion ?? run.status}, ${run.suite.headSha.slice(0, 7)}`}
            </li>
          ))}
      </ul>
    </Layout>
  );
}

function IssueList({ issues }: { readonly issues: readonly Issue[] }) {
  if (issues.length === 0) return <p>None.</p>;
  return (
    <ul>
      {issues.map((issue) => (
        <li>
          <a href={addressOf(issue)}>{`#${issue.number} ${issue.title}`}</a> <Labels issue={issue} />
          <span class="muted">{` ${stateOf(issue)} · ${issue.author.login}`}</span>
        </li>
      ))}
    </ul>
  );
}

function Labels({ issue }: { readonly issue: Issue }) {
  return (
    <>
      {issue.labels.map(({ name }) => (
        <>
          <span class="label">{name}</span>{' '}
        </>
      ))}
    </>
  );
}

export function addressOf(issue: Issue): string {
  const folder = issue.kind === 'Issue' ? 'issues' : 'pull';
  return `/${fullName(issue.repository)}/${folder}/${issue.number}`;
}

function stateOf(issue: Issue): string {
  return issue.stateReason === null ? issue.state : `${issue.state} (${issue.stateReason.replace('_', ' ')})`;
}

export function IssuePage({ world, issue }: { readonly world: World; readonly issue: Issue }) {
  const { repository, pull } = issue;
  const runs = repository.checkSuites
    .filter(({ headSha }) => headSha === pull?.headSha)
    .flatMap((suite) => suite.runs);
  return (
    <Layout
      title={`${issue.title} #${issue.number}`}
      trail={[[fullName(repository), `/${fullName(repository)}`]]}
    >
      <p>
        {`${stateOf(issue)}${issue.locked ? ', locked' : ''} · opened by ${issue.author.login} ${issue.createdAt.slice(0, 10)} `}
        <Labels issue={issue} />
      </p>
      <Text world={world} text={issue.body ?? ''} />
      {runs.map((run) => (
        <p>
          <a href={`/${fullName(repository)}/runs/${run.id}`}>{run.title ?? run.name}</a>
          {` ${run.conclusion ?? run.status}`}
        </p>
      ))}
      <h2>{`Comments (${issue.comments.length})`}</h2>
      {issue.comments.map((comment) => (
        <section>
          <h3>{`${comment.author.login}, ${comment.createdAt.slice(0, 10)}`}</h3>
          <Text world={world} text={comment.body} />
        </section>
      ))}
    </Layout>
  );
}

export function Text({ world, text }: { readonly world: World; readonly text: string }) {
  return <div class="body" dangerouslySetInnerHTML={{ __html: renderMarkdown(text, world.htmlUrl) }} />;
}
