import type { Project, ProjectField, ProjectItem } from '../state/project-types.js';
import type { CheckRun } from '../state/check-types.js';
import type { Repository } from '../state/types.js';
import { fullName, type World } from '../state/world.js';
import { Layout } from './layout.js';
import { Text } from './repositories.js';

export function CheckRunPage({ world, run }: { readonly world: World; readonly run: CheckRun }) {
  const { repository, headSha } = run.suite;
  return (
    <Layout title={run.title ?? run.name} trail={[[fullName(repository), `/${fullName(repository)}`]]}>
      <p>{`${run.conclusion ?? run.status} · ${run.name} · ${headSha}`}</p>
      <Text world={world} text={run.summary ?? ''} />
      <Text world={world} text={run.text ?? ''} />
      <h2>Annotations</h2>
      <ul>
        {run.annotations.map(({ path, start_line: line, annotation_level: level, message }) => (
          <li>
            <code>{`${path}:${line}`}</code> {`${level}: ${message}`}
          </li>
        ))}
      </ul>
      <p>{run.actions.map(({ label, description }) => `[${label}] ${description}`).join(' · ')}</p>
    </Layout>
  );
}

export interface FilePageProps {
  readonly repository: Repository;
  readonly path: string;
  /** Null where the simulator does not hold the content. */
  readonly text: string | null;
}

export function FilePage({ repository, path, text }: FilePageProps) {
  return (
    <Layout title={path} trail={[[fullName(repository), `/${fullName(repository)}`]]}>
      {text === null ? (
        <p>The content of this file is not held here.</p>
      ) : (
        <pre class="file">
          {text.split('\n').map((line, index) => (
            <span id={`L${index + 1}`}>{line}</span>
          ))}
        </pre>
      )}
    </Layout>
  );
}

/** What GitHub's page for a new file would show, filled in by a link. */
export function NewFilePage({ repository, path, text }: FilePageProps) {
  return (
    <Layout title={`New file: ${path}`} trail={[[fullName(repository), `/${fullName(repository)}`]]}>
      <p>On GitHub this file could be read through, changed and committed here.</p>
      <pre>{text ?? ''}</pre>
    </Layout>
  );
}

export function ProjectPage({ project }: { readonly project: Project }) {
  const fields = project.fields.filter(({ builtIn, name }) => !builtIn || name === 'Status');
  const shown = project.items.filter(({ archivedAt }) => archivedAt === null);
  return (
    <Layout title={project.title} trail={[]}>
      <p>{`${project.owner.login} · ${project.public ? 'public' : 'private'} · ${shown.length} items, ${project.items.length - shown.length} archived`}</p>
      <p>{project.shortDescription ?? ''}</p>
      <h2>Roadmap</h2>
      <Roadmap items={shown} fields={fields} />
      <h2>Table</h2>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">Title</th>
              {fields.map(({ name }) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <tr>
                <th scope="row">{item.content.title}</th>
                {fields.map((field) => (
                  <td>{valueOf(item, field)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>Status updates</h2>
      {project.statusUpdates.map(({ status, body, createdAt }) => (
        <p>{`${createdAt.slice(0, 10)} ${status ?? ''} ${body ?? ''}`}</p>
      ))}
    </Layout>
  );
}

function valueOf(item: ProjectItem, field: ProjectField): string {
  const value = item.values.get(field.nodeId)?.value;
  if (value === undefined) return '';
  return field.options.find(({ id }) => id === value)?.name ?? String(value);
}

interface RoadmapProps {
  readonly items: readonly ProjectItem[];
  readonly fields: readonly ProjectField[];
}

const DAY = 86_400_000;

/** Bars from the first to the last date field, as GitHub's roadmap draws them. */
function Roadmap({ items, fields }: RoadmapProps) {
  const dates = fields.filter(({ dataType }) => dataType === 'DATE');
  const bars = items.flatMap((item) => {
    const days = dates.map((field) => Date.parse(valueOf(item, field))).filter((time) => !Number.isNaN(time));
    return days.length === 0 ? [] : [{ item, from: Math.min(...days), to: Math.max(...days) }];
  });
  if (bars.length === 0) return <p>No item has a date.</p>;
  const first = Math.min(...bars.map(({ from }) => from));
  const length = Math.max(...bars.map(({ to }) => to)) - first + DAY;
  return (
    <div class="wide">
      <table>
        {bars.map(({ item, from, to }) => {
          const left = (((from - first) / length) * 100).toFixed(2);
          const width = (((to - from + DAY) / length) * 100).toFixed(2);
          return (
            <tr>
              <th scope="row">{item.content.title}</th>
              <td>{`${day(from)} – ${day(to)}`}</td>
              <td>
                <div class="bar">
                  <span style={`left:${left}%;width:${width}%`}></span>
                </div>
              </td>
            </tr>
          );
        })}
      </table>
    </div>
  );
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
