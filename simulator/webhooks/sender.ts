/** Turns what happens into signed deliveries and sends them, one after the other, with the faults asked for. */
import { createHash, createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Faults } from '../faults.js';
import { ALWAYS_SENT, covers } from '../state/apps.js';
import type { WorldEvent } from '../state/events.js';
import type { Account, App, Installation, Level } from '../state/types.js';
import type { World } from '../state/world.js';
import { holds } from '../http/tokens.js';
import { DeliveryLog, type Delivery } from './log.js';
import { buildPayload } from './payloads.js';

const TIMEOUT = 10_000;
const OK = 'OK';

/** What an App must be granted to hear of an event; any one is enough. */
const NEEDS: Readonly<Record<string, Readonly<Record<string, Level>>>> = {
  issues: { issues: 'read' },
  issue_comment: { issues: 'read', pull_requests: 'read' },
  milestone: { issues: 'read', pull_requests: 'read' },
  label: { metadata: 'read' },
  push: { contents: 'read' },
  release: { contents: 'read' },
  pull_request: { pull_requests: 'read' },
  check_run: { checks: 'read' },
  check_suite: { checks: 'read' },
  projects_v2: { organization_projects: 'read' },
  projects_v2_item: { organization_projects: 'read' },
};
/** Sent to whoever may write checks, subscribed or not. */
const CHECK_EVENTS = new Set([
  'check_suite.requested',
  'check_suite.rerequested',
  'check_run.rerequested',
  'check_run.requested_action',
]);

export class Sender {
  readonly log = new DeliveryLog((delivery) => this.redeliver(delivery));
  private readonly world: World;
  private readonly faults: Faults;
  private readonly queues = new Map<App, Delivery[]>();
  private readonly running = new Map<App, Promise<void>>();
  private readonly late = new Set<Promise<void>>();
  private guids = 0;

  constructor(world: World, faults: Faults) {
    this.world = world;
    this.faults = faults;
    world.listen((event) => this.hear(event));
  }

  private hear(event: WorldEvent): void {
    for (const installation of receivers(this.world, event)) {
      const payload = buildPayload(this.world, event, installation);
      const delivery = this.newDelivery(event, installation, JSON.stringify(payload));
      this.log.add(delivery);
      this.plan(delivery);
    }
  }

  private newDelivery(event: WorldEvent, installation: Installation, body: string): Delivery {
    const { app } = installation;
    const guid = this.nextGuid();
    return {
      id: this.world.ids.take('delivery').id,
      guid,
      app,
      event: event.name,
      action: event.action,
      installationId: installation.id,
      repositoryId: event.repository?.id ?? null,
      redelivery: false,
      body,
      headers: headersOf(app, event.name, guid, body),
      deliveredAt: this.world.now(),
      duration: 0,
      status: 'PENDING',
      statusCode: 0,
      responseBody: null,
    };
  }

  private plan(delivery: Delivery): void {
    const planned = this.faults.ofDelivery(delivery.guid);
    const isAlone = (this.queues.get(delivery.app)?.length ?? 0) === 0;
    // One that has nobody to overtake comes as it should.
    if (planned !== null && !(planned.fault === 'out-of-order' && isAlone))
      this.faults.note(planned.fault, null);
    if (planned?.fault === 'missing') {
      finish(delivery, 'Service Unavailable', 503, null);
      return;
    }
    if (planned?.fault === 'late') {
      const delay = wait(planned.lateMs).then(() => this.enqueue(delivery, 0));
      this.late.add(delay);
      void delay.finally(() => this.late.delete(delay));
      return;
    }
    this.enqueue(delivery, planned?.fault === 'out-of-order' ? 1 : 0);
    if (planned?.fault === 'twice') this.enqueue(delivery, 0);
  }

  /** `ahead`: how many of those that wait are overtaken. */
  private enqueue(delivery: Delivery, ahead: number): void {
    const { app } = delivery;
    const queue = this.queues.get(app) ?? [];
    this.queues.set(app, queue);
    queue.splice(Math.max(0, queue.length - ahead), 0, delivery);
    if (!this.running.has(app)) this.running.set(app, this.work(app, queue));
  }

  private async work(app: App, queue: Delivery[]): Promise<void> {
    // What is emitted in one go is queued first, so that deliveries can overtake one another.
    await Promise.resolve();
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await send(next);
    this.running.delete(app);
  }

  private redeliver(delivery: Delivery): void {
    const { app, event, guid, body } = delivery;
    const headers = headersOf(app, event, guid, body);
    const again: Delivery = {
      ...delivery,
      id: this.world.ids.take('delivery').id,
      redelivery: true,
      headers,
      deliveredAt: this.world.now(),
      status: 'PENDING',
      statusCode: 0,
      responseBody: null,
    };
    this.log.add(again);
    this.enqueue(again, 0);
  }

  /** Resolves when nothing waits to be sent. */
  async drain(): Promise<void> {
    while (this.running.size > 0 || this.late.size > 0) {
      await Promise.all([...this.running.values(), ...this.late]);
    }
  }

  private nextGuid(): string {
    this.guids += 1;
    const hex = createHash('sha1').update(`delivery ${this.guids}`).digest('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
      '-',
    );
  }
}

function receivers(world: World, event: WorldEvent): Installation[] {
  if (event.installation !== undefined) return [event.installation];
  const account: Account | undefined = event.account ?? event.repository?.owner;
  const own = event.checkRun?.suite.app ?? event.checkSuite?.app;
  return [...world.installations.values()].filter((installation) => {
    if (installation.account !== account || installation.suspendedAt !== null) return false;
    if (event.repository !== undefined && !covers(installation, event.repository)) return false;
    const name = `${event.name}.${event.action ?? ''}`;
    if (CHECK_EVENTS.has(name)) return installation.app === own;
    if (!ALWAYS_SENT.has(event.name) && !installation.app.events.includes(event.name)) return false;
    return holds(installation.permissions, NEEDS[event.name] ?? { metadata: 'read' });
  });
}

function headersOf(app: App, event: string, guid: string, body: string): Record<string, string> {
  const digest = (algorithm: string): string =>
    createHmac(algorithm, app.webhook?.secret ?? '')
      .update(body)
      .digest('hex');
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/simulator',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-github-hook-id': String(app.id),
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature': `sha1=${digest('sha1')}`,
    'x-hub-signature-256': `sha256=${digest('sha256')}`,
  };
}

async function send(delivery: Delivery): Promise<void> {
  const { webhook } = delivery.app;
  const start = performance.now();
  if (webhook === null) {
    finish(delivery, OK, 200, null);
    return;
  }
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: delivery.headers,
      body: delivery.body,
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const text = await response.text();
    finish(delivery, response.ok ? OK : `Invalid HTTP Response: ${response.status}`, response.status, text);
  } catch (error) {
    const isTimeout = error instanceof Object && 'name' in error && error.name === 'TimeoutError';
    finish(delivery, isTimeout ? 'timed out' : 'failed to connect to host', isTimeout ? 504 : 502, null);
  }
  delivery.duration = Math.round(performance.now() - start) / 1000;
}

function finish(delivery: Delivery, status: string, statusCode: number, responseBody: string | null): void {
  delivery.status = status;
  delivery.statusCode = statusCode;
  delivery.responseBody = responseBody;
}
