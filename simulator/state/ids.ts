/** Numeric ids and node ids that look like GitHub's and are the same in every run. */
const KINDS = {
  account: { first: 41_000_001, prefix: 'U_kgDO' },
  organization: { first: 43_000_001, prefix: 'O_kgDO' },
  bot: { first: 44_000_001, prefix: 'BOT_kgDO' },
  team: { first: 7_000_001, prefix: 'T_kwDO' },
  app: { first: 900_001, prefix: 'A_kwDO' },
  installation: { first: 50_000_001, prefix: 'MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9u' },
  repository: { first: 600_000_001, prefix: 'R_kgDO' },
  issue: { first: 2_000_000_001, prefix: 'I_kwDO' },
  pull: { first: 1_400_000_001, prefix: 'PR_kwDO' },
  comment: { first: 1_700_000_001, prefix: 'IC_kwDO' },
  reaction: { first: 160_000_001, prefix: 'REA_lADO' },
  edit: { first: 170_000_001, prefix: 'UCE_lADO' },
  label: { first: 3_000_000_001, prefix: 'LA_kwDO' },
  milestone: { first: 9_000_001, prefix: 'MI_kwDO' },
  release: { first: 80_000_001, prefix: 'RE_kwDO' },
  suite: { first: 11_000_000_001, prefix: 'CS_kwDO' },
  run: { first: 12_000_000_001, prefix: 'CR_kwDO' },
  project: { first: 500_001, prefix: 'PVT_kwDO' },
  field: { first: 20_000_001, prefix: 'PVTF_lADO' },
  select: { first: 21_000_001, prefix: 'PVTSSF_lADO' },
  iteration: { first: 22_000_001, prefix: 'PVTIF_lADO' },
  item: { first: 30_000_001, prefix: 'PVTI_lADO' },
  draft: { first: 31_000_001, prefix: 'DI_lADO' },
  value: { first: 32_000_001, prefix: 'PVTFV_lADO' },
  view: { first: 33_000_001, prefix: 'PVTV_lADO' },
  status: { first: 34_000_001, prefix: 'PVTSU_lADO' },
  delivery: { first: 70_000_000_001, prefix: 'D_' },
} as const;

export type IdKind = keyof typeof KINDS;

export class Ids {
  private readonly next = new Map<IdKind, number>();

  take(kind: IdKind): { id: number; nodeId: string } {
    const id = this.next.get(kind) ?? KINDS[kind].first;
    this.next.set(kind, id + 1);
    return { id, nodeId: nodeId(KINDS[kind].prefix, id) };
  }
}

function nodeId(prefix: string, id: number): string {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(id, 0, 6);
  return `${prefix}${bytes.toString('base64url')}`;
}
