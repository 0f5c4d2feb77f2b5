import type { Child } from 'hono/jsx';

/** A link that the app itself has put together, to the code host it works with. Text from outside never gets here as an address. */
export function OwnLink({ url, children }: { readonly url: string; readonly children: Child }) {
  return (
    <a href={url} rel="noopener noreferrer">
      {children}
    </a>
  );
}
