/** GitHub as a person reaches it: with a token of theirs from the environment. */
import { say, type Bilingual } from '../messages/index.js';
import { CommandError } from './failure.js';

export interface PersonalHost {
  readonly token: string;
  /** REST base, without a final slash. */
  readonly baseUrl: string;
}

/** Throws a CommandError: `noToken` says what the token is for. */
export function personalHost(env: NodeJS.ProcessEnv, noToken: Bilingual = say('cli.noToken')): PersonalHost {
  const token = env['GITHUB_TOKEN'] ?? '';
  if (token === '') throw new CommandError(noToken);
  const url = (env['GITHUB_API_URL'] ?? '').replace(/\/+$/, '');
  if (url !== '' && !URL.canParse(url)) throw new CommandError(say('cli.badApiUrl', { url }));
  return { token, baseUrl: url === '' ? 'https://api.github.com' : url };
}
