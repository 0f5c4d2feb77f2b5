/** The App's deliveries, as `GET /app/hook/deliveries` lists them. */
import type { App } from '../state/types.js';

export interface Delivery {
  readonly id: number;
  /** `X-GitHub-Delivery`: the same when it is sent again. */
  readonly guid: string;
  readonly app: App;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly redelivery: boolean;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  deliveredAt: string;
  /** Seconds. */
  duration: number;
  status: string;
  /** 0 until it was sent. */
  statusCode: number;
  responseBody: string | null;
}

export class DeliveryLog {
  private readonly deliveries: Delivery[] = [];
  private readonly resend: (delivery: Delivery) => void;

  constructor(resend: (delivery: Delivery) => void) {
    this.resend = resend;
  }

  add(delivery: Delivery): void {
    this.deliveries.push(delivery);
  }

  /** Sent deliveries of an App, newest first. */
  of(app: App): Delivery[] {
    return this.deliveries
      .filter((delivery) => delivery.app === app && delivery.status !== 'PENDING')
      .reverse();
  }

  all(): readonly Delivery[] {
    return this.deliveries;
  }

  redeliver(delivery: Delivery): void {
    this.resend(delivery);
  }
}
