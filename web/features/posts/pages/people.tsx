/** People and posts of the house. */
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { people } from '../../../../shared/contracts/posts/people.ts';
import { proposePerson } from '../../../../shared/contracts/posts/propose-person.ts';
import { RIGHTS_APPROVERS } from '../../../../shared/posts/person-view.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { NeverList } from '../components/never-list.tsx';
import { OperatorMode } from '../components/operator-mode.tsx';
import { PersonDrawer } from '../components/person-drawer.tsx';
import { ProposePersonForm } from '../components/propose-person.tsx';
import { PERSON_STATES } from '../words.ts';
import '../posts.css';

const T = {
  never: { zh: '不相容岗位', en: 'Never one person' },
  text: { zh: '姓名或登录名', en: 'Name or login' },
  empty: { zh: '还没有人员', en: 'There is nobody yet' },
  emptyNext: {
    zh: '由系统管理员提出新人员，另一人批准。',
    en: 'The system administrator proposes a person, another approves.',
  },
  authenticator: {
    zh: '批准人员、岗位和重置要用手机验证器签字，你还没有启用。',
    en: 'Approving people, posts and resets is signed with an authenticator; you have not enrolled one.',
  },
  enrol: { zh: '去启用验证器', en: 'Enrol an authenticator' },
} as const satisfies Record<string, Text>;

const LABELS = {
  text: T.text,
  ...Object.fromEntries(Object.entries(PERSON_STATES).map(([state, { title }]) => [`state.${state}`, title])),
};

const APPROVERS: readonly PostKey[] = RIGHTS_APPROVERS;

function NeedsAuthenticator(): ReactNode {
  const say = useSay();
  const session = useSession();
  if (!session || session.totp || session.demoPin || session.post === null || !APPROVERS.includes(session.post))
    return null;
  return (
    <p className="refusal tone-soon">
      {say(T.authenticator)} <Link to="/me">{say(T.enrol)}</Link>
    </p>
  );
}

export default function PeoplePage(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [search, setSearch] = useSearchParams();
  const [over, setOver] = useState<'never' | 'propose' | null>(null);
  const proposed = (personId: string): void => {
    setOver(null);
    setSearch(new URLSearchParams({ open: personId }));
  };
  const actions = (
    <>
      <Button onClick={() => setOver('never')}>{say(T.never)}</Button>
      {mayCallNamed(fullName(proposePerson), post) && (
        <Button type="primary" onClick={() => setOver('propose')}>
          {say(proposePerson.title)}
        </Button>
      )}
    </>
  );
  return (
    <>
      <ListPage
        contract={people}
        labels={LABELS}
        states={PERSON_STATES}
        empty={{ text: T.empty, next: T.emptyNext }}
        pageActions={actions}
        href={(row) => openHref(search, String(row.personId))}
        cells={{
          name: (row) => <span className="figure">{String(row.name)}</span>,
          awaiting: (row) => (row.awaiting === 0 ? '' : <strong className="tone-soon">{String(row.awaiting)}</strong>),
        }}
        detail={(personId, close) => <PersonDrawer personId={personId} onClose={close} />}
      >
        <NeedsAuthenticator />
        <OperatorMode />
      </ListPage>
      {over === 'never' && (
        <Dialog title={say(T.never)} wide onClose={() => setOver(null)}>
          <NeverList />
        </Dialog>
      )}
      {over === 'propose' && (
        <Dialog title={say(proposePerson.title)} wide onClose={() => setOver(null)}>
          <ProposePersonForm onDone={proposed} />
        </Dialog>
      )}
    </>
  );
}
