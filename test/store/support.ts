import type { Product } from '../../src/products/index.js';
import type { Installation, NewProduct, Repository } from '../../src/store/index.js';

export const NOW = new Date('2026-06-23T08:00:00Z');

export function later(days: number): Date {
  return new Date(NOW.getTime() + days * 86_400_000);
}

export function installationFixture(overrides: Partial<Installation> = {}): Installation {
  return {
    id: 7,
    accountId: 70,
    account: 'os2eksempel',
    accountType: 'Organization',
    permissions: { issues: 'write' },
    events: ['push'],
    suspendedAt: null,
    removedAt: null,
    ...overrides,
  };
}

export function repositoryFixture(overrides: Partial<Repository> = {}): Repository {
  return {
    nodeId: 'R_kode',
    databaseId: 700,
    owner: 'os2eksempel',
    name: 'kode',
    visibility: 'public',
    archived: false,
    fork: false,
    defaultBranch: 'main',
    headOid: 'a1',
    installation: 7,
    ...overrides,
  };
}

export function productFixture(overrides: Partial<NewProduct> = {}): NewProduct {
  return {
    key: 'p-1',
    slug: 'os2eksempel',
    homeRepository: 'R_kode',
    installation: 7,
    configuration: { name: 'OS2eksempel' } as Product,
    repositories: ['R_kode', 'R_docs'],
    ...overrides,
  };
}
