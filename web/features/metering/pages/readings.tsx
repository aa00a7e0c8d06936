/** Readings of all meters, newest first; those marked are the ones to look at. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { readings } from '../../../../shared/contracts/metering/readings.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import { METERING_LABELS, READING_STATES } from '../words.ts';

const T = {
  import: { zh: '导入抄表数据', en: 'Import readings' },
  text: { zh: '还没有抄表记录', en: 'No readings yet' },
  next: {
    zh: '在“表”里打开一块表按“抄表”，或导入抄表数据。',
    en: 'Open a meter and record a reading, or import a file of readings.',
  },
} as const satisfies Record<string, Text>;

export default function ReadingsPage(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  return (
    <ListPage
      contract={readings}
      labels={METERING_LABELS}
      states={READING_STATES}
      empty={{ text: T.text, next: T.next }}
      href={(row) => `/meters?open=${String(row.meterId)}`}
      pageActions={
        mayCallNamed('metering.stage-reading-import', post) && <Link to="/import?kind=readings">{say(T.import)}</Link>
      }
    />
  );
}
