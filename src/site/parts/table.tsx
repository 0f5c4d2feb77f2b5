import type { Child } from 'hono/jsx';

/** A table that is wider than a narrow screen scrolls by itself, also from the keyboard. */
export function Scroll({ label, children }: { readonly label: string; readonly children: Child }) {
  return (
    <div class="scroll" role="group" aria-label={label} tabindex={0}>
      {children}
    </div>
  );
}
