/** Who acts. Every operation and query runs as a person in one post; jobs run as the system, which holds no post. */
import type { PostKey } from '../../../shared/posts.ts';
import type { RefusalCode } from '../../../shared/refusals.ts';
import { refuse } from './refuse.ts';

export interface Actor {
  readonly siteId: string;
  readonly personId: string;
  readonly post: PostKey | 'system' | 'nobody';
  readonly sessionId: string | null;
  /** The enrolled counter the request came from, if it came from one. */
  readonly terminalId: string | null;
  readonly address: string | null;
  readonly requestId: string;
  /** Why somebody whose session is known acts as nobody: it is locked, has ended, or its post was taken away. */
  readonly barred?: RefusalCode;
}

export function requireSignedIn(actor: Actor): void {
  if (actor.post === 'nobody') refuse(actor.barred ?? 'session.none');
}

export const SYSTEM_PERSON = '00000000-0000-0000-0000-000000000000';

export const systemActor = (siteId: string, requestId: string): Actor => ({
  siteId,
  personId: SYSTEM_PERSON,
  post: 'system',
  sessionId: null,
  terminalId: null,
  address: null,
  requestId,
});
