/** What the command talks to: the process, or a test in its place. */
export interface Io {
  readonly stdout: { readonly isTTY: boolean; readonly columns: number | undefined };
  readonly stderr: { readonly isTTY: boolean; readonly write: (text: string) => void };
  readonly env: NodeJS.ProcessEnv;
  /** Writes the result to standard output; resolves when it is handed over, also to a slow pipe. */
  readonly write: (text: string) => Promise<void>;
}

type Streams = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env'>;

export function ioOf({ stdout, stderr, env }: Streams): Io {
  return {
    stdout: { isTTY: stdout.isTTY, columns: stdout.columns },
    stderr: { isTTY: stderr.isTTY, write: (text) => void stderr.write(text) },
    env,
    write: (text) =>
      new Promise((resolve, reject) => {
        stdout.write(text, (error) => {
          if (error === null || error === undefined || isClosedPipe(error)) resolve();
          else reject(error);
        });
      }),
  };
}

/** `os2modning … | head`: the reader has seen enough. */
function isClosedPipe(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}
