/**
 * Where the counter agent opens its browser: /counter-ticket#ticket. The ticket stays behind the #, which browsers do
 * not send; it is traded once for this browser's mark as that counter, and the page goes on to work.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { enterCounter } from '../../../../shared/contracts/devices/enter-counter.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useRefreshSession } from '../../../lib/session.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';

const T = {
  title: { zh: '柜台终端', en: 'Counter' },
  entering: { zh: '正在识别本机…', en: 'Finding out which counter this is …' },
  noTicket: {
    zh: '地址里没有票据。请从柜台程序打开页面。',
    en: 'The address carries no ticket. Open the page from the counter agent.',
  },
  goOn: { zh: '继续', en: 'Go on' },
} as const satisfies Record<string, Text>;

export default function CounterTicketPage(): ReactNode {
  const say = useSay();
  const ticket = useLocation().hash.slice(1);
  const navigate = useNavigate();
  const refresh = useRefreshSession();
  const operation = useOperation(enterCounter);
  const sent = useRef(false);
  const [failed, setFailed] = useState(ticket === '');
  const enter = async (): Promise<void> => {
    if ((await operation.send({ ticket })) === undefined) {
      setFailed(true);
      return;
    }
    await refresh();
    await navigate('/', { replace: true });
  };
  useEffect(() => {
    // Once: the second run of an effect in development would spend the ticket for nothing.
    if (ticket === '' || sent.current) return;
    sent.current = true;
    void enter();
  });
  return (
    <main className="page">
      <h1>{say(T.title)}</h1>
      {ticket === '' && <p>{say(T.noTicket)}</p>}
      {!failed && <p className="muted">{say(T.entering)}</p>}
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void enter()} />
      {failed && (
        <div>
          <Button onClick={() => void navigate('/', { replace: true })}>{say(T.goOn)}</Button>
        </div>
      )}
    </main>
  );
}
