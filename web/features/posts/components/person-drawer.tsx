/** One person: posts with their proposers and approvers, what waits, sign-ins, and what the viewer may do. */
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { fullName, type OperationContract, type OutputOf } from '../../../../shared/contracts/contract.ts';
import { assignPost } from '../../../../shared/contracts/posts/assign-post.ts';
import { endAssignment } from '../../../../shared/contracts/posts/end-assignment.ts';
import { issueClaimCode } from '../../../../shared/contracts/posts/issue-claim-code.ts';
import { people } from '../../../../shared/contracts/posts/people.ts';
import { person } from '../../../../shared/contracts/posts/person.ts';
import { refuseAssignment } from '../../../../shared/contracts/posts/refuse-assignment.ts';
import { POSTS } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { DetailDrawer } from '../../../ui/detail-drawer.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { ASSIGNMENT_STATES, PERSON_STATES } from '../words.ts';
import { AssignPostForm } from './assign-post.tsx';
import { type IssuedCode, IssuedCodes } from './issued-codes.tsx';
import { Acts } from './person-acts.tsx';

const T = {
  posts: { zh: '岗位及变更经过', en: 'Posts and how they came' },
  proposed: { zh: '{who} 提出', en: 'proposed by {who}' },
  approved: { zh: '{who} 批准', en: 'approved by {who}' },
  reset: { zh: '待批准的密码重置', en: 'Reset awaiting approval' },
  resetBy: { zh: '{who} 提出，原因：{reason}', en: 'proposed by {who}: {reason}' },
  sessions: { zh: '登录', en: 'Sessions' },
  open: { zh: '当前登录 {count} 处', en: 'Places signed in at: {count}' },
  seen: { zh: '最近活动', en: 'Last seen' },
  security: { zh: '此人的安全日志', en: 'Security log of this person' },
  audit: { zh: '此人的审计日志', en: 'Audit log of this person' },
  code: { zh: '领取码', en: 'One-time code' },
} as const satisfies Record<string, Text>;

type PersonView = OutputOf<typeof person>;

/**
 * A proposed person is decided as a whole; a proposed post is refused, and only who may not refuse it takes it back.
 */
function actsOn(record: PersonView, one: PersonView['assignments'][number]): readonly string[] {
  if (record.state === 'proposed') return [];
  const refuses = one.can.includes(fullName(refuseAssignment));
  return refuses ? one.can.filter((act) => act !== fullName(endAssignment)) : one.can;
}

function Assignments({ record }: { record: PersonView }): ReactNode {
  const say = useSay();
  return (
    <section className="stack">
      <h3>{say(T.posts)}</h3>
      <ul className="stack">
        {record.assignments.map((one) => (
          <li key={one.assignmentId} className="stack-small">
            <div>
              <strong>{say(POSTS[one.post].title)}</strong> <StateTag state={one.state} states={ASSIGNMENT_STATES} />
            </div>
            <div className="muted">
              {say(T.proposed, { who: one.proposedBy })}
              {one.approvedBy && ` · ${say(T.approved, { who: one.approvedBy })}`}{' '}
              {one.approvedAt && <InstantText value={one.approvedAt} />}
            </div>
            <Acts
              can={actsOn(record, one)}
              given={{ assignmentId: one.assignmentId }}
              about={`${record.name} · ${say(POSTS[one.post].title)}`}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OpenReset({ record }: { record: PersonView }): ReactNode {
  const say = useSay();
  const reset = record.openReset;
  if (reset === null) return null;
  return (
    <section className="refusal tone-soon stack-small">
      <strong>{say(T.reset)}</strong>
      <p>{say(T.resetBy, { who: reset.proposedBy, reason: reset.reason })}</p>
      <Acts can={reset.can} given={{ resetId: reset.resetId }} about={record.name} />
    </section>
  );
}

function Sessions({ record }: { record: PersonView }): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const search = `?personId=${record.personId}`;
  return (
    <section className="stack-small">
      <h3>{say(T.sessions)}</h3>
      <p>
        {say(T.open, { count: record.openSessions })}
        {record.lastSeenAt && (
          <span className="muted">
            {' · '}
            {say(T.seen)} <InstantText value={record.lastSeenAt} />
          </span>
        )}
      </p>
      <div className="row">
        {mayCallNamed('posts.security-events', post) && <Link to={`/security-events${search}`}>{say(T.security)}</Link>}
        {mayCallNamed('posts.audit-log', post) && <Link to={`/audit-log${search}`}>{say(T.audit)}</Link>}
      </div>
    </section>
  );
}

type Over = { readonly kind: 'assign' } | { readonly kind: 'code'; readonly issued: IssuedCode };

function Content({ record }: { record: PersonView }): ReactNode {
  const say = useSay();
  const house = useSession()?.site?.name ?? '';
  const [over, setOver] = useState<Over | null>(null);
  const close = (): void => setOver(null);
  const done = (contract: OperationContract, output: unknown): void => {
    if (contract.name !== issueClaimCode.name) return;
    setOver({ kind: 'code', issued: (output as OutputOf<typeof issueClaimCode>).issued });
  };
  const held = record.assignments
    .filter((one) => one.state === 'active' || one.state === 'proposed')
    .map((one) => one.post);
  return (
    <>
      <Acts can={record.can} given={{ personId: record.personId }} about={record.name} onDone={done}>
        {record.can.includes(fullName(assignPost)) && (
          <Button onClick={() => setOver({ kind: 'assign' })}>{say(assignPost.title)}</Button>
        )}
      </Acts>
      <OpenReset record={record} />
      <Assignments record={record} />
      <Sessions record={record} />
      {over?.kind === 'assign' && (
        <Dialog title={`${say(assignPost.title)} · ${record.name}`} onClose={close}>
          <p className="muted">{assignPost.help && say(assignPost.help)}</p>
          <AssignPostForm personId={record.personId} held={held} onDone={close} />
        </Dialog>
      )}
      {over?.kind === 'code' && (
        <Dialog title={`${say(T.code)} · ${record.name}`} wide onClose={close}>
          <IssuedCodes house={house} codes={[over.issued]} />
        </Dialog>
      )}
    </>
  );
}

const SHOWN = new Set(['name', 'login', 'state', 'claimed', 'totp', 'proposedBy', 'approvedBy']);

export function PersonDrawer({ personId, onClose }: { personId: string; onClose: () => void }): ReactNode {
  return (
    <DetailDrawer
      contract={person}
      input={{ personId }}
      shows={(people.columns ?? []).filter((column) => SHOWN.has(column.key))}
      states={PERSON_STATES}
      onClose={onClose}
    >
      {(record) => <Content record={record} />}
    </DetailDrawer>
  );
}
