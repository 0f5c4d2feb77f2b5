/**
 * How the modules of tests are found (Node's module hooks). What lies in test/ is loaded anew for each test file, so that nothing
 * a test file or its helpers remember reaches the next; all else is loaded once for each process.
 */
const TESTS = new URL('../test/', import.meta.url).href;

export async function resolve(specifier, context, next) {
  // The runner gives each test file a number, and what it imports from test/ has the same.
  const number = /\?file=\d+$/.exec(context.parentURL ?? '')?.[0] ?? '';
  if (specifier === '@jest/globals') {
    return { url: new URL(`./test-globals.js${number}`, import.meta.url).href, shortCircuit: true };
  }
  const found = await next(specifier, context);
  return number !== '' && found.url.startsWith(TESTS) ? { ...found, url: `${found.url}${number}` } : found;
}
