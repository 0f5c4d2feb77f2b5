/** How often a property is tried: all of it in `test:all` and where a file is named, a tenth in `npm test`. */
export function runs(all: number): number {
  return process.env['TEST_ALL'] === '1' ? all : Math.ceil(all / 10);
}
