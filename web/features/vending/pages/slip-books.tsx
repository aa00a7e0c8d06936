/** 应急票簿: the register of pre-numbered paper for outages. */
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { colleagues } from '../../../../shared/contracts/posts/colleagues.ts';
import { issueSlipBook } from '../../../../shared/contracts/vending/issue-slip-book.ts';
import { slipBooks } from '../../../../shared/contracts/vending/slip-books.ts';
import type { Text } from '../../../../shared/text.ts';
import { BOOK_STATE_TITLES, BOOK_STATES } from '../../../../shared/vending/paper.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { ask } from '../../../lib/api.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import type { OptionsProvider } from '../../../ui/record-input.tsx';
import type { States } from '../../../ui/state-tag.tsx';
import { SlipBookDrawer } from '../components/slip-book-drawer.tsx';
import '../vending.css';

const T = {
  empty: { zh: '还没有发放过应急票簿', en: 'No slip book was issued yet' },
  next: {
    zh: '主管或经费管理员把预先编号的票簿发给售电员，停机停电时使用。',
    en: 'The supervisor or the funds administrator issues pre-numbered books to clerks for outages.',
  },
  holderSigns: { zh: '领用人签字', en: 'The clerk signs' },
} as const satisfies Record<string, Text>;

const STATES: States = {
  issued: { title: BOOK_STATE_TITLES.issued, tone: 'soon' },
  returned: { title: BOOK_STATE_TITLES.returned, tone: 'right' },
};
const LABELS = Object.fromEntries(BOOK_STATES.map((state) => [`state.${state}`, BOOK_STATE_TITLES[state]]));

const clerksProvider: OptionsProvider = {
  module: 'posts',
  name: 'clerks',
  async search(text, signal) {
    const { rows } = await ask(colleagues, { post: 'vending-clerk' }, { signal });
    return rows
      .filter((one) => `${one.name} ${one.login}`.toLowerCase().includes(text.toLowerCase()))
      .map((one) => ({ value: one.personId, label: one.name }));
  },
};

function Issue(): ReactNode {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {say(issueSlipBook.title)}
      </Button>
      {open && (
        <Dialog title={say(issueSlipBook.title)} onClose={close}>
          <OperationForm
            contract={issueSlipBook}
            providers={{ holderId: clerksProvider }}
            second={(values) => ({
              title: T.holderSigns,
              posts: ['vending-clerk'],
              ...(typeof values.holderId === 'string' ? { personId: values.holderId } : {}),
            })}
            onDone={close}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}

export default function SlipBooksPage(): ReactNode {
  const [search] = useSearchParams();
  const post = useSession()?.post ?? null;
  return (
    <ListPage
      contract={slipBooks}
      labels={LABELS}
      states={STATES}
      empty={{ text: T.empty, next: T.next }}
      href={(row) => openHref(search, String(row.id))}
      pageActions={mayCallNamed('vending.issue-slip-book', post) && <Issue />}
      detail={(bookId, close) => <SlipBookDrawer key={bookId} bookId={bookId} onClose={close} />}
    />
  );
}
