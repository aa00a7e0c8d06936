/** Public face of module posts: who acts, in which post, and what must never be one person. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { accountDoors } from './doors/account-doors.ts';
import { foundingDoors } from './doors/founding-doors.ts';
import { sessionDoors } from './doors/session-doors.ts';
import { signActDoor } from './doors/sign-act.ts';
import { signInDoor } from './doors/sign-in.ts';
import { auditCsv } from './downloads/audit-file.ts';
import { forgetAttempts } from './jobs/forget-attempts.ts';
import { approveAssignmentOperation } from './operations/approve-assignment.ts';
import { approvePersonOperation } from './operations/approve-person.ts';
import { approveSecretResetOperation } from './operations/approve-secret-reset.ts';
import { approveSingleOperatorOperation } from './operations/approve-single-operator.ts';
import { assignPostOperation } from './operations/assign-post.ts';
import { disablePersonOperation } from './operations/disable-person.ts';
import { endAssignmentOperation } from './operations/end-assignment.ts';
import { endOwnSessionsOperation } from './operations/end-own-sessions.ts';
import { endSessionsOperation } from './operations/end-sessions.ts';
import { proposePersonOperation } from './operations/propose-person.ts';
import { proposeSecretResetOperation } from './operations/propose-secret-reset.ts';
import { proposeSingleOperatorOperation } from './operations/propose-single-operator.ts';
import { refuseAssignmentOperation } from './operations/refuse-assignment.ts';
import { refusePersonOperation } from './operations/refuse-person.ts';
import { refuseSecretResetOperation } from './operations/refuse-secret-reset.ts';
import { refuseSingleOperatorOperation } from './operations/refuse-single-operator.ts';
import { renamePersonOperation } from './operations/rename-person.ts';
import type { PostsPorts } from './ports.ts';
import { foundingQuery } from './queries/founding.ts';
import { logQueries } from './queries/logs.ts';
import { ownSessionsQuery } from './queries/own-sessions.ts';
import { peopleQueries } from './queries/people.ts';
import { sessionQuery } from './queries/session.ts';

export { requireDifferentPersons } from './different-persons.ts';
export { identify } from './identify.ts';
export type { PostsPorts } from './ports.ts';
export { newRights } from './rights.ts';
export { rightsToApprove } from './rights-to-approve.ts';
export { demoPin } from './secrets.ts';
export { eventOf, exportsNoted, noteDenial, noteSecurity } from './security-log.ts';
export { addSessionExtra } from './session-view.ts';
export { createSetUpToken } from './set-up.ts';
export { checkSignatures, requireSignature, type Signature } from './signatures.ts';
export { signedInTwice } from './signed-in-twice.ts';
export { houseOf, personName, personNames, postHolders, postsOf } from './store.ts';

export const createPostsModule = (ports: PostsPorts): ServerModule => ({
  name: 'posts',
  operations: [
    approveAssignmentOperation,
    approvePersonOperation,
    approveSecretResetOperation,
    approveSingleOperatorOperation,
    assignPostOperation,
    disablePersonOperation,
    endAssignmentOperation,
    endOwnSessionsOperation,
    endSessionsOperation,
    proposePersonOperation,
    proposeSecretResetOperation,
    proposeSingleOperatorOperation,
    refuseAssignmentOperation,
    refusePersonOperation,
    refuseSecretResetOperation,
    refuseSingleOperatorOperation,
    renamePersonOperation,
  ],
  queries: [sessionQuery(ports), foundingQuery, ownSessionsQuery, ...peopleQueries, ...logQueries],
  doors: [
    signInDoor(ports),
    ...sessionDoors(ports),
    signActDoor(ports),
    ...foundingDoors(ports),
    ...accountDoors(ports),
  ],
  downloads: [auditCsv],
  jobs: [forgetAttempts],
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
