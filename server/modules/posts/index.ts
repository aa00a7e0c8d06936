/** Public face of module posts: who acts, in which post, and what must never be one person. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { foundingDoors } from './doors/founding-doors.ts';
import { sessionDoors } from './doors/session-doors.ts';
import { signActDoor } from './doors/sign-act.ts';
import { signInDoor } from './doors/sign-in.ts';
import type { PostsPorts } from './ports.ts';
import { foundingQuery } from './queries/founding.ts';
import { sessionQuery } from './queries/session.ts';

export { requireDifferentPersons } from './different-persons.ts';
export { identify } from './identify.ts';
export type { PostsPorts } from './ports.ts';
export { demoPin } from './secrets.ts';
export { eventOf, noteDenial, noteSecurity } from './security-log.ts';
export { addSessionExtra } from './session-view.ts';
export { createSetUpToken } from './set-up.ts';
export { checkSignatures, requireSignature, type Signature } from './signatures.ts';
export { houseOf, personName, personNames, postHolders, postsOf } from './store.ts';

export const createPostsModule = (ports: PostsPorts): ServerModule => ({
  name: 'posts',
  operations: [],
  queries: [sessionQuery(ports), foundingQuery],
  doors: [signInDoor(ports), ...sessionDoors(ports), signActDoor(ports), ...foundingDoors(ports)],
  keptTables: POSTS_KEPT_TABLES,
});

/** Rows of these go whole into the chain. Secrets, codes, sessions and attempts never do. */
const POSTS_KEPT_TABLES: readonly string[] = [
  'person',
  'house',
  'post_assignment',
  'secret_reset',
  'single_operator_change',
  'signature',
  'signature_use',
];
