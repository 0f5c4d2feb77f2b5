import { plainText, safeLink } from '../messages/index.js';

/** A link where the address may be followed; the label alone elsewhere. */
export function SafeLink({ url, label }: { readonly url: string | null; readonly label: string }) {
  const href = url === null ? null : safeLink(url);
  const text = plainText(label, { maxLength: 200 });
  if (href === null) return <>{text}</>;
  return (
    <a href={href} rel="noopener noreferrer nofollow">
      {text}
    </a>
  );
}

/** Safe in an id and in an address. */
export function anchor(id: string): string {
  return encodeURIComponent(plainText(id).replace(/[^\p{L}\p{N}-]/gu, '-'));
}
