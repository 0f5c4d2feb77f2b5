/**
 * The `os2modning` command.
 * `argv` is without node and script; the result goes to `io.stdout`, everything else to `io.stderr`.
 * Returns the exit code: 0 done, 1 failed, 2 wrong usage or configuration, 3 below `--fail-below`.
 */
export function main(argv: readonly string[], io: Pick<NodeJS.Process, 'stderr'>): Promise<number> {
  io.stderr.write(`os2modning ${argv.join(' ')}: not built yet\n`);
  return Promise.resolve(2);
}
