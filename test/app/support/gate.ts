/** A way through to another address that a test can hold shut: for requests that hang, and connections that are lost. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Gate {
  readonly port: number;
  /** Ends every connection and lets none through until it is opened. */
  readonly shut: () => void;
  /** Nothing that is sent arrives, and nobody is told; until it is opened. */
  readonly hold: () => void;
  readonly open: () => void;
  readonly close: () => Promise<void>;
}

export async function openGate(to: { readonly host: string; readonly port: number }): Promise<Gate> {
  const sockets = new Set<Socket>();
  let state: 'open' | 'held' | 'shut' = 'open';
  const waiting = new Set<() => void>();
  const server = createServer((near) => {
    if (state === 'shut') {
      near.destroy();
      return;
    }
    const far = connect(to);
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (data) => {
        const send = (): void => {
          if (!into.destroyed) into.write(data);
        };
        if (state === 'held') waiting.add(send);
        else send();
      });
      from.on('error', () => from.destroy());
      from.on('close', () => {
        sockets.delete(from);
        into.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    shut: () => {
      state = 'shut';
      for (const socket of sockets) socket.destroy();
    },
    hold: () => {
      state = 'held';
    },
    open: () => {
      state = 'open';
      for (const send of waiting) send();
      waiting.clear();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
