/** Containers: whether the application itself is delivered in one, or only what developers need beside it. */
import { z } from 'zod';
import type { Document, FileEntry, RepositoryFacts } from '../facts/index.js';
import { absent, found, unknown } from './findings.js';
import { remembered } from './remembered.js';
import { lineAt } from './template.js';
import { isOfOwnSubject, unreadOrCut, unreadText } from './unread.js';
import type { Listing, Probe, ProbeContext, ProbeFinding, Sighting } from './types.js';

const parameters = z.strictObject({
  kind: z.enum(['application', 'development', 'instructions']),
});
type Parameters = z.infer<typeof parameters>;
type Kind = Parameters['kind'];

export const container: Probe<Parameters> = { name: 'container', parameters, measures: ['count'], find };

/** Images that serve an application but are none. */
const SERVICE_IMAGE =
  /^(docker\.io\/|library\/)?(bitnami\/)?(postgres|postgis|mysql|mariadb|mssql|mongo|redis|valkey|rabbitmq|nats|memcached|mailhog|mailpit|maildev|adminer|phpmyadmin|elasticsearch|opensearch|keycloak|minio|traefik|nginx|azurite|mcr\.microsoft\.com\/(mssql|azure-)|quay\.io\/keycloak|kristophjunge\/test-saml-idp|axllent\/mailpit|itkdev\/|grafana|prom\/|otel\/)/;
const BUILDPACK =
  /spring-boot:build-image|bootbuildimage|jib-maven-plugin|com\.google\.cloud\.tools\.jib|paketobuildpacks|pack build /;
const RUN_WORDS =
  /docker[ -]compose\b|docker run\b|docker (image|container)\b|podman run\b|helm (install|upgrade)\b|kubectl apply\b|build-image/;
const PUBLISHED_IMAGE =
  /(ghcr\.io|hub\.docker\.com\/r|registry\.hub\.docker\.com|quay\.io)\/[\w.-]+\/[\w.-]+/;

/** A guide without any of these words tells nothing of containers. */
const RUNNERS = /docker|podman|helm|kubectl|ghcr|quay|build-image/;

interface Candidate {
  readonly entry: FileEntry;
  readonly judge: (text: string) => { kind: Kind; key: string; at: number } | null;
}

function find(context: ProbeContext, { kind }: Parameters): ProbeFinding {
  const sightings: Sighting[] = [];
  let unseen = unreadOrCut(context);
  for (const repository of context.repositories) {
    const listing = context.listing(repository);
    const { definitions, guides } = candidatesIn(listing);
    for (const candidate of kind === 'instructions' ? guides : definitions) {
      const text = repository.documents.get(candidate.entry.path);
      if (text === undefined) {
        if (!isOfOwnSubject(candidate.entry)) unseen ??= unreadText(candidate.entry.path);
        continue;
      }
      if (kind === 'instructions' && !RUNNERS.test(text.lower)) continue;
      const seen = candidate.judge(text.lower);
      if (seen?.kind === kind) sightings.push(sightingOf(repository, text, seen));
    }
  }
  if (sightings.length > 0) return found(sightings, { count: sightings.length }, unseen);
  return unseen === null ? absent() : unknown(unseen);
}

function sightingOf(
  repository: RepositoryFacts,
  text: Document,
  seen: { key: string; at: number },
): Sighting {
  const { path } = text;
  const date = repository.lastChanged.get(path) ?? null;
  return {
    repository,
    path,
    line: lineAt(text.lower, seen.at),
    date,
    says: { key: seen.key, parameters: { path } },
  };
}

/** Files that may define a container, and texts that may tell how to run one. */
const candidatesIn = remembered(({ files }: Listing) => {
  const definitions: Candidate[] = [];
  const guides: Candidate[] = [];
  for (const entry of files) {
    if (entry.lowerPath.includes('.devcontainer/')) continue;
    const judge = judgeFor(entry);
    if (judge !== null) definitions.push({ entry, judge });
    if (isGuide(entry) && !isOfOwnSubject(entry)) guides.push({ entry, judge: judgeInstructions });
  }
  return { definitions, guides };
});

function judgeFor(entry: FileEntry): Candidate['judge'] | null {
  const { lowerName: name, lowerPath: path } = entry;
  if (/^(dockerfile|containerfile)([.-].*)?$|\.dockerfile$/.test(name)) return judgeDockerfile;
  if (/^(docker-)?compose([.-].*)?\.ya?ml$/.test(name)) return judgeCompose;
  if (name === 'chart.yaml') return () => ({ kind: 'application', key: 'container.helm', at: 0 });
  if (isBuildFile(entry)) return judgeBuild;
  if (path === '.ddev/config.yaml')
    return () => ({ kind: 'development', key: 'container.development', at: 0 });
  return isGuide(entry) && /image|docker|container/.test(name) ? judgeBuild : null;
}

function isBuildFile({ lowerName }: FileEntry): boolean {
  return lowerName === 'pom.xml' || /^build\.gradle(\.kts)?$/.test(lowerName) || lowerName === 'project.toml';
}

function isGuide(entry: FileEntry): boolean {
  return /\.(md|markdown|rst|adoc|txt)$/.test(entry.lowerName);
}

function judgeDockerfile(text: string): { kind: Kind; key: string; at: number } | null {
  const stages = [...text.matchAll(/^\s*from\s+(?:--\S+\s+)?(\S+)/gm)];
  const last = stages.at(-1);
  if (last === undefined) return null;
  const addsCode = /^\s*(copy|add)\s/m.test(text) || /^\s*run\s.*(build|install|publish|package)/m.test(text);
  const service = SERVICE_IMAGE.test(last[1] ?? '') && stages.length === 1 && !/nginx/.test(last[1] ?? '');
  const kind = service || !addsCode ? 'development' : 'application';
  return { kind, key: `container.${kind}`, at: last.index };
}

function judgeCompose(text: string): { kind: Kind; key: string; at: number } | null {
  const build = /^\s+build:/m.exec(text);
  if (build !== null) return { kind: 'application', key: 'container.compose', at: build.index };
  const images = [...text.matchAll(/^\s+image:\s*["']?([^\s"'#]+)/gm)];
  const own = images.find((image) => !SERVICE_IMAGE.test(image[1] ?? ''));
  if (own !== undefined) return { kind: 'application', key: 'container.compose', at: own.index };
  return images.length === 0
    ? null
    : { kind: 'development', key: 'container.development', at: images[0]?.index ?? 0 };
}

function judgeBuild(text: string): { kind: Kind; key: string; at: number } | null {
  const match = BUILDPACK.exec(text);
  return match === null ? null : { kind: 'application', key: 'container.buildpack', at: match.index };
}

function judgeInstructions(text: string): { kind: Kind; key: string; at: number } | null {
  const match = RUN_WORDS.exec(text) ?? PUBLISHED_IMAGE.exec(text);
  return match === null ? null : { kind: 'instructions', key: 'container.instructions', at: match.index };
}
