/** Cards no counter sells to. */
import { type ReactNode, useState } from 'react';
import { blacklist } from '../../../../shared/contracts/cards/blacklist.ts';
import { blacklistCard } from '../../../../shared/contracts/cards/blacklist-card.ts';
import { liftBlacklist } from '../../../../shared/contracts/cards/lift-blacklist.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Acts } from '../../../ui/acts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';

const EMPTY = {
  text: { zh: '黑名单上没有卡', en: 'No card is on the blacklist' },
  next: {
    zh: '补换卡时旧卡自动列入；也可手工列入。',
    en: 'A replaced card comes here by itself; others are added by hand.',
  },
};

function AddButton(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [open, setOpen] = useState(false);
  if (!mayCallNamed('cards.blacklist-card', post)) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say(blacklistCard.title)}</Button>
      {open && (
        <Dialog title={say(blacklistCard.title)} onClose={() => setOpen(false)}>
          <OperationForm contract={blacklistCard} onDone={() => setOpen(false)} onCancel={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

export default function BlacklistPage(): ReactNode {
  return (
    <ListPage
      contract={blacklist}
      empty={EMPTY}
      pageActions={<AddButton />}
      actions={(row) => (
        <Acts
          can={row.can as readonly string[]}
          of={String(row.serial)}
          small
          acts={[{ contract: liftBlacklist, given: { entryId: row.entryId }, hidden: ['entryId'] }]}
        />
      )}
    />
  );
}
