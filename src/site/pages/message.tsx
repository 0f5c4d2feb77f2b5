import type { PageContext } from '../context.js';
import { renderPage } from '../parts/layout.js';

/** A page with nothing but a word of explanation: not found, not allowed. */
export function messagePage(
  context: PageContext,
  key: 'notFound' | 'tooMany' | 'notMember' | 'failed',
): string {
  const { say, href } = context;
  return renderPage(context, {
    title: say(`message.${key}.title`),
    children: (
      <div class="wide message">
        <h1>{say(`message.${key}.title`)}</h1>
        <p class="lead">{say(`message.${key}.text`)}</p>
        <p>
          <a href={href('/')}>{say('message.home')}</a>
        </p>
      </div>
    ),
  });
}
