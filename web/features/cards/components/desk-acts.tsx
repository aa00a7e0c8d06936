/** What may be done with the card on the reader. */
import type { ReactNode } from 'react';
import type { CardOnReader } from '../../../../shared/cards/view.ts';
import { allowMerge } from '../../../../shared/contracts/cards/allow-merge.ts';
import { blacklistCard } from '../../../../shared/contracts/cards/blacklist-card.ts';
import { clearCard } from '../../../../shared/contracts/cards/clear-card.ts';
import { issueCard } from '../../../../shared/contracts/cards/issue-card.ts';
import { noteMaintenance } from '../../../../shared/contracts/cards/note-maintenance.ts';
import { transferCard } from '../../../../shared/contracts/cards/transfer-card.ts';
import { writeCard } from '../../../../shared/contracts/cards/write-card.ts';
import type { Text } from '../../../../shared/text.ts';
import { type Act, Acts } from '../../../ui/acts.tsx';
import { cardMetersProvider } from '../providers.ts';
import { CARE_LABELS } from '../words.ts';
import { IssueForm } from './issue-form.tsx';
import type { Written } from './written-panel.tsx';

const REASON: Readonly<Record<string, Text>> = { reason: { zh: '原因', en: 'Reason' } };
const TRANSFER: Readonly<Record<string, Text>> = {
  ...REASON,
  meterId: { zh: '转给哪块表（原表不变则仍选原表）', en: 'To which meter (the same one for a new household)' },
};

interface DeskActsProps {
  readonly on: CardOnReader;
  readonly onWritten: (written: Written) => void;
  readonly onChanged: () => void;
}

export function DeskActs({ on, onWritten, onChanged }: DeskActsProps): ReactNode {
  const { readingId, card } = on;
  const ofReading = {
    given: { readingId },
    hidden: ['readingId'],
    onDone: (out: unknown) => onWritten(out as Written),
  };
  const acts: Act[] = [
    {
      contract: issueCard,
      primary: true,
      form: (close) => (
        <IssueForm
          readingId={readingId}
          onCancel={close}
          onDone={(written) => {
            close();
            onWritten(written);
          }}
        />
      ),
    },
    { contract: writeCard, primary: true, ...ofReading },
    { ...ofReading, contract: allowMerge, labels: REASON, onDone: onChanged },
    { contract: clearCard, labels: REASON, ...ofReading },
    {
      contract: transferCard,
      labels: TRANSFER,
      providers: { meterId: cardMetersProvider },
      ...ofReading,
      given: { readingId, ...(card?.meterId ? { meterId: card.meterId } : {}) },
    },
    {
      contract: noteMaintenance,
      given: { cardId: card?.cardId },
      hidden: ['cardId'],
      labels: CARE_LABELS,
    },
    {
      contract: blacklistCard,
      danger: true,
      given: { serial: on.serial },
      hidden: ['serial'],
      onDone: onChanged,
    },
  ];
  const can = [...on.can, ...(card?.can ?? [])];
  return (
    <div className="row">
      <Acts can={can} acts={acts} of={on.serial} />
    </div>
  );
}
