import type { Release, Repository } from '../../state/types.js';
import type { World } from '../../state/world.js';
import { presentUser, type Shape } from './accounts.js';
import { repositoryHtml, repositoryUrl } from './repositories.js';

export function presentRelease(world: World, repository: Repository, release: Release): Shape {
  const url = `${repositoryUrl(world, repository)}/releases/${release.id}`;
  const html = repositoryHtml(world, repository);
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    html_url: `${html}/releases/tag/${encodeURIComponent(release.tag)}`,
    id: release.id,
    author: presentUser(world, release.author ?? repository.owner),
    node_id: release.nodeId,
    tag_name: release.tag,
    target_commitish: repository.defaultBranch,
    name: release.name,
    draft: release.draft,
    prerelease: release.prerelease,
    created_at: release.createdAt,
    published_at: release.publishedAt,
    assets: [],
    tarball_url: `${repositoryUrl(world, repository)}/tarball/${release.tag}`,
    zipball_url: `${repositoryUrl(world, repository)}/zipball/${release.tag}`,
    body: null,
  };
}
