import { formatDay, formatList, plainText } from '../../messages/index.js';
import { ATTENTION, type Attention, type AttentionKind } from '../attention.js';
import type { PageContext } from '../context.js';

interface Props {
  readonly context: PageContext;
  readonly attention: readonly Attention[];
}

/** More than these are one click away. */
const MOST_SHOWN = 4;
const MOST_NAMED = 3;
const LONGEST_NAME = 60;

export function AttentionList({ context, attention }: Props) {
  const { say } = context;
  const kinds = ATTENTION.map((kind) => ({ kind, found: attention.filter((one) => one.kind === kind) }));
  return (
    <section class="attention" aria-labelledby="obs">
      <div class="wide">
        <h2 id="obs">{say('attention.heading')}</h2>
        {attention.length === 0 && <p>{say('attention.none')}</p>}
        <div class="cards">
          {kinds.map(({ kind, found }) =>
            found.length === 0 ? null : <Card context={context} kind={kind} found={found} />,
          )}
        </div>
      </div>
    </section>
  );
}

interface CardProps {
  readonly context: PageContext;
  readonly kind: AttentionKind;
  readonly found: readonly Attention[];
}

function Card({ context, kind, found }: CardProps) {
  const { say, href } = context;
  return (
    <div class={`card ${kind}`}>
      <h3>
        {say(`attention.${kind}.heading`)} <span class="count">{found.length}</span>
      </h3>
      <ul>
        {found.slice(0, MOST_SHOWN).map((one) => (
          <li>
            <a href={href(`/produkter/${one.product.slug}`)}>
              {plainText(one.product.name, { maxLength: 80 })}
            </a>{' '}
            <span class="quiet">{detail(one, context)}</span>
          </li>
        ))}
      </ul>
      {found.length > MOST_SHOWN && (
        <p>
          <a href={`${href('/', { hvad: kind })}#produkter`}>
            {say('attention.more', {
              count: found.length - MOST_SHOWN,
              what: say(`attention.${kind}.heading`),
            })}
          </a>
        </p>
      )}
    </div>
  );
}

function detail({ kind, about, day }: Attention, { say, language, portfolio }: PageContext): string {
  const named = about.slice(0, MOST_NAMED).map((one) => plainText(one, { maxLength: LONGEST_NAME }));
  const rest = about.length - named.length;
  const list = formatList(rest > 0 ? [...named, say('attention.others', { count: rest })] : named, language);
  return say(`attention.${kind}.detail`, {
    list,
    day: day === null ? '' : formatDay(day, language),
    passed: day !== null && day < portfolio.day ? 'yes' : 'no',
  });
}
